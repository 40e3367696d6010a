/**
 * What a plan that is over leaves: a debit that was written down and whose answer never came, and what Stripe keeps of
 * the person.
 */
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { StripeTrouble } from '#app/outside/stripe.ts'
import { applyDebit } from './apply-debit.server.ts'
import { closeSale } from './make-sale.server.ts'
import type { TenantStripe } from './stripe-gate.server.ts'

/** A question to Stripe, with all its repetitions, is over by then. Milliseconds. */
const ANSWERED = 10 * 60_000

/**
 * Ends at Stripe what debits left behind: tries without an answer, and customers whom no plan names any more.
 * @throws where Stripe cannot be reached: the next round tries again
 */
export async function closeLeftovers(tenant: Tenant, stripe: TenantStripe, now: Date): Promise<void> {
  await closeUnanswered(tenant, stripe, now)
  await forgetCustomers(tenant, stripe)
}

interface Unanswered {
  paymentId: string
  saleId: string
  customer: string | null
}

/** Stripe is asked whether there was such a debit: then it goes back by itself; else it never happened. */
async function closeUnanswered(tenant: Tenant, { gate, account }: TenantStripe, now: Date): Promise<void> {
  const open = await inTenantSql(tenant.id, (query) =>
    query<Unanswered>(sql`
      SELECT p."id" AS "paymentId", s."id" AS "saleId", i."stripeCustomer" AS "customer" FROM "sale" s
      JOIN "payment" p ON p."tenantId" = ${tenant.id} AND p."saleId" = s."id" AND p."state" = 'open'
      JOIN "instalment_plan" i ON i."tenantId" = ${tenant.id} AND i."id" = s."planId"
      AND i."state" IN ('paused', 'done', 'stopped')
      WHERE s."tenantId" = ${tenant.id} AND s."source" = 'instalment' AND s."state" = 'open'
      AND p."stripeAccount" = ${account}
        AND p."createdAt" < ${new Date(now.getTime() - ANSWERED)} ORDER BY s."id" LIMIT 50`),
  )
  for (const { paymentId, saleId, customer } of open)
    try {
      const made = customer
        ? (await gate.debitsOf(customer)).find(({ metadata }) => metadata.payment === paymentId)
        : undefined
      await inTenantSql(tenant.id, (query) =>
        made
          ? applyDebit({ query, tenant, now }, paymentId, made)
          : closeSale({ query, tenant, now }, saleId, 'cancelled'),
      )
    } catch (error) {
      if (!(error instanceof StripeTrouble)) throw error
      log().warn({ association: tenant.slug, payment: paymentId, err: error }, 'debit not looked for')
    }
}

/** Once a plan is over, Stripe keeps nothing that could be debited; what is under way is waited for. */
async function forgetCustomers(tenant: Tenant, { gate, account }: TenantStripe): Promise<void> {
  const over = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'instalment_plan', 'id'> & { customer: string }>(sql`
      SELECT p."id", p."stripeCustomer" AS "customer" FROM "instalment_plan" p
      WHERE p."tenantId" = ${tenant.id} AND p."state" IN ('done', 'stopped') AND p."stripeCustomer" IS NOT NULL
        AND p."stripeAccount" = ${account}
        AND NOT EXISTS (SELECT FROM "sale" s WHERE s."tenantId" = ${tenant.id} AND s."planId" = p."id"
          AND s."state" IN ('open', 'pending'))
      ORDER BY p."id" LIMIT 50`),
  )
  for (const { id, customer } of over)
    try {
      await gate.forgetCustomer(customer)
      await forgotten(tenant.id, id)
    } catch (error) {
      if (!(error instanceof StripeTrouble)) throw error
      if (error.kind === 'missing') await forgotten(tenant.id, id)
      else log().warn({ association: tenant.slug, plan: id, err: error }, 'customer not forgotten')
    }
}

const forgotten = (tenantId: string, id: string) =>
  inTenantSql(tenantId, (query) =>
    query(sql`
      UPDATE "instalment_plan" SET "stripeCustomer" = NULL, "stripeMethod" = NULL WHERE "tenantId" = ${tenantId}
        AND "id" = ${id}`),
  )
