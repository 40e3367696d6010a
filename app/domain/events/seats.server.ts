/**
 * Seats of an event, counted and given under the lock of its row, so that they are never sold twice (B1). A seat is
 * taken by who comes, and held for who is about to pay, and for whom it is offered to, until the offer ends (B4).
 */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { closingOf, takesPlaces } from '#app/policy/event.rules.ts'
import { tellAttendees } from './attendee-mails.server.ts'
import type { EventRow } from './read-events.server.ts'
import { placesOfTypes } from './ticket-types.server.ts'

type Home = Pick<Tenant, 'id' | 'config'>

/** Hours that an offered seat is held; mails say so. */
export const OFFER_HOURS = 48
const HOUR = 3_600_000

/** @returns the event, locked until the transaction ends; undefined where there is none */
export async function lockEvent({ query, tenant }: Scoped<{ id: string }>, id: string): Promise<EventRow | undefined> {
  const [row] = await query<EventRow>(
    sql`SELECT * FROM "event" WHERE "tenantId" = ${tenant.id} AND "id" = ${id} FOR UPDATE`,
  )
  return row
}

/**
 * @param without whose own seats are left out: somebody who changes theirs, or takes what they were offered
 * @returns seats taken and held now
 */
export async function takenSeats(
  { query, tenant, now }: Unit<{ id: string }>,
  eventId: string,
  without: string | null = null,
): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT coalesce(sum(r."seats"), 0)::int AS "n"
    FROM "event_registration" r WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${eventId}
      AND (r."state" IN ('registered', 'paying') OR (r."state" = 'offered' AND r."heldUntil" > ${now}))
      AND r."personId" IS DISTINCT FROM ${without}::uuid`)
  return row!.n
}

/** @returns seats that are left; null where there is no limit */
export async function freeSeats(
  unit: Unit<{ id: string }>,
  { id, capacity }: Pick<EventRow, 'id' | 'capacity'>,
  without: string | null = null,
): Promise<number | null> {
  const ofTypes = await placesOfTypes(unit, id)
  const places = capacity === null || ofTypes === null ? (capacity ?? ofTypes) : Math.min(capacity, ofTypes)
  return places === null ? null : Math.max(0, places - (await takenSeats(unit, id, without)))
}

/** Ends offers that nobody took; the caller holds the event's lock. @returns how many */
async function endOffers({ query, tenant, now }: Unit<{ id: string }>, eventId: string): Promise<number> {
  const ended = await query(sql`UPDATE "event_registration" SET "state" = 'withdrawn', "heldUntil" = NULL, "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${eventId} AND "state" = 'offered' AND "heldUntil" <= ${now}
    RETURNING "personId"`)
  return ended.length
}

type Waiting = RowOf<'event_registration', 'personId' | 'seats'>

/**
 * Offers free seats to who waits, the first first; a wish that does not fit is passed over, so that no seat stays empty
 * while somebody waits for it, and so is who died. The caller holds the event's lock. Nothing is offered once places
 * are no longer taken.
 * @returns how many people have an offer now that had none
 */
export async function offerSeats(unit: Unit<Home>, event: EventRow): Promise<number> {
  const { query, tenant, now } = unit
  await endOffers(unit, event.id)
  if (!takesPlaces(event, now)) return 0
  const waiting = await query<Waiting>(sql`SELECT r."personId", r."seats" FROM "event_registration" r
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId" AND NOT ${deceasedSql(tenant.config)}
    WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${event.id} AND r."state" = 'waiting'
    ORDER BY r."at", r."personId"`)
  let free = waiting.length > 0 ? ((await freeSeats(unit, event)) ?? Number.POSITIVE_INFINITY) : 0
  const offered: string[] = []
  for (const { personId, seats } of waiting) {
    if (seats > free) continue
    free -= seats
    offered.push(personId)
  }
  if (offered.length === 0) return 0
  const heldUntil = new Date(Math.min(now.getTime() + OFFER_HOURS * HOUR, closingOf(event).getTime()))
  await query(sql`UPDATE "event_registration" SET "state" = 'offered', "heldUntil" = ${heldUntil}, "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ANY(${offered}::uuid[])`)
  await tellAttendees(unit, { eventId: event.id, what: 'offered', personIds: offered, once: now.toISOString() })
  return offered.length
}
