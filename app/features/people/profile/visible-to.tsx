import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

/** « Visible : cotisants – Modifier », beside each field of one's own page (S10). */
export function VisibleTo({ field, audience }: { field: FieldId; audience: Audience | undefined }) {
  const { t } = useTranslation('profile')
  if (!audience) return null
  return (
    <span className="no-print" data-audience={audience}>
      {t('visible', { who: t(`who.${audience}`) })} –{' '}
      <Anchor to={`${href.privacy}?champ=${field}#${field}`}>
        {t('actions.edit')}
        <span className="sr-only"> {t('visibilityOf', { field: t(`fields.${field}`) })}</span>
      </Anchor>
    </span>
  )
}
