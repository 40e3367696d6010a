/**
 * Places that are paid for: held for the time to pay, taken once the money is there, free again where it does not come
 * (B1, B3). Who holds a sale's lock may ask for the event's, never the other way round; giving a place back needs no
 * lock of the event, since the round of offers counts anew.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { takesPlaces } from '#app/policy/event.rules.ts'
import { tellAttendees } from './attendee-mails.server.ts'
import { makeTickets } from './held-tickets.server.ts'
import { codeLeft, findCode, isCodeLive } from './promo-codes.server.ts'
import type { EventRow } from './read-events.server.ts'
import type { OwnRegistration } from './register.server.ts'
import { freeSeats, lockEvent } from './seats.server.ts'
import { takenTickets, ticketTypesOf } from './ticket-types.server.ts'

type Home = Pick<Tenant, 'id' | 'config'>

/**
 * `closed`: nobody buys now · `own`: the buyer comes already · `full`: no such number is left, of a kind or in all ·
 * `code`: the promotional code no longer holds for so many.
 */
export type PlaceFault = 'closed' | 'own' | 'full' | 'code'

/** Thrown where a basket's places are not to be had; the caller's transaction ends without a trace. */
export class NoPlace extends Error {
  readonly of: PlaceFault
  constructor(of: PlaceFault) {
    super(`no place: ${of}`)
    this.of = of
  }
}

/** Places that a basket buys. */
export interface PlaceWish {
  eventId: string
  personId: string
  seats: number
  /** How many of each kind of ticket, by its id. */
  tickets: ReadonlyMap<string, number>
  shown: boolean
  answers: Readonly<Record<string, string>>
  /** How many of them cost less by a promotional code. */
  promo?: { id: string; seats: number } | undefined
  /** Until when they are held unpaid. */
  heldUntil: Date
}

/** @returns the person's row, locked */
async function ownRow(
  { query, tenant }: Unit<{ id: string }>,
  { eventId, personId }: Pick<PlaceWish, 'eventId' | 'personId'>,
): Promise<OwnRegistration | undefined> {
  const [row] = await query<OwnRegistration>(sql`SELECT * FROM "event_registration" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "personId" = ${personId} FOR UPDATE`)
  return row
}

/** @returns whether so many seats, and tickets of each kind, are left beside those of others; under the event's lock */
async function hasRoom(
  unit: Unit<{ id: string }>,
  event: EventRow,
  { personId, seats, tickets }: Pick<PlaceWish, 'personId' | 'seats' | 'tickets'>,
): Promise<boolean> {
  const free = await freeSeats(unit, event, personId)
  if (free !== null && seats > free) return false
  const taken = await takenTickets(unit, event.id)
  const types = await ticketTypesOf(unit, event.id)
  return types.every(({ id, quota }) => quota === null || (taken.get(id) ?? 0) + (tickets.get(id) ?? 0) <= quota)
}

/** @returns whether a code still holds for so many of this buyer's places; under the event's lock */
async function isCodeGood(
  unit: Unit<{ id: string }>,
  { eventId, personId }: PlaceWish,
  { id, seats }: { id: string; seats: number },
): Promise<boolean> {
  const code = await findCode(unit, eventId, { id })
  return code !== undefined && isCodeLive(code, unit.now) && (await codeLeft(unit, code, personId)) >= seats
}

/**
 * Holds the places of a sale under the event's lock, for as long as they may be paid.
 * @throws NoPlace
 */
export async function holdPlaces(unit: Unit<{ id: string }>, saleId: string, wish: PlaceWish): Promise<void> {
  const { query, tenant, now } = unit
  const event = await lockEvent(unit, wish.eventId)
  if (!event || !takesPlaces(event, now)) throw new NoPlace('closed')
  const own = await ownRow(unit, wish)
  if (own?.state === 'registered' || own?.state === 'paying') throw new NoPlace('own')
  if (!(await hasRoom(unit, event, wish))) throw new NoPlace('full')
  if (wish.promo && !(await isCodeGood(unit, wish, wish.promo))) throw new NoPlace('code')
  await query(sql`INSERT INTO "event_registration" ("tenantId", "eventId", "personId", "state", "seats", "shown",
      "answers", "at", "heldUntil", "saleId")
    VALUES (${tenant.id}, ${wish.eventId}, ${wish.personId}, 'paying', ${wish.seats}, ${wish.shown},
      ${JSON.stringify(wish.answers)}::jsonb, ${now}, ${wish.heldUntil}, ${saleId})
    ON CONFLICT ("tenantId", "eventId", "personId") DO UPDATE SET "state" = EXCLUDED."state",
      "seats" = EXCLUDED."seats", "shown" = EXCLUDED."shown", "answers" = EXCLUDED."answers", "at" = EXCLUDED."at",
      "heldUntil" = EXCLUDED."heldUntil", "saleId" = EXCLUDED."saleId", "refundedAt" = NULL`)
  await makeTickets(unit, { ...wish, saleId })
}

type Seated = RowOf<'event_registration', 'personId' | 'eventId'>

/** The money is there: who paid comes. The caller holds the sale's lock. @returns whether the places were held */
export async function seatPaid(unit: Unit<Home>, saleId: string): Promise<boolean> {
  const { query, tenant, now } = unit
  const [row] = await query<Seated>(sql`UPDATE "event_registration" r SET "state" = 'registered', "heldUntil" = NULL,
      "at" = ${now}
    FROM "event" e WHERE r."tenantId" = ${tenant.id} AND e."tenantId" = ${tenant.id} AND e."id" = r."eventId"
      AND e."cancelledAt" IS NULL AND r."saleId" = ${saleId} AND r."state" = 'paying'
    RETURNING r."personId", r."eventId"`)
  if (row) await tellSeated(unit, row)
  return row !== undefined
}

async function tellSeated(unit: Unit<Home>, { eventId, personId }: Seated): Promise<void> {
  await tellAttendees(unit, {
    ...{ eventId, what: 'registered' as const },
    ...{ personIds: [personId], once: unit.now.toISOString() },
  })
}

/**
 * Money that came after the hold was over (B3): while there is room for it, it is a ticket after all. The caller holds
 * the sale's lock.
 * @param tickets how many of each kind the sale is for
 * @returns false where the money has to go back
 */
export async function seatLate(
  unit: Unit<Home>,
  saleId: string,
  tickets: ReadonlyMap<string, number>,
): Promise<boolean> {
  const { query, tenant, now } = unit
  const [found] = await query<Seated>(sql`SELECT "personId", "eventId" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "saleId" = ${saleId} AND "state" = 'withdrawn'`)
  const event = found && (await lockEvent(unit, found.eventId))
  if (!found || !event || event.cancelledAt || event.startsAt <= now) return false
  const row = await ownRow(unit, found)
  if (row?.saleId !== saleId || row.state !== 'withdrawn') return false
  if (!(await hasRoom(unit, event, { ...row, tickets }))) {
    const late = { eventId: event.id, what: 'late' as const, personIds: [row.personId], once: saleId }
    await tellAttendees(unit, late)
    return false
  }
  await query(sql`UPDATE "event_registration" SET "state" = 'registered', "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ${row.personId}`)
  await tellSeated(unit, row)
  return true
}

/** The bank is being asked: the places are kept until it answers. */
export async function keepPlaces({ query, tenant }: Unit<Home>, saleId: string): Promise<void> {
  await query(sql`UPDATE "event_registration" SET "heldUntil" = NULL WHERE "tenantId" = ${tenant.id}
    AND "saleId" = ${saleId} AND "state" = 'paying'`)
}

/**
 * Gives back what a sale held or had paid; the next round of offers finds it free. Who came to an event that does not
 * take place keeps the row by which they are told so.
 */
export function freePlaces({ query, tenant, now }: Unit<{ id: string }>, saleId: string): Promise<Seated[]> {
  return query<Seated>(sql`UPDATE "event_registration" r SET "state" = 'withdrawn', "heldUntil" = NULL, "at" = ${now}
    FROM "event" e WHERE r."tenantId" = ${tenant.id} AND e."tenantId" = ${tenant.id} AND e."id" = r."eventId"
      AND e."cancelledAt" IS NULL AND r."saleId" = ${saleId} AND r."state" IN ('paying', 'registered')
    RETURNING r."personId", r."eventId"`)
}

/** The money went back to who bought: whoever took the place over, and is told nothing of money, is told of that. */
export async function endPlaces(
  unit: Unit<Home>,
  { id, personId: buyerId }: { id: string; personId: string | null },
): Promise<void> {
  for (const { eventId, personId } of await freePlaces(unit, id)) {
    if (personId === buyerId) continue
    await tellAttendees(unit, { eventId, what: 'given', personIds: [personId], once: unit.now.toISOString() })
  }
}

/** @param until when held places are given back unless paid: never sooner than was said before */
export async function lengthenPlaces(
  { query, tenant }: Unit<{ id: string }>,
  saleId: string,
  until: Date,
): Promise<void> {
  await query(sql`UPDATE "event_registration" SET "heldUntil" = greatest("heldUntil", ${until}::timestamptz)
    WHERE "tenantId" = ${tenant.id} AND "saleId" = ${saleId} AND "state" = 'paying' AND "heldUntil" IS NOT NULL`)
}
