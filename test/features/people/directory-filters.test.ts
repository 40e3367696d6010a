/** Filters with values to tick, and the way back from a person to the results (ux.md §2, 3, 10, 11; B9). */
import { beforeAll, expect, test } from 'vitest'
import { countFacets } from '#app/features/people/directory/facets.server.ts'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { wayBack } from '#app/features/people/directory/way-back.server.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const FIELDS = ['Énergie', 'energie', 'Énergie', 'Conseil', 'Finance']
const TOWNS = ['Lyon', 'Nantes', 'Lille']
let handles: string[] = []
let cookie = ''

beforeAll(async () => {
  await apply('isep')
  const people = await addPeople(
    'isep',
    Array.from({ length: 30 }, (_, i) => ({
      values: {
        ...{ firstName: 'Luc', lastName: `Qz${String.fromCharCode(97 + (i % 26))}${i}`, promotion: 2000 + (i % 10) },
        ...{ workField: FIELDS[i % 5], homeCity: TOWNS[i % 3], jobTitle: `Poste ${i % 9}` },
      },
    })),
  )
  handles = people.map(({ handle }) => handle)
  cookie = (await staffSeat('isep', 'manager')).cookie
})

const queryOf = (search: string) => {
  const read = readQuery(new URLSearchParams(search))
  if (!read.ok) throw new Error(search)
  return read.query
}
const ctx = (path = '/annuaire') => ctxFor('isep', 'adherent', { path })

async function facet(search: string, name: string): Promise<string[]> {
  const facets = (await countFacets(await ctx(), queryOf(search)))!
  const entries = facets.find((one) => one.name === name)?.entries ?? []
  return entries.map(({ value, count, checked }) => `${checked ? '✓ ' : ''}${value} ${count}`)
}
const total = async (search: string) => (await searchDirectory(await ctx(), queryOf(search))).total

test('spellings of one value are one entry, and its count is its list’s', async () => {
  expect(await facet('', 'secteur')).toEqual(['Énergie 18', 'Conseil 6', 'Finance 6'])
  expect(await total('secteur=Énergie')).toBe(18)
})

test('several values of one criterion are any of them; of several criteria, all of them', async () => {
  expect(await total('secteur=Conseil&secteur=Finance')).toBe(12)
  expect(await total('habite=Lyon&habite=Nantes&secteur=Conseil')).toBe(4)
  expect(await total('habite=Lyon&secteur=Conseil&secteur=Finance')).toBe(4)
  expect(await total('secteur=Nulle&secteur=Finance')).toBe(6)
  expect(await total('secteur=Nulle&secteur=Rien')).toBe(0)
})

test('what is ticked keeps its neighbours to tick beside, and narrows the others', async () => {
  expect(await facet('secteur=Conseil', 'secteur')).toEqual(['✓ Conseil 6', 'Énergie 18', 'Finance 6'])
  expect(await facet('secteur=Conseil', 'habite')).toEqual(['Lille 2', 'Lyon 2', 'Nantes 2'])
  expect(await facet('secteur=Conseil&habite=Lyon', 'secteur')).toEqual(['✓ Conseil 2', 'Énergie 6', 'Finance 2'])
})

test('the page ticks what is chosen, has years to choose from, and no field for names', async () => {
  const page = await (
    await request('isep.localhost', '/annuaire?secteur=Conseil&secteur=Finance&nom=qz&promo=2003', { cookie })
  ).text()
  expect(page.match(/<input type="checkbox" name="secteur"[^>]*checked=""[^>]*>/g)).toHaveLength(2)
  expect(page).toMatch(/<select[^>]*name="promoMin"[\s\S]*?<option selected="">2003</)
  // A name in the address goes along unseen.
  expect(page).toMatch(/<input type="hidden" name="nom" value="qz"\/>/)
  expect(page).not.toMatch(/<input[^>]*class="control"[^>]*name="(?:nom|prenom)"/)
  // The list is read before the filters.
  expect(page.indexOf('id="resultats"')).toBeLessThan(page.indexOf('id="filtres"'))
  const facets = await (await request('isep.localhost', '/annuaire/facettes?secteur=Conseil', { cookie })).text()
  expect(facets).toMatch(/data-facet="workField"[\s\S]*data-count="18"[^>]*data-value="Énergie"/)
})

test('a person opened from results leads back to them, and to the one before and the one after', async () => {
  const list = await searchDirectory(await ctx(), queryOf('nom=qz'))
  const handle = list.people[8]!.handle
  const open = async (search: string, who: string) =>
    wayBack(await ctx(`/profil/${who}?${new URLSearchParams({ liste: search })}`), who)
  const back = (await open('nom=qz', handle))!
  expect(back).toMatchObject({ to: '/annuaire?nom=qz', rank: 9, total: 30, more: false })
  expect([back.previous, back.next]).toEqual(
    [7, 9].map((i) => `/profil/${list.people[i]!.handle}?${new URLSearchParams({ liste: 'nom=qz' })}`),
  )
  // Over the edge of a page, and at both ends.
  const second = await searchDirectory(await ctx(), queryOf('nom=qz&page=2'))
  expect((await open('nom=qz', list.people[19]!.handle))!.next).toContain(second.people[0]!.handle)
  expect((await open('nom=qz&page=2', second.people[0]!.handle))!.previous).toContain(list.people[19]!.handle)
  expect((await open('nom=qz', list.people[0]!.handle))!.previous).toBeNull()
  expect((await open('nom=qz&page=2', second.people[9]!.handle))!.next).toBeNull()
  // A search that does not find them, that cannot be read, that is not theirs.
  for (const search of ['nom=zzz', 'promo=abc', 'portee=federation']) expect(await open(search, handle)).toBeNull()
  const page = await (
    await request('isep.localhost', `/profil/${handles[0]}?${new URLSearchParams({ liste: 'nom=qz' })}`, { cookie })
  ).text()
  expect(page).toMatch(/href="\/annuaire\?nom=qz"[^>]*>← (?:<!-- -->)?Résultats · 1 sur 30</)
})
