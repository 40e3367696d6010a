import { beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { findSuggestions, MOST_SUGGESTIONS } from '#app/domain/suggestions/find-suggestions.server.ts'
import { findCohort } from '#app/features/people/directory/cohort.server.ts'
import { findCompanies } from '#app/features/people/directory/companies.server.ts'
import { countFacets } from '#app/features/people/directory/facets.server.ts'
import { countPlaces } from '#app/features/people/directory/places.server.ts'
import { type DirectoryQuery, readQuery } from '#app/features/people/directory/search.schema.ts'
import { peopleBeginning, searchDirectory } from '#app/features/people/directory/search.server.ts'
import { suggestedValues } from '#app/features/people/directory/suggested.server.ts'
import { readProfile } from '#app/features/people/profile/profile.server.ts'
import { fieldNumber } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { addPeople as addSynthetic } from '../../prisma/seed/add-people.ts'
import { ctxFor } from '../factories/ctx.ts'
import { apply, inside, scopeOf } from '../factories/world.ts'
import { queryAs, useDatabase } from '../setup/database.ts'
import { type Visit, watched } from './plans.ts'

const PEOPLE = 20_000
/** Of the association's people: whatever looks at more rows of one table reads the association, not an index. */
const MOST = PEOPLE / 4
const TABLES = ['person', 'search_token', 'token_deletion', 'shared_entry', 'shared_token', 'shared_deletion']

const database = useDatabase()

beforeAll(async () => {
  await apply('insa', 'supmeca', 'insa-lyon', 'insa-rennes')
  await addSynthetic(await scopeOf('supmeca'), { count: PEOPLE, seed: 1, school: 'supmeca' })
  for (const slug of ['insa-lyon', 'insa-rennes'])
    await addSynthetic(await scopeOf(slug), { count: 6000, seed: 2, school: slug })
  for (const table of TABLES) await queryAs(database.url('owner'), `ANALYZE "${table}"`)
  // Fresh connections: no plan was made before the tables had their statistics.
  await closeDatabase()
  openDatabase({ appUrl: database.url('app'), platformUrl: database.url('platform'), max: 2 })
}, 240_000)

const query = (text: string): DirectoryQuery => {
  const read = readQuery(new URLSearchParams(text))
  if (!read.ok) throw new Error(text)
  return read.query
}

async function visits(
  slug: string,
  role: Role,
  ask: (ctx: Awaited<ReturnType<typeof ctxFor>>) => Promise<unknown>,
): Promise<Visit[]> {
  const seen: Visit[] = []
  await ask(watched(await ctxFor(slug, role), seen))
  expect(seen.length).toBeGreaterThan(0)
  return seen.filter(({ table }) => TABLES.includes(table))
}

const companiesOf = (ctx: Awaited<ReturnType<typeof ctxFor>>, all: DirectoryQuery) => findCompanies(ctx, all, '')

/** @returns what reads a table from end to end, or a whole association through an index. */
const tooMuch = (seen: Visit[]) => seen.filter(({ how, rows }) => how === 'Seq Scan' || rows > MOST)

const SEARCHES = [
  'q=martin',
  'nom=martin',
  'nom=martin&prenom=jean',
  'nom=bernad',
  'q=zzyzx',
  'q=martin 1998',
  'q=martin à toulouse',
  'q=à toulouse dans l’énergie',
  'entreprise=airbus',
  'entreprise=airbus&ville=toulouse&promoMin=1995&promoMax=2005',
  'ville=paris&competence=java',
  'promo=1998',
  'promoMin=1990&promoMax=1992&tri=promo',
  'diplome=zzyzx',
  '',
  'page=2',
  'page=50',
  'tri=promo',
  'tri=-promo',
]

describe(`on an association of ${PEOPLE} among others, no statement reads it from end to end`, () => {
  test.each(SEARCHES)('list: %s', async (text) => {
    const seen = await visits('supmeca', 'member', (ctx) => searchDirectory(ctx, query(text)))
    expect(tooMuch(seen)).toEqual([])
  })

  test.each(SEARCHES.filter((text) => !text.includes('tri=') && text !== ''))('list, as staff: %s', async (text) => {
    const seen = await visits('supmeca', 'admin', (ctx) => searchDirectory(ctx, query(text)))
    expect(tooMuch(seen)).toEqual([])
  })

  test('one typo is looked up by equality, and found', async () => {
    const seen: Visit[] = []
    const found = await searchDirectory(watched(await ctxFor('supmeca', 'member'), seen), query('nom=martni'))
    expect(found.corrected).toBe(true)
    expect(seen.some(({ table }) => table === 'token_deletion')).toBe(true)
    expect(tooMuch(seen)).toEqual([])
  })

  test.each(['ma', 'martin', 'zz', 'toul', '1998'])('suggestions: %s', async (typed) => {
    const seen = await visits('supmeca', 'member', async (ctx) => {
      const beginning = await peopleBeginning(ctx, typed, 8)
      if (beginning.length < 8) await searchDirectory(ctx, query(`q=${typed}`), 8)
      await suggestedValues(ctx, typed)
    })
    expect(tooMuch(seen)).toEqual([])
  })

  test('facets of a search', async () => {
    const seen = await visits('supmeca', 'member', (ctx) => countFacets(ctx, query('nom=martin')))
    expect(tooMuch(seen)).toEqual([])
  })

  test.each(['nom=martin', 'entreprise=airbus&promoMin=1995', 'promo=1998'])(
    'the map and the companies of a search: %s',
    async (text) => {
      const seen = await visits('supmeca', 'member', async (ctx) => {
        await countPlaces(ctx, query(text))
        await companiesOf(ctx, query(text))
      })
      expect(tooMuch(seen)).toEqual([])
    },
  )

  test('the map and the companies of everybody read people once, and no other table', async () => {
    for (const count of [countPlaces, companiesOf]) {
      const seen = await visits('supmeca', 'member', (ctx) => count(ctx, query('')))
      expect(seen.map(({ table }) => table)).toEqual(['person'])
    }
  })

  test.each([false, true])('one’s promotion; of whom nothing is seen: %s', async (lost) => {
    const seen = await visits('supmeca', 'member', (ctx) => findCohort(ctx, 1998, 1, lost))
    expect(tooMuch(seen)).toEqual([])
  })

  test('people one may know, of somebody in the biggest town: each source stops after a few', async () => {
    const [row] = await inside('supmeca', (run, { id }) =>
      run<{ id: string; n: number }>(
        sql`SELECT p."id", count(*) OVER (PARTITION BY p."homeCity", p."homeCountry")::int AS "n" FROM "person" p
          WHERE p."tenantId" = ${id} AND p."company" <> '' AND p."homeCity" <> '' ORDER BY 2 DESC, 1 LIMIT 1`,
      ),
    )
    const seen: Visit[] = []
    const ctx = await ctxFor('supmeca', 'member', { viewer: { personId: row!.id } })
    const { people } = await findSuggestions(watched(ctx, seen))
    expect(people.length).toBe(MOST_SUGGESTIONS)
    // Nobody of a town reads the whole town; three sources of forty, and those passed over on the way.
    expect(row!.n).toBeGreaterThan(PEOPLE / 50)
    expect(seen.filter(({ table }) => TABLES.includes(table)).filter(({ rows }) => rows > PEOPLE / 50)).toEqual([])
  })

  test('a profile: one row of one index', async () => {
    const [row] = await inside('supmeca', (run, { id }) =>
      run<{ handle: string }>(
        sql`SELECT "handle" FROM "person" WHERE "tenantId" = ${id} ORDER BY "handle" LIMIT 1 OFFSET 777`,
      ),
    )
    const seen = await visits('supmeca', 'admin', (ctx) => readProfile(ctx, row!.handle))
    expect(seen.find(({ table }) => table === 'person')).toMatchObject({ rows: 1 })
    expect(tooMuch(seen)).toEqual([])
  })

  test.each([
    'portee=federation&nom=martin',
    'portee=federation&entreprise=airbus&ville=toulouse',
    'portee=federation',
    'portee=federation&nom=martni',
  ])('the federation’s shared base: %s', async (text) => {
    const seen = await visits('insa-lyon', 'adherent', (ctx) => searchDirectory(ctx, query(text)))
    expect(seen.some(({ table }) => table.startsWith('shared_'))).toBe(true)
    expect(tooMuch(seen)).toEqual([])
  })

  test('the federation’s map of a search', async () => {
    const search = query('portee=federation&entreprise=airbus&ville=toulouse')
    const seen = await visits('insa-lyon', 'adherent', (ctx) => countPlaces(ctx, search))
    expect(seen.some(({ table }) => table.startsWith('shared_'))).toBe(true)
    expect(tooMuch(seen)).toEqual([])
  })
})

describe('a quick search so short that thousands match', () => {
  const COMMON = ['a', 'm', 'j', 'ma', 'l']
  /** Handles of whoever has a word that begins so, in order: what staff, who see everybody, must find. */
  const beginning = async (typed: string) => {
    const { quick } = (await ctxFor('supmeca', 'admin')).tenant.config.directory
    const rows = await inside('supmeca', (run, { id }) =>
      run<{ handle: string }>(sql`SELECT p."handle" FROM "person" p WHERE p."tenantId" = ${id} AND EXISTS (
          SELECT FROM "search_token" t WHERE t."tenantId" = ${id} AND t."personId" = p."id"
          AND starts_with(t."token", ${typed})
            AND t."field" = ANY(${quick.map(fieldNumber)}::smallint[]))
        ORDER BY p."sortName", p."id" LIMIT 1001`),
    )
    return rows.map(({ handle }) => handle)
  }

  test('finds exactly those who match, in order, and says “more” truthfully', async () => {
    const ctx = await ctxFor('supmeca', 'admin')
    for (const typed of COMMON) {
      const all = await beginning(typed)
      for (const page of [1, 7, 50]) {
        const found = await searchDirectory(ctx, query(`q=${typed}&page=${page}`))
        expect(found.people.map(({ handle }) => handle)).toEqual(all.slice((page - 1) * 20, page * 20))
        expect([found.total, found.more]).toEqual([Math.min(all.length, 1000), all.length > 1000])
      }
    }
  })

  /**
   * Entries of the index of words from which the list is walked instead (common-word.server.ts), and who is read then.
   */
  const FEW = 4_000
  const COUNTED = 1_001

  test.each(['member', 'admin'] as const)(
    'as %s: words by their range, people by their ids, and never more than asked',
    async (role) => {
      const ways = new Set<string>()
      for (const typed of [...COMMON, 'le', 'du', 'mar', 'jean']) {
        const seen = await visits('supmeca', role, (ctx) => searchDirectory(ctx, query(`q=${typed}`)))
        const walked = seen.filter(({ index }) => index === 'person_tenantId_sortName_id_idx')
        ways.add(walked.length > 0 ? 'walked' : 'gathered')
        // The list is walked in its index alone, once, and only for a word that thousands have.
        expect(
          walked.map(({ how }) => how),
          typed,
        ).toEqual(walked.length > 0 ? ['Index Only Scan'] : [])
        const others = seen.filter((one) => !walked.includes(one))
        expect(new Set(others.map(({ index }) => index)), typed).toEqual(new Set(['search_token_pkey', 'person_pkey']))
        for (const { table, rows } of others)
          expect(rows, `${typed}: ${table}`).toBeLessThanOrEqual(table === 'person' ? FEW : PEOPLE / 3)
        // A person read costs four pages of the buffer; a walk reads its index and those it counts.
        const people = walked.length > 0 ? COUNTED : FEW
        const read = others.filter(({ table }) => table === 'person').reduce((sum, { buffers }) => sum + buffers, 0)
        expect(read, typed).toBeLessThan(people * 5)
      }
      expect([...ways].sort()).toEqual(['gathered', 'walked'])
    },
    120_000,
  )

  test('passes over who is hidden, as if they were not there', async () => {
    const handles = async () =>
      (await searchDirectory(await ctxFor('supmeca', 'member'), query('q=m'))).people.map(({ handle }) => handle)
    const before = await handles()
    const list = (listed: boolean) =>
      inside('supmeca', (run, { id }) =>
        run(sql`UPDATE "person" SET "listed" = ${listed} WHERE "tenantId" = ${id} AND "handle" = ${before[0]!}`),
      )
    await list(false)
    expect((await handles()).slice(0, 19)).toEqual(before.slice(1))
    await list(true)
    expect(await handles()).toEqual(before)
  })
})

test('the check sees a search that does read everybody', async () => {
  const seen = await visits('supmeca', 'member', (ctx) =>
    ctx.sql((run) =>
      run(sql`SELECT count(*) FROM "person" WHERE "tenantId" = ${ctx.tenant.id} AND "lastName" ILIKE ${'%martin%'}`),
    ),
  )
  expect(tooMuch(seen)).not.toEqual([])
})
