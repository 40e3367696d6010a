/**
 * Whether the numbers of a year's pieces are all there: counted in the pieces themselves, and held against their
 * counters.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export const NUMBERED = ['invoice', 'credit-note', 'tax-receipt', 'ledger'] as const

export interface Numbering {
  series: (typeof NUMBERED)[number]
  year: number
  /** Pieces that are there. */
  pieces: number
  /** The highest number, of a piece or of the counter. */
  last: number
  /** Numbers that no piece bears, the lowest first; `MOST` at most. */
  missing: number[]
  /** Pieces that bear a number which another bears too, or one beyond the counter. */
  wrong: number
}

/** Pieces are kept for ten years after the end of theirs (Code de commerce, L123-22). */
const YEARS = 10
const MOST = 5

export function readNumbering(ctx: Ctx): Promise<Numbering[]> {
  const year = Number(civilDay(ctx.now).slice(0, 4))
  return ctx.sql((query) => numberingOf(query, ctx.tenant.id, year - YEARS), { statementTimeout: 20_000 })
}

/** @param since the first year that is looked at @returns each series of each year, the newest year first */
export function numberingOf(query: Query, tenantId: string, since: number): Promise<Numbering[]> {
  return query<Numbering>(sql`
    WITH "piece" AS (
      SELECT "kind" AS "series", "year", "number" FROM "invoice" WHERE "tenantId" = ${tenantId} AND "year" >= ${since}
      UNION ALL SELECT 'tax-receipt', "year", "number" FROM "tax_receipt" WHERE "tenantId" = ${tenantId}
        AND "year" >= ${since}
      UNION ALL SELECT 'ledger', "year", "number" FROM "ledger_entry" WHERE "tenantId" = ${tenantId}
        AND "year" >= ${since}),
    "counted" AS (
      SELECT "series", "year", count(*)::int AS "pieces", count(DISTINCT "number")::int AS "numbers",
        max("number") AS "highest"
      FROM "piece" GROUP BY 1, 2),
    "counter" AS (
      SELECT "series", "year", "last" FROM "piece_counter"
      WHERE "tenantId" = ${tenantId} AND "year" >= ${since} AND "series" = ANY(${[...NUMBERED]}::text[]))
    SELECT s."series", s."year", s."pieces", s."last",
      CASE WHEN s."numbers" = s."last" THEN '{}' ELSE ARRAY(
        SELECT m FROM generate_series(1, s."last") m WHERE NOT EXISTS (
          SELECT 1 FROM "piece" p WHERE p."series" = s."series" AND p."year" = s."year" AND p."number" = m)
        ORDER BY m LIMIT ${MOST}) END AS "missing",
      s."pieces" - s."numbers" + greatest(0, s."highest" - s."counter") AS "wrong"
    FROM (
      SELECT coalesce(n."series", c."series") AS "series", coalesce(n."year", c."year") AS "year",
        coalesce(n."pieces", 0) AS "pieces",
        coalesce(n."numbers", 0) AS "numbers", coalesce(n."highest", 0) AS "highest",
          coalesce(c."last", 0) AS "counter",
        greatest(n."highest", c."last") AS "last"
      FROM "counted" n FULL JOIN "counter" c ON c."series" = n."series" AND c."year" = n."year") s
    ORDER BY s."year" DESC, array_position(${[...NUMBERED]}::text[], s."series")`)
}
