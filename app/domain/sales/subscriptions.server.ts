/** Dues that renew themselves: a subscription at Stripe, a sale a year. */

import { civilDay } from '#app/calendar/civil-day.ts'
import { lastEndsSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { duesLine } from '#app/domain/ledger/lines.ts'
import type { PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { correspondenceOf } from '#app/domain/mail/subscriptions.server.ts'
import type { CheckoutState, InvoiceState } from '#app/outside/stripe.ts'
import { tierEnd } from '#app/tenant/tier-period.ts'
import { findBuyer } from './buyers.server.ts'
import { openBasket } from './make-sale.server.ts'
import { mailRenewalFailed } from './payment-mails.server.ts'
import { vatOn } from './vat.server.ts'

export interface SubscriptionRow
  extends RowOf<
    'subscription',
    'id' | 'personId' | 'tierId' | 'cents' | 'stripeAccount' | 'stripeSubscription' | 'failures'
  > {
  /** ending: over with us (given up, refunded, or its person erased); the next round tells Stripe. */
  state: 'incomplete' | 'active' | 'past_due' | 'ending' | 'cancelled'
}

/** Debits of one renewal that may be refused before it is given up, whatever Stripe is set to. */
export const MOST_TRIES = 4

/**
 * Stripe has made the subscription that a sale asked for. One whose sale had been closed before is to end there: nobody
 * would be told of its debits.
 */
export async function noteSubscription(
  query: Query,
  tenantId: string,
  sale: SaleRow,
  { subscription, customer }: CheckoutState,
): Promise<void> {
  if (!sale.subscriptionId || !subscription) return
  await query(sql`
    UPDATE "subscription" SET "stripeSubscription" = ${subscription}, "stripeCustomer" = ${customer},
      "state" = CASE WHEN "state" = 'cancelled' THEN 'ending' ELSE "state" END
    WHERE "tenantId" = ${tenantId} AND "id" = ${sale.subscriptionId} AND "stripeSubscription" IS NULL`)
}

/**
 * The first payment went through: the person's wish is a subscription now; where they were erased meanwhile, one to
 * end.
 */
export async function startSubscription(query: Query, tenantId: string, { subscriptionId }: SaleRow): Promise<void> {
  if (!subscriptionId) return
  await query(sql`
    UPDATE "subscription" SET "state" = 'active'
    WHERE "tenantId" = ${tenantId} AND "id" = ${subscriptionId} AND "state" = 'incomplete'`)
}

/** Keeps the wish until the first payment says yes. */
export async function wishSubscription(
  query: Query,
  tenantId: string,
  wish: { saleId: string; personId: string; tierId: string; cents: number; stripeAccount: string },
  now: Date,
): Promise<void> {
  const id = uuidv7(now.getTime())
  await query(sql`
    INSERT INTO "subscription" ("tenantId", "id", "personId", "tierId", "cents", "state", "stripeAccount", "createdAt")
    VALUES (${tenantId}, ${id}, ${wish.personId}, ${wish.tierId}, ${wish.cents},
      'incomplete', ${wish.stripeAccount}, ${now})`)
  await query(sql`UPDATE "sale" SET "subscriptionId" = ${id} WHERE "tenantId" = ${tenantId} AND "id" = ${wish.saleId}`)
}

async function lockSubscription(
  query: Query,
  tenantId: string,
  stripeId: string,
): Promise<SubscriptionRow | undefined> {
  const [row] = await query<SubscriptionRow>(sql`
    SELECT * FROM "subscription" WHERE "tenantId" = ${tenantId} AND "stripeSubscription" = ${stripeId} FOR UPDATE`)
  return row
}

/** The latest end of somebody's dues; null for ever, undefined where there are none. */
export async function lastEndOf(query: Query, tenantId: string, personId: string): Promise<Date | null | undefined> {
  const [row] = await query<{ endsAt: Date | null }>(sql`
    SELECT m."endsAt" FROM (${lastEndsSql(tenantId)}) m WHERE m."personId" = ${personId}`)
  return row?.endsAt
}

/**
 * A renewal's invoice was paid: its sale, ready to be settled.
 * @returns undefined where it is nobody's, or not the amount that was agreed
 */
export async function renewalSale(
  query: Query,
  tenant: Tenant,
  invoice: InvoiceState,
  now: Date,
): Promise<{ sale: SaleRow; payment: PaymentRow } | undefined> {
  const row = invoice.subscription ? await lockSubscription(query, tenant.id, invoice.subscription) : undefined
  const tier = tenant.config.tiers.find(({ id }) => id === row?.tierId)
  if (!row?.personId || !tier || !invoice.isCycle || invoice.cents !== row.cents || invoice.currency !== 'eur')
    return undefined
  const buyer = await findBuyer(query, tenant, { personId: row.personId })
  if (!buyer) return undefined
  const { language } = await correspondenceOf(query, tenant.id, row.personId)
  const lastEnd = await lastEndOf(query, tenant.id, row.personId)
  const from = lastEnd && lastEnd > now ? civilDay(lastEnd) : civilDay(now)
  const until = tierEnd(tier.period, from)
  const line = duesLine(await vatOn(query, tenant, now), tier, { cents: row.cents, from, until, language })
  const { feePoints } = tenant.config.money
  const renewal = { key: `renewal/${invoice.id}`, source: 'renewal', subscriptionId: row.id } as const
  const basket = { ...renewal, buyer, lines: [line], language, ip: null, feePoints }
  const opened = await openBasket(query, tenant.id, basket, now)
  if (opened.kind !== 'new' || !opened.payment) return undefined
  await query(sql`
    UPDATE "payment" SET "stripeInvoice" = ${invoice.id},
      "stripeIntent" = ${invoice.intent}, "stripeAccount" = ${row.stripeAccount}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${opened.payment.id}`)
  await query(sql`
    UPDATE "subscription" SET "state" = CASE WHEN "state" = 'ending' THEN 'ending' ELSE 'active' END, "failures" = 0
      WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  return { sale: opened.sale, payment: opened.payment }
}

/** A renewal's debit was refused: counted, told, and after a finite number given up. */
export async function renewalRefused(query: Query, tenant: Tenant, invoice: InvoiceState, now: Date): Promise<void> {
  const row = invoice.subscription ? await lockSubscription(query, tenant.id, invoice.subscription) : undefined
  if (!row?.personId || row.state === 'cancelled' || row.state === 'ending' || invoice.paid) return
  const last = invoice.givenUp || invoice.attempts >= MOST_TRIES
  const over = invoice.givenUp ? 'cancelled' : 'ending'
  await query(sql`
    UPDATE "subscription" SET "state" = ${last ? over : 'past_due'}, "failures" = ${invoice.attempts},
      "endedAt" = ${last ? now : null} WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  const buyer = await findBuyer(query, tenant, { personId: row.personId })
  const { language } = await correspondenceOf(query, tenant.id, row.personId)
  const end = await lastEndOf(query, tenant.id, row.personId)
  if (buyer?.email)
    await mailRenewalFailed(
      { query, tenant, now },
      { email: buyer.email, name: buyer.name, personId: row.personId, language },
      {
        invoice: invoice.id,
        attempt: invoice.attempts,
        cents: row.cents,
        last,
        endsAt: end ? end.toISOString() : null,
      },
    )
}

/**
 * Ends the renewal of a sale whose money went back. The next round tells Stripe: no transaction waits for it.
 */
export async function giveUpSubscription(query: Query, tenantId: string, id: string, now: Date): Promise<void> {
  await query(sql`
    UPDATE "subscription" SET "state" = 'ending', "endedAt" = ${now}
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "state" IN ('incomplete', 'active', 'past_due')`)
}

/** Ended by the person, by us, or by Stripe after its last try. */
export async function endSubscription(query: Query, tenantId: string, stripeId: string, now: Date): Promise<void> {
  await query(sql`
    UPDATE "subscription" SET "state" = 'cancelled', "endedAt" = coalesce("endedAt", ${now}::timestamptz)
    WHERE "tenantId" = ${tenantId} AND "stripeSubscription" = ${stripeId} AND "state" <> 'cancelled'`)
}

/** @returns the subscription that will renew this person's dues. */
export async function runningSubscription(
  query: Query,
  tenantId: string,
  personId: string,
): Promise<SubscriptionRow | undefined> {
  const [row] = await query<SubscriptionRow>(sql`
    SELECT * FROM "subscription" WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}
      AND "state" IN ('active', 'past_due')
    ORDER BY "createdAt" DESC LIMIT 1`)
  return row
}
