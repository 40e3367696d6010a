/** Notices to many people, in batches: a worker that stops is gone on with, and nobody is told twice (A25). */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { belongsByRecordSql } from '#app/domain/groups/areas.server.ts'
import { automaticGroupOf } from '#app/tenant/groups.ts'
import { type NewNotice, putNotices } from './put-notices.server.ts'

/** People looked at in one transaction. */
const BATCH = 5_000
export const SLOW = { statementTimeout: 30_000, isStep: true }
const FIRST = '00000000-0000-0000-0000-000000000000'

/** @returns a statement: ids of people who may be in the group, after this one */
export function candidates(tenant: Tenant, groupId: string, after: string): Sql {
  const { id: tenantId, config } = tenant
  const file = automaticGroupOf(tenant, groupId)
  const joined = sql`SELECT i."personId" AS "id" FROM "group_member" i WHERE i."tenantId" = ${tenantId}
    AND i."groupId" = ${groupId} AND i."state" = 'member' AND i."personId" > ${after}::uuid`
  if (!file) return joined
  return sql`${joined} UNION SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenantId}
    AND p."id" > ${after}::uuid AND ${belongsByRecordSql(config, file)}`
}

/** @returns a statement: ids of everybody with an account, after this one */
export const everybody = ({ id: tenantId }: Tenant, after: string): Sql => sql`SELECT i."personId" AS "id"
  FROM "account" i WHERE i."tenantId" = ${tenantId} AND i."personId" > ${after}::uuid`

export interface Told {
  /** Candidates after an id, as a statement. */
  among: (after: string) => Sql
  /** Which of them, as a condition on the account `a` and its person `p`: read anew with each batch. */
  who: Sql
}

/** Tells people of the base one batch after another. */
export async function tellMany(
  { tenant, now }: Pick<Unit, 'tenant' | 'now'>,
  notice: NewNotice,
  { among, who }: Told,
  signal?: AbortSignal,
): Promise<void> {
  for (let after: string | undefined = FIRST; after; ) {
    signal?.throwIfAborted()
    const from: string = after
    after = await inTenantSql(
      tenant.id,
      async (query) => {
        const people = await query<{ id: string }>(sql`SELECT w."id" FROM (${among(from)}) w
          ORDER BY w."id" LIMIT ${BATCH}`)
        const last = people.at(-1)?.id
        if (!last) return undefined
        // A range of ids, not thousands of them: PostgreSQL walks one index once, instead of a list for each member.
        const range = (id: Sql) => sql`${id} > ${from}::uuid AND ${id} <= ${last}::uuid`
        const these = sql`a."door" = 'people' AND ${range(sql`a."personId"`)} AND ${range(sql`p."id"`)} AND ${who}`
        await putNotices({ query, tenant, now }, notice, these)
        return people.length === BATCH ? last : undefined
      },
      SLOW,
    )
  }
}
