/** Numbers without gaps: the counter's row stays locked until the piece that bears the number is committed. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/** Series of numbers; each begins at one every year. */
export type Series = 'invoice' | 'credit-note' | 'ledger' | (string & {})

/**
 * Takes the next number. The piece has to be written in the same transaction; if that fails, the number is given again.
 * @param year of the piece's civil day
 */
export async function nextNumber(query: Query, tenantId: string, series: Series, year: number): Promise<number> {
  // One gate for all series: what is paid and given back at once takes them in another order than a refund alone, and
  // both would wait for ever.
  const [row] = await query<{ last: number }>(sql`
    INSERT INTO "piece_counter" AS c ("tenantId", "series", "year", "last")
      SELECT ${tenantId}::uuid, ${series}, ${year}::int, 1
    FROM (SELECT pg_advisory_xact_lock(hashtext('numbers'), hashtext(${tenantId}::text)) AS "gate") g
    ON CONFLICT ("tenantId", "series", "year") DO UPDATE SET "last" = c."last" + 1 RETURNING "last"`)
  return row!.last
}
