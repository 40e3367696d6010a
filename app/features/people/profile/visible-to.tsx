import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

/** « Visible : cotisants – Régler »: who sees a field of one's own page, and the way to choose it (S10). */
export function VisibleTo({ field, audience }: { field: FieldId; audience: Audience | undefined }) {
  const { t } = useTranslation('profile')
  if (!audience) return null
  return (
    <span className="no-print" data-audience-of={field} data-audience={audience}>
      {t('visible', { who: t(`who.${audience}`) })} –{' '}
      <Anchor to={`${href.privacy}?champ=${field}#${field}`}>
        {t('visibleSet')}
        <span className="sr-only"> {t('visibilityOf', { field: t(`fields.${field}`) })}</span>
      </Anchor>
    </span>
  )
}
