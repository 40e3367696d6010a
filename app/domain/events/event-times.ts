/**
 * Times of events as people read them: by the clock of the place, with its name where that is not Paris (B9). Pure;
 * runs on the server and in browsers. A local minute is shown as though it were of UTC: no zone's rules touch it again.
 */
import { ZONE } from '#app/calendar/civil-day.ts'
import { localeOf } from '#app/i18n/format.ts'

const known = new Map<string, Intl.DateTimeFormat>()

/** @returns a format of minutes without a zone, made once */
export function plainFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const made = known.get(key) ?? new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', ...options })
  known.set(key, made)
  return made
}

const asUtc = (minute: string) => new Date(`${minute}:00Z`)

/** The first day of a month is « 1er ». */
export const firstDay = (text: string, language: string): string =>
  language === 'fr' ? text.replace(/(?<=^|\s)1(?=\s\p{L})/u, '1er') : text

const DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const

/** @returns « samedi 22 novembre 2026 » */
export function localDay(minute: string, language: string): string {
  return firstDay(plainFormat(language, DAY).format(asUtc(minute)), language)
}

/** @returns « 18:30 » */
export function localTime(minute: string): string {
  return minute.slice(11)
}

/** @returns such as `20261122T183000`: a local time as calendars write it (ISO 8601, basic format) */
export const basicTime = (minute: string): string => `${minute.replace(/[-:]/g, '')}00`

/** @returns « 22 », « nov. »: the two lines of a date on a card */
export function dateBadge(minute: string, language: string): { day: string; month: string } {
  const day = String(Number(minute.slice(8, 10)))
  return { day, month: plainFormat(language, { month: 'short' }).format(asUtc(minute)) }
}

/** @returns « novembre 2026 », under which lists gather events */
export function localMonth(minute: string, language: string): string {
  return plainFormat(language, { month: 'long', year: 'numeric' }).format(asUtc(minute))
}

/** @returns true where the clock of the event is not the association's */
export const isElsewhere = (zone: string): boolean => zone !== ZONE

/** @returns true where it begins and ends on one day of its place */
export const isOneDay = (starts: string, ends: string): boolean => starts.slice(0, 10) === ends.slice(0, 10)
