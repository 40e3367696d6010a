import { useTranslation } from 'react-i18next'
import { longDay, longMoment } from '#app/i18n/format.ts'

/** @returns how an instant is written: to the minute in Paris, or its day alone. */
export function useMoment(): (iso: string, to?: 'minute' | 'day') => string {
  const { i18n } = useTranslation()
  return (iso, to = 'minute') => (to === 'minute' ? longMoment : longDay)(iso, i18n.language)
}
