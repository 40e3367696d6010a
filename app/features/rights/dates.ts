/** Instants in words, in the association's own time (Europe/Paris). */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: string, time: boolean): Intl.DateTimeFormat {
  const key = `${language} ${time}`
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
      ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Paris' },
      ...(time ? { hour: '2-digit', minute: '2-digit' } : {}),
    })
  formats.set(key, known)
  return known
}

/** « 22 novembre 2026 » */
export const dayWords = (iso: string, language: string): string => formatOf(language, false).format(new Date(iso))

/** « 22 novembre 2026 à 14:05 » */
export const momentWords = (iso: string, language: string): string => formatOf(language, true).format(new Date(iso))
