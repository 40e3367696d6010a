import { useTranslation } from 'react-i18next'
import { Badge } from '#app/ui/badge.tsx'

const TONES = { inForce: 'success', future: 'info', past: 'neutral' } as const

/** Whether a period runs, is over or is to come. */
export function PeriodState({ state }: { state: keyof typeof TONES }) {
  const { t } = useTranslation('admin')
  return (
    <span className="whitespace-nowrap">
      <Badge tone={TONES[state]}>{t(`account.${state}`)}</Badge>
    </span>
  )
}
