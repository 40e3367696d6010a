/**
 * Dues paid in several times. A plan is promised with its first payment, and every instalment becomes a sale of its own
 * with its own invoice and entries. Why not one sale that is owed and settled N times: dues are income when they are
 * received, unless the association may claim them by law (ANC 2018-06), which an appeal for dues does not give. So what
 * is not paid is no receivable on 411, and a plan that stops leaves nothing to write off and no credit note over money
 * that never came.
 *
 * Whoever changes a plan locks it first, before its sales: debits, pages of payment, refunds and erasures then follow
 * each other.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import { duesHistory } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Line, NewLine, SaleRow } from '#app/domain/ledger/sale.ts'
import type { CheckoutState } from '#app/outside/stripe.ts'
import {
  DAYS_BETWEEN_DEBITS,
  DAYS_BETWEEN_TRIES,
  debitAt,
  debitDaysLater,
  MOST_TRIES,
  type PlannedInstalment,
  partOf,
} from './instalments.ts'
import { restoreRights, withdrawRights } from './open-rights.server.ts'

export type StopReason = 'refused' | 'asked' | 'staff' | 'refunded' | 'disputed' | 'erased' | 'never'

export interface PlanRow
  extends RowOf<
    'instalment_plan',
    'id' | 'personId' | 'tierId' | 'totalCents' | 'stripeAccount' | 'stripeCustomer' | 'stripeMethod' | 'endedAt'
  > {
  state: 'incomplete' | 'active' | 'late' | 'paused' | 'done' | 'stopped'
  reason: StopReason | null
  means: 'card' | 'sepa' | null
}

export interface InstalmentRow extends PlannedInstalment {
  state: 'waiting' | 'paid'
  attempts: number
  nextTryAt: Date
  saleId: string | null
}

/** Keeps what was promised until the first payment says yes. */
export async function wishPlan(
  query: Query,
  tenantId: string,
  wish: {
    saleId: string
    personId: string
    tierId: string
    stripeAccount: string
    instalments: readonly PlannedInstalment[]
  },
  now: Date,
): Promise<void> {
  const id = uuidv7(now.getTime())
  const total = wish.instalments.reduce((sum, { cents }) => sum + cents, 0)
  await query(sql`
    INSERT INTO "instalment_plan" ("tenantId", "id", "personId", "tierId", "totalCents", "state", "stripeAccount",
      "createdAt")
    VALUES (${tenantId}, ${id}, ${wish.personId}, ${wish.tierId}, ${total}, 'incomplete', ${wish.stripeAccount},
      ${now})`)
  const rows = wish.instalments.map(
    ({ number, cents, dueOn }) => sql`(${tenantId}::uuid, ${id}::uuid, ${number}::smallint, ${cents}::int, ${dueOn},
      ${debitAt(dueOn)}::timestamptz)`,
  )
  await query(sql`
    INSERT INTO "instalment" ("tenantId", "planId", "number", "cents", "dueOn", "nextTryAt")
      VALUES ${join(rows, ', ')}`)
  await query(sql`UPDATE "sale" SET "planId" = ${id} WHERE "tenantId" = ${tenantId} AND "id" = ${wish.saleId}`)
}

/** Locks a plan until the transaction ends. @returns undefined where the association has no such plan */
export async function lockPlan(query: Query, tenantId: string, id: string): Promise<PlanRow | undefined> {
  const [row] = await query<PlanRow>(sql`
    SELECT * FROM "instalment_plan" WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR UPDATE`)
  return row
}

/** @returns the plan’s instalments in order; amounts in cents */
export function instalmentsOf(query: Query, tenantId: string, planId: string): Promise<InstalmentRow[]> {
  return query<InstalmentRow>(sql`
    SELECT * FROM "instalment" WHERE "tenantId" = ${tenantId} AND "planId" = ${planId} ORDER BY "number"`)
}

/**
 * Notes the means of payment that Stripe debits from now on: the one used on a page, at first and for a late instalment
 * paid with another card.
 */
export async function notePlan(
  query: Query,
  tenantId: string,
  sale: SaleRow,
  { customer, method, means }: CheckoutState,
): Promise<void> {
  if (!sale.planId || !customer || !method) return
  await query(sql`
    UPDATE "instalment_plan"
      SET "stripeCustomer" = ${customer}, "stripeMethod" = ${method}, "means" = coalesce(${means}, "means", 'card')
    WHERE "tenantId" = ${tenantId} AND "id" = ${sale.planId} AND "state" NOT IN ('done', 'stopped')`)
}

/**
 * Is what a sale pays still owed? A debit that was under way when its plan stopped, and whatever is paid twice, is not:
 * it goes back. Who was refused or stopped by themselves may pay the rest and be let in again.
 */
export async function isOwed(
  query: Query,
  tenantId: string,
  sale: Pick<SaleRow, 'planId' | 'source'>,
  lines: readonly Pick<NewLine, 'kind' | 'data'>[],
): Promise<boolean> {
  if (!sale.planId) return true
  const part = partOf(lines.find(({ kind }) => kind === 'dues'))
  const plan = await lockPlan(query, tenantId, sale.planId)
  if (!part || !plan) return true
  if (plan.state === 'stopped' && (sale.source === 'instalment' || !mayPayRest(plan))) return false
  const rows = await instalmentsOf(query, tenantId, sale.planId)
  return part.numbers.every((number) => rows.some((row) => row.number === number && row.state === 'waiting'))
}

/** @returns true where the rest of a plan may be paid at once: it runs, is late, or stopped after a refused debit */
export const mayPayRest = ({ state, reason }: Pick<PlanRow, 'state' | 'reason'>): boolean =>
  ['active', 'late'].includes(state) || (state === 'stopped' && (reason === 'refused' || reason === 'asked'))

/** A sale of the plan was paid: its instalments are; what had stopped for want of them opens again. */
export async function followPaid(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  sale: SaleRow,
  lines: readonly Line[],
): Promise<void> {
  const part = partOf(lines.find(({ kind }) => kind === 'dues'))
  const plan = sale.planId && part ? await lockPlan(query, tenantId, sale.planId) : undefined
  if (!plan || !part) return
  await query(sql`
    UPDATE "instalment" SET "state" = 'paid', "saleId" = ${sale.id}
    WHERE "tenantId" = ${tenantId} AND "planId" = ${plan.id} AND "number" = ANY(${part.numbers}::int[])`)
  if (plan.state === 'stopped' && plan.endedAt) await restoreRights(query, tenantId, sale.id, plan.endedAt)
  const rows = await instalmentsOf(query, tenantId, plan.id)
  const next = rows.find(({ state }) => state === 'waiting')
  if (!next) {
    await query(sql`
      UPDATE "instalment_plan" SET "state" = 'done', "endedAt" = ${now} WHERE "tenantId" = ${tenantId}
        AND "id" = ${plan.id}`)
    return
  }
  await query(sql`
    UPDATE "instalment_plan" SET "state" = CASE WHEN "state" = 'paused' THEN 'paused' ELSE 'active' END
    WHERE "tenantId" = ${tenantId} AND "id" = ${plan.id}`)
  const soonest = debitDaysLater(civilDay(now), DAYS_BETWEEN_DEBITS)
  await query(sql`
    UPDATE "instalment" SET "nextTryAt" = greatest("nextTryAt", ${soonest}::timestamptz)
    WHERE "tenantId" = ${tenantId} AND "planId" = ${plan.id} AND "number" = ${next.number}`)
}

export interface Refused {
  plan: PlanRow
  number: number
  of: number
  attempt: number
  /** No further try follows: the plan has stopped and what it opened is closed. */
  last: boolean
  /** Of the next try. */
  again: Date | null
  restCents: number
}

/** A debit was refused: counted, tried again some days later, and after a finite number of times the status falls. */
export async function followRefused(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  sale: SaleRow,
  number: number,
): Promise<Refused | undefined> {
  const plan = sale.planId ? await lockPlan(query, tenantId, sale.planId) : undefined
  if (!plan || !['active', 'late', 'paused'].includes(plan.state)) return undefined
  const rows = await instalmentsOf(query, tenantId, plan.id)
  const row = rows.find((one) => one.number === number)
  if (row?.state !== 'waiting') return undefined
  const attempt = row.attempts + 1
  const last = attempt >= MOST_TRIES
  const again = last ? null : debitDaysLater(civilDay(now), DAYS_BETWEEN_TRIES)
  await query(sql`
    UPDATE "instalment" SET "attempts" = ${attempt}::int, "nextTryAt" = coalesce(${again}::timestamptz, "nextTryAt")
    WHERE "tenantId" = ${tenantId} AND "planId" = ${plan.id} AND "number" = ${number}`)
  if (last) {
    await stopPlan({ query, tenant: { id: tenantId }, now }, plan.id, 'refused')
    await withdrawRights(query, tenantId, sale.id, now)
  } else
    await query(sql`
      UPDATE "instalment_plan" SET "state" = 'late' WHERE "tenantId" = ${tenantId} AND "id" = ${plan.id}
        AND "state" = 'active'`)
  const restCents = rows.reduce((sum, { state, cents }) => sum + (state === 'waiting' ? cents : 0), 0)
  return { plan, number, of: rows.length, attempt, last, again, restCents }
}

/** Nothing more of it is debited; the same days may be bought again. What it opened is closed by whoever stops it. */
export async function stopPlan(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  id: string,
  reason: StopReason,
): Promise<boolean> {
  const stopped = await query(sql`
    UPDATE "instalment_plan" SET "state" = 'stopped', "reason" = ${reason}, "endedAt" = ${now}
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "state" IN ('incomplete', 'active', 'late', 'paused')
    RETURNING "id"`)
  await query(sql`
    UPDATE "sale" SET "key" = "key" || '#' || "id" WHERE "tenantId" = ${tenantId} AND "planId" = ${id}
      AND "state" = 'paid'
      AND position('#' in "key") = 0`)
  return stopped.length > 0
}

/** Stops a plan of somebody, and closes at once what it opened. */
export async function closePlan(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  id: string,
  reason: StopReason,
): Promise<void> {
  await lockPlan(query, tenantId, id)
  if (!(await stopPlan({ query, tenant: { id: tenantId }, now }, id, reason))) return
  const [sale] = await query<RowOf<'sale', 'id'>>(sql`
    SELECT "id" FROM "sale" WHERE "tenantId" = ${tenantId} AND "planId" = ${id} ORDER BY "createdAt", "id" LIMIT 1`)
  if (sale) await withdrawRights(query, tenantId, sale.id, now)
}

/**
 * A period is about to be ended by hand: the plan whose first payment opened it is locked before the period, as
 * everywhere.
 * @returns the plan's id
 */
export async function lockPlanOfPeriod(query: Query, tenantId: string, periodId: string): Promise<string | undefined> {
  const [plan] = await query<RowOf<'instalment_plan', 'id'>>(sql`
    SELECT "id" FROM "instalment_plan" WHERE "tenantId" = ${tenantId} AND "id" = (
      SELECT s."planId" FROM ${duesHistory(tenantId)} m
      JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."id" = m."lineId"
      JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = l."saleId"
      WHERE m."id" = ${periodId}) FOR UPDATE`)
  return plan?.id
}

/** A bank looks into one of its payments: nothing is debited meanwhile; won, it goes on. */
export async function pausePlan(query: Query, tenantId: string, sale: SaleRow, paused: boolean): Promise<void> {
  if (!sale.planId) return
  await query(sql`
    UPDATE "instalment_plan" SET "state" = ${paused ? 'paused' : 'active'}
    WHERE "tenantId" = ${tenantId} AND "id" = ${sale.planId}
    AND "state" = ANY(${paused ? ['active', 'late'] : ['paused']}::text[])`)
}
