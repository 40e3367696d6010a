/** What waits for whoever keeps the books, in one statement: for the to-do list, the menu and the closing. */
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { unexplainedSql } from './unexplained.server.ts'

export interface BooksWaiting {
  /** Money that came in on statements, matched with no payment and not set aside. */
  bankLines: number
  /** Movements at Stripe in 471 that nobody has named an account for. */
  movements: number
  /** Dues in several times whose instalment was not paid on its day. */
  latePlans: number
  /** Months over, with entries, that are not closed. */
  months: number
}

/** @returns each count, along indexes: it is asked with every page of the administration */
export async function countBooksWaiting({ query, tenant: { id }, now }: Unit<{ id: string }>): Promise<BooksWaiting> {
  const thisMonth = `${civilDay(now).slice(0, 7)}-01`
  const [row] = await query<BooksWaiting>(sql`SELECT
    (SELECT count(*) FROM "bank_line" b WHERE b."tenantId" = ${id} AND b."state" = 'open'
      AND b."cents" > 0)::int AS "bankLines",
    (SELECT count(*) FROM (${unexplainedSql(id)}) u WHERE u."account" IS NULL)::int AS "movements",
    (SELECT count(*) FROM "instalment_plan" p WHERE p."tenantId" = ${id} AND p."state" = 'late')::int AS "latePlans",
    (SELECT count(*) FROM generate_series((SELECT date_trunc('month', min(e."day")::timestamp) FROM "ledger_entry" e
        WHERE e."tenantId" = ${id}), ${thisMonth}::timestamp - interval '1 month', interval '1 month') m
      WHERE EXISTS (SELECT 1 FROM "ledger_entry" e WHERE e."tenantId" = ${id}
        AND e."day" >= to_char(m, 'YYYY-MM-DD') AND e."day" < to_char(m + interval '1 month', 'YYYY-MM-DD'))
      AND NOT EXISTS (SELECT 1 FROM "ledger_closing" c WHERE c."tenantId" = ${id}
        AND c."month" = to_char(m, 'YYYY-MM')))::int AS "months"`)
  return row!
}
