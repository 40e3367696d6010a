/** What other associations of the federation wrote down about somebody who is erased here. */
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'

/** Sisters count whom their people opened, by the person's id here: each forgets in a transaction of its own. */
export async function forgetInSisters(scope: Scope, personId: string, signal?: AbortSignal): Promise<void> {
  const { id, federationId } = scope
  if (!federationId) return
  const sisters = await inTenantSql(id, (query) =>
    query<{ id: string }>(sql`SELECT "tenantId" AS "id" FROM "federation_member"
      WHERE "federationId" = ${federationId} AND "tenantId" <> ${id} UNION SELECT ${federationId}::uuid`),
  )
  for (const sister of sisters) {
    signal?.throwIfAborted()
    await inTenantSql(sister.id, (query) =>
      query(sql`DELETE FROM "profile_opening" WHERE "tenantId" = ${sister.id} AND "personId" = ${personId}`),
    )
  }
}
