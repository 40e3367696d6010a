/** Civil days of Paris as text, `2026-11-22`: what dues, pieces of accounting and forms count in. Pure. */

/** Instants of the database are UTC; associations live in France. */
export const ZONE = 'Europe/Paris'

const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE })

/** @returns such as `2026-11-22`, the civil day in Paris at that instant. */
export function civilDay(at: Date): string {
  return dayFormat.format(at)
}

/**
 * @param day `2026-11-22`, a civil day in Paris
 * @returns its first instant; undefined for a text that is no day
 */
export function startOfDay(day: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const noon = new Date(`${day}T12:00:00Z`)
  if (Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day) return undefined
  // Paris is one or two hours ahead of UTC, and never changes its clocks at midnight.
  for (const hours of [1, 2]) {
    const at = new Date(Date.parse(`${day}T00:00:00Z`) - hours * 3_600_000)
    if (civilDay(at) === day && civilDay(new Date(at.getTime() - 1)) !== day) return at
  }
  return undefined
}

/** @returns the civil day so many days later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** @returns the civil day so many months later; the last of the month where the month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** @returns the last day of a half-open period, as people say it: « jusqu'au 31 décembre ». */
export function lastDay(endsAt: string | Date): string {
  return addDays(civilDay(new Date(endsAt)), -1)
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, timeStyle: 'medium' })

/** @returns seconds until midnight in Paris, right on the two days that have 23 and 25 hours. */
export function secondsToMidnight(now: Date): number {
  const [hours, minutes, seconds] = clock.format(now).split(':').map(Number) as [number, number, number]
  const left = 86_400 - hours * 3600 - minutes * 60 - seconds
  const today = civilDay(now)
  const at = (after: number) => civilDay(new Date(now.getTime() + after * 1000))
  return [left - 3600, left, left + 3600].find((after) => after > 0 && at(after) !== today)!
}

const minuteFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })

/** @returns such as `2026-11-22T18:30`, the civil minute in Paris at that instant, as fields of forms write it. */
export function civilMinute(at: Date): string {
  return minuteFormat.format(at).replace(' ', 'T')
}

/**
 * @param minute `2026-11-22T18:30`, a civil minute in Paris
 * @returns its instant, the earlier of two in the hour that comes twice; undefined for a text that is none, and for the
 * minutes that a spring leaves out
 */
export function instantOfMinute(minute: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(minute)) return undefined
  const asUtc = Date.parse(`${minute}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  return [2, 1].map((hours) => new Date(asUtc - hours * 3_600_000)).find((at) => civilMinute(at) === minute)
}
