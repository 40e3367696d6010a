/** Months as pages name them. Pure. */

/** @returns « novembre 2026 » of `2026-11`. */
export function monthText(month: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    ...{ month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  })
  const at = new Date(`${month}-15T12:00:00Z`)
  return Number.isNaN(at.getTime()) ? month : format.format(at)
}
