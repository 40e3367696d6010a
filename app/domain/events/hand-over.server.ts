/**
 * A place that was paid for, handed to somebody else (B12): who holds it gives them a link, and who opens it takes the
 * place if they may read the event and if the price that was paid is theirs. The place is then another row, with
 * another code; the former one is dead at every door.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { closingOf } from '#app/policy/event.rules.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { handsOver, isEntitled } from '#app/policy/ticket.rules.ts'
import { tellAttendees } from './attendee-mails.server.ts'
import { type Holding, heldTickets, lessSeats, moveTickets } from './held-tickets.server.ts'
import type { EventRow } from './read-events.server.ts'
import type { OwnRegistration } from './register.server.ts'
import { lockEvent } from './seats.server.ts'

/** Days that such a link opens something. */
export const HAND_OVER_DAYS = 7
const DAY = 86_400_000

/** Which place a link hands over: once the place has another holder, or another sale, the link is dead. */
interface HandedPlace {
  tenantId: string
  eventId: string
  saleId: string
  holderId: string
  /** Since when they hold it: the link of an earlier time is dead. Milliseconds since 1970, as all of these. */
  since: number
  until: number
  /** One ticket among several; null: all that the holder has. */
  ticketId: string | null
}

const sealOf = ({ tenantId, eventId, saleId, holderId, since, until, ticketId }: HandedPlace): Buffer =>
  createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
    .update(`hand-over\n${tenantId}\n${eventId}\n${saleId}\n${holderId}\n${since}\n${until}\n${ticketId ?? ''}`)
    .digest()
    .subarray(0, 16)

/**
 * @param ticketId one ticket among several; null: all of them
 * @returns `/evenements/<event>/reprise/<sale>.<holder>.<since>.<until>.<ticket>.<seal>`
 */
export function handOverPath(
  row: OwnRegistration & { saleId: string },
  { slug, tenantId }: Pick<EventRow, 'slug' | 'tenantId'>,
  now: Date,
  ticketId: string | null = null,
): string {
  const until = now.getTime() + HAND_OVER_DAYS * DAY
  const since = row.at.getTime()
  const { eventId, saleId, personId: holderId } = row
  const place = { tenantId, eventId, saleId, holderId, since, until, ticketId }
  const parts = [saleId, holderId, since.toString(36), until.toString(36), ticketId ?? '']
  return href.eventTakeOver(slug, [...parts, sealOf(place).toString('base64url')].join('.'))
}

/** @returns the place; undefined where the seal is not ours, or its days are over */
export function readHandOver(
  { id: eventId, tenantId }: Pick<EventRow, 'id' | 'tenantId'>,
  token: string,
  now: Date,
): HandedPlace | undefined {
  const [saleId = '', holderId = '', from = '', written = '', ticket = '', seal = '', ...rest] = token.split('.')
  const [since, until] = [Number.parseInt(from, 36), Number.parseInt(written, 36)]
  if (rest.length > 0 || !isUuid(saleId) || !isUuid(holderId) || !(until > now.getTime())) return undefined
  const place = { tenantId, eventId, saleId, holderId, since, until, ticketId: ticket || null }
  const [given, own] = [Buffer.from(seal, 'base64url'), sealOf(place)]
  return given.length === own.length && timingSafeEqual(given, own) ? place : undefined
}

/** @returns the tickets that a link hands over: those of its holder that count still */
async function handedTickets({ tenant }: Ctx, query: Query, { ticketId, holderId, ...of }: HandedPlace) {
  const all = await heldTickets({ query, tenant }, { ...of, personId: holderId })
  return ticketId === null ? all : all.filter(({ id }) => id === ticketId)
}

/** @returns the holder's row, locked, where the place may still be handed over */
async function handedRow(
  { tenant, now }: Ctx,
  query: Query,
  event: EventRow,
  { saleId, holderId, since }: HandedPlace,
): Promise<OwnRegistration | undefined> {
  const [row] = await query<OwnRegistration>(sql`SELECT * FROM "event_registration" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${event.id} AND "personId" = ${holderId} FOR UPDATE`)
  const isThatTime = row?.saleId === saleId && row.at.getTime() === since
  const open = isThatTime && handsOver(row, event, { closesAt: closingOf(event), now })
  return open ? row : undefined
}

/** `own`: the viewer has a place, or waits for one · `price`: it was paid at a price that is not theirs. */
export type TakenOver = 'taken' | 'gone' | 'own' | 'price'

const LIVE = ['registered', 'paying']

export interface JudgedTakeOver {
  word: TakenOver
  row?: OwnRegistration
  /** How many places they would take. */
  seats: number
}

/**
 * Judges the prices that were paid anew, as for a buyer.
 * @returns how a handed place stands for the viewer, `taken`: it may be; the caller holds the event's lock
 */
export async function judgeTakeOver(
  ctx: Ctx,
  query: Query,
  event: EventRow,
  place: HandedPlace,
): Promise<JudgedTakeOver> {
  const { ability, now, tenant, viewer } = ctx
  const row = await handedRow(ctx, query, event, place)
  const tickets = row ? await handedTickets(ctx, query, place) : []
  const seats = tickets.length
  const reads = viewer.personId && mayReadThing({ ability, now }, 'Event', event)
  if (!row || seats === 0 || !reads) return { word: 'gone', seats }
  const [own] = await query<Pick<OwnRegistration, 'state'>>(sql`SELECT "state" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ${viewer.personId}`)
  if (own && LIVE.includes(own.state)) return { word: 'own', seats }
  return tickets.every(({ data }) => isEntitled(viewer, data))
    ? { word: 'taken', row, seats }
    : { word: 'price', seats }
}

/** Gives the viewer the place that a link hands over, under the event's lock; both are told. */
export async function takeOver(ctx: Ctx, place: HandedPlace): Promise<TakenOver> {
  const { tenant, now, viewer } = ctx
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const event = await lockEvent(unit, place.eventId)
    if (!event) return 'gone'
    const { word, row, seats } = await judgeTakeOver(ctx, query, event, place)
    if (word !== 'taken' || !row) return word
    const isPart = seats < row.seats
    const from = { ...row, saleId: place.saleId }
    if (isPart) await lessSeats(unit, from, seats)
    else await endRow(ctx, query, row)
    await moveTickets(unit, from, { to: viewer.personId!, ticketId: place.ticketId })
    await takeRow(ctx, query, from, seats)
    const once = now.toISOString()
    const what = isPart ? 'oneHanded' : 'transferred'
    await tellAttendees(unit, { eventId: event.id, what, personIds: [row.personId], once })
    await tellAttendees(unit, { eventId: event.id, what: 'registered', personIds: [viewer.personId!], once })
    return 'taken'
  })
}

/** What the former holder answered, and whether others read that they come, stays theirs and ends here. */
async function endRow({ tenant, now }: Ctx, query: Query, row: OwnRegistration): Promise<void> {
  await query(sql`UPDATE "event_registration" SET "state" = 'transferred', "saleId" = NULL, "answers" = '{}',
      "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${row.eventId} AND "personId" = ${row.personId}`)
}

/** The viewer comes with so many seats of the order. */
async function takeRow(
  { tenant, now, viewer }: Ctx,
  query: Query,
  { eventId, saleId }: Holding,
  seats: number,
): Promise<void> {
  await query(sql`INSERT INTO "event_registration" ("tenantId", "eventId", "personId", "state", "seats", "shown", "at",
      "saleId")
    VALUES (${tenant.id}, ${eventId}, ${viewer.personId!}, 'registered', ${seats}, FALSE, ${now}, ${saleId})
    ON CONFLICT ("tenantId", "eventId", "personId") DO UPDATE SET "state" = EXCLUDED."state",
      "seats" = EXCLUDED."seats", "shown" = FALSE, "at" = EXCLUDED."at", "heldUntil" = NULL,
      "saleId" = EXCLUDED."saleId", "refundedAt" = NULL`)
}
