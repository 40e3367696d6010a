import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'

const TONES = { inForce: 'success', grace: 'success', future: 'info', past: 'neutral' } as const

/** Tells whether a period runs, is over, is to come, or counts for days of grace. */
export function PeriodState({ state }: { state: keyof typeof TONES }) {
  const { t } = useTranslation('admin')
  return (
    <span className="whitespace-nowrap">
      <Badge tone={TONES[state]}>{t(`account.${state}`)}</Badge>
    </span>
  )
}
