/** Baskets of later instalments: one debited by us, one paid on a page, or all that are left at once. */
import { duesRows, notEnded } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Scoped } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { duesVat } from '#app/domain/ledger/lines.ts'
import type { Line } from '#app/domain/ledger/sale.ts'
import { correspondenceOf } from '#app/domain/mail/subscriptions.server.ts'
import { translatorFor } from '#app/i18n/translator.ts'
import { findBuyer } from './buyers.server.ts'
import { type CheckoutFault, startCheckout } from './checkout.server.ts'
import { type InstalmentRow, instalmentsOf, mayPayRest, type PlanRow } from './instalment-plans.server.ts'
import { partLabel, partOf } from './instalments.ts'
import type { Basket } from './make-sale.server.ts'
import { vatOn } from './vat.server.ts'

interface How {
  source: 'web' | 'staff' | 'instalment'
  now: Date
}

/** The line that opened the period: what is sold, at which account, from when to when. */
export async function firstLine(query: Query, tenantId: string, planId: string): Promise<Line | undefined> {
  const [line] = await query<Line>(sql`
    SELECT l.* FROM "sale_line" l JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = l."saleId"
    WHERE s."tenantId" = ${tenantId} AND l."tenantId" = ${tenantId} AND s."planId" = ${planId} AND l."kind" = 'dues'
    ORDER BY s."createdAt", l."id" LIMIT 1`)
  return line
}

/** @returns undefined where the person is gone */
export async function partBasket(
  { query, tenant }: Scoped,
  plan: Pick<PlanRow, 'id' | 'personId'>,
  numbers: number[],
  { source, now }: How,
): Promise<Basket | undefined> {
  const first = await firstLine(query, tenant.id, plan.id)
  const rows = await instalmentsOf(query, tenant.id, plan.id)
  const buyer = plan.personId ? await findBuyer(query, tenant, { personId: plan.personId }) : undefined
  const name = partOf(first)?.name
  if (!first || !buyer || name === undefined || !plan.personId) return undefined
  const { language } = await correspondenceOf(query, tenant.id, plan.personId)
  const part = { numbers, of: rows.length, name }
  const cents = rows.reduce((sum, row) => sum + (numbers.includes(row.number) ? row.cents : 0), 0)
  const { kind, productId, account, startsAt, endsAt, data } = first
  const line = {
    ...{ kind, productId, account, startsAt, endsAt, quantity: 1, unitCents: cents },
    label: partLabel(part, translatorFor(language, tenant.config)),
    vatPoints: duesVat(await vatOn(query, tenant, now)),
    data: { ...data, instalment: part },
  }
  const key = `instalment/${plan.id}/${numbers.join('-')}`
  const feePoints = source === 'staff' ? 0 : tenant.config.money.feePoints
  return { key, source, buyer, lines: [line], language, ip: null, feePoints, planId: plan.id }
}

export interface Owing {
  plan: PlanRow
  instalments: InstalmentRow[]
  /** First day that is not paid for; null for life. */
  endsAt: Date | null
  /** Whether the rest may be paid on a page now; not while a bank looks into one of them. */
  payable: boolean
  /** One is being debited, or paid by a debit, just now. */
  debiting: boolean
}

/** @returns the plan that somebody is still to pay, or that stopped and whose rest would open the period again. */
export async function owedPlan(
  query: Query,
  tenantId: string,
  personId: string,
  now: Date,
): Promise<Owing | undefined> {
  const [plan] = await query<PlanRow>(sql`
    SELECT * FROM "instalment_plan" WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}
      AND "state" IN ('active', 'late', 'paused', 'stopped') ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`)
  if (!plan || (plan.state === 'stopped' && !mayPayRest(plan))) return undefined
  const endsAt = (await firstLine(query, tenantId, plan.id))?.endsAt ?? null
  if (plan.state === 'stopped' && ((endsAt && endsAt <= now) || (await isPaidUp(query, tenantId, personId, now))))
    return undefined
  const [under] = await query(sql`
    SELECT 1 FROM "sale" WHERE "tenantId" = ${tenantId} AND "planId" = ${plan.id}
      AND ("state" = 'pending' OR ("state" = 'open' AND "source" = 'instalment')) LIMIT 1`)
  const instalments = await instalmentsOf(query, tenantId, plan.id)
  return { plan, instalments, endsAt, payable: mayPayRest(plan), debiting: under !== undefined }
}

/** Dues were paid anew after the plan had stopped: nothing of it is asked for any more. */
async function isPaidUp(query: Query, tenantId: string, personId: string, now: Date): Promise<boolean> {
  const rows = await query(sql`
    SELECT 1 FROM ${duesRows(tenantId)} m WHERE m."personId" = ${personId} AND ${notEnded(sql`m`, now)} LIMIT 1`)
  return rows.length > 0
}

/** @returns the numbers that are not paid: all of them, or the one that is late. */
export function unpaid({ plan, instalments }: Owing, which: 'late' | 'rest'): number[] {
  const waiting = instalments.filter(({ state }) => state === 'waiting').map(({ number }) => number)
  return which === 'late' && plan.state === 'late' ? waiting.slice(0, 1) : waiting
}

/** `debiting`: one is being debited just now · `none`: nothing is owed. */
export type PartFault = CheckoutFault | 'debiting' | 'none'

/**
 * Opens the page on which somebody pays what is late, or all that is left. What is late leaves its card for the others.
 */
export async function payPart(
  ctx: Pick<Ctx, 'tenant' | 'now' | 'sql'>,
  personId: string,
  which: 'late' | 'rest',
): Promise<{ saleId: string } | { fault: PartFault }> {
  const { tenant, now } = ctx
  const made = await ctx.sql(async (query) => {
    const owing = await owedPlan(query, tenant.id, personId, now)
    const numbers = owing?.payable ? unpaid(owing, which) : []
    const basket =
      owing && numbers.length > 0 && (await partBasket({ query, tenant }, owing.plan, numbers, { source: 'web', now }))
    return basket && { basket, left: owing.instalments.filter(({ state }) => state === 'waiting').length, owing }
  })
  if (!made) return { fault: 'none' }
  const { basket, left, owing } = made
  const goesOn = owing.plan.state !== 'stopped' && left > 1 && which === 'late'
  const keeps = goesOn ? { customer: owing.plan.stripeCustomer } : undefined
  const started = await startCheckout(tenant, basket, now, { keeps })
  if ('fault' in started) return started
  if (started.sale.source === 'instalment') return { fault: 'debiting' }
  return { saleId: started.sale.id }
}
