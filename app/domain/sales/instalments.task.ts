/**
 * The later payments of dues in several times, debited on their day. A debit is written down before Stripe is asked,
 * and asked under a key of its own payment: two workers, or one that dies in between, make one debit.
 */
import { now as clockNow } from '#app/context/clock.ts'
import { log } from '#app/context/log.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import type { PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { type IntentState, StripeTrouble } from '#app/outside/stripe.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { applyDebit, refuseDebit } from './apply-debit.server.ts'
import { closeLeftovers } from './debit-leftovers.server.ts'
import { type InstalmentRow, instalmentsOf, lockPlan, type PlanRow } from './instalment-plans.server.ts'
import { partBasket } from './instalment-sales.server.ts'
import { tellSoon } from './instalments-soon.server.ts'
import { latestPayment, openBasket } from './make-sale.server.ts'
import { lockPayment } from './settle.server.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'
import { tellMailer } from './sync-payment.server.ts'

/** In one round; the next one goes on. */
const MOST = 200

export const instalmentsTask = defineTask<{ tenantId: string }>({
  name: 'payments.instalments',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await debitInstalments(tenant, clockNow(), signal)
  },
})

/** @returns how many plans were due */
export async function debitInstalments(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  const stripe = await stripeOf(tenant.id)
  if (!stripe) return 0
  await closeLeftovers(tenant, stripe, now)
  await tellSoon(tenant, now)
  const due = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'instalment_plan', 'id'>>(sql`
      SELECT p."id" FROM "instalment_plan" p WHERE p."tenantId" = ${tenant.id} AND p."state" IN ('active', 'late')
        AND EXISTS (SELECT FROM "instalment" i WHERE i."tenantId" = ${tenant.id} AND i."planId" = p."id"
        AND i."state" = 'waiting'
          AND i."nextTryAt" <= ${now})
      ORDER BY p."id" LIMIT ${MOST}`),
  )
  for (const { id } of due) if (!signal?.aborted) await debitNext(tenant, stripe, id, now)
  if (due.length > 0) await tellMailer(tenant.id)
  return due.length
}

interface Begun {
  sale: SaleRow
  payment: PaymentRow
  /** Begun by somebody who may have died before the answer came. */
  again: boolean
}

interface Debit extends Begun {
  plan: PlanRow & { stripeCustomer: string; stripeMethod: string }
}

async function debitNext(tenant: Tenant, stripe: TenantStripe, planId: string, now: Date): Promise<void> {
  const debit = await inTenantSql(tenant.id, (query) => beginDebit({ query, tenant, now }, stripe, planId))
  if (!debit) return
  try {
    const state = await askFor(tenant, stripe, debit)
    if (state.livemode === stripe.livemode)
      await inTenantSql(tenant.id, (query) => applyDebit({ query, tenant, now }, debit.payment.id, state))
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    log().warn({ association: tenant.slug, plan: planId, err: error }, 'instalment not debited')
    if (error.kind === 'later') return
    await inTenantSql(tenant.id, async (query) => {
      const locked = await lockPayment(query, tenant.id, debit.payment.id)
      if (locked) await refuseDebit({ query, tenant, now }, locked, error.kind)
    })
  }
}

/**
 * @returns what to ask Stripe for; nothing while somebody pays on a page, while a bank is being asked, or before its
 * day
 */
async function beginDebit(
  { query, tenant, now }: Unit,
  stripe: TenantStripe,
  planId: string,
): Promise<Debit | undefined> {
  const plan = await lockPlan(query, tenant.id, planId)
  if (plan?.state !== 'active' && plan?.state !== 'late') return undefined
  const begun = (await beginAgain(query, tenant, plan)) ?? (await beginNext(query, tenant, plan, now))
  if (!begun) return undefined
  if (canDebit(plan, stripe)) return { ...begun, plan }
  // Nothing was left that could be debited, or with another account: a refusal like others, which the person can do
  // something about.
  await refuseDebit({ query, tenant, now }, begun, 'nothing_to_debit')
  return undefined
}

async function beginAgain(query: Query, tenant: Tenant, { id }: PlanRow): Promise<Begun | undefined> {
  const [sale] = await query<SaleRow>(sql`
    SELECT * FROM "sale" WHERE "tenantId" = ${tenant.id} AND "planId" = ${id} AND "source" = 'instalment'
    AND "state" = 'open' LIMIT 1`)
  const payment = sale && (await latestPayment(query, tenant.id, sale.id))
  return sale && payment?.state === 'open' ? { sale, payment, again: true } : undefined
}

async function beginNext(query: Query, tenant: Tenant, plan: PlanRow, now: Date): Promise<Begun | undefined> {
  const [other] = await query(sql`
    SELECT 1 FROM "sale" WHERE "tenantId" = ${tenant.id} AND "planId" = ${plan.id} AND "state" IN ('open', 'pending')
    LIMIT 1`)
  const next = (await instalmentsOf(query, tenant.id, plan.id)).find(({ state }) => state === 'waiting')
  return next && !other && next.nextTryAt <= now ? newDebit({ query, tenant, now }, plan, next) : undefined
}

function canDebit(plan: PlanRow, { account }: TenantStripe): plan is Debit['plan'] {
  return plan.stripeCustomer !== null && plan.stripeMethod !== null && plan.stripeAccount === account
}

async function newDebit(
  { query, tenant, now }: Unit,
  plan: PlanRow,
  { number }: InstalmentRow,
): Promise<Begun | undefined> {
  const basket = await partBasket({ query, tenant }, plan, [number], { source: 'instalment', now })
  const opened = basket && (await openBasket(query, tenant.id, basket, now))
  if (opened?.kind !== 'new' || !opened.payment) return undefined
  // Nobody is on a page whose time could run out.
  const [payment] = await query<PaymentRow>(sql`
    UPDATE "payment" SET "stripeAccount" = ${plan.stripeAccount}, "means" = ${plan.means ?? 'card'}, "expiresAt" = NULL
    WHERE "tenantId" = ${tenant.id} AND "id" = ${opened.payment.id} RETURNING *`)
  return { sale: opened.sale, payment: payment!, again: false }
}

/** Stripe forgets keys after a day: one begun before is looked for first. */
async function askFor(
  tenant: Tenant,
  { gate }: TenantStripe,
  { plan, sale, payment, again }: Debit,
): Promise<IntentState> {
  const { stripeCustomer: customer, stripeMethod: method } = plan
  const made = again
    ? (await gate.debitsOf(customer)).find(({ metadata }) => metadata.payment === payment.id)
    : undefined
  if (made) return made
  const { cents, currency, feeCents } = payment
  const metadata = { payment: payment.id, sale: sale.id, tenant: tenant.id }
  const means = payment.means === 'sepa' ? 'sepa' : 'card'
  return gate.debit({ customer, method, means, cents, currency, feeCents, metadata }, `instalment/${payment.id}`)
}
