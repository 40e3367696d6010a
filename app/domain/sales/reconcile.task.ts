/** Rounds of an association's payments: what no event told, refunds that were asked for, renewals that were missed. */
import { now as clockNow } from '#app/context/clock.ts'
import { log } from '#app/context/log.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { PaymentRow, RefundRow } from '#app/domain/ledger/sale.ts'
import { StripeTrouble } from '#app/outside/stripe.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { releaseExpired } from './expired-holds.server.ts'
import { failRefund } from './failed-refund.server.ts'
import { closeSale } from './make-sale.server.ts'
import { applyRefunds } from './refunds.server.ts'
import { lockPayment, settlePaid } from './settle.server.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'
import { endSubscription, renewalSale } from './subscriptions.server.ts'
import { syncPayment, tellMailer } from './sync-payment.server.ts'

const MINUTE = 60_000
/** After a page's end; Stripe counts its own minutes. */
const MARGIN = 15 * MINUTE
const DAY = 24 * 60 * MINUTE

/** Every minute: asks Stripe about payments that have been open for a while, since events can be lost (law-fr §4). */
export const reconcileTask = defineTask<{ tenantId: string }>({
  name: 'payments.reconcile',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await reconcile(tenant, clockNow(), signal)
  },
})

/** @returns how many payments were asked about */
export async function reconcile(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  await closeUnreachable(tenant, now)
  const stripe = await stripeOf(tenant.id)
  await releaseExpired(tenant, stripe, now)
  if (!stripe) return 0
  await carryOutRefunds(tenant, stripe, now)
  const waiting = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'payment', 'id'>>(sql`
      SELECT "id" FROM "payment" WHERE "tenantId" = ${tenant.id} AND "state" IN ('open', 'processing')
      AND ("stripeSession" IS NOT NULL OR "stripeIntent" IS NOT NULL)
        AND "createdAt" < ${new Date(now.getTime() - 3 * MINUTE)}
        AND ("checkedAt" IS NULL OR "checkedAt" < ${new Date(now.getTime() - 10 * MINUTE)})
      ORDER BY "createdAt" LIMIT 100`),
  )
  for (const { id } of waiting) if (!signal?.aborted) await syncPayment(tenant, id, now)
  await endRenewals(tenant, stripe, now)
  await findRenewals(tenant, stripe, now)
  return waiting.length
}

/** Stripe never said where these could be paid, so nobody can: what they hold of limited things is for sale again. */
async function closeUnreachable(tenant: Tenant, now: Date): Promise<void> {
  const over = new Date(now.getTime() - MARGIN)
  const rows = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'payment', 'id'>>(sql`
      SELECT "id" FROM "payment" WHERE "tenantId" = ${tenant.id} AND "state" = 'open' AND "stripeSession" IS NULL
        AND "stripeInvoice" IS NULL AND "expiresAt" < ${over} ORDER BY "createdAt" LIMIT 100`),
  )
  for (const { id } of rows)
    await inTenantSql(tenant.id, async (query) => {
      const locked = await lockPayment(query, tenant.id, id)
      if (locked?.payment.state !== 'open' || locked.payment.stripeSession !== null) return
      await closeSale({ query, tenant, now }, locked.sale.id, 'cancelled')
    })
}

/** Refunds that were asked for and not yet done: by the staff, or because something was paid twice. */
export async function carryOutRefunds(tenant: Tenant, stripe: TenantStripe, now: Date): Promise<void> {
  const wishes = await inTenantSql(tenant.id, (query) =>
    query<RefundRow & { intent: string }>(sql`
      SELECT r.*, p."stripeIntent" AS "intent" FROM "refund" r JOIN "payment" p ON p."tenantId" = ${tenant.id}
      AND p."id" = r."paymentId"
      WHERE r."tenantId" = ${tenant.id} AND r."state" = 'requested' AND p."stripeIntent" IS NOT NULL
      ORDER BY r."createdAt" LIMIT 50`),
  )
  for (const wish of wishes) await carryOut(tenant, stripe, wish, now)
  if (wishes.length > 0) await tellMailer(tenant.id)
}

async function carryOut(
  tenant: Tenant,
  { gate }: TenantStripe,
  wish: RefundRow & { intent: string },
  now: Date,
): Promise<void> {
  try {
    const done = await gate.refund(wish.intent, wish.cents, { refund: wish.id }, `refund/${wish.id}`)
    await inTenantSql(tenant.id, (query) => applyRefunds({ query, tenant, now }, wish.paymentId, [done]))
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    log().warn({ association: tenant.slug, refund: wish.id, err: error }, 'refund not done')
    if (error.kind === 'later') return
    await inTenantSql(tenant.id, async (query) => {
      const locked = await lockPayment(query, tenant.id, wish.paymentId)
      if (locked) await failRefund(query, tenant, { ...locked, refund: wish }, now)
    })
  }
}

/** Renewals that are over with us: ended at Stripe first, then here; one that fails waits for the next round. */
async function endRenewals(tenant: Tenant, { gate }: TenantStripe, now: Date): Promise<void> {
  const ending = await inTenantSql(tenant.id, (query) =>
    query<{ stripeId: string }>(sql`SELECT "stripeSubscription" AS "stripeId" FROM "subscription"
      WHERE "tenantId" = ${tenant.id} AND "state" = 'ending' AND "stripeSubscription" IS NOT NULL ORDER BY "id"
      LIMIT 50`),
  )
  for (const { stripeId } of ending)
    try {
      await gate.endSubscription(stripeId, `end/${stripeId}`)
      await inTenantSql(tenant.id, (query) => endSubscription(query, tenant.id, stripeId, now))
    } catch (error) {
      if (!(error instanceof StripeTrouble)) throw error
      // It has ended there by itself.
      if (error.kind === 'missing')
        await inTenantSql(tenant.id, (query) => endSubscription(query, tenant.id, stripeId, now))
      else log().warn({ association: tenant.slug, subscription: stripeId, err: error }, 'subscription not ended')
    }
}

/** Renewals of the last days whose events did not arrive; only where somebody's dues renew themselves. */
async function findRenewals(tenant: Tenant, { gate }: TenantStripe, now: Date): Promise<void> {
  const some = await inTenantSql(tenant.id, (query) =>
    query(
      sql`SELECT 1 FROM "subscription" WHERE "tenantId" = ${tenant.id} AND "state" IN ('active', 'past_due') LIMIT 1`,
    ),
  )
  // Once an hour is enough for what comes once a year.
  if (some.length === 0 || now.getUTCMinutes() !== 7) return
  for (const invoice of await recentInvoices(tenant, gate, now)) {
    if (!invoice.paid || !invoice.isCycle) continue
    await inTenantSql(tenant.id, async (query) => {
      const [known] = await query<PaymentRow>(sql`
        SELECT 1 FROM "payment" WHERE "tenantId" = ${tenant.id} AND "stripeInvoice" = ${invoice.id}`)
      const made = known ? undefined : await renewalSale(query, tenant, invoice, now)
      if (made) await settlePaid(query, tenant, { ...made, means: 'card' }, now)
    })
  }
}

/** None where Stripe cannot say now, which the log tells: the next hour asks again. */
async function recentInvoices(tenant: Tenant, gate: TenantStripe['gate'], now: Date) {
  try {
    return await gate.recentInvoices(new Date(now.getTime() - 4 * DAY))
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    log().warn({ association: tenant.slug, err: error }, 'renewals not asked for')
    return []
  }
}
