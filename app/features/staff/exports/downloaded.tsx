import { useTranslation } from 'react-i18next'
import { countText, hourText } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import type { PastExtraction } from './extraction-log.server.ts'

/** « 1 501 fiches téléchargées à 14 h 02 » of the last minute; until that is known, a script says that it arrives. */
export function Downloaded({ extraction }: { extraction: PastExtraction | null }) {
  const { t, i18n } = useTranslation('admin')
  return (
    <div id="parti" data-live aria-live="polite">
      {extraction ? (
        <Alert tone="success">
          {t('exports.downloaded', {
            count: extraction.count,
            shown: countText(extraction.count, i18n.language),
            at: hourText(extraction.at, i18n.language),
          })}
        </Alert>
      ) : (
        <div hidden data-when-sent>
          <Alert tone="success">{t('exports.sent')}</Alert>
        </div>
      )}
    </div>
  )
}
