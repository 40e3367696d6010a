import { useTranslation } from 'react-i18next'

/** @returns how an instant is written: to the minute in Paris, or its day alone. */
export function useMoment(): (iso: string, to?: 'minute' | 'day') => string {
  const { i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en-GB' : 'fr-FR'
  return (iso, to = 'minute') =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      ...(to === 'minute' ? { timeStyle: 'short' } : {}),
      timeZone: 'Europe/Paris',
    }).format(new Date(iso))
}
