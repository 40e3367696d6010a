import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'

const DONE = [
  ...['accept', 'decline', 'block', 'archive', 'unarchive', 'mute', 'unmute', 'leave', 'draft', 'report'],
] as const

/** What was just done, by the word in the address. */
export function DoneAlert({ done }: { done: string | null }) {
  const { t } = useTranslation('messages')
  const step = DONE.find((one) => one === done)
  if (!step) return null
  return (
    <Alert tone="success" live>
      {t(`done.${step}`)}
    </Alert>
  )
}
