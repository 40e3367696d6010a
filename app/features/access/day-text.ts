/** @returns a day in words, in the association's own time zone. @param at ISO 8601 */
export function dayText(at: string, language: string): string {
  const locale = language === 'en' ? 'en-GB' : 'fr-FR'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(new Date(at))
}
