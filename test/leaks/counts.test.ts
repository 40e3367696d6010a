/**
 * The map's and the companies' numbers are those of a plain count over what `reveal` shows, person by person, for any
 * rules and any viewer.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import { type Company, findCompanies } from '#app/features/people/directory/companies.server.ts'
import { countPlaces, FEWEST, type Places } from '#app/features/people/directory/places.server.ts'
import { PAGE_ROWS, readQuery } from '#app/features/people/directory/search.schema.ts'
import { compile } from '#app/policy/ability.ts'
import { type JudgedRow, type Revealed, reveal } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { AUDIENCES, type Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { randomConfig } from '../policy/random-policy.ts'
import { useDatabase } from '../setup/database.ts'

useDatabase()
const SLUG = 'ece'
const read = readQuery(new URLSearchParams())
if (!read.ok) throw new Error('the empty search is one')
const everybody = read.query

const audience = fc.constantFrom<Audience>(...AUDIENCES)
const asked: FieldId[] = ['lastName', 'homeCity', 'homeCountry', 'company', 'companyAddress', 'acceptsContact']
const person: fc.Arbitrary<NewPerson> = fc.record({
  values: fc.record({
    firstName: fc.constant('Luc'),
    lastName: fc.constantFrom('Voisin', 'Roche'),
    pseudonym: fc.constantFrom('Fennec', null),
    status: fc.constantFrom('en activité', 'décédé'),
    homeCity: fc.constantFrom('Lyon', 'LYON', 'lyon', 'Évry', 'ÉVRY', 'Bron', null),
    homeCountry: fc.constantFrom('France', 'FRANCE', 'Belgique', null),
    company: fc.constantFrom('Forge', 'FORGE', 'Aéris', 'Aeris', null),
    acceptsContact: fc.constantFrom(true, false, null),
  }),
  siteChoices: fc.dictionary(fc.constantFrom(...asked), audience, { maxKeys: 2 }),
  consents: fc.record({ recruiters: fc.boolean(), school: fc.boolean() }),
})
/** An address stands with its company: shared by name, it is one of a few. */
const withAddress = (one: NewPerson, i: number): NewPerson =>
  one.values.company && i % 3 > 0
    ? { ...one, values: { ...one.values, companyAddress: ['1 quai Nord', '1 QUAI NORD'][i % 3 === 1 ? 0 : 1] } }
    : one

let rows: JudgedRow[] = []
beforeAll(async () => {
  await apply(SLUG)
  const people = fc.sample(person, { numRuns: 400, seed: 7 }).map(withAddress)
  await addPeople(SLUG, people)
  await inside(SLUG, (run, { id }) =>
    run(sql`UPDATE "person" SET "listed" = false WHERE "tenantId" = ${id} AND "handle" LIKE '%7'`),
  )
  rows = await inside(SLUG, (run, { id }) => run<JudgedRow>(sql`SELECT * FROM "person" WHERE "tenantId" = ${id}`))
}, 60_000)

/** What most people write; of equals, the first in order. */
function mostly(texts: (string | null)[]): string | null {
  const given = texts.filter((text) => text !== null)
  const counts = [...Map.groupBy(given, (text) => text)].map(([text, all]) => ({ text, n: all.length }))
  return counts.sort((a, b) => b.n - a.n || order(a.text, b.text))[0]?.text ?? null
}
const order = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)
const textOf = (one: Revealed, field: FieldId) => (one.fields[field] as string | null | undefined) ?? null
const lower = (text: string | null) => (text ?? '').toLowerCase()

function plainPlaces(shown: Revealed[]) {
  const homes = shown
    .map((one) => ({ city: textOf(one, 'homeCity'), country: textOf(one, 'homeCountry') }))
    .filter(({ city, country }) => city && country)
  return [...Map.groupBy(homes, ({ city, country }) => `${lower(city)}|${lower(country)}`).values()]
    .filter((all) => all.length >= FEWEST)
    .map((all) => ({
      city: mostly(all.map(({ city }) => city))!,
      country: mostly(all.map(({ country }) => country))!,
      count: all.length,
    }))
    .sort((a, b) => b.count - a.count || order(a.city, b.city) || order(a.country, b.country))
}

interface Work {
  company: string
  address: string | null
  accepts: boolean
}

const tally = (all: Work[]) => ({ people: all.length, contacts: all.filter(({ accepts }) => accepts).length })

function plainCompanies(shown: Revealed[]): Company[] {
  const work = shown.flatMap((one): Work[] => {
    const company = textOf(one, 'company')?.trim()
    const accepts = one.fields.acceptsContact === true
    return company ? [{ company, address: textOf(one, 'companyAddress')?.trim() ?? null, accepts }] : []
  })
  const companyOf = (all: Work[]) => {
    const sites = [...Map.groupBy(all, ({ address }) => lower(address)).values()].map((some) => {
      const spelt = mostly(some.map(({ company }) => company))!
      return { spelt, address: mostly(some.map(({ address }) => address)), ...tally(some) }
    })
    const shownSites = sites
      .filter(({ address }) => address)
      .map(({ address, people, contacts }) => ({ address: address!, people, contacts }))
      .sort((a, b) => b.contacts - a.contacts || b.people - a.people || order(a.address, b.address))
    return { name: sites.map(({ spelt }) => spelt).sort(order)[0]!, ...tally(all), sites: shownSites }
  }
  return [...Map.groupBy(work, ({ company }) => lower(company))]
    .map(([key, all]) => ({ key, ...companyOf(all) }))
    .sort((a, b) => b.contacts - a.contacts || b.people - a.people || order(a.key, b.key))
    .slice(0, PAGE_ROWS)
    .map(({ key: _, ...company }) => company)
}

/** Who shows town and country is in one number of the map, and no number is of fewer than five. */
function expectEverybodyOnce({ towns, rests }: Places, shown: readonly Revealed[]): void {
  const everybody = shown.filter(({ fields }) => fields.homeCity && fields.homeCountry).length
  const counted = [...towns, ...rests].map(({ count }) => count)
  expect(counted.filter((count) => count < 5)).toEqual([])
  const missing = everybody - counted.reduce((sum, count) => sum + count, 0)
  expect(missing).toBeGreaterThanOrEqual(0)
  expect(missing).toBeLessThan(5)
}

/** Undefined where the viewer's roles may not ask. */
const orRefused = <T>(asking: Promise<T>): Promise<T | undefined> =>
  asking.catch((answer: unknown) => {
    if (answer instanceof Response && answer.status === 403) return undefined
    throw answer
  })

async function expectPlainCounts(ctx: Ctx): Promise<number> {
  const shown = rows.flatMap((row) => reveal(ctx.ability, 'Person', row) ?? [])
  const places = await orRefused(countPlaces(ctx, everybody))
  if (places) {
    expect(places.towns.map(({ city, country, count }) => ({ city, country, count }))).toEqual(plainPlaces(shown))
    expectEverybodyOnce(places, shown)
  }
  const found = await orRefused(findCompanies(ctx, everybody, ''))
  if (found) expect(found.companies).toEqual(plainCompanies(shown))
  return (places ? places.towns.length + places.rests.length : 0) + (found?.companies.length ?? 0)
}

interface Drawn {
  roles: Role[]
  /** Places in the list of people. */
  me: number
  friends: number[]
  hasPass: boolean
}

const viewer: fc.Arbitrary<Drawn> = fc.record({
  roles: fc.uniqueArray(fc.constantFrom<Role>(...ROLES), { minLength: 1, maxLength: 2 }),
  me: fc.nat(399),
  friends: fc.uniqueArray(fc.nat(399), { maxLength: 30 }),
  hasPass: fc.boolean(),
})
const viewerOf = ({ roles, me, friends, hasPass }: Drawn): Viewer => {
  const idOf = (place: number) => String(rows[place]!.id)
  return { roles, personId: idOf(me), friendIds: friends.map(idOf), hasPass }
}

test('under the association’s own rules', async () => {
  const ctx = await ctxFor(SLUG, 'member')
  let counted = 0
  await fc.assert(
    fc.asyncProperty(viewer, async (drawn) => {
      const looks = viewerOf(drawn)
      const ability = compile({ config: ctx.tenant.config, viewer: looks, sisters: [] })
      counted += await expectPlainCounts({ ...ctx, viewer: looks, ability })
    }),
    { numRuns: 60 },
  )
  expect(counted).toBeGreaterThan(100)
})

test('under rules that nobody would write', async () => {
  const ctx = await ctxFor(SLUG, 'member')
  await fc.assert(
    fc.asyncProperty(viewer, randomConfig, async (drawn, config) => {
      const looks = viewerOf(drawn)
      const ability = compile({ config, viewer: looks, sisters: [] })
      await expectPlainCounts({ ...ctx, tenant: { ...ctx.tenant, config }, viewer: looks, ability })
    }),
    { numRuns: 60 },
  )
})
