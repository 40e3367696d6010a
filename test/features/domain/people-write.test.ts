import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { emptyPosition, type ValueChanges } from '#app/domain/people/apply-values.ts'
import { findCompanies } from '#app/domain/people/find-companies.server.ts'
import { loadPeople } from '#app/domain/people/load-people.server.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'
import { readSecret } from '#app/domain/people/seal.server.ts'
import { editPeople, insertPeople, removePeople, writeValues } from '#app/domain/people/write-people.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { AT, addOne, BY_PERSON, countOf, jean, valuesOf, wordsOf } from '../../factories/people-rows.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('insa', 'insa-lyon', 'insa-rennes', 'sepro', 'supmeca')
})

describe('positions', () => {
  test('a position written is on the row, in the index, and in the history of changes', async () => {
    const id = await addOne('supmeca', jean)
    const changed = await inside('supmeca', (query, scope) =>
      writeValues(
        { query, tenant: scope },
        id,
        { company: 'Aéris Propulsion', jobTitle: 'Architecte', jobStart: '2020-09' },
        BY_PERSON,
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
      editPeople({ query, tenant: scope }, [id], BY_PERSON, (source) => {
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
    const found = await inside('supmeca', (query, scope) => findCompanies(query, scope.id, 'L ATELIER c', third))
    expect(found.map(({ address }) => address).sort()).toEqual(['1 rue du Lac', '2 rue du Lac'])
  })

  test('where somebody moves, the point on the map moves along; an unknown town has none', async () => {
    const id = await addOne('supmeca', { ...jean, homeCity: 'Brest', homeLat: 48.39, homeLon: -4.49 })
    const write = (values: ValueChanges) =>
      inside('supmeca', (query, scope) => writeValues({ query, tenant: scope }, id, values, BY_PERSON))
    const at = () => valuesOf<{ homeLat: number | null; homeLon: number | null }>('supmeca', id, 'homeLat', 'homeLon')
    expect(await at()).toEqual({ homeLat: 48.39, homeLon: -4.49 })
    await write({ homeCity: 'Nice' })
    expect(await at()).toEqual({ homeLat: expect.closeTo(43.703, 2), homeLon: expect.closeTo(7.266, 2) })
    await write({ homeCity: 'Londres', homeCountry: 'Royaume-Uni' })
    expect(await at()).toEqual({ homeLat: expect.closeTo(51.509, 2), homeLon: expect.closeTo(-0.126, 2) })
    await write({ bio: 'Toujours là' })
    expect((await at()).homeLat).toBeCloseTo(51.509, 2)
    await write({ homeCity: 'Trou-sur-Mare' })
    expect(await at()).toEqual({ homeLat: null, homeLon: null })
    await write({ homeCity: 'Brest', homeCountry: 'France', homeLat: 48.39, homeLon: -4.49 })
    expect(await at()).toEqual({ homeLat: 48.39, homeLon: -4.49 })
    await write({ homeCity: null, homeCountry: null })
    expect(await at()).toEqual({ homeLat: null, homeLon: null })
  })

  test('the point of the work follows the position, its town before the company’s, and goes with it', async () => {
    const where = (id: string) => valuesOf<{ workLat: number | null }>('supmeca', id, 'workLat')
    const company = 'Turbines du Lac'
    const id = await addOne('supmeca', { ...jean, company, companyAddress: '12 rue du Lac, 74000 Annecy' })
    expect((await where(id)).workLat).toBeCloseTo(45.9, 1)
    const edit = (change: (source: PersonSource) => void) =>
      inside('supmeca', (query, scope) => editPeople({ query, tenant: scope }, [id], BY_PERSON, change))
    await edit((source) => {
      Object.assign(source.positions[0]!, { city: 'Genève', country: 'Suisse' })
    })
    expect((await where(id)).workLat).toBeCloseTo(46.2, 1)
    await edit((source) => {
      source.positions.push({ ...emptyPosition(), jobTitle: 'Chef', city: 'Toulouse', startedOn: '2025' })
      source.positions[0]!.endedOn = '2024-12'
    })
    expect((await where(id)).workLat).toBeCloseTo(43.6, 1)
    await edit((source) => {
      for (const position of source.positions) position.endedOn ??= '2026-01'
    })
    expect(await where(id)).toEqual({ workLat: null })
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
    await inside('insa-lyon', (query, scope) =>
      writeValues({ query, tenant: scope }, id, { lastName: 'Martin' }, BY_PERSON),
    )
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
    await inside('supmeca', (query, scope) =>
      writeValues({ query, tenant: scope }, id, { iesfCode: 'IESF-88' }, BY_PERSON),
    )
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

test('writing the same again changes nothing and leaves no history', async () => {
  const values = { ...jean, company: 'Kestrel', primaryEmail: 'jean@x.example', skills: ['Rust'], acceptsContact: true }
  const id = await addOne('supmeca', values)
  const before = await valuesOf('supmeca', id, 'updatedAt', 'provenance')
  const changed = await inside('supmeca', (query, scope) =>
    writeValues({ query, tenant: scope }, id, values, BY_PERSON),
  )
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
  const written = await inside('insa-rennes', (query, scope) => insertPeople(query, scope, people, BY_PERSON))
  expect(written.map(({ id }) => id)).toEqual(people.map(({ id }) => id))
  expect(new Set(written.map(({ handle }) => handle)).size).toBe(1000)
  const companies = await inside('insa-rennes', (query, scope) =>
    findCompanies(query, scope.id, 'societe', people[0]!.id!),
  )
  expect(companies.length).toBe(7)
})

test('of many, who differs in what the others have alike keeps it', async () => {
  const people = Array.from({ length: 60 }, (_, i): NewPerson => {
    const own: Partial<NewPerson> =
      i === 40
        ? { siteChoices: { homeCity: 'friends' }, consents: { recruiters: false }, values: { skills: ['Sql'] } }
        : {}
    return { ...own, id: uuidv7(), values: { firstName: 'Ève', lastName: `Alike${i}`, ...own.values } }
  })
  const sources = await inside('insa-rennes', async (query, scope) => {
    await insertPeople(query, scope, people, BY_PERSON)
    const loaded = await loadPeople(
      query,
      scope.id,
      people.map(({ id }) => id!),
    )
    return people.map(({ id }) => loaded.get(id!)!.source)
  })
  const odd = sources.filter(({ siteChoices }) => siteChoices.length > 0)
  expect(odd.map(({ own }) => own.lastName)).toEqual(['Alike40'])
  expect(sources.filter(({ consents }) => consents.recruiters !== sources[0]!.consents.recruiters)).toEqual(odd)
  expect(sources.filter(({ own }) => (own.skills as string[]).length > 0)).toEqual(odd)
  expect(new Set(sources.map(({ provenance }) => JSON.stringify(provenance))).size).toBe(1)
  expect(sources[0]!.provenance).toMatchObject({ '*': { from: 'person', at: AT.toISOString() } })
})
