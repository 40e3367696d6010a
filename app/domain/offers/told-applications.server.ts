/**
 * Applications of which mails tell whose offer it is: none that was taken back, none of people kept apart (040), none
 * while the offer stands stopped (C6).
 */
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { apartSql } from '#app/domain/contacts/apart.server.ts'
import { stoppedSql } from './read-offers.server.ts'

/** @returns the condition that the person who applied, `a`, and the one whose offer it is, `x`, are kept apart */
const applicantApartSql = (tenantId: string): Sql => apartSql(tenantId, sql`a."personId"`, sql`x."personId"`)

/** @returns the condition that whose offer `x` it is hears of the application `a` */
export const toldSql = (tenantId: string): Sql => sql`(a."state" <> 'withdrawn' AND NOT ${stoppedSql(tenantId)}
  AND NOT ${applicantApartSql(tenantId)})`

/** @returns those of the applications that `which` holds of, and of which whose offer it is may still hear */
async function stillOf(query: Query, tenantId: string, ids: readonly string[], which: Sql): Promise<string[]> {
  const rows = await query<RowOf<'offer_application', 'id'>>(sql`SELECT a."id" FROM "offer_application" a
    JOIN "offer" x ON x."tenantId" = ${tenantId} AND x."id" = a."offerId"
    WHERE a."tenantId" = ${tenantId} AND a."id" = ANY(${[...ids]}::uuid[]) AND ${toldSql(tenantId)} AND ${which}`)
  return rows.map(({ id }) => id)
}

/** @returns those of the applications that whose offer it is may still hear of */
export const toldOf = (query: Query, tenantId: string, ids: readonly string[]): Promise<string[]> =>
  stillOf(query, tenantId, ids, sql`TRUE`)

/** @returns those of them that still wait for an answer */
export const waitingOf = (query: Query, tenantId: string, ids: readonly string[]): Promise<string[]> =>
  stillOf(query, tenantId, ids, sql`a."state" = 'sent'`)
