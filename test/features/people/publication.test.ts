/** A profile is published by an act of its person (N2): nothing of it is seen before, the freshest stands first. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { isPublished, tellsName } from '#app/domain/people/publication.ts'
import { personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'sepro'
const HOST = `${SLUG}.localhost`
const PAGE = '/parametres/publier'
let own: Seat & { id: string; handle: string }
let other: Seat

beforeAll(async () => {
  await apply(SLUG, 'isep')
  const values = { firstName: 'Zoé', lastName: 'Aubépine', pseudonym: 'Loutre', primaryEmail: 'zoe@ici.example' }
  const [mine, theirs] = await addPeople(SLUG, [
    { values, siteChoices: { pseudonym: 'nobody' } },
    {
      values: { pseudonym: 'Castor', primaryEmail: 'castor@ici.example', purpose: 'emploi', publishedAt: '2026-02-01' },
    },
    { values: { pseudonym: 'Abeille', purpose: 'stage', publishedAt: '2025-02-01' } },
  ])
  own = { ...mine!, ...(await personSeat(SLUG, mine!.id)) }
  other = await personSeat(SLUG, theirs!.id)
})

const page = async (path: string, seat?: Seat) => (await request(HOST, path, { cookie: seat?.cookie })).text()
const post = (form: Record<string, string>, seat: Seat = own) => request(HOST, PAGE, { form, cookie: seat.cookie })
const to = async (answer: Promise<Response>) => [(await answer).status, (await answer).headers.get('Location')]
const listed = async () =>
  [...(await page('/annuaire')).matchAll(/<li[^>]* data-person="([^"]+)"/g)].map((one) => one[1])
const isSeen = async () => (await request(HOST, `/profil/${own.handle}`, { cookie: other.cookie })).status === 200

test('four steps, and nobody sees anything before the last', async () => {
  expect(await page('/', own)).toContain('Votre profil n’est pas publié')
  expect(await page(PAGE, own)).toContain('Étape 1 sur 4')
  expect((await post({ etape: 'but', purpose: 'n’importe quoi' })).status).toBe(422)
  expect(await to(post({ etape: 'but', purpose: 'stage' }))).toEqual([303, `${PAGE}?etape=contenu`])
  const content = {
    speciality: 'Informatique',
    homeCity: 'Brest',
    homeCountry: 'France',
    skills: 'C, SQL',
    bio: 'Juin',
  }
  expect(await to(post({ etape: 'contenu', ...content }))).toEqual([303, `${PAGE}?etape=pseudo`])
  const named = await post({ etape: 'pseudo', pseudonym: 'zoe-92' })
  expect(named.status).toBe(422)
  expect(await named.text()).toMatch(/N’est-ce pas votre nom[\s\S]*name="keep"/)
  expect(await to(post({ etape: 'pseudo', pseudonym: 'Hermine' }))).toEqual([303, `${PAGE}?etape=apercu`])
  const preview = await page(`${PAGE}?etape=apercu`, own)
  for (const words of ['Hermine', 'stage', 'Informatique', 'Brest', 'Rien n’est encore publié', 'Publier'])
    expect(preview).toContain(words)
  expect(/<main[\s\S]*<\/main>/.exec(preview)![0]).not.toContain('Aubépine')
  expect(await isSeen()).toBe(false)
  expect(await listed()).not.toContain(own.handle)
  expect(await to(post({ intent: 'refresh' }))).toEqual([303, `${PAGE}?etape=apercu`])
  expect(await isSeen()).toBe(false)
})

test('published, it stands first; taken off, it is gone; refreshed, an old one is on top again', async () => {
  expect(await to(post({ intent: 'publish' }))).toEqual([303, `${PAGE}?fait=publish`])
  expect(await isSeen()).toBe(true)
  expect((await listed())[0]).toBe(own.handle)
  expect(await listed()).toHaveLength(3)
  await inside(SLUG, (query, { id }) =>
    query(sql`UPDATE "person" SET "publishedAt" = '2024-01-01' WHERE "tenantId" = ${id} AND "id" = ${own.id}`),
  )
  expect((await listed()).at(-1)).toBe(own.handle)
  await post({ intent: 'refresh' })
  expect((await listed())[0]).toBe(own.handle)
  await post({ intent: 'withdraw' })
  expect([await isSeen(), (await listed()).length]).toEqual([false, 2])
})

test('who has said nothing yet publishes nothing, and elsewhere there is no such page', async () => {
  const [bare] = await addPeople(SLUG, [
    { values: { pseudonym: 'Muet', primaryEmail: 'muet@ici.example' }, siteChoices: { pseudonym: 'nobody' } },
  ])
  const seat = await personSeat(SLUG, bare!.id)
  expect(await to(post({ intent: 'publish' }, seat))).toEqual([303, `${PAGE}?etape=but`])
  expect(await listed()).not.toContain(bare!.handle)
  const [graduate] = await addPeople('isep', [
    { values: { firstName: 'A', lastName: 'B', promotion: 1990, primaryEmail: 'a@ici.example' } },
  ])
  const { cookie } = await personSeat('isep', graduate!.id)
  expect((await request('isep.localhost', PAGE, { cookie })).status).toBe(404)
})

test('a pseudonym that holds a name is told, one that does not is not', () => {
  for (const said of ['Zoé', 'zoe92', 'AUBEPINE', 'xAubépine_x'])
    expect(tellsName(said, ['Zoé', 'Aubépine']), said).toBe(true)
  for (const said of ['Hermine', 'Li', 'Zo']) expect(tellsName(said, ['Zoé', 'Aubépine', 'Li', null]), said).toBe(false)
  const config = { identity: { field: 'pseudonym' as const, with: [] }, publication: undefined }
  expect(isPublished(config, { siteChoices: [] })).toBe(true)
})
