/** Giving bought places back (B13): what goes back by the terms they were sold on, and the seats to who waits. */
import type { Ctx } from '#app/context/open.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { tellAttendees } from '#app/domain/events/attendee-mails.server.ts'
import {
  dueBefore,
  giveTickets,
  type HeldTicket,
  heldTickets,
  isOrderUsed,
  lessSeats,
} from '#app/domain/events/held-tickets.server.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { giveBack, isBought, type OwnRegistration, ownRegistration } from '#app/domain/events/register.server.ts'
import { lockEvent, offerSeats } from '#app/domain/events/seats.server.ts'
import type { PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { withdrawsFrom } from '#app/policy/event.rules.ts'
import { closeOther } from './checkout.server.ts'
import { closeSale, latestPayment } from './make-sale.server.ts'
import { aimsOf, dueOf } from './place-lines.ts'
import { carryOutRefunds } from './reconcile.task.ts'
import { returnedOf, wishRefund } from './refunds.server.ts'
import { undoSale } from './settle.server.ts'
import { stripeOf } from './stripe-gate.server.ts'
import { tellMailer } from './sync-payment.server.ts'

/** Places that are bought, with their sale. */
export interface BoughtPlace {
  own: OwnRegistration & { saleId: string }
  sale: SaleRow
  /** The viewer's tickets of it: others of the order may have other holders. */
  tickets: HeldTicket[]
  payment: PaymentRow | undefined
  /** Cents of it that went back already, or are on their way. */
  returned: number
  /** Cents that the terms gave back for tickets that were given back before. */
  before: number
}

/** @returns the viewer's bought place, its sale locked where it is to be given back; undefined: they have none */
export async function boughtPlace(
  ctx: Ctx,
  query: Query,
  eventId: string,
  locked = false,
): Promise<BoughtPlace | undefined> {
  const { tenant } = ctx
  const own = await ownRegistration(ctx, query, eventId)
  if (!own?.saleId || !isBought(own)) return undefined
  const lock = locked ? sql`FOR UPDATE` : sql``
  const [sale] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${own.saleId} ${lock}`)
  if (!sale) return undefined
  const tickets = await heldTickets({ query, tenant }, { ...own, saleId: sale.id })
  const payment = await latestPayment(query, tenant.id, sale.id)
  const returned = payment ? await returnedOf(query, tenant.id, payment.id) : 0
  const before = await dueBefore({ query, tenant }, sale.id)
  return { own: { ...own, saleId: sale.id }, sale, tickets, payment, returned, before }
}

/**
 * @param tickets that are given back; all that the holder has, unless told
 * @returns cents that go back by the terms, less what did before beside the tickets given back already
 */
export function stillReturnable(
  { tickets: all, returned, before }: Pick<BoughtPlace, 'tickets' | 'returned' | 'before'>,
  at: { startsAt: Date; now: Date },
  tickets: readonly HeldTicket[] = all,
): number {
  const due = tickets.reduce((sum, ticket) => sum + dueOf(ticket, at), 0)
  return Math.min(due, Math.max(0, before + due - returned))
}

/**
 * `given`: with what goes back, in cents · `closed`: it began, or they are inside · `none`: there is nothing to give ·
 * `later`: a bank looks into the payment, or it is being made.
 */
export type GivenBack = { word: 'given'; cents: number } | { word: 'closed' | 'none' | 'later' }

/**
 * Gives the viewer's bought places back, or one of them; places that are still to be paid are let go at once, all
 * together. The money goes to who paid.
 * @param ticketId one ticket among several
 */
export async function giveTicketsBack(ctx: Ctx, eventId: string, ticketId?: string): Promise<GivenBack> {
  const { tenant, now } = ctx
  const found = await ctx.sql((query) => boughtPlace(ctx, query, eventId))
  if (!found) return { word: 'none' }
  const { sale, payment } = found
  const stripe = await stripeOf(tenant.id)
  if (sale.state === 'open') {
    if (ticketId) return { word: 'later' }
    const closed = await closeOther(tenant, stripe, sale, { payment, now })
    // Paid in the same minute: the place is theirs, and may be given back as one that is paid for.
    const left = closed && !(await ctx.sql((query) => boughtPlace(ctx, query, eventId)))
    return left ? { word: 'given', cents: 0 } : { word: 'later' }
  }
  const done = await ctx.sql((query) => giveNow(ctx, query, eventId, ticketId))
  if (stripe && done.word === 'given') await carryOutRefunds(tenant, stripe, now)
  await tellMailer(tenant.id)
  return done
}

/** In one transaction: the place, the wish for the money, the word of it. Sale, then event are locked. */
async function giveNow(ctx: Ctx, query: Query, eventId: string, ticketId: string | undefined): Promise<GivenBack> {
  const { ability, tenant, now } = ctx
  const unit = { query, tenant, now }
  const locked = await boughtPlace(ctx, query, eventId, true)
  const event = locked && (await lockEvent(unit, eventId))
  // Read again: what was handed over, or given back, meanwhile is no longer theirs.
  const bought = event && (await boughtPlace(ctx, query, eventId))
  if (!bought || bought.sale.id !== locked.sale.id) return { word: 'none' }
  const { own, tickets, sale } = bought
  const given = ticketId ? tickets.filter(({ id }) => id === ticketId) : tickets
  if (given.length === 0) return { word: 'none' }
  if (!withdrawsFrom(ability, event, now) || event.cancelledAt || own.enteredAt) return { word: 'closed' }
  const isPart = given.length < tickets.length
  if (sale.state === 'pending' && isPart) return { word: 'later' }
  const cents = await moneyBack(unit, bought, { event, given })
  if (cents === undefined) return { word: 'later' }
  if (isPart) await lessSeats(unit, own, given.length)
  if (isPart) await offerSeats(unit, event)
  else await giveBack(unit, event, own.personId)
  if (sale.state !== 'pending' && !(await isOrderUsed(unit, sale.id))) await undoSale(unit, sale, 'asked')
  const what = isPart ? 'oneGiven' : 'given'
  await tellAttendees(unit, { eventId, what, personIds: [own.personId], once: now.toISOString() })
  return { word: 'given', cents }
}

/** @returns cents that go back; undefined where a bank looks into the payment */
async function moneyBack(
  unit: Unit,
  bought: BoughtPlace,
  { event, given }: { event: EventRow; given: readonly HeldTicket[] },
): Promise<number | undefined> {
  const { query, tenant, now } = unit
  const { sale, payment } = bought
  if (sale.state === 'pending') {
    // What the bank then takes goes back as everything does that is paid too late; it is no ticket any more.
    await query(sql`UPDATE "event_registration" SET "saleId" = NULL WHERE "tenantId" = ${tenant.id}
      AND "saleId" = ${sale.id}`)
    await closeSale(unit, sale.id, 'cancelled')
    return sale.totalCents
  }
  const at = { startsAt: event.startsAt, now }
  const cents = stillReturnable(bought, at, given)
  if (payment && cents > 0) {
    const of = { paymentId: payment.id, cents, key: `tickets/${given[0]!.id}`, aims: aimsOf(given, cents, at) }
    const made = await wishRefund(query, tenant.id, { ...of, reason: 'tickets', by: null }, now)
    if ('fault' in made) return undefined
  }
  await giveTickets(unit, new Map(given.map((ticket) => [ticket.id, dueOf(ticket, at)])))
  return cents
}
