/**
 * Joining where dues are paid with the form [E1]: the money comes first, the staff look at the certificate, and with
 * their yes the account is opened and the dues run; with their no all of it goes back by itself. Until then nobody is
 * let in: a certificate is only a claim.
 */

import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { CLIENT_ADDRESS } from '#app/context/origin.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { duesLine } from '#app/domain/ledger/lines.ts'
import type { SaleRow } from '#app/domain/ledger/sale.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { tierEnd } from '#app/tenant/tier-period.ts'
import { visitorBuyer } from './buyers.server.ts'
import { startCheckout } from './checkout.server.ts'
import { closeSale, latestPayment, readLines } from './make-sale.server.ts'
import { openRights, withdrawRights } from './open-rights.server.ts'
import { carryOutRefunds } from './reconcile.task.ts'
import { wishRefund } from './refunds.server.ts'
import { stripeOf } from './stripe-gate.server.ts'
import { lastEndOf } from './subscriptions.server.ts'
import { vatOn } from './vat.server.ts'

type Tier = TenantConfig['tiers'][number]

/**
 * @returns the page of payment; undefined where dues are paid after the review, cost nothing, or Stripe does not answer
 * now
 */
export async function payToJoin(
  ctx: Ctx,
  requestId: string,
  claim: { firstName: string; lastName: string; email: string },
  tier: Tier,
): Promise<string | undefined> {
  const { tenant, language, now } = ctx
  const { money } = tenant.config
  if (money.dues.joining !== 'pay-first' || tier.cents === 0) return undefined
  const from = civilDay(now)
  const vat = await ctx.sql((query) => vatOn(query, tenant, now))
  const dates = { cents: tier.cents, from, until: tierEnd(tier.period, from), language }
  const basket = {
    key: keyOf(requestId),
    source: 'web' as const,
    buyer: visitorBuyer(`${claim.firstName} ${claim.lastName}`, claim.email),
    lines: [duesLine(vat, tier, tier.situation ? { ...dates, situation: tier.situation } : dates)],
    language,
    ip: money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: money.feePoints,
  }
  const started = await startCheckout(tenant, basket, now)
  return 'fault' in started ? undefined : href.payment(started.sale.id)
}

const keyOf = (requestId: string) => `joining/${requestId}`

async function saleOf(query: Query, tenantId: string, requestId: string): Promise<SaleRow | undefined> {
  const [sale] = await query<SaleRow>(
    sql`SELECT * FROM "sale" WHERE "tenantId" = ${tenantId} AND "key" = ${keyOf(requestId)} FOR UPDATE`,
  )
  return sale
}

/**
 * The staff said yes: what was paid is this person's, and opens; what is yet to be paid will. Whose dues run for life
 * gets it back.
 */
export async function joinPaid(query: Query, ctx: Ctx, requestId: string, personId: string): Promise<void> {
  const { id } = ctx.tenant
  const sale = await saleOf(query, id, requestId)
  if (!sale) return
  if ((await lastEndOf(query, id, personId)) === null)
    return giveBack(query, ctx, sale, 'joining: paid for life already')
  await query(sql`
    UPDATE "sale" SET "personId" = ${personId}, "buyerKind" = 'person' WHERE "tenantId" = ${id} AND "id" = ${sale.id}`)
  await query(sql`UPDATE "invoice" SET "personId" = ${personId} WHERE "tenantId" = ${id} AND "saleId" = ${sale.id}`)
  if (sale.state !== 'paid' || sale.refundedCents >= sale.totalCents) return
  await openRights({ query, tenant: { id }, now: ctx.now }, { ...sale, personId }, await readLines(query, id, sale.id))
}

/** The staff said no: nothing more is taken, and what was paid goes back whole. */
export async function joinRefused(query: Query, ctx: Ctx, requestId: string): Promise<void> {
  const sale = await saleOf(query, ctx.tenant.id, requestId)
  if (sale) await giveBack(query, ctx, sale, 'joining: refused')
}

/**
 * Nothing more is taken of a sale, and what was paid goes back whole; what it had opened closes now, not with the
 * refund.
 */
export async function giveBack(
  query: Query,
  { tenant, viewer, now }: Ctx,
  sale: SaleRow,
  reason: string,
): Promise<void> {
  await withdrawRights(query, tenant.id, sale.id, now)
  // Paid after this all the same, it goes back as everything does that is paid too late.
  if (sale.state !== 'paid') return closeSale({ query, tenant, now }, sale.id, 'cancelled')
  const payment = await latestPayment(query, tenant.id, sale.id)
  const cents = sale.totalCents - sale.refundedCents
  if (!payment || cents <= 0) return
  const wish = { paymentId: payment.id, cents, key: `joining/${sale.id}`, reason, by: viewer.accountId ?? null }
  await wishRefund(query, tenant.id, wish, now)
}

/** After the decision: the refund leaves at once; where Stripe does not answer, the rounds ask again. */
export async function carryOutJoining({ tenant, now }: Ctx): Promise<void> {
  const stripe = await stripeOf(tenant.id)
  if (stripe) await carryOutRefunds(tenant, stripe, now)
}
