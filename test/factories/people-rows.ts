/** Looks behind the application at what it stored of people. */
import { name, sql } from '#app/db/sql.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import { type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'
import { addPeople, inside } from './world.ts'

/** A graduate that most tests begin with. */
export const jean: NewPerson['values'] = {
  firstName: 'Jean',
  lastName: 'Le Goff',
  promotion: 2010,
  diploma: 'Ingénieur',
}

/** Who writes in tests, and when. */
export const AT = new Date('2026-03-04T05:06:07Z')
export const BY_PERSON = { from: 'person', now: AT } as const

/** @returns the id of somebody new. */
export async function addOne(
  slug: string,
  values: NewPerson['values'],
  more: Partial<NewPerson> = {},
): Promise<string> {
  const [person] = await addPeople(slug, [{ values, ...more }])
  return person!.id
}

/** @returns columns of a person’s row. */
export function valuesOf<Row extends object>(slug: string, id: string, ...columns: string[]): Promise<Row> {
  return inside(slug, async (query, scope) => {
    const list = columns.map((column) => name(column)).reduce((all, one) => sql`${all}, ${one}`)
    return (await query<Row>(sql`SELECT ${list} FROM "person" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`))[0]!
  })
}

/** @returns the words of one field of a person, in order. */
export function wordsOf(
  slug: string,
  id: string,
  field: FieldId,
  table: 'search_token' | 'shared_token' = 'search_token',
) {
  const owner = name(table === 'search_token' ? 'personId' : 'entryId')
  return inside(slug, async (query, scope) => {
    const rows = await query<{ token: string }>(sql`SELECT "token" FROM ${name(table)}
      WHERE "tenantId" = ${scope.id} AND ${owner} = ${id} AND "field" = ${fieldNumber(field)} ORDER BY "token"`)
    return rows.map(({ token }) => token)
  })
}

/** @returns how many rows of a table the association has. */
export function countOf(slug: string, table: string): Promise<number> {
  return inside(slug, async (query, scope) => {
    const [row] = await query<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM ${name(table)} WHERE "tenantId" = ${scope.id}`,
    )
    return row!.n
  })
}
