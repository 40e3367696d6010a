import { useTranslation } from 'react-i18next'
import { Anchor } from '#app/ui/anchor.tsx'
import type { WayBack } from '../directory/way-back.server.ts'

/** « ← Résultats · 9 sur 41 », with the person before and the one after. */
export function ResultsBar({ back }: { back: WayBack }) {
  const { t } = useTranslation('profile')
  const { to, rank, total, more, previous, next } = back
  return (
    <nav className="results-bar no-print" aria-label={t('back.label')}>
      <Anchor to={to}>← {t(more ? 'back.more' : 'back.results', { rank, total })}</Anchor>
      <span>
        {previous && <Anchor to={previous}>{t('back.previous')}</Anchor>}
        {next && <Anchor to={next}>{t('back.next')}</Anchor>}
      </span>
    </nav>
  )
}
