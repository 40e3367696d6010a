/** Whose dues still end when a reminder said that they would: hours lie between writing and sending. */
import { deceasedSql, lastEndsSql } from '#app/context/in-force.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'

/** @returns of these people, the living, by id, with the instant when their last dues end */
export async function stillEnding(
  { query, tenant: { id: tenantId, config } }: Scoped,
  personIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await query<RowOf<'person', 'id'> & { endsAt: Date | null }>(sql`
    SELECT p."id", m."endsAt" FROM "person" p
    JOIN (${lastEndsSql(tenantId)}) m ON m."personId" = p."id"
    WHERE p."tenantId" = ${tenantId} AND p."id" = ANY(${[...personIds]}::uuid[]) AND NOT ${deceasedSql(config)}`)
  return new Map(rows.flatMap(({ id, endsAt }) => (endsAt ? [[id, endsAt] as const] : [])))
}
