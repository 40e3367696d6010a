/** Giving bought places back (B13): what goes back by the terms they were sold on, and the seats to who waits. */
import type { Ctx } from '#app/context/open.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { tellAttendees } from '#app/domain/events/attendee-mails.server.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { giveBack, isBought, type OwnRegistration, ownRegistration } from '#app/domain/events/register.server.ts'
import { lockEvent } from '#app/domain/events/seats.server.ts'
import type { Line, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { withdrawsFrom } from '#app/policy/event.rules.ts'
import { closeOther } from './checkout.server.ts'
import { closeSale, latestPayment, readLines } from './make-sale.server.ts'
import { returnable } from './place-lines.ts'
import { carryOutRefunds } from './reconcile.task.ts'
import { returnedOf, wishRefund } from './refunds.server.ts'
import { undoSale } from './settle.server.ts'
import { stripeOf } from './stripe-gate.server.ts'
import { tellMailer } from './sync-payment.server.ts'

/** A place that is bought, with its sale. */
export interface BoughtPlace {
  own: OwnRegistration
  sale: SaleRow
  lines: Line[]
  payment: PaymentRow | undefined
  /** Cents of it that went back already, or are on their way. */
  returned: number
}

/** @returns the viewer's bought place, its sale locked where it is to be given back; undefined: they have none */
export async function boughtPlace(
  ctx: Ctx,
  query: Query,
  eventId: string,
  locked = false,
): Promise<BoughtPlace | undefined> {
  const { id } = ctx.tenant
  const own = await ownRegistration(ctx, query, eventId)
  if (!own || !isBought(own)) return undefined
  const lock = locked ? sql`FOR UPDATE` : sql``
  const [sale] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE "tenantId" = ${id} AND "id" = ${own.saleId}
    ${lock}`)
  if (!sale) return undefined
  const [lines, payment] = [await readLines(query, id, sale.id), await latestPayment(query, id, sale.id)]
  return { own, sale, lines, payment, returned: payment ? await returnedOf(query, id, payment.id) : 0 }
}

/** @returns cents that go back by the terms, less what did before */
export const stillReturnable = (
  { lines, returned }: Pick<BoughtPlace, 'lines' | 'returned'>,
  at: { startsAt: Date; now: Date },
): number => Math.max(0, returnable(lines, at) - returned)

/**
 * `given`: with what goes back, in cents · `closed`: it began, or they are inside · `none`: there is nothing to give ·
 * `later`: a bank looks into the payment, or it is being made.
 */
export type GivenBack = { word: 'given'; cents: number } | { word: 'closed' | 'none' | 'later' }

/**
 * Gives the viewer's bought place back; places that are still to be paid are let go at once. The money goes to who
 * paid.
 */
export async function giveTicketsBack(ctx: Ctx, eventId: string): Promise<GivenBack> {
  const { tenant, now } = ctx
  const found = await ctx.sql((query) => boughtPlace(ctx, query, eventId))
  if (!found) return { word: 'none' }
  const { sale, payment } = found
  const stripe = await stripeOf(tenant.id)
  if (sale.state === 'open') {
    const closed = await closeOther(tenant, stripe, sale, { payment, now })
    // Paid in the same minute: the place is theirs, and may be given back as one that is paid for.
    const left = closed && !(await ctx.sql((query) => boughtPlace(ctx, query, eventId)))
    return left ? { word: 'given', cents: 0 } : { word: 'later' }
  }
  const done = await ctx.sql((query) => giveNow(ctx, query, eventId))
  if (stripe && done.word === 'given') await carryOutRefunds(tenant, stripe, now)
  await tellMailer(tenant.id)
  return done
}

/** In one transaction: the place, the wish for the money, the word of it. Sale, then event are locked. */
async function giveNow(ctx: Ctx, query: Query, eventId: string): Promise<GivenBack> {
  const { ability, tenant, now } = ctx
  const unit = { query, tenant, now }
  const bought = await boughtPlace(ctx, query, eventId, true)
  const event = bought && (await lockEvent(unit, eventId))
  const own = await ownRegistration(ctx, query, eventId)
  if (!bought || !event || own?.saleId !== bought.sale.id || !isBought(own)) return { word: 'none' }
  if (!withdrawsFrom(ability, event, now) || event.cancelledAt || own.enteredAt) return { word: 'closed' }
  const cents = await moneyBack(unit, bought, event)
  if (cents === undefined) return { word: 'later' }
  await giveBack(unit, event, own.personId)
  await tellAttendees(unit, { eventId, what: 'given', personIds: [own.personId], once: now.toISOString() })
  return { word: 'given', cents }
}

/** @returns cents that go back; undefined where a bank looks into the payment */
async function moneyBack(
  { query, tenant, now }: Unit,
  { sale, payment, ...bought }: BoughtPlace,
  event: EventRow,
): Promise<number | undefined> {
  if (sale.state === 'pending') {
    // What the bank then takes goes back as everything does that is paid too late; it is no ticket any more.
    await query(sql`UPDATE "event_registration" SET "saleId" = NULL WHERE "tenantId" = ${tenant.id}
      AND "saleId" = ${sale.id}`)
    await closeSale({ query, tenant, now }, sale.id, 'cancelled')
    return sale.totalCents
  }
  const cents = stillReturnable(bought, { startsAt: event.startsAt, now })
  if (payment && cents > 0) {
    const wish = { paymentId: payment.id, cents, key: `tickets/${payment.id}`, reason: 'tickets', by: null }
    const made = await wishRefund(query, tenant.id, wish, now)
    if ('fault' in made) return undefined
  }
  await undoSale({ query, tenant, now }, sale, 'asked')
  return cents
}
