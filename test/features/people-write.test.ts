/** The one write path on a real database: source rows, projection, words, shared base, history, each in step with the others. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { name, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { emptyPosition } from '#app/features/people/apply-values.ts'
import { addFamilyTie, removeFamilyTie } from '#app/features/people/family-ties.server.ts'
import { findCompanies } from '#app/features/people/find-companies.server.ts'
import { loadPeople } from '#app/features/people/load-people.server.ts'
import type { NewPerson } from '#app/features/people/new-person.server.ts'
import { project, sortNameOf } from '#app/features/people/projection.ts'
import { readSecret } from '#app/features/people/seal.server.ts'
import { tokensOf } from '#app/features/people/search-tokens.ts'
import { refreshSharedEntries, type Scope } from '#app/features/people/shared-entries.server.ts'
import {
  editPeople,
  insertPeople,
  removePeople,
  updatePeople,
  writeDecisions,
  writeValues,
} from '#app/features/people/write-people.server.ts'
import { type Audience, choiceCode, type FieldId, fieldNumber } from '#app/policy/vocabulary.ts'
import { addPeople, apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'

useDatabase()

const AT = new Date('2026-03-04T05:06:07Z')
const TRACE = { from: 'person', now: AT } as const
const jean: NewPerson['values'] = { firstName: 'Jean', lastName: 'Le Goff', promotion: 2010, diploma: 'Ingénieur' }

beforeAll(async () => {
  await apply('insa', 'insa-lyon', 'insa-rennes', 'sepro', 'supmeca')
})

async function addOne(slug: string, values: NewPerson['values'], more: Partial<NewPerson> = {}): Promise<string> {
  const [person] = await addPeople(slug, [{ values, ...more }])
  return person!.id
}

function valuesOf<Row extends object>(slug: string, id: string, ...columns: string[]): Promise<Row> {
  return inside(slug, async (query, scope) => {
    const list = columns.map((column) => name(column)).reduce((all, one) => sql`${all}, ${one}`)
    return (await query<Row>(sql`SELECT ${list} FROM "person" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`))[0]!
  })
}

function wordsOf(slug: string, id: string, field: FieldId, table: 'search_token' | 'shared_token' = 'search_token') {
  const owner = name(table === 'search_token' ? 'personId' : 'entryId')
  return inside(slug, async (query, scope) => {
    const rows = await query<{ token: string }>(sql`SELECT "token" FROM ${name(table)}
      WHERE "tenantId" = ${scope.id} AND ${owner} = ${id} AND "field" = ${fieldNumber(field)} ORDER BY "token"`)
    return rows.map(({ token }) => token)
  })
}

function countOf(slug: string, table: string): Promise<number> {
  return inside(slug, async (query, scope) => {
    const [row] = await query<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM ${name(table)} WHERE "tenantId" = ${scope.id}`,
    )
    return row!.n
  })
}

/** What must hold for everybody in the association, whatever was done: each stored thing equals what the rows behind it make. */
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

describe('positions', () => {
  test('a position written is on the row, in the index, and in the history of changes', async () => {
    const id = await addOne('supmeca', jean)
    const changed = await inside('supmeca', (query, scope) =>
      writeValues(
        query,
        scope,
        id,
        { company: 'Aéris Propulsion', jobTitle: 'Architecte', jobStart: '2020-09' },
        TRACE,
      ),
    )
    expect(changed?.toSorted()).toEqual(['company', 'jobStart', 'jobTitle'])
    expect(await valuesOf('supmeca', id, 'company', 'jobTitle', 'jobStart')).toEqual({
      ...{ company: 'Aéris Propulsion', jobTitle: 'Architecte', jobStart: '2020-09' },
    })
    expect(await wordsOf('supmeca', id, 'company')).toEqual(['aeris', 'propulsion'])
    const { provenance } = await valuesOf<{ provenance: object }>('supmeca', id, 'provenance')
    expect(provenance).toMatchObject({ '*': { from: 'staff' }, company: { from: 'person', at: AT.toISOString() } })
    const history = await inside('supmeca', (query, scope) =>
      query(sql`SELECT "field", "before", "after", "from" FROM "value_change"
        WHERE "tenantId" = ${scope.id} AND "personId" = ${id} AND "field" = 'jobTitle'`),
    )
    expect(history).toEqual([{ field: 'jobTitle', before: null, after: 'Architecte', from: 'person' }])
  })

  test('a position that ended is filed, and no longer found as the current one', async () => {
    const id = await addOne('supmeca', { ...jean, company: 'Forge du Nord', jobTitle: 'Chef', jobStart: '2015' })
    await inside('supmeca', (query, scope) =>
      editPeople(query, scope, [id], TRACE, (source) => {
        source.positions[0]!.endedOn = '2021-06'
      }),
    )
    expect(await valuesOf('supmeca', id, 'company', 'jobTitle', 'workHistory')).toEqual({
      ...{ company: null, jobTitle: null },
      workHistory: [{ company: 'Forge du Nord', jobTitle: 'Chef', from: '2015', to: '2021-06' }],
    })
    expect(await wordsOf('supmeca', id, 'company')).toEqual([])
  })

  test('whoever types a company again gets the shared one; another address is another establishment', async () => {
    const company = 'L’Atelier Commun'
    const first = await addOne('supmeca', { ...jean, company, companyAddress: '1 rue du Lac' })
    const second = await addOne('supmeca', { ...jean, company: 'l’atelier commun', companyAddress: '1 RUE DU LAC' })
    const third = await addOne('supmeca', { ...jean, company, companyAddress: '2 rue du Lac' })
    const companies = await inside('supmeca', async (query, scope) => {
      const ids = (await loadPeople(query, scope.id, [first, second, third])).values()
      return [...ids].map(({ source }) => source.positions[0]!.company!)
    })
    expect(companies[1]).toEqual(companies[0])
    expect(companies[2]!.id).not.toBe(companies[0]!.id)
    const found = await inside('supmeca', (query, scope) => findCompanies(query, scope.id, 'L ATELIER c'))
    expect(found.map(({ address }) => address).sort()).toEqual(['1 rue du Lac', '2 rue du Lac'])
  })

  test('where somebody moves, the old point on the map is forgotten', async () => {
    const id = await addOne('supmeca', { ...jean, homeCity: 'Brest', homeLat: 48.39, homeLon: -4.49 })
    await inside('supmeca', (query, scope) => writeValues(query, scope, id, { homeCity: 'Nice' }, TRACE))
    expect(await valuesOf('supmeca', id, 'homeCity', 'homeLat')).toEqual({ homeCity: 'Nice', homeLat: null })
    await inside('supmeca', (query, scope) =>
      writeValues(query, scope, id, { homeCity: 'Brest', homeLat: 48.39, homeLon: -4.49 }, TRACE),
    )
    expect(await valuesOf('supmeca', id, 'homeLat')).toEqual({ homeLat: 48.39 })
  })
})

describe('names', () => {
  test('homonyms have handles of their own, in the order in which they came', async () => {
    const twin = { firstName: 'Aude', lastName: 'Œuvrard', promotion: 1999 }
    const together = await addPeople('insa-lyon', [{ values: twin }, { values: twin }])
    const [later] = await addPeople('insa-lyon', [{ values: { ...twin, firstName: 'AUDE' } }])
    expect([...together, later!].map(({ handle }) => handle)).toEqual([
      'aude.oeuvrard.ly1999',
      'aude.oeuvrard.ly1999-2',
      'aude.oeuvrard.ly1999-3',
    ])
  })

  test('under pseudonyms neither handle nor order tells a name', async () => {
    const people = await addPeople('sepro', [
      { values: { ...jean, pseudonym: 'Petit Fennec', purpose: 'Stage' } },
      { values: { ...jean, purpose: 'Stage' } },
    ])
    expect(people[0]!.handle).toBe('petit-fennec')
    expect(people[1]!.handle).toMatch(/^profil-[0-9a-f]{12}$/)
    for (const { id } of people) {
      const { sortName } = await valuesOf<{ sortName: string }>('sepro', id, 'sortName')
      expect(sortName).not.toMatch(/jean|goff/)
    }
  })

  test('a name that nobody has any more leaves no trace in the typo index; one that somebody has stays', async () => {
    const [only, shared] = ['Xylander', 'Vauquelinier']
    const id = await addOne('insa-lyon', { ...jean, lastName: only })
    const one = await addOne('insa-lyon', { ...jean, lastName: shared })
    await addOne('insa-lyon', { ...jean, lastName: shared })
    const known = (word: string) =>
      inside('insa-lyon', async (query, scope) => {
        const rows = await query(sql`SELECT 1 FROM "token_deletion" WHERE "tenantId" = ${scope.id}
          AND "token" = ${word.toLowerCase()} AND "deletion" = ${word.toLowerCase().slice(1)}`)
        return rows.length
      })
    expect([await known(only), await known(shared)]).toEqual([1, 1])
    await inside('insa-lyon', (query, scope) => writeValues(query, scope, id, { lastName: 'Martin' }, TRACE))
    await inside('insa-lyon', (query, scope) => removePeople(query, scope, [one]))
    expect([await known(only), await known(shared)]).toEqual([0, 1])
  })
})

describe('secrets', () => {
  test('are stored sealed, kept out of history, and open for their owner', async () => {
    const id = await addOne('supmeca', { ...jean, iesfCode: 'IESF-77' })
    const other = await addOne('supmeca', jean)
    const read = (person: string) => inside('supmeca', (query, scope) => readSecret(query, scope.id, person))
    expect(await read(id)).toBe('IESF-77')
    await inside('supmeca', (query, scope) => writeValues(query, scope, id, { iesfCode: 'IESF-88' }, TRACE))
    expect(await read(id)).toBe('IESF-88')
    const { iesfCode } = await valuesOf<{ iesfCode: string }>('supmeca', id, 'iesfCode')
    const everything = await inside('supmeca', async (query, scope) => ({
      person: await query(sql`SELECT * FROM "person" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`),
      changes: await query(sql`SELECT * FROM "value_change" WHERE "tenantId" = ${scope.id} AND "personId" = ${id}`),
    }))
    expect(JSON.stringify(everything)).not.toContain('IESF-')
    expect(everything.changes).toMatchObject([{ field: 'iesfCode', before: '•', after: '•' }])
    await inside('supmeca', (query, scope) =>
      query(sql`UPDATE "person" SET "iesfCode" = ${iesfCode} WHERE "tenantId" = ${scope.id} AND "id" = ${other}`),
    )
    await expect(read(other)).rejects.toThrow()
  })
})

describe('the shared base', () => {
  const shared = (slug: string, id: string) =>
    inside(slug, async (query, scope) => {
      const rows = await query<{
        fields: Record<string, unknown>
        promotion: number
        siteChoices: number[]
        sortName: string
      }>(
        sql`SELECT "fields", "promotion", "siteChoices", "sortName" FROM "shared_entry" WHERE "tenantId" = ${scope.id} AND "id" = ${id}`,
      )
      return rows[0]
    })

  test('holds contracted columns alone, with the choices about them', async () => {
    const siteChoices = { company: 'public', mobilePhone: 'public', lastName: 'friends' } as const
    const values = {
      ...jean,
      company: 'Kestrel',
      mobilePhone: '+33639980001',
      remarks: 'vu',
      socialLinks: [{ url: 'x' }],
    }
    const id = await addOne('insa-lyon', values, { siteChoices })
    const entry = (await shared('insa-lyon', id))!
    const { columns } = tenantFile('insa-lyon').federation!.contract
    expect(Object.keys(entry.fields).filter((field) => !columns.includes(field as FieldId))).toEqual([])
    expect(entry).toMatchObject({ fields: { lastName: 'Le Goff', company: 'Kestrel' }, promotion: 2010 })
    expect(entry.siteChoices.toSorted()).toEqual(
      [choiceCode('company', 'public'), choiceCode('lastName', 'friends')].toSorted(),
    )
    expect(await wordsOf('insa-lyon', id, 'company', 'shared_token')).toEqual(['kestrel'])
  })

  test('follows every change, and forgets who withdraws', async () => {
    const id = await addOne('insa-lyon', { ...jean, company: 'Kestrel' })
    await inside('insa-lyon', (query, scope) => writeValues(query, scope, id, { company: 'Aéris' }, TRACE))
    expect((await shared('insa-lyon', id))!.fields.company).toBe('Aéris')
    expect(await wordsOf('insa-lyon', id, 'company', 'shared_token')).toEqual(['aeris'])
    const decide = (federation: boolean) =>
      inside('insa-lyon', (query, scope) => writeDecisions(query, scope, id, { consents: { federation } }, TRACE))
    await decide(false)
    expect(await shared('insa-lyon', id)).toBeUndefined()
    expect(await wordsOf('insa-lyon', id, 'company', 'shared_token')).toEqual([])
    await inside('insa-lyon', (query, scope) => writeValues(query, scope, id, { company: 'Forge' }, TRACE))
    expect(await shared('insa-lyon', id)).toBeUndefined()
    await decide(true)
    expect((await shared('insa-lyon', id))!.fields.company).toBe('Forge')
  })

  test('is written anew when the contract changes', async () => {
    const id = await addOne('insa-rennes', { ...jean, company: 'Kestrel', homeCity: 'Brest' })
    const config = tenantFile('insa-rennes')
    config.federation!.contract.columns = ['lastName', 'firstName', 'promotion']
    await apply(config)
    const count = await inside('insa-rennes', (query, scope) => refreshSharedEntries(query, scope))
    expect(count).toBe(await countOf('insa-rennes', 'shared_entry'))
    expect((await shared('insa-rennes', id))!.fields).toEqual({
      lastName: 'Le Goff',
      firstName: 'Jean',
      promotion: 2010,
    })
    expect(await wordsOf('insa-rennes', id, 'company', 'shared_token')).toEqual([])
    await apply('insa-rennes')
    await inside('insa-rennes', (query, scope) => refreshSharedEntries(query, scope))
    expect((await shared('insa-rennes', id))!.fields.homeCity).toBe('Brest')
  })

  test('does not exist outside a federation', async () => {
    await addOne('supmeca', jean)
    expect(await countOf('supmeca', 'shared_entry')).toBe(0)
  })
})

describe('the wall between associations', () => {
  test('another association’s person is nobody: nothing is written, in either', async () => {
    const id = await addOne('insa-lyon', jean)
    const before = await valuesOf('insa-lyon', id, 'lastName', 'updatedAt')
    const counts = await Promise.all(
      ['person', 'search_token', 'value_change'].map((table) => countOf('supmeca', table)),
    )
    await inside('supmeca', async (query, scope) => {
      expect(await writeValues(query, scope, id, { lastName: 'Volé' }, TRACE)).toBeUndefined()
      expect(await writeDecisions(query, scope, id, { consents: { school: true } }, TRACE)).toBe(false)
      expect(await removePeople(query, scope, [id])).toBe(0)
      expect(await addFamilyTie(query, scope, { personId: id, otherId: id, kind: 'other' }, TRACE)).toBe(false)
    })
    expect(await valuesOf('insa-lyon', id, 'lastName', 'updatedAt')).toEqual(before)
    expect(
      await Promise.all(['person', 'search_token', 'value_change'].map((table) => countOf('supmeca', table))),
    ).toEqual(counts)
  })

  test('a row of another person in the same association is not reached through one’s own', async () => {
    const [one, other] = await addPeople('supmeca', [
      { values: {}, diplomas: [{ diploma: 'A', promotion: 2001 }] },
      { values: {}, diplomas: [{ diploma: 'B', promotion: 2002 }] },
    ])
    const theirs = await inside('supmeca', async (query, scope) => {
      return (await loadPeople(query, scope.id, [other!.id])).get(other!.id)!.source.diplomas[0]!.id
    })
    await inside('supmeca', (query, scope) =>
      updatePeople(query, scope, [{ personId: one!.id, diplomas: [{ id: theirs, values: { diploma: 'Z' } }] }], TRACE),
    )
    expect(await valuesOf('supmeca', other!.id, 'diploma')).toEqual({ diploma: 'B' })
  })
})

test('family ties stand on both sides, each with its own word, and go from both', async () => {
  const [parent, child] = (await addPeople('supmeca', [{ values: jean }, { values: jean }])).map(({ id }) => id)
  const tie = { personId: child!, otherId: parent! }
  const ties = async () => [
    (await valuesOf<{ familyTies: unknown }>('supmeca', child!, 'familyTies')).familyTies,
    (await valuesOf<{ familyTies: unknown }>('supmeca', parent!, 'familyTies')).familyTies,
  ]
  await inside('supmeca', (query, scope) => addFamilyTie(query, scope, { ...tie, kind: 'parent' }, TRACE))
  expect(await ties()).toEqual([[{ kind: 'parent', id: parent }], [{ kind: 'child', id: child }]])
  await inside('supmeca', (query, scope) =>
    removeFamilyTie(query, scope, { personId: parent!, otherId: child! }, TRACE),
  )
  expect(await ties()).toEqual([null, null])
})

test('who is removed is gone from everything, also from the families of others', async () => {
  const [id, other] = (await addPeople('insa-lyon', [{ values: { ...jean, company: 'Seul' } }, { values: jean }])).map(
    (p) => p.id,
  )
  await inside('insa-lyon', async (query, scope) => {
    await addFamilyTie(query, scope, { personId: id!, otherId: other!, kind: 'sibling' }, TRACE)
    expect(await removePeople(query, scope, [id!])).toBe(1)
    for (const [table, column] of [
      ['person', 'id'],
      ['diploma', 'personId'],
      ['position', 'personId'],
      ['person_email', 'personId'],
      ['search_token', 'personId'],
      ['shared_entry', 'id'],
      ['shared_token', 'entryId'],
      ['value_change', 'personId'],
    ] as const)
      expect(
        await query(sql`SELECT 1 FROM ${name(table)} WHERE "tenantId" = ${scope.id} AND ${name(column)} = ${id}`),
      ).toEqual([])
  })
  expect(await valuesOf('insa-lyon', other!, 'familyTies')).toEqual({ familyTies: null })
})

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
        await updatePeople(query, scope, updates.slice(0, -1), TRACE)
        await updatePeople(query, scope, updates.slice(-1), TRACE)
        await expectInStep(query, scope)
      })
    }),
    { numRuns: 25 },
  )
})

test('writing the same again changes nothing and leaves no history', async () => {
  const values = { ...jean, company: 'Kestrel', primaryEmail: 'jean@x.example', skills: ['Rust'], acceptsContact: true }
  const id = await addOne('supmeca', values)
  const before = await valuesOf('supmeca', id, 'updatedAt', 'provenance')
  const changed = await inside('supmeca', (query, scope) => writeValues(query, scope, id, values, TRACE))
  expect(changed).toEqual([])
  expect(await valuesOf('supmeca', id, 'updatedAt', 'provenance')).toEqual(before)
})

test('a value its field cannot hold stops the whole batch', async () => {
  const count = await countOf('supmeca', 'person')
  const bad = { values: { ...jean, acceptsContact: 'peut-être' as unknown as boolean } }
  await expect(addPeople('supmeca', [{ values: jean }, bad])).rejects.toThrow(TypeError)
  expect(await countOf('supmeca', 'person')).toBe(count)
})

test('a thousand people go in as one batch, each with what they brought', async () => {
  const audience: Audience = 'friends'
  const people = Array.from(
    { length: 1000 },
    (_, i): NewPerson => ({
      id: uuidv7(),
      values: { firstName: 'Ève', lastName: `Nom${String.fromCharCode(97 + (i % 26))}`, homeCity: 'Brest' },
      diplomas: [{ diploma: 'Ingénieur', promotion: 1990 + (i % 30) }],
      positions: [{ ...emptyPosition(), company: { name: `Société ${i % 7}` }, jobTitle: 'Chef' }],
      siteChoices: { homeCity: audience },
    }),
  )
  const written = await inside('insa-rennes', (query, scope) => insertPeople(query, scope, people, TRACE))
  expect(written.map(({ id }) => id)).toEqual(people.map(({ id }) => id))
  expect(new Set(written.map(({ handle }) => handle)).size).toBe(1000)
  const companies = await inside('insa-rennes', (query, scope) => findCompanies(query, scope.id, 'societe'))
  expect(companies.length).toBe(7)
})
