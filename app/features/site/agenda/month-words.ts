/** Days and weekdays of a month as people read them. Pure; runs on the server and in browsers. */
import { firstDay, plainFormat } from '#app/domain/events/event-times.ts'

const DAY = { weekday: 'long', day: 'numeric', month: 'long' } as const

/** @returns « mardi 1er décembre » for `2026-12-01` */
export function dayOfMonth(day: string, language: string): string {
  return firstDay(plainFormat(language, DAY).format(new Date(`${day}T00:00:00Z`)), language)
}

/** @returns « lundi », « lun. » … « dimanche », « dim. »: the columns of a month */
export function weekdays(language: string): { long: string; short: string }[] {
  // The fifth of January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(1970, 0, 5 + i))).map((day) => ({
    long: plainFormat(language, { weekday: 'long' }).format(day),
    short: plainFormat(language, { weekday: 'short' }).format(day),
  }))
}
