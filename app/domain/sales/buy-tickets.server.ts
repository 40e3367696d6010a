/** Buying places of an event: what they cost this buyer, and the basket that holds them (P5, P6, B1, B2). */
import type { Ctx } from '#app/context/open.ts'
import { CLIENT_ADDRESS } from '#app/context/origin.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { NoPlace, type PlaceFault } from '#app/domain/events/paid-places.server.ts'
import { findCode, isCodeLive } from '#app/domain/events/promo-codes.server.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { type TicketType, ticketTypesOf } from '#app/domain/events/ticket-types.server.ts'
import { ticketLine, type Vat } from '#app/domain/ledger/lines.ts'
import type { Line, NewLine, SaleRow } from '#app/domain/ledger/sale.ts'
import { euros } from '#app/i18n/format.ts'
import { takesPlaces } from '#app/policy/event.rules.ts'
import { mayReadThing } from '#app/policy/thing.rules.ts'
import { buysTicket, type Price, priceOf } from '#app/policy/ticket.rules.ts'
import { findBuyer } from './buyers.server.ts'
import { type CheckoutFault, startCheckout } from './checkout.server.ts'
import { promoIn, type TicketTerms, ticketCounts, ticketLines } from './place-lines.ts'
import { type Chosen, type Promo, priceSeats } from './price-seats.ts'
import { vatOn } from './vat.server.ts'

/** Minutes that places are held unpaid, and as many again from when the buyer goes to pay; pages say until when. */
export const HOLD_MINUTES = 15
const MINUTE = 60_000

export interface TicketOrder {
  /** How many of each kind, by its id. */
  counts: ReadonlyMap<string, number>
  shown: boolean
  answers: Readonly<Record<string, string>>
  promo?: Promo | undefined
}

/** `kind`: no such tickets for this buyer now · `many`: more than one person may take. */
export type TicketFault = CheckoutFault | PlaceFault | 'kind' | 'many'

type Event = Pick<EventRow, 'id' | 'slug' | 'title' | 'guests'>

/**
 * One place is the buyer's own and costs what it costs them; guests pay the full price. A kind for paid-up members is
 * for the buyer alone.
 */
function ownOf({ viewer }: Ctx, chosen: readonly Chosen[]): TicketType | undefined {
  const reserved = chosen.find(({ type }) => type.paidUpOnly)
  if (reserved) return reserved.type
  const saving = ({ type }: Chosen) => type.cents - priceOf(type, viewer).cents
  return chosen.toSorted((a, b) => saving(b) - saving(a))[0]?.type
}

/** @returns lines at today's prices, or why there are none: one judge for the form and for the way to pay */
export function linesFor(
  ctx: Ctx,
  event: Event,
  types: readonly TicketType[],
  { counts, vat, promo }: { counts: ReadonlyMap<string, number>; vat: Vat | undefined; promo: Promo | undefined },
): NewLine[] | 'kind' | 'many' {
  const chosen = types.flatMap((type) => {
    const count = counts.get(type.id) ?? 0
    return count > 0 ? [{ type, count }] : []
  })
  const seats = chosen.reduce((sum, { count }) => sum + count, 0)
  const reserved = chosen.filter(({ type }) => type.paidUpOnly).reduce((sum, { count }) => sum + count, 0)
  const isKnown = [...counts].every(([id, n]) => n === 0 || types.some((type) => type.id === id))
  if (seats === 0 || !isKnown || chosen.some(({ type }) => !buysTicket(ctx.ability, type, ctx.now))) return 'kind'
  if (seats > event.guests + 1 || reserved > 1) return 'many'
  const priced = priceSeats(chosen, { own: ownOf(ctx, chosen), viewer: ctx.viewer, promo })
  return priced.map(({ type, price, off, quantity }) => {
    const label = [`${event.title} – ${type.name}`]
    if (off > 0) label.push(ctx.t('tickets:code.line', { amount: euros(off, ctx.language) }))
    return ticketLine(
      vat,
      { label: label.join(', '), typeId: type.id, quantity, cents: price.cents - off },
      terms(event, type, price, off > 0 ? { code: promo!.id, off } : {}),
    )
  })
}

const terms = (
  event: Event,
  type: TicketType,
  { rate }: Price,
  promo: { code?: string; off?: number },
): TicketTerms => ({
  ...{ event: event.id, slug: event.slug, rate, paidUpOnly: type.paidUpOnly },
  ...{ refundDays: type.refundDays, keepCents: type.keepCents, ...promo },
})

/**
 * One person has one basket for one event, and after each place that they paid for and handed over another one.
 * @returns its business key
 */
async function keyOf({ tenant, viewer }: Ctx, query: Query, { id }: Event): Promise<string> {
  const key = `ticket/${id}/${viewer.personId!}`
  const rows = await query<RowOf<'sale', 'key'>>(sql`SELECT s."key" FROM "sale" s
    WHERE s."tenantId" = ${tenant.id} AND s."personId" = ${viewer.personId!} AND starts_with(s."key", ${key})
      AND s."state" = 'paid' AND position('#' IN s."key") = 0
      AND EXISTS (SELECT 1 FROM "event_registration" r WHERE r."tenantId" = ${tenant.id} AND r."saleId" = s."id"
        AND r."personId" <> s."personId")`)
  const taken = new Set(rows.map((row) => row.key))
  const numbered = (n: number) => (n === 0 ? key : `${key}/${n}`)
  let n = 0
  while (taken.has(numbered(n))) n += 1
  return numbered(n)
}

/** What a basket of these lines is. */
async function basketOf(ctx: Ctx, event: Event, lines: readonly NewLine[], order: TicketOrder) {
  const { tenant, viewer, now, language } = ctx
  const personId = viewer.personId!
  const { buyer, key } = await ctx.sql(async (query) => ({
    buyer: await findBuyer(query, tenant, { personId }),
    key: await keyOf(ctx, query, event),
  }))
  const seats = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const heldUntil = new Date(now.getTime() + HOLD_MINUTES * MINUTE)
  const { shown, answers } = order
  return {
    key,
    source: 'web' as const,
    buyer: buyer!,
    lines,
    places: {
      ...{ eventId: event.id, personId, seats, tickets: ticketCounts(lines), shown, answers, heldUntil },
      promo: promoIn(lines),
    },
    language,
    ip: tenant.config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: tenant.config.money.feePoints,
  }
}

/** What was said beside the order, also where its page was open already. */
async function keepWords(ctx: Ctx, saleId: string, { shown, answers }: TicketOrder): Promise<void> {
  await ctx.sql((query) =>
    query(sql`UPDATE "event_registration" SET "shown" = ${shown}, "answers" = ${JSON.stringify(answers)}::jsonb
      WHERE "tenantId" = ${ctx.tenant.id} AND "saleId" = ${saleId} AND "state" = 'paying'`),
  )
}

/**
 * Holds the places and opens their page of payment, or finds it again; another order of the same person for the event
 * takes its place.
 * @param event that the viewer reads
 */
export async function buyTickets(
  ctx: Ctx,
  event: EventRow,
  order: TicketOrder,
): Promise<{ saleId: string } | { fault: TicketFault }> {
  const { tenant, now } = ctx
  if (!ctx.viewer.personId || !takesPlaces(event, now)) return { fault: 'closed' }
  const { types, vat } = await ctx.sql(async (query) => ({
    types: await ticketTypesOf({ query, tenant }, event.id),
    vat: await vatOn(query, tenant, now),
  }))
  const lines = linesFor(ctx, event, types, { counts: order.counts, vat, promo: order.promo })
  if (typeof lines === 'string') return { fault: lines }
  try {
    const started = await startCheckout(tenant, await basketOf(ctx, event, lines, order), now)
    if ('fault' in started) return started
    await keepWords(ctx, started.sale.id, order)
    return { saleId: started.sale.id }
  } catch (error) {
    if (error instanceof NoPlace) return { fault: error.of }
    throw error
  }
}

/**
 * Judges a basket of tickets again on the way to pay: a membership, a price or the sale itself may have ended since.
 * @returns the event's address where the buyer has to choose again; undefined where the basket stands, or has none
 */
export async function outdatedTickets(ctx: Ctx, query: Query, lines: readonly Line[]): Promise<string | undefined> {
  const { ability, tenant, now } = ctx
  const tickets = ticketLines(lines)
  const [first] = tickets
  if (!first) return undefined
  const { event: id, slug } = first.data as unknown as TicketTerms
  const [event] = await query<EventRow>(sql`SELECT * FROM "event" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
  if (!event || !takesPlaces(event, now) || !mayReadThing({ ability, now }, 'Event', event)) return slug
  const types = await ticketTypesOf({ query, tenant }, id)
  const used = promoIn(tickets)
  const code = used && (await findCode({ query, tenant }, id, used))
  const promo = code && isCodeLive(code, now) ? { ...code, seats: used.seats } : undefined
  const wanted = linesFor(ctx, event, types, { counts: ticketCounts(lines), vat: undefined, promo })
  return typeof wanted === 'string' || priceText(wanted) !== priceText(tickets) ? slug : undefined
}

/** What the buyer saw: how many at which price. */
const priceText = (lines: readonly Pick<NewLine, 'productId' | 'quantity' | 'unitCents'>[]): string =>
  JSON.stringify(lines.map(({ productId, quantity, unitCents }) => [productId, quantity, unitCents]).toSorted())

/** @returns until when the places of a basket are held once its buyer goes to pay: twice as long as at first at most */
export function lengthened({ createdAt }: Pick<SaleRow, 'createdAt'>, now: Date): Date {
  return new Date(Math.min(now.getTime() + HOLD_MINUTES * MINUTE, createdAt.getTime() + 2 * HOLD_MINUTES * MINUTE))
}
