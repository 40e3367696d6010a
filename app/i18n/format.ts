/**
 * Dates, counts and amounts in the visitor's language. Instants are shown in Europe/Paris, whatever the machine's zone.
 * Pure; runs on the server and in browsers.
 */
import { ZONE } from '#app/calendar/civil-day.ts'

/** @returns the locale of one of our languages: English dates are British, day before month. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : 'fr-FR')

/** Formatters by language and options: building one costs fifty times a use. */
const known = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

function kept<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T {
  const format = known.get(key) ?? make()
  known.set(key, format)
  return format as T
}

function dateFormat(name: string, language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`${name} ${language}`, () => new Intl.DateTimeFormat(localeOf(language), { timeZone: ZONE, ...options }))
}

const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const
const MINUTES = { hour: '2-digit', minute: '2-digit' } as const

/** A civil day of ten characters stands for its noon, which is the same day in Paris and in UTC. */
const instantOf = (at: string | Date) =>
  typeof at === 'string' && at.length === 10 ? new Date(`${at}T12:00:00Z`) : new Date(at)

/** @returns « 22/11/2026 ». @param at an instant (ISO 8601) or a civil day */
export function shortDay(at: string | Date, language: string): string {
  const options = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  return dateFormat('shortDay', language, options).format(instantOf(at))
}

/** @returns « 22/11/2026 14:05 », with a no-break space. */
export function shortMoment(at: string | Date, language: string): string {
  return `${shortDay(at, language)}\u00a0${dateFormat('time', language, MINUTES).format(new Date(at))}`
}

/** @returns « 14 h 02 », in English « 14:02 », with no-break spaces. */
export function hourText(at: string | Date, language: string): string {
  const time = dateFormat('time', language, MINUTES).format(new Date(at))
  return language === 'fr' ? time.replace(':', '\u00a0h\u00a0') : time
}

/** The first day of a month is « 1er ». */
const firstDay = (text: string, language: string): string =>
  language === 'fr' ? text.replace(/^1(?=[ \u00a0]\p{L})/u, '1er') : text

/** @returns « 22 novembre 2026 », « 1er janvier 2027 ». @param at an instant (ISO 8601) or a civil day */
export function longDay(at: string | Date, language: string): string {
  return firstDay(dateFormat('longDay', language, LONG).format(instantOf(at)), language)
}

/** @returns « 22 novembre 2026 à 14:05 ». */
export function longMoment(at: string | Date, language: string): string {
  return firstDay(dateFormat('longMoment', language, { ...LONG, ...MINUTES }).format(new Date(at)), language)
}

/** @returns the time of day in Paris: « 14:32 ». */
export function clockTime(at: Date, language: string): string {
  return dateFormat('time', language, MINUTES).format(at)
}

/** @returns « 22 novembre 2026, 14:05:09 », for periods that begin and end within a day. */
export function exactMoment(at: string | Date, language: string): string {
  const time = dateFormat('exactTime', language, { ...MINUTES, second: '2-digit' })
  return `${longDay(new Date(at), language)}, ${time.format(new Date(at))}`
}

/** @returns « novembre 2026 » of `2026-11`; the text itself where it is no month. */
export function monthText(month: string, language: string): string {
  const at = new Date(`${month}-15T12:00:00Z`)
  if (Number.isNaN(at.getTime())) return month
  return dateFormat('month', language, { month: 'long', year: 'numeric' }).format(at)
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** @returns a civil day as printed papers write it: « 22/11/2026 », in English « 22 November 2026 ». */
export function paperDay(day: string, language: string): string {
  const [year, month, date] = day.slice(0, 10).split('-')
  return language === 'en' ? `${date} ${MONTHS[Number(month) - 1]} ${year}` : `${date}/${month}/${year}`
}

/** @returns « 12 430 ». */
export function countText(count: number, language: string): string {
  return kept(`count ${language}`, () => new Intl.NumberFormat(localeOf(language))).format(count)
}

/** @returns « 1 234,50 € », with no-break spaces. @param cents integer cents of a euro */
export function euros(cents: number, language: string): string {
  const make = () => new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'EUR' })
  return kept(`euros ${language}`, make).format(cents / 100)
}

/** @returns « 45 € », « 45,50 € »: without cents where there are none. @param cents integer cents of a euro */
export function shortEuros(cents: number, language: string): string {
  if (cents % 100 !== 0) return euros(cents, language)
  const options = { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 } as const
  return kept(`whole ${language}`, () => new Intl.NumberFormat(localeOf(language), options)).format(cents / 100)
}

/** @returns `1234.50`, for files and fields of forms. @param cents integer cents */
export function plainAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The amount of a tax receipt: figures between asterisks, which make letters needless (BOI-IR-RICI-250-40). */
export function guardedAmount(cents: number): string {
  return `*** ${euros(cents, 'fr')} ***`
}

/** @returns cents of euros as people type them, `12,50` → 1250; undefined where it is no amount above zero. */
export function centsOf(typed: string): number | undefined {
  const plain = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  return /^\d{1,6}(\.\d{1,2})?$/.test(plain) && Number(plain) > 0 ? Math.round(Number(plain) * 100) : undefined
}
