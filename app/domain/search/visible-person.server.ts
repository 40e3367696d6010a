/** A person of the own association by the handle of an address, as far as this viewer may know of them at all. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Ability } from '#app/policy/types.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import { columns, JUDGED } from './bases.ts'

/** The name a person goes by here: usual names, or what the association knows people by. */
export function nameOf({ tenant }: Pick<Ctx, 'tenant'>, { fields }: Pick<Revealed, 'fields'>): string {
  const { field } = tenant.config.identity
  const names = field === 'lastName' ? [fields.firstName, fields.lastName] : [fields[field]]
  return names.filter(Boolean).join(' ')
}

export interface VisiblePerson {
  id: string
  handle: string
  name: string
}

/** @returns undefined for a hidden person as for an absent one */
export async function visiblePerson(
  ctx: Pick<Ctx, 'tenant'>,
  ability: Ability,
  query: Query,
  handle: string,
): Promise<VisiblePerson | undefined> {
  const { identity } = ctx.tenant.config
  const fields = [identity.field, ...identity.with]
  const [row] = await query<JudgedRow & { id: string }>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."handle" = ${handle.slice(0, 160)}`)
  const person = row && reveal(ability, 'Person', row, fields)
  return person && { id: row.id, handle: person.handle, name: nameOf(ctx, person) }
}

/** @returns those of the people of whom the viewer may know at all, by their ids */
export async function visiblePeople(
  { tenant, ability }: Pick<Ctx, 'tenant' | 'ability'>,
  query: Query,
  ids: readonly string[],
): Promise<Map<string, Omit<VisiblePerson, 'id'>>> {
  const { identity } = tenant.config
  const fields = [identity.field, ...identity.with]
  const rows = await query<JudgedRow & { id: string }>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')}
    FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ANY(${[...new Set(ids)]}::uuid[])`)
  return new Map(
    rows.flatMap((row) => {
      const person = reveal(ability, 'Person', row, fields)
      return person ? [[row.id, { handle: person.handle, name: nameOf({ tenant }, person) }] as const] : []
    }),
  )
}
