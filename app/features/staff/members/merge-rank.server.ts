/** Who may make two records one, or take them apart: asked of rows that are locked until it is done (P4). */
import { rolesToComeSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { whyNotMerge } from '#app/policy/staff.rules.ts'

type Both = RowOf<'person_merge', 'keptId' | 'goneId'>

/** @returns the two records of a merge that can still be undone. */
export async function idsOfMerge(query: Query, { tenant, now }: Ctx, mergeId: string): Promise<Both | undefined> {
  const [row] = await query<Both>(sql`SELECT "keptId", "goneId" FROM "person_merge" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${mergeId} AND "undoneAt" IS NULL AND "sealed" IS NOT NULL AND "undoUntil" > ${now} FOR UPDATE`)
  return row
}

/**
 * The rank that counts is that of every account of the two, with those that were folded into theirs.
 * @returns why not, as the rules stand in this transaction; undoing asks the same as merging
 */
export async function whyNotTouch(query: Query, { tenant, viewer, now }: Ctx, { keptId, goneId }: Both) {
  const accounts = await query<RowOf<'account', 'id'>>(sql`
    SELECT a."id" FROM "account" a WHERE a."tenantId" = ${tenant.id}
      AND (a."personId" = ANY(${[keptId, goneId]}::uuid[]) OR a."mergedIntoId" IN (SELECT k."id" FROM "account" k
        WHERE k."tenantId" = ${tenant.id} AND k."personId" = ${keptId}))
    ORDER BY a."id" FOR UPDATE`)
  // A statement of its own: what was granted while the one above waited for its locks counts.
  const ranks = await query<RowOf<'account', 'personId'> & { roles: string[] }>(sql`
    SELECT a."personId", ${rolesToComeSql({ tenant, now }, sql`a."id"`)} AS "roles" FROM "account" a
    WHERE a."tenantId" = ${tenant.id} AND a."id" = ANY(${accounts.map(({ id }) => id)}::uuid[])`)
  const rolesOf = (isOf: (personId: string | null) => boolean) =>
    ranks.filter(({ personId }) => isOf(personId)).flatMap(({ roles }) => roles)
  const [kept, gone] = [rolesOf((id) => id === keptId), rolesOf((id) => id !== keptId)]
  return whyNotMerge(viewer, { id: keptId, roles: kept }, { id: goneId, roles: gone })
}
