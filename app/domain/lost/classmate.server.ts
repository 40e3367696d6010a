/** Somebody of the viewer's own year, by the handle of an address, as far as they may be known. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { isClassmate } from '#app/policy/lost.rules.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'

/** @returns undefined for somebody hidden, absent or of another year, and for the viewer */
export async function findClassmate(
  { tenant, ability, viewer }: Ctx,
  query: Query,
  handle: string,
): Promise<{ id: string; name: string } | undefined> {
  const { identity } = tenant.config
  const fields = [...new Set([identity.field, ...identity.with, 'promotion' as const])]
  const [row] = await query<JudgedRow & { id: string }>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')}
    FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."handle" = ${handle.slice(0, 160)}`)
  const person = row && reveal(ability, 'Person', row, fields)
  if (!person || !isClassmate(viewer, { id: row.id, promotion: person.fields.promotion })) return undefined
  return { id: row.id, name: nameOf({ tenant }, person) }
}
