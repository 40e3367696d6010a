/**
 * What an import may not change: the addresses of who leads, where who sends the file does not lead (staff.rules.ts).
 */

import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { lockedFields } from '#app/policy/staff.rules.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { ImportRun } from './import-tables.ts'

/**
 * @param run whose account sent it; none is a command of the machine's own, which may everything
 * @param ids people whom it would change
 * @returns fields to leave alone, by person
 */
export async function lockedByPerson(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  run: Pick<ImportRun, 'accountId'>,
  ids: readonly string[],
): Promise<Map<string, readonly FieldId[]>> {
  if (!run.accountId || ids.length === 0) return new Map()
  const rows = await query<{ accountId: string; personId: string | null; role: string; begun: boolean }>(sql`
    SELECT g."accountId", a."personId", g."role", g."startsAt" <= ${now} AS "begun" FROM "role_grant" g
    JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = g."accountId"
    WHERE g."tenantId" = ${tenantId} AND (g."endsAt" IS NULL OR g."endsAt" > ${now})
      AND (a."personId" = ANY(${[...ids]}::uuid[]) OR a."id" = ${run.accountId})`)
  const held = rows.filter(({ accountId, begun }) => accountId === run.accountId && begun).map(({ role }) => role)
  const sender = { roles: held }
  const locked = new Map<string, readonly FieldId[]>()
  for (const [personId, grants] of Map.groupBy(rows, (row) => row.personId)) {
    const fields = lockedFields(
      sender,
      grants.map(({ role }) => role),
    )
    if (personId && fields.length > 0) locked.set(personId, fields)
  }
  return locked
}
