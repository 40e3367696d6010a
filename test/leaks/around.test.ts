/** A14 and A15: near whom one lives and works, by cells alone, each by what the viewer may read. */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { organisationSeat, personSeat, type Seat } from '../factories/seats.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request, textWithoutNonce } from '../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
type Values = Partial<Record<FieldId, unknown>>
interface Somebody {
  id: string
  handle: string
}

const add = (count: number, lastName: string, values: Values): Promise<Somebody[]> =>
  addPeople(
    SLUG,
    Array.from({ length: count }, () => ({
      values: { firstName: 'Luc', lastName, promotion: 2001, homeCountry: 'France', ...values },
    })),
  )
const write = (who: Somebody, values: Values) =>
  inside(SLUG, (query, scope) => writeValues({ query, tenant: scope }, who.id, values, TRACE))
const show = (who: Somebody, site: Partial<Record<FieldId, Audience>>) =>
  inside(SLUG, (query, scope) => writeDecisions({ query, tenant: scope }, who.id, { site }, TRACE))

const WORK = { company: 'Qzforge', companyAddress: '3 rue du Fort, 31000 Toulouse' }
const accounts: (Somebody & Seat)[] = []
let neighbours: Somebody[]
let worker: Somebody
let lone: Somebody

const page = async (seat: Seat, query = '') =>
  textWithoutNonce(await request(`${SLUG}.localhost`, `/annuaire/autour-de-moi${query}`, { cookie: seat.cookie }))
const handles = (text: string) => [...text.matchAll(/<li data-person="([^"]+)"/g)].map(([, handle]) => handle!)
/** Scales with their numbers, the list's and the bubble's. */
const numbers = (text: string) => ({
  scales: [...text.matchAll(/data-scale="(\w+)" data-count="(\d+)"/g)].map(([, scale, n]) => [scale, Number(n)]),
  total: Number(/data-total="(\d+)"/.exec(text)?.[1]),
  bubble: Number(/class="map-spot" data-count="(\d+)"/.exec(text)?.[1]),
})

beforeAll(async () => {
  await apply(SLUG)
  neighbours = await add(5, 'Voisin', { homeCity: 'Toulouse' })
  ;[worker] = (await add(1, 'Poste', { homeCity: 'Lille', ...WORK })) as [Somebody]
  ;[lone] = (await add(1, 'Seul', { homeCity: 'Revel', homePostcode: '31250' })) as [Somebody]
  await add(6, 'Loin', { homeCity: 'Lille' })
  for (const name of ['Un', 'Deux', 'Trois']) {
    const [person] = await add(1, `Qz${name}`, { homeCity: 'Toulouse', homePostcode: '31000' })
    accounts.push({ ...person!, ...(await personSeat(SLUG, person!.id, { paidUp: true })) })
  }
})

test('the list, the map, the areas and their numbers agree, at every scale', async () => {
  const [viewer] = accounts as [(typeof accounts)[number]]
  const near = await page(viewer)
  // Five live there, two more accounts as well, and one works there.
  expect(numbers(near)).toEqual({
    scales: [
      ['commune', 8],
      ['departement', 9],
      ['region', 9],
      ['pays', 15],
    ],
    total: 8,
    bubble: 8,
  })
  expect(handles(near)).toHaveLength(8)
  expect(handles(near)).not.toContain(viewer.handle)
  expect(near).toContain('Toulouse et les environs')
  for (const [scale, count] of numbers(near).scales) {
    const text = await page(viewer, `?depuis=domicile&echelle=${scale}`)
    expect([numbers(text).total, numbers(text).bubble, handles(text).length]).toEqual([count, count, count])
  }
})

test('somebody alone in a cell is found in the department, and no closer', async () => {
  const [viewer] = accounts as [(typeof accounts)[number]]
  expect(handles(await page(viewer))).not.toContain(lone.handle)
  expect(handles(await page(viewer, '?echelle=departement'))).toContain(lone.handle)
  await write(viewer, { homeCity: 'Revel', homePostcode: '31250' })
  const there = await page(viewer)
  expect(numbers(there).scales[0]).toEqual(['departement', 9])
  expect(await page(viewer, '?echelle=commune')).toContain('data-scale="departement"')
  await write(viewer, { homeCity: 'Toulouse', homePostcode: '31000' })
})

describe('A15: home and work are two choices', () => {
  test('each places a person by itself, and hides them by itself', async () => {
    const [viewer] = accounts as [(typeof accounts)[number]]
    const near = async () => handles(await page(viewer))
    expect(await near()).toContain(worker.handle)
    await show(worker, { homeCity: 'nobody' })
    expect(await near(), 'by work alone').toContain(worker.handle)
    await show(worker, { homeCity: 'network', companyAddress: 'nobody' })
    expect(await near()).not.toContain(worker.handle)
    const country = await page(viewer, '?echelle=pays')
    expect(handles(country), 'by home alone').toContain(worker.handle)
    const hidden = await page(viewer)
    await write(worker, { companyAddress: '1 place Bellecour, 69002 Lyon' })
    expect(await page(viewer), 'a hidden place and another are the same').toBe(hidden)
    await write(worker, WORK)
    await show(worker, { companyAddress: 'network' })
    expect(await near()).toContain(worker.handle)
  })

  test('one’s own two places are two pages', async () => {
    const [viewer] = accounts as [(typeof accounts)[number]]
    await write(viewer, { company: 'Qzforge', companyAddress: '5 rue Nationale, 59000 Lille' })
    expect(numbers(await page(viewer)).total).toBe(8)
    expect(numbers(await page(viewer, '?depuis=travail')).total).toBe(7)
  })
})

test('A14: accounts that move learn nothing of where in the cell somebody is', async () => {
  const [target] = neighbours as [Somebody]
  const stand = (lat: number, lon: number) =>
    inside(SLUG, (query, { id }) =>
      query(sql`UPDATE "person" SET "homeLat" = ${lat}, "homeLon" = ${lon}
        WHERE "tenantId" = ${id} AND "id" = ${target.id}`),
    )
  const transcript = async () => {
    const all: string[] = []
    for (const account of accounts) await write(account, { homeCity: 'Toulouse', homePostcode: null })
    for (const town of ['Toulouse', 'Blagnac', 'Colomiers', 'Muret', 'Lille'])
      for (const account of accounts) {
        await write(account, { homeCity: town, homePostcode: null })
        all.push(await page(account), await page(account, '?echelle=departement'))
      }
    return all
  }
  const before = await transcript()
  for (const [lat, lon] of [
    [43.61, 1.45],
    [43.69, 1.51],
  ] as const) {
    await stand(lat, lon)
    expect(await transcript()).toEqual(before)
  }
  // Whoever hides their town is nowhere, from wherever one looks.
  expect(before.join()).toContain(`data-person="${target.handle}"`)
  await show(target, { homeCity: 'nobody' })
  expect((await transcript()).join()).not.toContain(`data-person="${target.handle}"`)
})

test('who names no town is told how to; who may not see the map finds no page', async () => {
  const [person] = await add(1, 'Sansville', { homeCountry: null })
  const text = await page(await personSeat(SLUG, person!.id))
  expect(text).toContain('Indiquez d’abord votre ville')
  const { cookie } = await organisationSeat(SLUG, 'company')
  expect((await request(`${SLUG}.localhost`, '/annuaire/autour-de-moi', { cookie })).status).toBe(403)
})
