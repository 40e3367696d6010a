/**
 * A place that was paid for, handed to somebody else (B12): who holds it gives them a link, and who opens it takes the
 * place if they may read the event and if the price that was paid is theirs. The place is then another row, with
 * another code; the former one is dead at every door.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as href from '#app/addresses.ts'
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { closingOf } from '#app/policy/event.rules.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { handsOver, isEntitled, type Rate } from '#app/policy/ticket.rules.ts'
import { tellAttendees } from './attendee-mails.server.ts'
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
}

const sealOf = ({ tenantId, eventId, saleId, holderId, since, until }: HandedPlace): Buffer =>
  createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
    .update(`hand-over\n${tenantId}\n${eventId}\n${saleId}\n${holderId}\n${since}\n${until}`)
    .digest()
    .subarray(0, 16)

/** @returns `/evenements/<event>/reprise/<sale>.<holder>.<since>.<until>.<seal>` */
export function handOverPath(
  row: OwnRegistration & { saleId: string },
  { slug, tenantId }: Pick<EventRow, 'slug' | 'tenantId'>,
  now: Date,
): string {
  const until = now.getTime() + HAND_OVER_DAYS * DAY
  const since = row.at.getTime()
  const place = { tenantId, eventId: row.eventId, saleId: row.saleId, holderId: row.personId, since, until }
  const parts = [row.saleId, row.personId, since.toString(36), until.toString(36), sealOf(place).toString('base64url')]
  return href.eventTakeOver(slug, parts.join('.'))
}

/** @returns the place; undefined where the seal is not ours, or its days are over */
export function readHandOver(
  { id: eventId, tenantId }: Pick<EventRow, 'id' | 'tenantId'>,
  token: string,
  now: Date,
): HandedPlace | undefined {
  const [saleId = '', holderId = '', from = '', written = '', seal = '', ...rest] = token.split('.')
  const [since, until] = [Number.parseInt(from, 36), Number.parseInt(written, 36)]
  if (rest.length > 0 || !isUuid(saleId) || !isUuid(holderId) || !(until > now.getTime())) return undefined
  const place = { tenantId, eventId, saleId, holderId, since, until }
  const [given, own] = [Buffer.from(seal, 'base64url'), sealOf(place)]
  return given.length === own.length && timingSafeEqual(given, own) ? place : undefined
}

type Terms = Pick<RowOf<'sale_line'>, 'data'>

/** @returns whether the prices that were paid may be this viewer's too: judged anew as for a buyer */
async function isPriceTheirs({ tenant, viewer }: Ctx, query: Query, saleId: string): Promise<boolean> {
  const lines = await query<Terms>(sql`SELECT "data" FROM "sale_line" WHERE "tenantId" = ${tenant.id}
    AND "saleId" = ${saleId} AND "kind" = 'ticket'`)
  return lines.every(({ data }) => isEntitled(viewer, data as unknown as { rate: Rate; paidUpOnly: boolean }))
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

/** @returns how a handed place stands for the viewer, `taken`: it may be; the caller holds the event's lock */
export async function judgeTakeOver(
  ctx: Ctx,
  query: Query,
  event: EventRow,
  place: HandedPlace,
): Promise<{ word: TakenOver; row?: OwnRegistration }> {
  const { ability, now, tenant, viewer } = ctx
  const row = await handedRow(ctx, query, event, place)
  if (!row || !viewer.personId || !mayReadThing({ ability, now }, 'Event', event)) return { word: 'gone' }
  const [own] = await query<Pick<OwnRegistration, 'state'>>(sql`SELECT "state" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ${viewer.personId}`)
  if (own && LIVE.includes(own.state)) return { word: 'own' }
  return (await isPriceTheirs(ctx, query, place.saleId)) ? { word: 'taken', row } : { word: 'price' }
}

/** Gives the viewer the place that a link hands over, under the event's lock; both are told. */
export async function takeOver(ctx: Ctx, place: HandedPlace): Promise<TakenOver> {
  const { tenant, now, viewer } = ctx
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const event = await lockEvent(unit, place.eventId)
    if (!event) return 'gone'
    const { word, row } = await judgeTakeOver(ctx, query, event, place)
    if (word !== 'taken' || !row) return word
    await moveRow(ctx, query, row)
    const once = now.toISOString()
    await tellAttendees(unit, { eventId: event.id, what: 'transferred', personIds: [row.personId], once })
    await tellAttendees(unit, { eventId: event.id, what: 'registered', personIds: [viewer.personId!], once })
    return 'taken'
  })
}

/** What the former holder answered, and whether others read that they come, stays theirs and ends here. */
async function moveRow({ tenant, now, viewer }: Ctx, query: Query, row: OwnRegistration): Promise<void> {
  await query(sql`UPDATE "event_registration" SET "state" = 'transferred', "saleId" = NULL, "answers" = '{}',
      "at" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${row.eventId} AND "personId" = ${row.personId}`)
  await query(sql`INSERT INTO "event_registration" ("tenantId", "eventId", "personId", "state", "seats", "shown", "at",
      "saleId")
    VALUES (${tenant.id}, ${row.eventId}, ${viewer.personId!}, 'registered', ${row.seats}, FALSE, ${now},
      ${row.saleId})
    ON CONFLICT ("tenantId", "eventId", "personId") DO UPDATE SET "state" = EXCLUDED."state",
      "seats" = EXCLUDED."seats", "shown" = FALSE, "at" = EXCLUDED."at", "heldUntil" = NULL,
      "saleId" = EXCLUDED."saleId", "refundedAt" = NULL`)
}
