/** A month as weeks of days, each with its events by the clock of their places. Pure. */
import { addDays, addMonths } from '#app/calendar/civil-day.ts'
import type { EventLine } from '#app/domain/events/event-line.ts'
import { dayOfMonth } from './month-words.ts'

export type MonthEvent = Pick<EventLine, 'slug' | 'title' | 'state' | 'startsLocal' | 'zone'> & {
  /** It began on a day before. */
  goesOn: boolean
}

export interface MonthDay {
  /** `2026-12-05` */
  day: string
  /** « samedi 5 décembre » */
  said: string
  isToday: boolean
  events: MonthEvent[]
}

const DAY = 86_400_000

/** @returns the month so many months later */
export const monthAfter = (month: string, months: number): string => addMonths(`${month}-01`, months).slice(0, 7)

/** @returns instants that hold the whole month by every clock of the earth */
export function instantsAround(month: string): [Date, Date] {
  const [first, next] = [month, monthAfter(month, 1)].map((one) => Date.parse(`${one}-01T00:00:00Z`)) as [
    number,
    number,
  ]
  return [new Date(first - DAY), new Date(next + DAY)]
}

/** @returns the days of the month, the first first */
function daysOf(month: string): string[] {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

/** An event that ends at midnight is not there on the day after. */
function isOn({ startsLocal, endsLocal }: EventLine, day: string): boolean {
  const first = startsLocal.slice(0, 10)
  return first <= day && (day === first || endsLocal > `${day}T00:00`)
}

/** @returns those of the events that lie in the month, by their own clocks */
export const inMonth = (lines: readonly EventLine[], month: string): EventLine[] =>
  lines.filter((one) => daysOf(month).some((day) => isOn(one, day)))

/** @returns weeks from Monday to Sunday; null for days of other months */
export function weeksOf(
  month: string,
  lines: readonly EventLine[],
  { today, language }: { today: string; language: string },
): (MonthDay | null)[][] {
  const days = daysOf(month).map((day): MonthDay => {
    const events = lines
      .filter((one) => isOn(one, day))
      .map(({ slug, title, state, startsLocal, zone }) => ({
        ...{ slug, title, state, startsLocal, zone },
        goesOn: startsLocal.slice(0, 10) < day,
      }))
    return { day, said: dayOfMonth(day, language), isToday: day === today, events }
  })
  const before = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7
  const cells = [...Array<null>(before).fill(null), ...days]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
