/** The treasurer's first page: this year beside last, month by month, out of the books; dues by tier and promotion. */

import { civilDay } from '#app/calendar/civil-day.ts'
import { duesHistory, duesPaid, duesRows, passHistory, passInForce } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { countBooksWaiting } from '#app/domain/sales/books-waiting.server.ts'

/** Kinds of income, by the beginnings of their accounts (law-fr §2). */
export const INCOMES = ['dues', 'gifts', 'services'] as const
export type Income = (typeof INCOMES)[number]

/** Cents of twelve months. */
export type Months = number[]

export interface Overview {
  year: number
  today: string
  /** By income: this year's months, and last year's. */
  months: Record<Income, { now: Months; before: Months }>
  /** Dues in force today, by tier and by decade of promotion. */
  tiers: { id: string; count: number }[]
  promotions: { decade: number; count: number }[]
  members: Record<'paidUp' | 'renewed' | 'joined' | 'lapsed', { now: number; before: number }>
  passes: { inForce: number; now: number; before: number }
  /** Dues in several times that are not all paid: how many, how many late, cents to come. */
  plans: { running: number; late: number; cents: number }
  /** What waits: bank lines to settle, debits on their way, movements at Stripe without a sale. */
  waiting: { bankLines: number; processing: number; movements: number }
}

export function readOverview(ctx: Ctx): Promise<Overview> {
  const today = civilDay(ctx.now)
  const year = Number(today.slice(0, 4))
  return ctx.sql(
    async (query) => ({
      year,
      today,
      months: await incomeByMonth(ctx, query, year),
      tiers: await byTier(ctx, query),
      promotions: await byDecade(ctx, query),
      members: await memberCounts(ctx, query, today),
      passes: await passCounts(ctx, query, year),
      plans: await planCounts(ctx, query),
      waiting: await waiting(ctx, query),
    }),
    { statementTimeout: 20_000 },
  )
}

async function incomeByMonth({ tenant }: Ctx, query: Query, year: number): Promise<Overview['months']> {
  const rows = await query<{ month: string; income: Income; cents: number }>(sql`
    SELECT left(e."day", 7) AS "month",
      CASE WHEN l."account" LIKE '756%' THEN 'dues' WHEN l."account" LIKE '754%' THEN 'gifts' ELSE 'services'
        END AS "income",
      sum(l."creditCents" - l."debitCents")::float8 AS "cents"
    FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${tenant.id} AND l."entryId" = e."id"
    WHERE e."tenantId" = ${tenant.id} AND e."day" >= ${`${year - 1}-01-01`} AND e."day" <= ${`${year}-12-31`}
      AND l."account" >= '70' AND l."account" < '76'
    GROUP BY 1, 2`)
  const empty = () => ({ now: Array<number>(12).fill(0), before: Array<number>(12).fill(0) })
  const months = { dues: empty(), gifts: empty(), services: empty() }
  for (const { month, income, cents } of rows) {
    const side = Number(month.slice(0, 4)) === year ? 'now' : 'before'
    months[income][side][Number(month.slice(5)) - 1]! += cents
  }
  return months
}

function byTier(ctx: Ctx, query: Query): Promise<Overview['tiers']> {
  return query(sql`
    SELECT m."tierId" AS "id", count(DISTINCT m."personId")::int AS "count" FROM ${duesRows(ctx.tenant.id)} m
    WHERE ${duesPaid(ctx)}
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 12`)
}

function byDecade(ctx: Ctx, query: Query): Promise<Overview['promotions']> {
  return query(sql`
    SELECT (p."promotion" / 10) * 10 AS "decade", count(DISTINCT p."id")::int AS "count"
    FROM ${duesRows(ctx.tenant.id)} m JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = m."personId"
    WHERE ${duesPaid(ctx)}
      AND p."promotion" IS NOT NULL
    GROUP BY 1 ORDER BY 1 LIMIT 12`)
}

interface Counts {
  paidUp: number
  renewed: number
  joined: number
  lapsed: number
}

async function memberCounts(ctx: Ctx, query: Query, today: string): Promise<Overview['members']> {
  const last = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  const [now, before] = [
    await countsOn(ctx, query, today),
    await countsOn(ctx, query, last.endsWith('-02-29') ? last.replace('29', '28') : last),
  ]
  const pair = (key: keyof Counts) => ({ now: now[key], before: before[key] })
  return { paidUp: pair('paidUp'), renewed: pair('renewed'), joined: pair('joined'), lapsed: pair('lapsed') }
}

/**
 * From the first of January to the end of that day, in Paris. Renewed: dues before; lapsed: dues that ended and nothing
 * after. Days of grace are left out on this page: it counts what was paid.
 */
async function countsOn({ tenant }: Ctx, query: Query, day: string): Promise<Counts> {
  const [row] = await query<Counts>(sql`
    WITH at AS (SELECT (${day}::timestamp + interval '1 day') AT TIME ZONE 'Europe/Paris' AS "end",
        (${`${day.slice(0, 4)}-01-01`}::timestamp) AT TIME ZONE 'Europe/Paris' AS "start"),
      one AS (SELECT m."personId",
          bool_or(m."startsAt" < at."end" AND (m."endsAt" IS NULL OR m."endsAt" >= at."end")) AS "inForce",
          bool_or(m."startsAt" >= at."start" AND m."startsAt" < at."end") AS "began",
          bool_or(m."startsAt" < at."start") AS "earlier",
          bool_or(m."endsAt" >= at."start" AND m."endsAt" < at."end") AS "ended"
        FROM ${duesHistory(tenant.id)} m CROSS JOIN at GROUP BY m."personId")
    SELECT count(*) FILTER (WHERE "inForce")::int AS "paidUp",
      count(*) FILTER (WHERE "began" AND "earlier")::int AS "renewed",
      count(*) FILTER (WHERE "began" AND NOT "earlier")::int AS "joined",
      count(*) FILTER (WHERE "ended" AND NOT "inForce")::int AS "lapsed" FROM one`)
  return row ?? { paidUp: 0, renewed: 0, joined: 0, lapsed: 0 }
}

async function passCounts({ tenant, now }: Ctx, query: Query, year: number): Promise<Overview['passes']> {
  const [row] = await query<Overview['passes']>(sql`
    SELECT count(*) FILTER (WHERE ${passInForce({ now })})::int AS "inForce",
      count(*) FILTER (WHERE extract(year FROM "startsAt" AT TIME ZONE 'Europe/Paris') = ${year}::int)::int AS "now",
      count(*) FILTER (WHERE extract(year
        FROM "startsAt" AT TIME ZONE 'Europe/Paris') = ${year - 1}::int)::int AS "before"
    FROM ${passHistory(tenant.id)} s`)
  return row ?? { inForce: 0, now: 0, before: 0 }
}

async function planCounts({ tenant }: Ctx, query: Query): Promise<Overview['plans']> {
  const [row] = await query<Overview['plans']>(sql`
    SELECT count(DISTINCT p."id")::int AS "running", count(DISTINCT p."id") FILTER (WHERE p."state" = 'late')::int AS
      "late",
      coalesce(sum(i."cents"), 0)::float8 AS "cents"
    FROM "instalment_plan" p JOIN "instalment" i ON i."tenantId" = ${tenant.id} AND i."planId" = p."id"
    AND i."state" = 'waiting'
    WHERE p."tenantId" = ${tenant.id} AND p."state" IN ('active', 'late', 'paused')`)
  return row ?? { running: 0, late: 0, cents: 0 }
}

async function waiting({ tenant, now }: Ctx, query: Query): Promise<Overview['waiting']> {
  const [row] = await query<{ processing: number }>(sql`
    SELECT count(*)::int AS "processing" FROM "payment" p WHERE p."tenantId" = ${tenant.id}
      AND p."state" = 'processing'`)
  const { bankLines, movements } = await countBooksWaiting({ query, tenant, now })
  return { bankLines, movements, processing: row?.processing ?? 0 }
}
