/**
 * Network addresses of buyers (P6) live less long than the pieces on which they stand: accounting does not ask for
 * them.
 */
import type { Tenant } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'

const BATCH = 2_000

/** Also where the association keeps none any more: what it kept before ends. @returns addresses emptied by table */
export async function endOrigins(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<Record<string, number>> {
  const before = cutOff(periodOf(tenant.config.keep, 'origin'), now)
  const emptied = (table: Sql) => sql`WITH "done" AS (UPDATE ${table} SET "ip" = NULL WHERE "tenantId" = ${tenant.id}
    AND "id" IN (SELECT r."id" FROM ${table} r
    WHERE r."tenantId" = ${tenant.id} AND r."ip" IS NOT NULL AND r."createdAt" < ${before} LIMIT ${BATCH}) RETURNING 1)
    SELECT count(*)::int AS "gone" FROM "done"`
  const steps: [string, Sql][] = [
    ['sale', emptied(sql`"sale"`)],
    ['payment', emptied(sql`"payment"`)],
    ['invoice', sql`SELECT forget_origins(${tenant.id}::uuid, ${before}::timestamptz, ${BATCH}::int)::int AS "gone"`],
  ]
  const counts: Record<string, number> = {}
  for (const [table, step] of steps)
    for (let gone = BATCH; gone === BATCH; ) {
      signal?.throwIfAborted()
      const [row] = await inTenantSql(tenant.id, (query) => query<{ gone: number }>(step), SLOW)
      gone = row!.gone
      if (gone > 0) counts[table] = (counts[table] ?? 0) + gone
    }
  return counts
}
