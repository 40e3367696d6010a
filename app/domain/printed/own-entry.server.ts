/** One's own entry as it would be printed now: judged as a stranger's, not as one's own page (S10). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { isPrinted, PRINTED_FIELDS, printAbility } from '#app/policy/printed.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { entryOf } from './entry.ts'
import { printableSql } from './who-is-in.ts'

/** @returns the entry, null where the person would not be in the book; undefined where the association prints none */
export async function ownEntry(
  { tenant, sql: run }: Pick<Ctx, 'tenant' | 'sql'>,
  personId: string,
): Promise<{ name: string; lines: readonly string[] } | null | undefined> {
  if (!isPrinted(tenant.config)) return undefined
  const [row] = await run((query) =>
    query<JudgedRow & { id: string }>(sql`SELECT ${columns([...JUDGED, ...PRINTED_FIELDS], 'p')} FROM "person" p
      WHERE p."tenantId" = ${tenant.id} AND p."id" = ${personId} AND ${printableSql(tenant)}`),
  )
  const person = row && reveal(printAbility(tenant.config), 'Person', row, PRINTED_FIELDS)
  if (!person) return null
  const { name, lines } = entryOf(row.id, person)
  return { name, lines }
}
