/** Small numbers of the map: hidden and absent are one, sums tell nothing more, positions tell no house. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { viewIn } from '#app/domain/people/map-layout.server.ts'
import { removePeople, writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { findCohort } from '#app/features/people/directory/cohort.server.ts'
import { findCompanies } from '#app/features/people/directory/companies.server.ts'
import { mapPage } from '#app/features/people/directory/map-page.server.ts'
import { countPlaces, FEWEST } from '#app/features/people/directory/places.server.ts'
import { type DirectoryQuery, readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'

useDatabase()

const query = (text: string): DirectoryQuery => {
  const read = readQuery(new URLSearchParams(text))
  if (!read.ok) throw new Error(text)
  return read.query
}

type Values = Partial<Record<FieldId, unknown>>
const someone = (values: Values) => ({
  values: { firstName: 'Luc', lastName: 'Voisin', promotion: 1998, homeCountry: 'France', ...values },
  consents: { school: true, recruiters: true, federation: true },
})
const several = (count: number, values: Values) => Array.from({ length: count }, () => someone(values))
const hide = (slug: string, id: string, site: Partial<Record<FieldId, Audience>>) =>
  inside(slug, (run, scope) => writeDecisions({ query: run, tenant: scope }, id, { site }, TRACE))
async function towns(slug: string, role: Role, text = '', now?: Date): Promise<Record<string, number>> {
  const places = await countPlaces(await ctxFor(slug, role, now ? { now } : {}), query(text))
  return Object.fromEntries(places!.towns.map(({ city, count }) => [city, count]))
}

/** Everything the page says, but the table's order of equal towns, which is fixed. */
async function page(slug: string, role: Role, text: string): Promise<string> {
  const ctx = await ctxFor(slug, role)
  const asked = query(text)
  return JSON.stringify(
    mapPage(ctx, { asked, understood: null }, await countPlaces(ctx, asked), viewIn(new URLSearchParams(text))),
  )
}

const edge = new Map<string, { id: string }[]>()
const SLUGS = ['supmeca', 'isep', 'insa-lyon', 'insa-rennes'] as const

beforeAll(async () => {
  await apply('insa', ...SLUGS)
  for (const slug of SLUGS) {
    await addPeople(slug, several(8, { homeCity: 'Lyon' }))
    edge.set(slug, await addPeople(slug, several(FEWEST, { homeCity: 'Villeurbanne', company: 'Qzforge' })))
    await addPeople(slug, several(FEWEST - 1, { homeCity: 'Bron' }))
  }
})

describe.each([
  ['supmeca', 'member'],
  ['isep', 'adherent'],
  ['insa-lyon', 'adherent'],
] as const)('%s, as %s', (slug, role) => {
  test('a town of five is shown, one of four is not, and no sum holds it', async () => {
    expect(await towns(slug, role)).toEqual({ Lyon: 8, Villeurbanne: FEWEST })
    const text = await page(slug, role, 'zone=monde')
    expect(text).not.toContain('Bron')
    const { bubbles, people } = JSON.parse(text)
    expect(bubbles.map(({ city, count, others }: Record<string, unknown>) => [city, count, others])).toEqual([
      ['Rhône', 8 + FEWEST, 1],
    ])
    expect(people).toBe(8 + FEWEST)
  })

  test('small towns are counted together, with who shows them, and by no name of theirs', async () => {
    const added = await addPeople(slug, [someone({ homeCity: 'Meyzieu' }), someone({ homeCity: 'Nîmes' })])
    const rests = async () => (await countPlaces(await ctxFor(slug, role), query('')))!.rests
    expect(await rests()).toMatchObject([{ scale: 'department', area: { department: '69' }, count: FEWEST }])
    const text = await page(slug, role, 'zone=monde')
    expect(text).not.toMatch(/Bron|Meyzieu|Nîmes/)
    expect(text).toContain('"said":"Rhône')
    await hide(slug, added[0]!.id, { homeCity: 'nobody' })
    // Four in the department, and one elsewhere in France.
    expect(await rests()).toMatchObject([{ scale: 'country', area: { country: 'FR' }, count: FEWEST }])
    const ids = added.map(({ id }) => id)
    await inside(slug, (run, scope) => removePeople(run, scope, ids))
  })

  test.each(['homeCity', 'homeCountry', 'lastName'] as const)(
    'who hides %s is not there: the page is the one without them, to the letter',
    async (field) => {
      const [one] = await addPeople(slug, [someone({ homeCity: 'Bron' })])
      for (const text of ['', 'zone=monde', 'zoom=8&x=440&y=330', 'promo=1998', 'ville=bron']) {
        const shown = await page(slug, role, text)
        expect(shown, text).toContain('"city":"Bron"')
        await hide(slug, one!.id, { [field]: 'nobody' })
        const hidden = await page(slug, role, text)
        await hide(slug, one!.id, { [field]: 'network' })
        expect(hidden, text).not.toContain('"city":"Bron"')
        const before = { ...someone({}).values, homeCity: 'Bron' }
        await inside(slug, (run, scope) =>
          writeValues({ query: run, tenant: scope }, one!.id, { homeCity: null }, TRACE),
        )
        expect(await page(slug, role, text), text).toBe(hidden)
        await inside(slug, (run, scope) =>
          writeValues({ query: run, tenant: scope }, one!.id, { homeCity: before.homeCity }, TRACE),
        )
      }
      await inside(slug, (run, scope) => removePeople(run, scope, [one!.id]))
    },
  )

  test('the map never says more than its own links: each number is the list’s', async () => {
    const ctx = await ctxFor(slug, role)
    for (const text of ['', 'promo=1998', 'nom=voisin', 'promoMin=1990&promoMax=1999'])
      for (const { city, country, count } of (await countPlaces(ctx, query(text)))!.towns) {
        const { total } = await searchDirectory(ctx, query(`${text}&habite=${city}&pays=${country}`))
        expect(total, `${text} ${city}`).toBe(count)
      }
  })

  test('where houses stand moves no bubble: a town is where its name says', async () => {
    const before = await page(slug, role, '')
    const stand = (lat: number | null) =>
      inside(slug, (run, { id }) =>
        run(sql`UPDATE "person" SET "homeLat" = ${lat}, "homeLon" = ${lat} WHERE "tenantId" = ${id}`),
      )
    for (const lat of [43.3, null]) {
      await stand(lat)
      expect(await page(slug, role, '')).toBe(before)
    }
  })

  test('a company counts who shows that they work there, and of them who shows that they accept contact', async () => {
    const people = edge.get(slug)!
    const counted = async () => (await findCompanies(await ctxFor(slug, role), query('entreprise=qzforge'), ''))!
    const accept = (id: string, yes: boolean | null) =>
      inside(slug, (run, scope) => writeValues({ query: run, tenant: scope }, id, { acceptsContact: yes }, TRACE))
    await accept(people[0]!.id, true)
    await accept(people[1]!.id, true)
    await accept(people[2]!.id, false)
    expect((await counted()).companies).toMatchObject([{ name: 'Qzforge', people: 5, contacts: 2 }])
    await hide(slug, people[0]!.id, { company: 'nobody' })
    expect((await counted()).companies).toMatchObject([{ people: 4, contacts: 1 }])
    for (const { id } of people) await hide(slug, id, { company: 'nobody' })
    expect(await counted()).toEqual({ companies: [], total: 0, more: false })
    for (const { id } of people) await hide(slug, id, { company: 'network' })
  })

  test('an establishment is found by its address only by who may read the address', async () => {
    const [, , , one] = edge.get(slug)! as { id: string }[]
    await inside(slug, (run, scope) =>
      writeValues(
        { query: run, tenant: scope },
        one!.id,
        { companyAddress: '3 rue du Fort, 42000 Saint-Étienne' },
        TRACE,
      ),
    )
    const found = async (place: string) => (await findCompanies(await ctxFor(slug, role), query(''), place))!
    expect((await found('saint etienne')).companies).toMatchObject([
      { name: 'Qzforge', people: 1, sites: [{ address: '3 rue du Fort, 42000 Saint-Étienne', people: 1 }] },
    ])
    await hide(slug, one!.id, { companyAddress: 'nobody' })
    expect((await found('saint etienne')).total).toBe(0)
    expect(JSON.stringify(await found(''))).not.toContain('rue du Fort')
    await hide(slug, one!.id, { companyAddress: 'network' })
  })

  test('lost from view: whom the association can write to is not, whatever they show, and hiding says nothing', async () => {
    const lost = async () =>
      (await findCohort(await ctxFor(slug, role), 2004, 1, true)).people.map(({ handle }) => handle)
    const [writable, without] = await addPeople(slug, [
      someone({ lastName: 'Joint', promotion: 2004, primaryEmail: 'joint@ici.example' }),
      someone({ lastName: 'Sans', promotion: 2004, homeCity: 'Lyon', homeAddress: '1 rue Haute' }),
    ])
    expect(await lost()).toEqual([without!.handle])
    await hide(slug, writable!.id, { primaryEmail: 'nobody' })
    await hide(slug, without!.id, { homeCity: 'nobody', homeAddress: 'nobody' })
    expect(await lost()).toEqual([without!.handle])
    await inside(slug, (run, scope) =>
      writeValues({ query: run, tenant: scope }, without!.id, { status: 'décédé' }, TRACE),
    )
    expect(await lost()).toEqual([])
    await inside(slug, (run, scope) => removePeople(run, scope, [writable!.id, without!.id]))
  })
})

describe('the federation’s map', () => {
  const both = () => towns('insa-lyon', 'adherent', 'portee=federation')

  test('counts the sisters’ people by the contract in force and by each person’s choice', async () => {
    expect(await both()).toEqual({ Lyon: 16, Villeurbanne: 2 * FEWEST, Bron: 2 * (FEWEST - 1) })
    await hide('insa-rennes', edge.get('insa-rennes')![0]!.id, { homeCity: 'friends' })
    expect((await both()).Villeurbanne).toBe(2 * FEWEST - 1)
    await hide('insa-rennes', edge.get('insa-rennes')![0]!.id, { homeCity: 'network' })
    const before = new Date('2025-06-01')
    expect(await towns('insa-lyon', 'adherent', 'portee=federation', before)).toEqual(
      await towns('insa-lyon', 'adherent'),
    )
  })

  test('the federation itself reads what its contracts give it, and has no people of its own', async () => {
    expect(await towns('insa', 'federation-admin')).toEqual(await both())
  })

  test('outside a federation, or without its right, there is none', async () => {
    const status = async (slug: string, role: Role) =>
      towns(slug, role, 'portee=federation').then(
        () => 200,
        (thrown: Response) => thrown.status,
      )
    expect(await status('supmeca', 'member')).toBe(400)
    expect(await status('insa-lyon', 'school')).toBe(403)
  })

  test('companies are the association’s own: the shared base says nothing of contact', async () => {
    const refused = findCompanies(await ctxFor('insa-lyon', 'adherent'), query('portee=federation'), '')
    await expect(refused).rejects.toMatchObject({ status: 403 })
  })
})
