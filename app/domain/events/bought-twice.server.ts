/** Two records of one person that each bought a place of one event: they cannot become one. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/**
 * @returns 'paid' where both records hold a bought place of one event: one person has one place, and the second sale
 *   would stay paid with neither place nor refund
 */
export async function whyNotJoin(
  query: Query,
  tenantId: string,
  { keptId, goneId }: RowOf<'person_merge', 'keptId' | 'goneId'>,
): Promise<'paid' | undefined> {
  const rows = await query(sql`SELECT k."eventId" FROM "event_registration" k
    JOIN "event_registration" g ON g."tenantId" = ${tenantId} AND g."eventId" = k."eventId" AND g."personId" = ${goneId}
    WHERE k."tenantId" = ${tenantId} AND k."personId" = ${keptId}
      AND k."saleId" IS NOT NULL AND k."state" IN ('registered', 'paying')
      AND g."saleId" IS NOT NULL AND g."state" IN ('registered', 'paying')
    FOR UPDATE`)
  return rows.length > 0 ? 'paid' : undefined
}
