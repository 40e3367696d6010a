import { useTranslation } from 'react-i18next'
import { Alert } from '../../ui/alert.tsx'
import type { DuesStanding as Standing } from './dues-standing.server.ts'

const TONES = { never: 'info', until: 'success', over: 'warning', forLife: 'success' } as const

export function DuesStanding({ standing }: { standing: Standing }) {
  const { t } = useTranslation('membership')
  return <Alert tone={TONES[standing.key]}>{t(`state.${standing.key}`, { day: standing.day })}</Alert>
}
