/**
 * What becomes of a sale once money has moved: one transaction for state, books, invoice, rights and letter. Whoever
 * learns of it (an event, a round, the return page, the staff) calls the same functions, in whatever order, as often as
 * they like.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { keepPlaces, seatPaid } from '#app/domain/events/paid-places.server.ts'
import type { Means } from '#app/domain/ledger/plan.ts'
import type { Line, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import type { CheckoutState } from '#app/outside/stripe.ts'
import { bookMoney, bookSale } from './book-sale.server.ts'
import { bookShares } from './book-shares.server.ts'
import { releaseStock, sellStock } from './hold-stock.server.ts'
import { followPaid, isOwed, notePlan, type StopReason, stopPlan } from './instalment-plans.server.ts'
import { opensPeriod } from './instalments.ts'
import { issuePiece } from './invoices.server.ts'
import { closeSale, readLines } from './make-sale.server.ts'
import { datePass, openRights, withdrawRights } from './open-rights.server.ts'
import { dropPapersOf } from './papers-asked.server.ts'
import { mailPaid, mailPaymentFailed } from './payment-mails.server.ts'
import { seatBuyer } from './seat-buyer.server.ts'
import { giveUpSubscription, noteSubscription, startSubscription } from './subscriptions.server.ts'

/** Sale and payment, locked until the transaction ends: whoever else learns of the same money waits. */
export async function lockPayment(
  query: Query,
  tenantId: string,
  paymentId: string,
): Promise<{ sale: SaleRow; payment: PaymentRow } | undefined> {
  // Of dues in several times the plan first: see instalment-plans.server.ts.
  await query(sql`
    SELECT 1 FROM "instalment_plan" WHERE "tenantId" = ${tenantId} AND "id" =
      (SELECT s."planId" FROM "payment" p JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = p."saleId"
        WHERE p."tenantId" = ${tenantId} AND p."id" = ${paymentId}) FOR UPDATE`)
  const [sale] = await query<SaleRow>(sql`
    SELECT s.* FROM "sale" s WHERE s."tenantId" = ${tenantId} AND s."id" =
      (SELECT p."saleId" FROM "payment" p WHERE p."tenantId" = ${tenantId} AND p."id" = ${paymentId}) FOR UPDATE`)
  const [payment] = await query<PaymentRow>(sql`
    SELECT * FROM "payment" WHERE "tenantId" = ${tenantId} AND "id" = ${paymentId} FOR UPDATE`)
  return sale && payment && { sale, payment }
}

/** Is this session the one that we opened for this payment, for this amount? Else it changes nothing. */
function isOurs(payment: PaymentRow, state: CheckoutState): boolean {
  return (
    state.metadata.payment === payment.id &&
    state.cents === payment.cents &&
    state.currency === payment.currency &&
    (payment.stripeSession === null || payment.stripeSession === state.id)
  )
}

/**
 * Brings a payment to where its session stands at Stripe. Never back: what is paid stays paid.
 * @returns whether anything changed
 */
export async function applyCheckout(
  { query, tenant, now }: Unit,
  paymentId: string,
  state: CheckoutState,
): Promise<boolean> {
  const locked = await lockPayment(query, tenant.id, paymentId)
  if (!locked || !isOurs(locked.payment, state)) return false
  const { sale, payment } = locked
  await query(sql`
    UPDATE "payment"
      SET "checkedAt" = ${now}, "stripeSession" = ${state.id},
        "stripeIntent" = coalesce(${state.intent}, "stripeIntent"),
      "stripeCharge" = coalesce(${state.charge}, "stripeCharge"), "means" = coalesce(${state.means}, "means")
    WHERE "tenantId" = ${tenant.id} AND "id" = ${paymentId}`)
  await noteSubscription(query, tenant.id, sale, state)
  await notePlan(query, tenant.id, sale, state)
  if (payment.state === 'succeeded') return false
  if (state.paid) {
    await startSubscription(query, tenant.id, sale)
    await settlePaid(query, tenant, { sale, payment, means: state.means ?? 'card' }, now)
    return true
  }
  if (state.status === 'open') return false
  if (state.status === 'expired') {
    await closeSale({ query, tenant, now }, sale.id, 'cancelled')
    return sale.state !== 'cancelled'
  }
  if (state.failure && !state.processing) return fail({ query, tenant, now }, sale, payment, state.failure)
  return wait({ query, tenant, now }, sale, payment)
}

/** A debit is on its way: let in already only where the association says so. */
export async function wait({ query, tenant, now }: Unit, sale: SaleRow, payment: PaymentRow): Promise<boolean> {
  if (payment.state !== 'open') return false
  await query(sql`
    UPDATE "payment" SET "state" = 'processing', "openKey" = NULL, "payUrl" = NULL, "means" = coalesce("means", 'sepa')
    WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id}`)
  await query(
    sql`UPDATE "sale" SET "state" = 'pending' WHERE "tenantId" = ${tenant.id} AND "id" = ${sale.id}
      AND "state" = 'open'`,
  )
  await keepPlaces({ query, tenant, now }, sale.id)
  if (tenant.config.money.dues.debitOpens === 'at-once') {
    const lines = (await readLines(query, tenant.id, sale.id)).filter(({ kind }) => kind === 'dues')
    await openRights({ query, tenant, now }, sale, lines)
  }
  return true
}

async function fail(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  payment: PaymentRow,
  failure: string,
): Promise<boolean> {
  if (payment.state === 'failed') return false
  await query(sql`
    UPDATE "payment" SET "state" = 'failed', "failure" = ${failure}, "openKey" = NULL WHERE "tenantId" = ${tenant.id}
      AND "id" = ${payment.id}`)
  await closeSale({ query, tenant, now }, sale.id, 'failed')
  // A later payment of dues opened nothing: what the first one did stays until its own tries are over.
  const lines = await readLines(query, tenant.id, sale.id)
  if (lines.every(opensPeriod)) await withdrawRights(query, tenant.id, sale.id, now)
  await mailPaymentFailed({ query, tenant, now }, sale, payment)
  return true
}

interface Paid {
  sale: SaleRow
  payment: PaymentRow
  means: Means
}

/** @returns whether the money still buys what it was for; a basket that no longer does is closed */
async function buysSomething({ query, tenant, now }: Unit, sale: SaleRow, lines: readonly Line[]): Promise<boolean> {
  const places = await seatBuyer({ query, tenant, now }, sale, lines)
  if (sale.state !== 'open' && sale.state !== 'pending') return places === 'seated'
  if (places !== 'gone' && (await isOwed(query, tenant.id, sale, lines))) return true
  await closeSale({ query, tenant, now }, sale.id, 'cancelled')
  return false
}

/** The money is there. @throws nothing but what the database refuses */
export async function settlePaid(
  query: Query,
  tenant: Tenant,
  { sale, payment, means }: Paid,
  now: Date,
): Promise<void> {
  await query(sql`
    UPDATE "payment"
      SET "state" = 'succeeded', "succeededAt" = ${now}, "means" = ${means}, "openKey" = NULL, "payUrl" = NULL,
        "failure" = NULL,
      "receivedOn" = coalesce("receivedOn", ${civilDay(now)})
    WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id}`)
  const settled = { ...payment, means, state: 'succeeded' as const }
  const lines = await readLines(query, tenant.id, sale.id)
  // Paid although it had been closed, or a second time: the money is booked and goes back by itself.
  if (!(await buysSomething({ query, tenant, now }, sale, lines)))
    return returnSurplus({ query, tenant, now }, sale, settled)
  await query(
    sql`UPDATE "sale" SET "state" = 'paid', "paidAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${sale.id}`,
  )
  await datePass({ query, tenant, now }, sale, lines)
  await sellStock(query, tenant.id, sale.id, now)
  await openRights({ query, tenant, now }, sale, lines)
  await followPaid({ query, tenant, now }, sale, lines)
  // Numbers come last: who takes one makes every other sale of the association wait until the commit.
  const invoice = await issuePiece(
    query,
    tenant,
    { kind: 'invoice', key: `payment/${payment.id}`, sale, lines, means, paymentId: payment.id },
    now,
  )
  await bookSale(query, tenant.id, { sale, lines, invoice, paymentId: payment.id }, now)
  await bookMoney(query, tenant, { sale, payment: settled, piece: invoice.reference }, now)
  await bookShares(query, tenant, { sale, lines, invoice }, now)
  await mailPaid(query, tenant, { sale, lines, invoice, means }, now)
}

async function returnSurplus({ query, tenant, now }: Unit, sale: SaleRow, payment: PaymentRow): Promise<void> {
  await bookMoney(query, tenant, { sale, payment, piece: `P${payment.id.slice(-8)}` }, now)
  await query(sql`
    INSERT INTO "refund" ("tenantId", "id", "paymentId", "key", "cents", "state", "reason", "createdAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${payment.id}, ${`surplus/${payment.id}`}, ${payment.cents},
      'requested', 'surplus', ${now})
    ON CONFLICT ("tenantId", "key") DO NOTHING`)
}

/** Dues or places that cost nothing: there is nothing to pay, to book or to invoice. */
export async function settleFree(query: Query, tenant: Tenant, sale: SaleRow, now: Date): Promise<void> {
  const done = await query(sql`
    UPDATE "sale" SET "state" = 'paid', "paidAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${sale.id}
      AND "state" = 'open'
    RETURNING "id"`)
  if (done.length === 0) return
  const lines = await readLines(query, tenant.id, sale.id)
  await seatPaid({ query, tenant, now }, sale.id)
  await openRights({ query, tenant, now }, sale, lines)
  await sellStock(query, tenant.id, sale.id, now)
}

/**
 * Whole amount back: what it opened closes, what it held is free, it renews no more, no other instalment is debited,
 * and the same may be bought again.
 */
export async function undoSale(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  reason: StopReason = 'refunded',
): Promise<void> {
  await withdrawRights(query, tenant.id, sale.id, now)
  await releaseStock(query, tenant.id, sale.id, now)
  await dropPapersOf(query, tenant.id, sale.id, now)
  if (sale.planId) await stopPlan({ query, tenant, now }, sale.planId, reason)
  if (sale.subscriptionId) await giveUpSubscription(query, tenant.id, sale.subscriptionId, now)
  await query(sql`
    UPDATE "sale" SET "key" = "key" || '#' || "id" WHERE "tenantId" = ${tenant.id} AND "id" = ${sale.id}
      AND position('#' in "key") = 0`)
}
