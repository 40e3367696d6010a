import { useTranslation } from 'react-i18next'
import { Disclosure } from '#app/ui/disclosure.tsx'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { VisibleTo } from './visible-to.tsx'

type CardAudienceProps = {
  visibility: Partial<Record<FieldId, Audience>>
  /** What the card shows. */
  fields: readonly FieldId[]
}

/** « Visible : le réseau ; 3 exceptions », on one's own page; opened, each field with the way to its setting (S10). */
export function CardAudience({ visibility, fields }: CardAudienceProps) {
  const { t } = useTranslation('profile')
  const audiences = fields.flatMap((field) => visibility[field] ?? [])
  const counts = new Map(audiences.map((one) => [one, audiences.filter((other) => other === one).length]))
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1])
  if (!most) return null
  const exceptions = audiences.length - most[1]
  const who = t('visible', { who: t(`who.${most[0]}`) })
  return (
    <div className="no-print text-muted mt-2">
      <Disclosure summary={exceptions > 0 ? t('visibleBut', { who, count: exceptions }) : who}>
        <ul>
          {fields.map((field) => (
            <li key={field}>
              {t('of', { field: t(`fields.${field}`) })} <VisibleTo field={field} audience={visibility[field]} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}
