/** After an older copy of the database was restored: sessions that were ended since the copy would open again. */
import { allTenants } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, outsideTenants } from '#app/db/transaction.ts'

/**
 * Ends every session of every association, and the operators'.
 * @returns how many there were
 */
export async function endAllSessions(): Promise<number> {
  const operators = await outsideTenants((query) => query(sql`DELETE FROM "operator_session" RETURNING 1`))
  let ended = operators.length
  for (const { id } of await allTenants()) {
    const gone = await inTenantSql(id, (query) =>
      query(sql`DELETE FROM "session" WHERE "tenantId" = ${id} RETURNING 1`),
    )
    ended += gone.length
  }
  return ended
}
