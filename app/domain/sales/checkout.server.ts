/**
 * From a basket to a page where it can be paid. The session is opened outside any transaction, under a key of the
 * payment's own.
 */

import * as href from '#app/addresses.ts'
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { Line, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { originOf } from '#app/domain/mail/origin.ts'
import { type NewCheckout, StripeTrouble } from '#app/outside/stripe.ts'
import { openOnce } from './dues-once.server.ts'
import { wishPlan } from './instalment-plans.server.ts'
import type { PlannedInstalment } from './instalments.ts'
import { type Basket, closeSale, latestPayment, readLines } from './make-sale.server.ts'
import { settleFree } from './settle.server.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'
import { wishSubscription } from './subscriptions.server.ts'
import { syncPayment } from './sync-payment.server.ts'

/** Dues in several times: the basket's line is the first of these. */
export interface NewPlan {
  tierId: string
  personId: string
  instalments: readonly PlannedInstalment[]
}

/** What is to follow a payment by itself. */
export interface Following {
  /** The person wants these dues to renew themselves. */
  renewal?: Renewal | undefined
  plan?: NewPlan | undefined
  /** What it is paid with is to be debited for the rest of a plan: its customer at Stripe. */
  keeps?: { customer: string | null } | undefined
}

export interface Renewal {
  tierId: string
  name: string
  cents: number
  personId: string
  /** When the first renewal is debited. */
  firstAt: Date
}

/** `closed`: the association takes no payments on line · `later`: Stripe did not answer. */
export type CheckoutFault = 'closed' | 'later'

/**
 * Opens the basket's one page of payment, or finds it again; whatever else was open for the same thing is closed first.
 * @param following what is to follow the payment by itself
 * @returns the sale, whose page says what to do next
 * @throws SoldOut
 */
export async function startCheckout(
  tenant: Tenant,
  basket: Basket,
  now: Date,
  following: Following = {},
): Promise<{ sale: SaleRow } | { fault: CheckoutFault }> {
  const total = basket.lines.reduce((sum, { quantity, unitCents }) => sum + quantity * unitCents, 0)
  const stripe = await stripeOf(tenant.id)
  if (!stripe && total > 0) return { fault: 'closed' }
  for (let round = 0; round < 3; round += 1) {
    const opened = await inTenantSql(tenant.id, (query) => openFor({ query, tenant, now }, basket, stripe, following))
    if (opened.kind === 'there') return { sale: opened.sale }
    if (opened.kind === 'other') {
      if (!(await closeOther(tenant, stripe, opened.sale, { payment: opened.payment, now }))) return { fault: 'later' }
      continue
    }
    if (!opened.payment || !stripe) return { sale: opened.sale }
    if (opened.payment.payUrl) return { sale: opened.sale }
    return pageFor(tenant, stripe, opened.sale, { payment: opened.payment, following })
  }
  return { fault: 'later' }
}

async function openFor(
  { query, tenant, now }: Unit,
  basket: Basket,
  stripe: TenantStripe | undefined,
  { renewal, plan }: Following,
) {
  const opened = await openOnce(query, tenant.id, { ...basket, renews: renewal !== undefined }, now)
  if (opened.kind !== 'new') return opened
  if (opened.sale.totalCents === 0) await settleFree(query, tenant, opened.sale, now)
  if (!opened.payment || !stripe) return opened
  await query(sql`
    UPDATE "payment" SET "stripeAccount" = ${stripe.account} WHERE "tenantId" = ${tenant.id}
      AND "id" = ${opened.payment.id}`)
  if (renewal)
    await wishSubscription(query, tenant.id, { ...renewal, saleId: opened.sale.id, stripeAccount: stripe.account }, now)
  if (plan) await wishPlan(query, tenant.id, { ...plan, saleId: opened.sale.id, stripeAccount: stripe.account }, now)
  return opened
}

/** @returns false where Stripe has to be asked again first */
export async function closeOther(
  tenant: Tenant,
  stripe: TenantStripe | undefined,
  sale: SaleRow,
  { payment, now }: { payment: PaymentRow | undefined; now: Date },
): Promise<boolean> {
  if (payment?.stripeSession && stripe) {
    try {
      await stripe.gate.expireCheckout(payment.stripeSession)
    } catch (error) {
      if (!(error instanceof StripeTrouble) || error.kind === 'later') return false
      // Paid, or over, in the meantime: what Stripe says of it counts.
      await syncPayment(tenant, payment.id, now)
      return true
    }
  }
  const left = await inTenantSql(tenant.id, async (query) => {
    await closeSale({ query, tenant, now }, sale.id, 'cancelled')
    return latestPayment(query, tenant.id, sale.id)
  })
  // Its page was opened while this was on its way: nobody is to find two.
  if (stripe && left?.stripeSession && left.stripeSession !== payment?.stripeSession)
    await closePage(tenant, stripe, left.stripeSession)
  return true
}

/** A page that was opened too late. Should Stripe not answer it ends by itself, and what is paid there goes back. */
async function closePage(tenant: Tenant, { gate }: TenantStripe, session: string): Promise<void> {
  try {
    await gate.expireCheckout(session)
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    log().warn({ association: tenant.slug, err: error }, 'a page of payment stays open')
  }
}

function checkoutOf(
  tenant: Tenant,
  { sale, payment, lines }: { sale: SaleRow; payment: PaymentRow; lines: readonly Line[] },
  { renewal, plan, keeps }: Following,
): NewCheckout {
  const here = `${originOf(tenant)}${href.payment(sale.id)}`
  const { money } = tenant.config
  return {
    lines: lines
      .filter(({ cents }) => cents > 0)
      .map(({ label, unitCents, quantity }) => ({ name: label, cents: unitCents, quantity })),
    currency: sale.currency,
    email: sale.email,
    language: sale.language,
    successUrl: `${here}?retour=1`,
    cancelUrl: here,
    expiresAt: payment.expiresAt!,
    feeCents: payment.feeCents,
    means: money.online,
    metadata: { payment: payment.id, sale: sale.id, tenant: tenant.id },
    renewal: renewal && {
      name: renewal.name,
      cents: renewal.cents,
      firstAt: renewal.firstAt,
      feePoints: money.feePoints,
    },
    keeps: keeps ?? (plan && { customer: null }),
  }
}

async function pageFor(
  tenant: Tenant,
  stripe: TenantStripe,
  sale: SaleRow,
  { payment, following }: { payment: PaymentRow; following: Following },
) {
  const lines = await inTenantSql(tenant.id, (query) => readLines(query, tenant.id, sale.id))
  try {
    const session = await stripe.gate.openCheckout(
      checkoutOf(tenant, { sale, payment, lines }, following),
      `checkout/${payment.id}`,
    )
    const kept = await inTenantSql(tenant.id, (query) =>
      query(sql`
        UPDATE "payment" SET "stripeSession" = ${session.id}, "payUrl" = ${session.url}
        WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id} AND "state" = 'open' RETURNING "id"`),
    )
    // Something else was opened in its place meanwhile.
    if (kept.length === 0) await closePage(tenant, stripe, session.id)
    return { sale }
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    return { fault: 'later' as const }
  }
}
