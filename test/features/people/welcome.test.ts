/** The steps after an activation: each saves as « Réglages » does and goes on; the end counts whom one may find. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { organisationSeat, personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
let me: Seat
let unpaid: Seat
let company: Seat
let handle: string
let id: string

beforeAll(async () => {
  await apply('isep')
  const nice = { firstName: 'Zoé', promotion: 2010, homeCity: 'Nice' }
  const people = await addPeople('isep', [
    {
      values: { firstName: 'Loïc', lastName: 'Moi', promotion: 2010, homeAddress: '3 rue des Lices', homeCity: 'Lyon' },
    },
    ...['Un', 'Deux', 'Trois'].map((lastName) => ({ values: { ...nice, lastName } })),
    { values: { ...nice, lastName: 'Caché' }, siteChoices: { homeCity: 'nobody' as const } },
    { values: { ...nice, lastName: 'Ailleurs', promotion: 2011 } },
    { values: { ...nice, lastName: 'Impayé' }, siteChoices: { homeCity: 'nobody' as const } },
  ])
  ;[id, handle] = [people[0]!.id, people[0]!.handle]
  me = await personSeat('isep', id, { paidUp: true })
  unpaid = await personSeat('isep', people[6]!.id)
  company = await organisationSeat('isep', 'company')
})

const at = (step: string) => `/parametres/bienvenue?etape=${step}`
const get = async (step: string, seat = me) => {
  const response = await request('isep.localhost', at(step), { cookie: seat.cookie })
  return { status: response.status, text: (await response.text()).replaceAll('\u00a0', ' ') }
}
const post = (step: string, form: Record<string, string>) =>
  request('isep.localhost', at(step), { cookie: me.cookie, form })
const record = async () => {
  const [row] = await inside('isep', (query, tenant) =>
    query<Record<string, unknown>>(sql`SELECT "homeCity", "homeAddress", "company", "jobTitle", "siteChoices"
      FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`),
  )
  return row!
}

test('four steps, each of which can wait: « Plus tard » leads to the next, and nothing is written', async () => {
  const before = await record()
  for (const [step, number, next] of [
    ['photo', 1, 'poste'],
    ['poste', 2, 'ville'],
    ['ville', 3, 'visibilite'],
    ['visibilite', 4, 'fin'],
  ] as const) {
    const { status, text } = await get(step)
    expect(status, step).toBe(200)
    expect(text).toContain(`Étape ${number} sur 4`)
    expect(text).toContain(`href="${at(next)}"`)
  }
  expect((await get('fin')).text).toContain(`href="/profil/${handle}"`)
  expect((await get('rien')).status).toBe(404)
  expect((await get('photo', company)).status).toBe(403)
  expect(await record()).toEqual(before)
})

test('a step saves what it asks and leaves the rest; what is wrong stays typed', async () => {
  const wrong = await post('poste', { companyName: 'Aéris', jobTitle: '' })
  expect(wrong.status).toBe(422)
  const again = await wrong.text()
  expect(again).toContain('value="Aéris"')
  expect(again).toContain('error-summary')
  const done = await post('poste', { companyName: 'Aéris', jobTitle: 'Ingénieur' })
  expect([done.status, done.headers.get('Location')]).toEqual([303, at('ville')])
  const { text } = await get('ville')
  const fields = [...text.matchAll(/<input[^>]*type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"/g)]
  const kept = Object.fromEntries(fields.map(([, name, value]) => [name, value]))
  const moved = await post('ville', { ...kept, homeCity: 'Nice', homeCountry: '' })
  expect([moved.status, moved.headers.get('Location')]).toEqual([303, at('visibilite')])
  expect(await record()).toMatchObject({
    ...{ homeCity: 'Nice', homeAddress: '3 rue des Lices' },
    ...{ company: 'Aéris', jobTitle: 'Ingénieur' },
  })
  const presets = (await get('visibilite')).text
  const preset = /data-preset="(\w+)" data-changes="[1-9]/.exec(presets)![1]!
  const shown = await post('visibilite', { preset })
  expect([shown.status, shown.headers.get('Location')]).toEqual([303, at('fin')])
  expect((await get('visibilite')).text).toContain(`data-preset="${preset}" data-changes="0"`)
})

test('the end counts those of one’s year who show the viewer their town, and nobody where the directory is closed', async () => {
  const { text } = await get('fin')
  expect(text).toContain('3 personnes de votre promo sont à Nice')
  expect(text).toContain('href="/annuaire?promo=2010&amp;ville=Nice"')
  const list = await request('isep.localhost', '/annuaire?promo=2010&ville=Nice', { cookie: me.cookie })
  // The directory lists the viewer as well.
  expect(await list.text()).toContain('data-total="4"')
  expect((await get('fin', unpaid)).text).not.toMatch(/de votre promo|annuaire\?promo/)
})
