/**
 * Dates that follow one another by a rule, by the clock of their place (B9): « le mardi à 19 h » stays at 19 o'clock
 * whatever clocks do meanwhile. Pure.
 */
import { addDays, addMonths } from './civil-day.ts'
import { instantIn, minuteIn } from './local-time.ts'

/**
 * `weekly` · `fortnightly`: every two weeks · `monthly`: on the same day of the month, the last where it is shorter ·
 * `weekday`: on the same weekday of the month, such as the first Tuesday; a fifth one is the last of a month of four
 */
export const REPEATS = ['weekly', 'fortnightly', 'monthly', 'weekday'] as const
export type Repeat = (typeof REPEATS)[number]

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/** The weekday of the first day, as often into the month as that one was. */
function sameWeekday(first: string, months: number): string {
  const rank = Math.floor((Number(first.slice(8)) - 1) / 7)
  const start = `${addMonths(`${first.slice(0, 7)}-01`, months).slice(0, 7)}-01`
  const on = addDays(start, (weekdayOf(first) - weekdayOf(start) + 7) % 7)
  const day = addDays(on, rank * 7)
  return day.slice(0, 7) === start.slice(0, 7) ? day : addDays(day, -7)
}

/**
 * @param first `2026-12-01`
 * @param times how many days in all, the first included
 * @returns the days in their order
 */
export function daysOf(repeat: Repeat, first: string, times: number): string[] {
  return Array.from({ length: times }, (_, i) => {
    if (repeat === 'monthly') return addMonths(first, i)
    if (repeat === 'weekday') return sameWeekday(first, i)
    return addDays(first, i * (repeat === 'weekly' ? 7 : 14))
  })
}

export interface LocalTimes {
  /** `2026-11-22T18:30`, by the clock of the zone. */
  startsLocal: string
  endsLocal: string
}

const MINUTE = 60_000
const asUtc = (minute: string): number => Date.parse(`${minute}:00Z`)

/** @returns days from one local time to another, by the calendar on the wall */
export const daysBetween = (from: string, to: string): number =>
  Math.round((asUtc(`${to.slice(0, 10)}T00:00`) - asUtc(`${from.slice(0, 10)}T00:00`)) / (24 * 60 * MINUTE))

/**
 * The same hours on another day. A minute that a spring leaves out stands as long after the change, and the end follows
 * it, so that nothing ends before it begins; a minute that an autumn brings twice is the first of the two.
 * @param day `2027-03-28`, of the beginning
 */
export function onDay(zone: string, day: string, { startsLocal, endsLocal }: LocalTimes): LocalTimes {
  const wanted = `${day}${startsLocal.slice(10)}`
  const start = instantIn(zone, wanted)!
  const shown = minuteIn(zone, start)
  const length = asUtc(endsLocal) - asUtc(startsLocal)
  if (shown !== wanted) return { startsLocal: shown, endsLocal: minuteIn(zone, new Date(start.getTime() + length)) }
  const end = new Date(asUtc(wanted) + length).toISOString().slice(0, 16)
  return { startsLocal: shown, endsLocal: minuteIn(zone, instantIn(zone, end)!) }
}
