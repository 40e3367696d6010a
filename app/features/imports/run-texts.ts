/** Instants, numbers and values of imports as pages write them. Pure. */

/** Instants of the database are UTC; associations live in France. */
const ZONE = 'Europe/Paris'

const locale = (language: string) => (language === 'en' ? 'en-GB' : 'fr-FR')

/** @returns « 22/11/2026 14:05 ». */
export function instantText(iso: string, language: string): string {
  const [day, time] = [
    new Intl.DateTimeFormat(locale(language), { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: ZONE }),
    new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', timeZone: ZONE }),
  ].map((format) => format.format(new Date(iso)))
  return `${day}\u00a0${time}`
}

/** @returns « 12 430 ». */
export function numberText(count: number, language: string): string {
  return new Intl.NumberFormat(locale(language)).format(count)
}

/** @returns a value of a field in one line; booleans are `yes` or `no` for the caller to say, nothing is ''. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueText).join(' ; ')
  return String(value)
}
