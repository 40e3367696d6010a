import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { FIELD_GROUPS, type FieldGroup } from '#app/vocabulary/fields.ts'
import type { ReadValue } from './read-values.server.ts'
import { editAddress } from './record-parts.ts'

type RecordCardProps = { group: FieldGroup; handle: string; values: readonly ReadValue[] }

/** One card as it is read: what is known, then the names of what is not. */
export function RecordCard({ group, handle, values }: RecordCardProps) {
  const { t } = useTranslation('admin')
  const all = values.filter(({ field }) => (FIELD_GROUPS[group] as readonly string[]).includes(field))
  const [known, empty] = [all.filter(({ lines }) => lines.length > 0), all.filter(({ lines }) => lines.length === 0)]
  const title = t(`fieldGroups.${group}`)
  return (
    <Card
      id={`groupe-${group}`}
      title={title}
      aside={
        <Anchor to={editAddress(handle, group)}>
          {t('member.edit')} <span className="sr-only">{title}</span>
        </Anchor>
      }
    >
      {known.length > 0 && (
        <DefinitionList>
          {known.map(({ field, lines }) => (
            <Definition key={field} term={t(`fields.${field}`)} field={field}>
              {lines.map((line) => (
                <span key={line} className="block wrap-anywhere">
                  {line}
                </span>
              ))}
            </Definition>
          ))}
        </DefinitionList>
      )}
      {empty.length > 0 && (
        <p className="text-muted">
          {t('member.empty', { fields: empty.map(({ field }) => t(`fields.${field}`)).join(', ') })}
        </p>
      )}
    </Card>
  )
}
