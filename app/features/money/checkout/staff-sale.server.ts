/** One sale as the staff who keep the books see it, and its refund. */
import { lastDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { RefundRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { closePlan, instalmentsOf, type PlanRow } from '#app/domain/sales/instalment-plans.server.ts'
import { latestPayment, readLines } from '#app/domain/sales/make-sale.server.ts'
import { shownParts } from '#app/domain/sales/plan-shown.ts'
import { carryOutRefunds } from '#app/domain/sales/reconcile.task.ts'
import { type RefundFault, settleRefund, wishRefund } from '#app/domain/sales/refunds.server.ts'
import { stripeOf } from '#app/domain/sales/stripe-gate.server.ts'
import { tellMailer } from '#app/domain/sales/sync-payment.server.ts'
import { euros, longDay } from '#app/i18n/format.ts'

type Piece = RowOf<'invoice', 'id' | 'kind' | 'reference' | 'day' | 'totalCents'>

/** @throws Response 404 where there is no such sale */
async function findSale(ctx: Ctx, id: string | undefined) {
  if (!isUuid(id)) throw notFound()
  const { tenant } = ctx
  const found = await ctx.sql(async (query) => {
    const [sale] = await query<SaleRow & { handle: string | null }>(sql`
      SELECT s.*, p."handle" FROM "sale" s LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = s."personId"
      WHERE s."tenantId" = ${tenant.id} AND s."id" = ${id}`)
    if (!sale) return undefined
    const pieces = await query<Piece>(sql`
      SELECT "id", "kind", "reference", "day", "totalCents" FROM "invoice"
      WHERE "tenantId" = ${tenant.id} AND "saleId" = ${id} ORDER BY "issuedAt", "id"`)
    const payment = await latestPayment(query, tenant.id, id)
    const refunds = await query<RefundRow>(sql`
      SELECT r.* FROM "refund" r JOIN "payment" p ON p."tenantId" = ${tenant.id} AND p."id" = r."paymentId"
      WHERE r."tenantId" = ${tenant.id} AND p."saleId" = ${id} ORDER BY r."createdAt"`)
    const plan = sale.planId ? await findPlan(query, tenant.id, sale.planId) : undefined
    return { sale, payment, pieces, refunds, plan, lines: await readLines(query, tenant.id, id) }
  })
  if (!found) throw notFound()
  return found
}

async function findPlan(query: Query, tenantId: string, id: string) {
  const [plan] = await query<PlanRow>(sql`
    SELECT * FROM "instalment_plan" WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  return plan && { plan, instalments: await instalmentsOf(query, tenantId, id) }
}

/** What the page draws. @throws as {@link findSale} */
export async function staffSale(ctx: Ctx, id: string | undefined) {
  const { language } = ctx
  const { sale, payment, pieces, refunds, plan, lines } = await findSale(ctx, id)
  const waiting = refunds.filter(({ state }) => state !== 'failed').reduce((sum, { cents }) => sum + cents, 0)
  const shown = (cents: number) => euros(cents, language)
  return {
    id: sale.id,
    buyer: sale.buyer.name,
    handle: sale.handle,
    state: sale.state,
    day: longDay(sale.paidAt ?? sale.createdAt, language),
    total: shown(sale.totalCents),
    means: payment?.means ?? null,
    reference: payment?.reference ?? null,
    ip: sale.ip,
    email: sale.buyer.email,
    /** The last day that these dues pay; null for life; undefined: no dues. */
    paidUntil: duesEnd(lines),
    plan: plan && {
      table: shownParts(plan.plan, plan.instalments, false, ctx),
      stoppable: ['active', 'late', 'paused'].includes(plan.plan.state),
    },
    lines: lines.map(({ id: line, label, quantity, cents }) => ({ id: line, label, quantity, amount: shown(cents) })),
    pieces: pieces.map((piece) => ({ ...piece, day: longDay(piece.day, language), amount: shown(piece.totalCents) })),
    refunds: refunds.map(({ id: refund, cents, state, reason }) => ({
      id: refund,
      amount: shown(cents),
      state,
      reason,
    })),
    /** The last one, so that nothing has been done about it yet. */
    refundFailed: refunds.at(-1)?.state === 'failed',
    disputed: (payment?.disputedCents ?? 0) > 0,
    leftCents: payment?.state === 'succeeded' && payment.disputedCents === 0 ? payment.cents - waiting : 0,
    /** Of the next refund: pressed twice, it is one. */
    refundKey: `${sale.id}/${refunds.length}`,
  }
}

/** @returns the last civil day that the sale's dues pay */
function duesEnd(lines: readonly { kind: string; endsAt: Date | null }[]): string | null | undefined {
  const dues = lines.filter(({ kind }) => kind === 'dues')
  if (dues.length === 0) return undefined
  const ends = dues.flatMap(({ endsAt }) => (endsAt ? [lastDay(endsAt)] : []))
  return ends.length < dues.length ? null : ends.toSorted().at(-1)
}

/**
 * Asks for a refund and carries it out: by Stripe, or as done by hand for cheques, transfers, cash, and where Stripe’s
 * way failed.
 */
export async function refundSale(
  ctx: Ctx,
  id: string,
  wish: { cents: number; key: string; reason: string | null; byHand: boolean },
): Promise<RefundFault | undefined> {
  const { tenant, now } = ctx
  const asked = await ctx.sql(async (query) => {
    const payment = await latestPayment(query, tenant.id, id)
    if (!payment) return { fault: 'none' as const }
    const made = await wishRefund(
      query,
      tenant.id,
      { ...wish, paymentId: payment.id, by: ctx.viewer.accountId ?? null },
      now,
    )
    if ('fault' in made) return made
    await audit(query, ctx, 'refund.asked', {
      subjectId: id,
      detail: { cents: wish.cents, ...(wish.reason ? { reason: wish.reason } : {}) },
    })
    if (!made.payment.stripeIntent || wish.byHand) await settleRefund({ query, tenant, now }, made.refund, wish.byHand)
    return made
  })
  if ('fault' in asked) return asked.fault === 'again' ? undefined : asked.fault
  const stripe = asked.payment.stripeIntent ? await stripeOf(tenant.id) : undefined
  if (stripe) await carryOutRefunds(tenant, stripe, now)
  await tellMailer(tenant.id)
  return undefined
}

/** The staff end dues in several times: nothing more is debited, and what they opened closes. */
export async function stopSalePlan(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql(async (query) => {
    const [plan] = await query<PlanRow>(sql`
      SELECT i.* FROM "instalment_plan" i JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."planId" = i."id"
      WHERE s."tenantId" = ${ctx.tenant.id} AND i."tenantId" = ${ctx.tenant.id} AND s."id" = ${id}
      AND i."state" IN ('active', 'late', 'paused')`)
    if (!plan) return
    await closePlan({ query, tenant: ctx.tenant, now: ctx.now }, plan.id, 'staff')
    if (plan.personId)
      await audit(query, ctx, 'membership.ended', { subjectId: plan.personId, detail: { tier: plan.tierId } })
  })
}
