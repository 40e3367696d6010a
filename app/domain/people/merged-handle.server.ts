/** Addresses of records that were taken into others (merge-people.server.ts). */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/** @returns the handle that an old one leads to; undefined where it leads nowhere */
export async function followHandle(query: Query, tenantId: string, handle: string): Promise<string | undefined> {
  const [row] = await query<RowOf<'person', 'handle'>>(sql`SELECT p."handle" FROM "handle_alias" a
    JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenantId} AND a."handle" = ${handle.slice(0, 160)}`)
  return row?.handle
}
