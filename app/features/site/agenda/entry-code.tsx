import { useTranslation } from 'react-i18next'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'

type EntryCodeProps = { entry: { code: string; path: string; size: number; paper: string } }

/** The code that is shown at the door, as a square and as signs. */
export function EntryCode({ entry: { code, path, size, paper } }: EntryCodeProps) {
  const { t } = useTranslation('agenda')
  return (
    <Card id="entree" title={t('entry.title')}>
      <svg className="event-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('entry.square')}>
        <rect width={size} height={size} fill="#ffffff" />
        <path d={path} fill="#000000" />
      </svg>
      <p className="text-lg font-semibold" data-ticket={code}>
        {code}
      </p>
      <p className="text-muted mb-4">{t('entry.text')}</p>
      <LinkButton look="secondary" to={paper}>
        {t('entry.paper')}
      </LinkButton>
    </Card>
  )
}
