/** Amounts and days as pages and letters say them: « 45,00 € », « 1 janvier 2027 ». Pure. */
import { addDays, civilDay, ZONE } from '../../tenant/civil-day.ts'

const locale = (language: string) => (language === 'en' ? 'en-GB' : 'fr-FR')

/** @param cents whole cents of a euro */
export function euros(cents: number, language: string): string {
  return new Intl.NumberFormat(locale(language), { style: 'currency', currency: 'EUR' }).format(cents / 100)
}

/** @param day a civil day, or an instant seen from Paris */
export function longDay(day: string | Date, language: string): string {
  const at = typeof day === 'string' && day.length === 10 ? new Date(`${day}T12:00:00Z`) : new Date(day)
  return new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: ZONE,
  }).format(at)
}

/** @returns the last day of a half-open period, as people say it: « jusqu'au 31 décembre ». */
export function lastDay(endsAt: string | Date): string {
  return addDays(civilDay(new Date(endsAt)), -1)
}

/** @returns to the minute, for what begins and ends within a day. */
export function longMoment(at: string | Date, language: string): string {
  const time = new Intl.DateTimeFormat(locale(language), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: ZONE,
  })
  return `${longDay(new Date(at), language)}, ${time.format(new Date(at))}`
}

/** @returns the time of day in Paris: « 14:32 ». */
export function clockTime(at: Date, language: string): string {
  return new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', timeZone: ZONE }).format(at)
}

/** Euros as people type them, `12,50` → 1250; undefined where it is no amount above zero. */
export function centsOf(typed: string): number | undefined {
  const plain = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  return /^\d{1,6}(\.\d{1,2})?$/.test(plain) && Number(plain) > 0 ? Math.round(Number(plain) * 100) : undefined
}
