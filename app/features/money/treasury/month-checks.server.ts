/** What one must know before a month of the books is closed: live figures of that month. */
import { addMonths, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { unexplainedSql } from '#app/domain/sales/unexplained.server.ts'

export interface MonthChecks {
  /** Lines of statements that the month had in all. */
  lines: number
  /** Money that came in until its end, matched with no payment. */
  bankLines: number
  /** Movements of Stripe until its end that nobody has named an account for. */
  movements: number
  /** Debits begun until its end whose bank has not answered. */
  processing: number
}

/** @param month `2026-09` @returns each count until the end of that month, in one statement */
export async function readMonthChecks(ctx: Pick<Ctx, 'tenant' | 'sql'>, month: string): Promise<MonthChecks> {
  const { id } = ctx.tenant
  const next = addMonths(`${month}-01`, 1)
  const end = startOfDay(next)!
  const [row] = await ctx.sql(
    (query) =>
      query<MonthChecks>(sql`SELECT
        (SELECT count(*) FROM "bank_line" b WHERE b."tenantId" = ${id} AND b."day" >= ${`${month}-01`}
          AND b."day" < ${next})::int AS "lines",
        (SELECT count(*) FROM "bank_line" b WHERE b."tenantId" = ${id} AND b."state" = 'open' AND b."cents" > 0
          AND b."day" < ${next})::int AS "bankLines",
        (SELECT count(*) FROM (${unexplainedSql(id)}) u WHERE u."account" IS NULL
          AND u."createdAt" < ${end})::int AS "movements",
        (SELECT count(*) FROM "payment" p WHERE p."tenantId" = ${id} AND p."state" = 'processing'
          AND p."createdAt" < ${end})::int AS "processing"`),
    { statementTimeout: 20_000 },
  )
  return row!
}
