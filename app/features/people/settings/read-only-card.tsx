import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import type { FieldId } from '#app/vocabulary/fields.ts'

type Line = { field: FieldId; value: string | number | boolean | string[] }

/** What the association's data say about one: why it cannot be changed here, and whom to ask. */
export function ReadOnlyCard({ lines, contactEmail }: { lines: readonly Line[]; contactEmail: string }) {
  const { t } = useTranslation('profile')
  if (lines.length === 0) return null
  const words = ({ value }: Line) =>
    typeof value === 'boolean' ? t(value ? 'yes' : 'no') : Array.isArray(value) ? value.join(', ') : String(value)
  return (
    <Card id="registre" title={t('readOnly.title')}>
      <p className="reading mb-4">
        {t('readOnly.why')} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>.
      </p>
      <DefinitionList>
        {lines.map((line) => (
          <Definition key={line.field} term={t(`fields.${line.field}`)} field={line.field} value={line.value}>
            {words(line)}
          </Definition>
        ))}
      </DefinitionList>
    </Card>
  )
}
