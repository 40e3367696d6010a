import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'

type Shown = { name: string; lines: readonly string[] } | null | undefined

/** What of oneself would be printed today; nothing where the association prints no directory. */
export function PrintedEntry({ entry }: { entry: Shown }) {
  const { t } = useTranslation('privacy')
  if (entry === undefined) return null
  return (
    <Card id="imprime" title={t('printed.title')}>
      <p>{t(entry ? 'printed.text' : 'printed.out')}</p>
      {entry && (
        <div className="reading border-l-4 border-edge pl-4 break-words" data-printed>
          <p className="font-semibold">{entry.name}</p>
          {entry.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
    </Card>
  )
}
