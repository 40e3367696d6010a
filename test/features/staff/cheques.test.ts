/** Money that comes by post: the tier stands ready, the button says the sum, a pile is typed one after another. */
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'isep.localhost'
let treasurer: Seat
let people: { handle: string }[]

beforeAll(async () => {
  await apply('isep')
  setClock(new Date('2026-11-30T10:00:00Z'))
  people = await addPeople('isep', [
    { values: { firstName: 'Loïc', lastName: 'Aubry', promotion: 2024, primaryEmail: 'loic@courriel.example' } },
    { values: { firstName: 'Rose', lastName: 'Aubry', promotion: 1990 } },
    { values: { firstName: 'Paul', lastName: 'Autre', promotion: 1991 } },
  ])
  treasurer = await staffSeat('isep', 'tresorier')
})

const get = async (path: string) => (await request(HOST, path, { cookie: treasurer.cookie })).text()
const post = (path: string, form: Record<string, string>) => request(HOST, path, { form, cookie: treasurer.cookie })
const text = (html: string) => html.replace(/<!-- -->/g, '').replace(/[\u00a0\u202f]/g, ' ')
const cheque = (place: number, more: Record<string, string>) => ({
  ...{ person: people[place]!.handle, tier: 'diplome', means: 'cheque', receivedOn: '2026-11-30', gift: '' },
  ...{ reference: String(place), ...more },
})

test('the tier of a recent graduate stands ready, and the button says its sum', async () => {
  const page = text(await get(`/admin/ventes/nouvelle?personne=${people[0]!.handle}`))
  expect(page).toMatch(/<option value="jeune-diplome" selected/)
  expect(page).toContain('Enregistrer 40,00 €')
  expect(text(await get(`/admin/ventes/nouvelle?personne=${people[1]!.handle}`))).toContain('Enregistrer 80,00 €')
})

test('another sum than the button said is shown before it is recorded: without scripts it cannot follow', async () => {
  const path = `/admin/ventes/nouvelle?personne=${people[0]!.handle}`
  const asked = await post(path, cheque(0, { tier: 'diplome', expected: '4000' }))
  expect(asked.status).toBe(422)
  const page = text(await asked.text())
  expect(page).toContain('le paiement est de 80,00 €')
  expect(page).toContain('Enregistrer 80,00 €')
  expect(page).toMatch(/<option value="diplome" selected/)
})

test('what was done is said: until when, where the receipt went, and the next cheque', async () => {
  const path = `/admin/ventes/nouvelle?personne=${people[0]!.handle}`
  const made = await post(path, cheque(0, { tier: 'jeune-diplome', expected: '4000' }))
  expect(made.status).toBe(303)
  const page = text(await get(made.headers.get('Location')!))
  expect(page).toContain('Loïc Aubry est à jour jusqu’au 31/12/2027.')
  expect(page).toContain('Reçu envoyé à loic@courriel.example.')
  expect(page).toContain('href="/admin/ventes/cheques"')
  expect(page).toMatch(/<details[^>]*>\s*<summary>Rembourser/)
})

test('a pile: whom, how much, the sum of the slip; what was noted of one stays for the next', async () => {
  const found = await get('/admin/ventes/cheques?q=aubry')
  for (const { handle } of people.slice(0, 2)) expect(found).toContain(`data-person="${handle}"`)
  expect(found).not.toContain(`data-person="${people[2]!.handle}"`)
  const done = await post('/admin/ventes/cheques', cheque(1, { expected: '8000', receivedOn: '2026-11-28' }))
  expect(done.status).toBe(303)
  const next = done.headers.get('Location')!
  expect(next).toContain('jour=2026-11-28')
  await post('/admin/ventes/cheques', cheque(2, { expected: '10000', gift: '20' }))
  const page = text(await get(`${next}&personne=${people[2]!.handle}`))
  // 40 € of the test before, 80 €, and 80 € with a gift of 20 €.
  expect(page).toContain('data-sum="22000"')
  expect(page).toContain('3 chèques, 220,00 €')
  expect(page).toContain('value="2026-11-28"')
  expect(text(await get('/admin/ventes/cheques?moyen=transfer'))).not.toContain('data-sum')
})

test('suggestions lead back to the page that asks, and never out of the administration', async () => {
  const suggested = async (vers: string) => {
    const answer = await get(`/admin/personnes?q=autre&vers=${encodeURIComponent(vers)}`)
    return (JSON.parse(answer) as { options: { address: string }[] }).options.map(({ address }) => address)
  }
  const { handle } = people[2]!
  expect(await suggested('/admin/ventes/cheques?moyen=cash')).toEqual([
    `/admin/ventes/cheques?moyen=cash&personne=${handle}`,
  ])
  for (const out of ['', 'https://ailleurs.example', '//ailleurs.example/admin/'])
    expect(await suggested(out)).toEqual([`/admin/membres/${handle}`])
})
