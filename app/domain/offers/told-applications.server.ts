/** Applications of which mails tell whose offer it is: none that was taken back, none of people kept apart (040). */
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/** The person who applied, `a`, and the one whose offer it is, `x`, do not exist for each other (decision 040). */
export const apartSql = (tenantId: string): Sql => sql`EXISTS (SELECT FROM "person_block" b
  WHERE b."tenantId" = ${tenantId} AND ((b."personId" = a."personId" AND b."otherId" = x."personId")
    OR (b."personId" = x."personId" AND b."otherId" = a."personId")))`

/** @returns those of the applications that whose offer it is may still hear of */
export async function toldOf(query: Query, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await query<RowOf<'offer_application', 'id'>>(sql`SELECT a."id" FROM "offer_application" a
    JOIN "offer" x ON x."tenantId" = ${tenantId} AND x."id" = a."offerId"
    WHERE a."tenantId" = ${tenantId} AND a."id" = ANY(${[...ids]}::uuid[]) AND a."state" <> 'withdrawn'
      AND x."state" <> 'hidden' AND NOT ${apartSql(tenantId)}`)
  return rows.map(({ id }) => id)
}
