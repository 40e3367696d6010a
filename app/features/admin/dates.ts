/** Instants and civil days as the administration's pages show them: Paris time, whatever the machine. Pure. */

/** Instants of the database are UTC; associations live in France. */
const ZONE = 'Europe/Paris'

function locale(language: string): string {
  return language === 'en' ? 'en-GB' : 'fr-FR'
}

/** @returns « 22/11/2026 ». */
export function dayText(iso: string, language: string): string {
  return new Intl.DateTimeFormat(locale(language), {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    timeZone: ZONE,
  }).format(new Date(iso))
}

/** @returns « 22/11/2026 14:05 ». */
export function momentText(iso: string, language: string): string {
  const time = new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', timeZone: ZONE })
  return `${dayText(iso, language)}\u00a0${time.format(new Date(iso))}`
}

/** @returns « 12 430 ». */
export function countText(count: number, language: string): string {
  return new Intl.NumberFormat(locale(language)).format(count)
}

/** @returns such as `2026-11-22`, the civil day in Paris at that instant. */
export function civilDay(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(at)
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
