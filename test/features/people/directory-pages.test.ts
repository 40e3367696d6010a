/** The map, the company directory and one's own promotion: whose they are, and what stands on them (I7–I9, S7). */
import { beforeAll, expect, test } from 'vitest'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const PAGES = ['/annuaire/carte', '/entreprises', '/ma-promo'] as const
const SLUGS = ['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro'] as const
type Who = 'visitor' | 'member' | 'adherent' | 'company' | 'school' | 'manager'
const seats = new Map<string, Seat>()
const handles = new Map<string, string>()

const values = (lastName: string, more = {}) => ({
  ...{ firstName: 'Luc', lastName, promotion: 1999, homeCity: 'Qzville', homeCountry: 'France', company: 'Qzforge' },
  ...{
    pseudonym: lastName,
    purpose: 'emploi',
    publishedAt: '2026-01-01',
    primaryEmail: `${lastName.toLowerCase()}@ici.example`,
    ...more,
  },
})

beforeAll(async () => {
  await apply('insa', ...SLUGS)
  for (const slug of SLUGS) {
    const consents = { school: true, recruiters: true, federation: true }
    const people = await addPeople(
      slug,
      ['Alpha', 'Beta', 'Gamma', 'Delta', 'Iota', 'Kappa'].map((lastName) => ({ values: values(lastName), consents })),
    )
    seats.set(`${slug} member`, await personSeat(slug, people[0]!.id))
    seats.set(`${slug} adherent`, await personSeat(slug, people[1]!.id, { paidUp: true }))
    handles.set(slug, people[1]!.handle)
    seats.set(`${slug} company`, await organisationSeat(slug, 'company'))
    seats.set(`${slug} school`, await organisationSeat(slug, 'school'))
    seats.set(`${slug} manager`, await staffSeat(slug, 'manager'))
  }
})

const ask = (slug: string, who: Who, path: string) => {
  const cookie = seats.get(`${slug} ${who}`)?.cookie
  return request(`${slug}.localhost`, path, cookie ? { cookie } : {})
}

/** By hand, from rules.md: map, companies, promotion. */
const ANSWERS: [slug: (typeof SLUGS)[number], who: Who, statuses: [number, number, number]][] = [
  ['isep', 'visitor', [302, 302, 302]],
  ['isep', 'member', [403, 403, 403]],
  ['isep', 'adherent', [200, 200, 200]],
  ['isep', 'company', [200, 200, 403]],
  ['isep', 'school', [200, 200, 403]],
  ['isep', 'manager', [200, 200, 200]],
  ['supmeca', 'visitor', [302, 302, 302]],
  ['supmeca', 'member', [200, 200, 200]],
  ['supmeca', 'company', [403, 403, 403]],
  ['supmeca', 'school', [403, 403, 403]],
  ['ece', 'member', [403, 403, 403]],
  ['ece', 'adherent', [200, 200, 200]],
  ['insa-lyon', 'visitor', [302, 302, 302]],
  ['insa-lyon', 'member', [403, 403, 200]],
  ['insa-lyon', 'adherent', [200, 200, 200]],
  ['insa-lyon', 'company', [403, 403, 403]],
  ['insa-lyon', 'school', [403, 403, 403]],
  ['sepro', 'visitor', [302, 302, 302]],
  ['sepro', 'member', [403, 403, 403]],
  ['sepro', 'company', [403, 403, 403]],
]

test.each(ANSWERS)('%s, %s: map, companies and promotion answer %j', async (slug, who, statuses) => {
  const answers = await Promise.all(PAGES.map((path) => ask(slug, who, path)))
  expect(answers.map(({ status }) => status)).toEqual(statuses)
  for (const answer of answers) expect(answer.headers.get('Cache-Control')).toContain('no-store')
})

test('whoever has not paid their dues reads that dues open it, and finds no link to it', async () => {
  const text = await (await ask('insa-lyon', 'member', '/annuaire/carte')).text()
  expect(text).toContain('cotisation')
  const list = await (await ask('insa-lyon', 'member', '/annuaire')).text()
  for (const path of ['/annuaire/carte', '/entreprises']) expect(list).not.toContain(`href="${path}`)
  expect(list).toContain('href="/ma-promo"')
})

test('the list’s criteria are the map’s, and lead from one to the other', async () => {
  const map = await (await ask('isep', 'adherent', '/annuaire/carte?promo=1999&tri=promo')).text()
  expect(map).toContain('href="/annuaire?promo=1999&amp;tri=promo"')
  expect(map).toContain('href="/annuaire?promo=1999&amp;tri=promo&amp;habite=Qzville&amp;pays=France"')
  expect(map).toMatch(/data-facet="homeCity"[\s\S]*data-count="6" data-value="Qzville"/)
  const list = await (await ask('isep', 'adherent', '/annuaire?promo=1999&tri=promo')).text()
  expect(list).toContain('href="/annuaire/carte?promo=1999&amp;tri=promo"')
  expect((await ask('isep', 'adherent', '/annuaire/carte?promo=abc')).status).toBe(422)
  expect((await ask('isep', 'adherent', '/annuaire/carte?zone=lune&zoom=3&x=a&y=')).status).toBe(200)
})

test('a row tells what it shows that is the viewer’s own too, and the filters how many they would find', async () => {
  const row = /<li data-person="[^"]+"[\s\S]*?<\/li>/g
  const rows = (await (await ask('isep', 'adherent', '/annuaire?promo=1999')).text()).match(row)!
  const told = rows.filter((one) => /En commun\s: promo/.test(one))
  // Everybody but oneself.
  expect(told).toHaveLength(rows.length - 1)
  for (const one of told) expect(/En commun\s: [^<]*ville/.test(one)).toBe(one.includes('data-field="homeCity"'))
  // Leak: with other eyes, their own values would be told by what is in common with them.
  const { cookie } = await staffSeat('isep', 'admin')
  const form = { intent: 'person', handle: handles.get('isep')!, reason: 'Elle ne trouve rien' }
  expect((await request('isep.localhost', '/admin/voir-comme', { cookie, form })).status).toBe(303)
  const seen = await (await request('isep.localhost', '/annuaire?promo=1999', { cookie })).text()
  expect(seen.match(row)).toHaveLength(rows.length)
  expect(seen).not.toContain('En commun')
  const total = /data-total="(\d+)"/.exec(await (await ask('isep', 'adherent', '/annuaire?promo=1999')).text())![1]
  const counted = await ask('isep', 'adherent', '/annuaire/facettes.json?promo=1999&compte=1')
  expect(await counted.json()).toEqual({ total: Number(total), more: false, words: `Voir ${total} résultats` })
  expect((await ask('ece', 'adherent', '/annuaire/facettes.json?secteur=a&compte=1')).status).toBe(403)
})

test('a criterion the role may not use is refused by its name, on every page', async () => {
  for (const path of ['/annuaire/carte?secteur=a', '/entreprises?competence=a']) {
    const answer = await ask('ece', 'adherent', path)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toMatch(/critère «\s(?:secteur|competence)\s»/)
  }
  const lost = await ask('insa-lyon', 'member', '/ma-promo?onglet=perdus')
  expect([lost.status, /critère «\sville\s»/.test(await lost.text())]).toEqual([403, true])
})

test('a company leads to its graduates in the directory', async () => {
  const text = await (await ask('isep', 'adherent', '/entreprises')).text()
  expect(text).toContain('data-total="1"')
  expect(text).toContain('href="/annuaire?entreprise=Qzforge"')
  const list = await (await ask('isep', 'adherent', '/annuaire?entreprise=Qzforge')).text()
  expect(list).toContain('data-total="6"')
})

test('one’s promotion is one’s own year, whatever the address says; staff without a record have none', async () => {
  const text = await (await ask('supmeca', 'member', '/ma-promo?promo=1950')).text()
  expect(text).toContain('data-total="6"')
  expect(text).toContain('Promo 1999')
  expect(await (await ask('supmeca', 'manager', '/ma-promo')).text()).not.toContain('data-person')
})

test('for who is lost from view an address is sent to the association, by a page of its own', async () => {
  await addPeople('supmeca', [{ values: values('Perdu', { homeCity: null, homeCountry: null, primaryEmail: null }) }])
  const text = await (await ask('supmeca', 'member', '/ma-promo?onglet=perdus')).text()
  expect(text).toContain('data-total="1"')
  const to = /href="(\/ma-promo\/perdus\/[^"]+)"/.exec(text)![1]!
  expect(await (await ask('supmeca', 'member', to)).text()).toContain('Une adresse pour Luc Perdu')
})

test('the land under the bubbles is a picture of nobody, the same for all', async () => {
  const one = await request('isep.localhost', '/annuaire/carte/fond/france')
  expect(one.headers.get('Content-Type')).toBe('image/svg+xml')
  expect((await one.text()).match(/<path/g)!.length).toBe(96 + 5)
  expect((await request('isep.localhost', '/annuaire/carte/fond/monde')).status).toBe(200)
  expect((await request('isep.localhost', '/annuaire/carte/fond/lune')).status).toBe(404)
})
