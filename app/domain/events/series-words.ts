/** What a change of one date of a series changes in another. Pure. */
import { addDays } from '#app/calendar/civil-day.ts'
import { daysBetween, onDay } from '#app/calendar/repeating.ts'
import type { EventWords } from './write-events.server.ts'

/** How far a change reaches: this date, this one and those after it, or all that are still to come. */
export const SCOPES = ['one', 'following', 'all'] as const
export type SeriesScope = (typeof SCOPES)[number]

const TIMES = ['startsLocal', 'endsLocal', 'zone'] as const

const isSame = (before: EventWords, after: EventWords, fields: readonly (keyof EventWords)[]): boolean =>
  fields.every((field) => before[field] === after[field])

/** @returns true where nothing was changed */
export const isUnchanged = (before: EventWords, after: EventWords): boolean =>
  isSame(before, after, Object.keys(after) as (keyof EventWords)[])

/**
 * Only what was changed is changed elsewhere: another date keeps its own day, moved by as many days as this one.
 * @param before what this date said
 * @param after what it says from now on
 * @param other what another date says
 */
export function changedAlike(before: EventWords, after: EventWords, other: EventWords): EventWords {
  const fields = (Object.keys(after) as (keyof EventWords)[]).filter(
    (field) => !(TIMES as readonly string[]).includes(field),
  )
  const changed = Object.fromEntries(fields.map((one) => [one, before[one] === after[one] ? other[one] : after[one]]))
  const { startsLocal, endsLocal, zone } = other
  if (isSame(before, after, TIMES)) return { ...other, ...changed, startsLocal, endsLocal, zone }
  const day = addDays(startsLocal.slice(0, 10), daysBetween(before.startsLocal, after.startsLocal))
  return { ...other, ...changed, ...onDay(after.zone, day, after), zone: after.zone }
}
