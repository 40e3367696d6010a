/** Whatever is written in whatever order, each stored projection equals what the rows behind it make. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { loadPeople } from '#app/domain/people/load-people.server.ts'
import { project, sortNameOf } from '#app/domain/people/projection.ts'
import { tokensOf } from '#app/domain/people/search-tokens.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { BY_PERSON, jean } from '../../factories/people-rows.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('insa', 'insa-cvl')
})

/**
 * What must hold for everybody in the association, whatever was done: each stored thing equals what the rows behind it
 * make.
 */
async function expectInStep(query: Query, scope: Scope): Promise<void> {
  const ids = (await query<{ id: string }>(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${scope.id}`)).map(
    (p) => p.id,
  )
  for (const { source, values } of (await loadPeople(query, scope.id, ids)).values()) {
    const made = project(source)
    expect(JSON.parse(JSON.stringify(values))).toEqual(JSON.parse(JSON.stringify(made)))
    const words = await query<{ field: number; token: string }>(sql`SELECT "field", "token" FROM "search_token"
      WHERE "tenantId" = ${scope.id} AND "personId" = ${source.id}`)
    const sorted = (list: readonly { field: number; token: string }[]) =>
      list.map((p) => `${p.field} ${p.token}`).sort()
    expect(sorted(words)).toEqual(sorted(tokensOf(made)))
    const [row] = await query<{ sortName: string }>(
      sql`SELECT "sortName" FROM "person" WHERE "tenantId" = ${scope.id} AND "id" = ${source.id}`,
    )
    expect(row!.sortName).toBe(sortNameOf(scope.config, made))
  }
}

const texts = fc.constantFrom(null, 'Jean-Pierre', 'Le Goff', 'Œuvrard', 'Aéris', 'aeris', 'C++', '  ', 'Saint-Étienne')
const change = fc.oneof(
  fc.record({
    field: fc.constantFrom<FieldId>('lastName', 'company', 'jobTitle', 'homeCity', 'diploma', 'speciality'),
    value: texts,
  }),
  fc.record({
    field: fc.constantFrom<FieldId>('primaryEmail', 'secondaryEmail', 'workEmail'),
    value: fc.constantFrom(null, 'a@x.example', 'b@x.example'),
  }),
  fc.record({ field: fc.constant<FieldId>('skills'), value: fc.array(fc.constantFrom('C++', 'Rust', 'Génie civil')) }),
  fc.record({ field: fc.constant<FieldId>('promotion'), value: fc.constantFrom(null, 1999, 2010) }),
  fc.record({
    field: fc.constant<FieldId>('workHistory'),
    value: fc.constant([
      { company: 'Aéris', to: '2001' },
      { jobTitle: 'Chef', to: '2003' },
    ]),
  }),
  fc.record({
    field: fc.constant<FieldId>('otherDiplomas'),
    value: fc.constantFrom([], [{ diploma: 'Master', promotion: 2011 }]),
  }),
)

test('whatever is written in whatever order, every projection stays in step with its rows', async () => {
  await apply('insa-cvl')
  const ids = (
    await addPeople(
      'insa-cvl',
      Array.from({ length: 6 }, () => ({ values: jean })),
    )
  ).map(({ id }) => id)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(5), change), { minLength: 1, maxLength: 25 }), async (changes) => {
      await inside('insa-cvl', async (query, scope) => {
        const updates = changes.map(([i, { field, value }]) => ({ personId: ids[i]!, changes: { [field]: value } }))
        await updatePeople(query, scope, updates.slice(0, -1), BY_PERSON)
        await updatePeople(query, scope, updates.slice(-1), BY_PERSON)
        await expectInStep(query, scope)
      })
    }),
    { numRuns: 25 },
  )
})
