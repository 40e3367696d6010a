import { useTranslation } from 'react-i18next'
import { Card } from '#app/ui/card.tsx'

/** A letter before it leaves: its subject, and what the first of the people will read. */
export function LetterPreview({ subject, text }: { subject: string; text: readonly string[] }) {
  const { t } = useTranslation('bulk')
  return (
    <Card id="apercu" title={t('confirm.preview')} level={2}>
      <p className="font-semibold">{subject}</p>
      {text.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </Card>
  )
}
