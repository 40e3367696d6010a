/** Saying that one comes, waiting for a seat, taking an offered one, and taking it back (E3, B1, B4). */
import type { Ctx } from '#app/context/open.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { registersFor, withdrawsFrom } from '#app/policy/event.rules.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { tellAttendees } from './attendee-mails.server.ts'
import type { EventRow } from './read-events.server.ts'
import { freeSeats, lockEvent, offerSeats } from './seats.server.ts'
import { sellsPlaces } from './ticket-types.server.ts'

export type OwnRegistration = RowOf<'event_registration'>

/** @returns what the viewer said about this event; undefined: nothing, or the staff look with their eyes */
export async function ownRegistration(
  { tenant, viewer, standIn }: Ctx,
  query: Query,
  eventId: string,
): Promise<OwnRegistration | undefined> {
  if (!viewer.personId || standIn) return undefined
  const [row] = await query<OwnRegistration>(sql`SELECT * FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${eventId} AND "personId" = ${viewer.personId}`)
  return row
}

/** @returns true for an offer that is still held */
export function isOffered(row: Pick<OwnRegistration, 'state' | 'heldUntil'> | undefined, now: Date): boolean {
  return row?.state === 'offered' && row.heldUntil !== null && row.heldUntil > now
}

export interface Wish {
  /** The person and their guests. */
  seats: number
  shown: boolean
  answers: Readonly<Record<string, string>>
  /** Where no seat is left: to wait for one. */
  waits: boolean
  /** Somebody who comes or waits already keeps what they said: a link that was passed on shows none of it. */
  keeps?: boolean
}

/**
 * `full`: no such number of seats is left, and nothing was changed · `closed`: nobody registers now · `kept`: they said
 * so before, and it stays as it was.
 */
export type Registered = 'registered' | 'waiting' | 'full' | 'closed' | 'kept'

async function put(
  { tenant, now }: Ctx,
  query: Query,
  row: Wish & { eventId: string; personId: string },
  state: string,
) {
  await query(sql`INSERT INTO "event_registration" ("tenantId", "eventId", "personId", "state", "seats", "shown",
      "answers", "at")
    VALUES (${tenant.id}, ${row.eventId}, ${row.personId}, ${state}, ${row.seats}, ${row.shown},
      ${JSON.stringify(row.answers)}::jsonb, ${now})
    ON CONFLICT ("tenantId", "eventId", "personId") DO UPDATE SET "state" = EXCLUDED."state",
      "seats" = EXCLUDED."seats", "shown" = EXCLUDED."shown", "answers" = EXCLUDED."answers", "heldUntil" = NULL,
      "saleId" = NULL,
      "at" = CASE WHEN "event_registration"."state" = EXCLUDED."state" THEN "event_registration"."at"
        ELSE EXCLUDED."at" END`)
}

/** @returns true for a place that is paid for, or held for its payment: the sale decides about it */
export function isBought(row: Pick<OwnRegistration, 'state' | 'saleId'> | undefined): boolean {
  return row?.saleId != null && (row.state === 'registered' || row.state === 'paying')
}

/** States in which nothing is left to answer to an invitation. */
export const SETTLED = ['registered', 'waiting', 'paying'] as const

/** What becomes of a wish; the caller holds the event's lock. */
async function decide(ctx: Ctx, query: Query, event: EventRow, wish: Wish): Promise<'registered' | 'waiting' | 'full'> {
  const free = await freeSeats({ query, tenant: ctx.tenant, now: ctx.now }, event, ctx.viewer.personId)
  if (free === null || wish.seats <= free) return 'registered'
  return wish.waits ? 'waiting' : 'full'
}

/**
 * Registers the viewer, or changes what they said, under the event's lock; one's own seats never stand in one's way.
 * Somebody who comes already and asks for more seats than are left keeps theirs. Where places are sold one waits here,
 * and takes what is offered by buying it.
 * @param eventId of an event that the viewer reads; read again under the lock
 */
export async function register(ctx: Ctx, eventId: string, wish: Wish): Promise<Registered> {
  const { ability, tenant, now, viewer } = ctx
  const { personId } = viewer
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const event = await lockEvent(unit, eventId)
    if (!event || !personId || !mayReadThing({ ability, now }, 'Event', event)) return 'closed'
    if (!registersFor(ability, event, now) || wish.seats > event.guests + 1) return 'closed'
    const before = await ownRegistration(ctx, query, eventId)
    const sells = await sellsPlaces(query, tenant.id, eventId)
    if (wish.keeps && isOneOf(SETTLED, before?.state)) return 'kept'
    if (isBought(before)) return 'closed'
    const state = await decide(ctx, query, event, wish)
    if (sells && state === 'registered') return 'closed'
    if (state === 'full' || (state === 'waiting' && before?.state === 'registered')) return 'full'
    await put(ctx, query, { ...wish, eventId, personId }, state)
    if (before?.state !== state)
      await tellAttendees(unit, { eventId, what: state, personIds: [personId], once: now.toISOString() })
    // Fewer seats than before leave some to others.
    if (before && before.seats > wish.seats) await offerSeats(unit, event)
    return state
  })
}

/**
 * Gives somebody's place back to who waits; the caller holds the event's lock.
 * @returns whether there was one
 */
export async function giveBack(
  unit: Unit<Pick<Tenant, 'id' | 'config'>>,
  event: EventRow,
  personId: string,
): Promise<boolean> {
  const { query, tenant, now } = unit
  const gone = await query(sql`UPDATE "event_registration" SET "state" = 'withdrawn', "heldUntil" = NULL, "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ${personId}
      AND "state" NOT IN ('withdrawn', 'transferred') RETURNING "personId"`)
  if (gone.length > 0) await offerSeats(unit, event)
  return gone.length > 0
}

/**
 * Takes back that the viewer comes, waits, or was offered a seat; the seats go to who waits. Nobody is put back into
 * the waiting list by it.
 * @returns whether there was something to take back
 */
export async function withdraw(ctx: Ctx, eventId: string): Promise<boolean> {
  const { ability, tenant, now, viewer } = ctx
  const { personId } = viewer
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const event = await lockEvent(unit, eventId)
    if (!event || !personId || !withdrawsFrom(ability, event, now)) return false
    // Money may go back with it: give-back-tickets.server.ts.
    if (isBought(await ownRegistration(ctx, query, eventId))) return false
    return giveBack(unit, event, personId)
  })
}
