/** What waits for the staff, told to those whose task it is: articles and answers to read first, groups proposed. */
import { grantInForce, grantRows } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { rolesThatMay } from '#app/tenant/staff-roles.ts'
import type { Action } from '#app/vocabulary/actions.ts'
import { putNotices } from './put-notices.server.ts'

/** At a time; the others come with the next round. */
const MOST = 100

/** The account `a` holds a role with the task. */
function holders({ tenant, now }: Unit, task: Action): Sql {
  return sql`a."id" IN (SELECT g."accountId" FROM ${grantRows(tenant.id)} g
    WHERE g."role" = ANY(${rolesThatMay(tenant.config, task)}::text[]) AND ${grantInForce({ now })})`
}

interface Row {
  id: string
  groupId: string
}

/** Things without a notice of this kind, so that a round with nothing new writes nothing. */
const fresh = (tenantId: string, id: Sql): Sql => sql`NOT EXISTS (SELECT 1 FROM "notice" n
  WHERE n."tenantId" = ${tenantId} AND n."kind" = 'waiting' AND n."subjectId" = ${id})`

/** Writes what came in since the last round. */
export async function tellStaff(unit: Unit): Promise<void> {
  const { query, tenant } = unit
  const things = await query<Row>(sql`
    (SELECT x."id", x."groupId" FROM "post" x WHERE x."tenantId" = ${tenant.id}
      AND x."state" = 'pending' AND ${fresh(tenant.id, sql`x."id"`)} LIMIT ${MOST})
    UNION ALL (SELECT c."id", c."groupId" FROM "comment" c WHERE c."tenantId" = ${tenant.id}
      AND c."state" = 'pending' AND ${fresh(tenant.id, sql`c."id"`)} LIMIT ${MOST})`)
  for (const { id, groupId } of things)
    await putNotices(unit, { kind: 'waiting', subjectId: id, placeId: groupId }, holders(unit, 'moderation'))
  const groups = await query<Pick<Row, 'id'>>(sql`SELECT g."id" FROM "group" g WHERE g."tenantId" = ${tenant.id}
    AND g."state" = 'proposed' AND ${fresh(tenant.id, sql`g."id"`)} LIMIT ${MOST}`)
  for (const { id } of groups)
    await putNotices(unit, { kind: 'waiting', subjectId: id, placeId: id }, holders(unit, 'groups'))
}
