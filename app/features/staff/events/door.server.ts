/** `/admin/evenements/:event/entrees`: the door, on a phone, without scripts too (B11). */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { type Attendee, attendeeRows, countAttendees } from '#app/domain/events/attendees.server.ts'
import { deviceKey, type Entry, letIn, letInByCode, letOut } from '#app/domain/events/door.server.ts'
import { lockEvent } from '#app/domain/events/seats.server.ts'
import { type Line, titleOf } from '#app/domain/search/row.ts'
import { fold } from '#app/i18n/fold.ts'
import { eventOfDesk } from './edit.server.ts'

/** Lines that a search at the door answers. */
const FOUND = 20

/** What a door needs of somebody: nothing of what they answered. */
export type Comer = Pick<Attendee, 'line' | 'personId' | 'seats' | 'guests' | 'enteredAt'>

/** @returns those who come, in the order of their names; callers count whom they show */
async function comingTo(ctx: Ctx, id: string): Promise<Comer[]> {
  const people = await ctx.sql((query) => attendeeRows(ctx, query, id))
  return people
    .filter(({ state }) => state === 'registered')
    .map(({ line, personId, seats, guests, enteredAt }) => ({ line, personId, seats, guests, enteredAt }))
}

const isIn = ({ enteredAt }: Comer): boolean => enteredAt !== null
const sum = (people: readonly Comer[]): number => people.reduce((seats, one) => seats + one.seats, 0)

export async function readDoor(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const people = await comingTo(ctx, id)
  const q = (ctx.url.searchParams.get('q') ?? '').trim().slice(0, 80)
  const words = fold(q).split(/\s+/).filter(Boolean)
  // A guest's name leads to who brings them: one code lets the whole order in.
  const names = ({ line, guests }: Comer) => [...(line ? [titleOf(line)] : []), ...guests].map(fold)
  const matching = people.filter((one) => names(one).some((name) => words.every((word) => name.includes(word))))
  const found = words.length > 0 ? matching.slice(0, FOUND) : []
  await countAttendees(ctx, found)
  return {
    title: ctx.t('events:door.title'),
    ...{ id, event: row.title, q, now: ctx.now.toISOString() },
    device: ctx.account ? deviceKey(ctx.tenant.id, row, ctx.account.accountId, ctx.now) : null,
    expected: sum(people),
    inside: sum(people.filter(isIn)),
    found,
  }
}

/** @returns the list for paper: names, seats, a box to tick */
export async function readDoorList(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const people = await comingTo(ctx, id)
  await countAttendees(ctx, people)
  const { title, startsLocal, endsLocal, zone } = row
  return { title: ctx.t('events:door.list'), id, event: title, startsLocal, endsLocal, zone, people }
}

export interface DoorAnswer extends Entry {
  /** Null: nobody, or somebody whom the door may not see. */
  name: string | null
}

/** A door shows one name at a time, and counts no other; who reads too many that day still learns the word. */
export async function named(ctx: Ctx, id: string, entry: Entry): Promise<DoorAnswer> {
  const { personId } = entry
  const people = personId ? await ctx.sql((query) => attendeeRows(ctx, query, id, personId)) : []
  const line = people[0]?.line
  if (!line || !(await fits(ctx, line))) return { ...entry, name: null }
  return { ...entry, name: titleOf(line) }
}

/** @returns false beyond the budget of people shown: an entry that is written is never answered by a refusal */
async function fits(ctx: Ctx, line: Line): Promise<boolean> {
  try {
    await countAttendees(ctx, [{ line }])
    return true
  } catch (refusal) {
    if (refusal instanceof Response && refusal.status === 429) return false
    throw refusal
  }
}

/** @param now when it was, as far as a door without a network may say so */
export async function act(ctx: Ctx, id: string, form: FormData, now: Date): Promise<Entry | null> {
  const { tenant } = ctx
  const person = String(form.get('person') ?? '')
  if (person !== '' && !isUuid(person)) throw notFound()
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    if (form.get('intent') === 'out') {
      if (person === '') throw notFound()
      if (await letOut(unit, id, person)) await audit(query, ctx, 'event.let-out', { subjectId: id })
      return null
    }
    const event = await lockEvent(unit, id)
    if (!event) throw notFound()
    return person ? letIn(unit, event, person) : letInByCode(unit, event, String(form.get('code') ?? ''))
  })
}

/** POST `code`, or `person` of a list, or `intent=out`. */
export async function changeDoor(ctx: Ctx, id: string, form: FormData): Promise<DoorAnswer | null> {
  await eventOfDesk(ctx, id)
  const entry = await act(ctx, id, form, ctx.now)
  return entry && named(ctx, id, entry)
}
