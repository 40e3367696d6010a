/**
 * What an import may not change: the addresses of who leads, where who sends the file does not lead (staff.rules.ts).
 */

import { rolesSql, rolesToComeSql } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
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
  { query, tenant, now }: Unit<{ id: string }>,
  run: Pick<ImportRun, 'accountId'>,
  ids: readonly string[],
): Promise<Map<string, readonly FieldId[]>> {
  if (!run.accountId || ids.length === 0) return new Map()
  const at = { tenant, now }
  const rows = await query<RowOf<'account', 'id' | 'personId'> & { now: string[]; toCome: string[] }>(sql`
    SELECT a."id", a."personId", ${rolesSql(at, sql`a."id"`)} AS "now", ${rolesToComeSql(at, sql`a."id"`)} AS "toCome"
    FROM "account" a WHERE a."tenantId" = ${tenant.id}
      AND (a."personId" = ANY(${[...ids]}::uuid[]) OR a."id" = ${run.accountId})`)
  const sender = { roles: rows.find(({ id }) => id === run.accountId)?.now ?? [] }
  const locked = new Map<string, readonly FieldId[]>()
  for (const { personId, toCome } of rows) {
    const fields = lockedFields(sender, toCome)
    if (personId && fields.length > 0) locked.set(personId, fields)
  }
  return locked
}
