/** A company's own space (E4, S3, N4; C2, C9, C10, C11): its offers and what came of them, applications as a board. */
import { beforeAll, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { offerRow } from '#app/domain/offers/read-offers.server.ts'
import { moveOffer } from '#app/domain/offers/write-offers.server.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { deposit } from '../../factories/offers.ts'
import { colleagueSeat, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()

const OFFERS = '/recruteurs/offres'
const BOARD = '/recruteurs/candidatures'
const seats = {} as Record<'manager' | 'company' | 'colleague' | 'other' | 'school', Seat>
const people = {} as Record<'nina' | 'omar' | 'zoe', Somebody>
const sent = {} as Record<'nina' | 'omar' | 'zoe', string>
let first = ''
let second = ''

async function online(title: string): Promise<string> {
  const id = await deposit(seats.company, { title, applyUrl: '' })
  const hash = /name="hash" value="(\w+)"/.exec(await text(seats.manager, `/admin/offres/${id}`, 'ece'))![1]!
  await post(seats.manager, `/admin/offres/${id}`, { intent: 'approve', because: '', hash }, 'ece')
  return id
}

async function send(who: Somebody, offer: string): Promise<string> {
  const words = { name: `Candidat ${who.name}`, email: `${who.name}@exemple.fr`, letter: 'Bonjour.' }
  expect((await post(who, `/offres/${offer}/postuler`, words, 'ece')).status).toBe(303)
  return inside('ece', async (query, { id }) => {
    const [row] = await query<{ id: string }>(sql`SELECT "id" FROM "offer_application" WHERE "tenantId" = ${id}
      AND "offerId" = ${offer} AND "personId" = ${who.id}`)
    return row!.id
  })
}

/** Where somebody stops an offer, or says yes again. */
const judge = (offer: string, cause: 'taken-down' | 'approved', state: 'refused' | 'published') =>
  inside('ece', async (query, { id }) => {
    const unit = { query, now: new Date(), tenant: (await tenantOfSlug('ece'))! }
    await moveOffer(unit, (await offerRow(query, id, offer))!, { state, cause, by: seats.manager.accountId })
  })

const move = (who: Seat, application: string, stage: string, more = {}) =>
  post(who, BOARD, { application, stage, ...more }, 'ece')
const inColumn = (page: string, column: string) =>
  Number(new RegExp(`data-stat="${column}" data-value="(\\d+)"`).exec(page)?.[1])
const onBoard = (page: string) => [...page.matchAll(/data-application="([\w-]+)"/g)].map(([, id]) => id)

beforeAll(async () => {
  await apply('ece', 'isep')
  seats.manager = await staffSeat('ece', 'manager')
  seats.company = await organisationSeat('ece', 'company')
  seats.colleague = await colleagueSeat('ece', seats.company)
  seats.other = await organisationSeat('ece', 'company')
  seats.school = await organisationSeat('ece', 'school')
  for (const name of ['nina', 'omar', 'zoe'] as const) people[name] = await somebody('ece')
  first = await online('Ingénieur essais')
  second = await online('Chef de projet')
  sent.nina = await send(people.nina, first)
  sent.omar = await send(people.omar, first)
  sent.zoe = await send(people.zoe, second)
})

test('its offers have states, views of others alone, applications and those without an answer; a person is sent to their own page', async () => {
  for (const who of [people.nina, people.omar, people.nina, seats.company, seats.colleague, seats.manager])
    expect((await get(who, `/offres/${second}`, 'ece')).status).toBe(200)
  expect((await get(seats.other, `/offres/${second}`, 'ece')).status).toBe(404)
  const page = await text(seats.company, OFFERS, 'ece')
  const card = (id: string) => page.slice(page.indexOf(`data-offer="${id}"`)).split('</li>')[0]!
  expect(card(second)).toMatch(/data-state="published"[\s\S]*data-stat="views" data-value="3"/)
  expect(card(first)).toMatch(/data-stat="applications" data-value="2"[\s\S]*2 sans réponse/)
  expect(await text(seats.colleague, OFFERS, 'ece')).toContain(first)
  expect(await text(seats.other, OFFERS, 'ece')).not.toContain(first)
  const statuses = [people.nina, seats.school, seats.manager].map(async (who) => (await get(who, OFFERS, 'ece')).status)
  expect(await Promise.all(statuses)).toEqual([403, 403, 403])
  expect((await get(seats.company, '/mes-offres?fait=removed', 'ece')).headers.get('Location')).toContain(
    `${OFFERS}?fait=removed`,
  )
  expect((await get(people.nina, '/mes-offres', 'ece')).status).toBe(200)
})

test('one’s own offer is copied into a new draft, anybody else’s is not; what is over is published again from the list', async () => {
  const form = await text(seats.colleague, `/offres/deposer?copie=${second}`, 'ece')
  expect(form).toContain('value="Chef de projet"')
  // What one reads is not what one copies.
  for (const who of [people.nina, seats.other])
    expect((await get(who, `/offres/deposer?copie=${second}`, 'ece')).status).toBe(404)
  const third = await online('Poste repris')
  await post(seats.company, `/offres/${third}`, { intent: 'withdraw' }, 'ece')
  expect(await text(seats.company, OFFERS, 'ece')).toMatch(
    new RegExp(`action="/offres/${third}"[\\s\\S]*value="reopen"[\\s\\S]*Publier de nouveau`),
  )
  expect((await post(seats.company, `/offres/${third}`, { intent: 'reopen' }, 'ece')).headers.get('Location')).toBe(
    `/offres/${third}/modifier`,
  )
})

test('C9, C10: the board has the unanswered first; moved by a form both sides see it, and no mail leaves', async () => {
  const before = await text(seats.company, BOARD, 'ece')
  expect(onBoard(before)).toEqual([sent.nina, sent.omar, sent.zoe])
  mails.forget()
  await mails.send('ece')
  mails.forget()
  expect((await move(seats.colleague, sent.omar, 'interview')).headers.get('Location')).toContain('fait=moved')
  expect((await move(seats.company, sent.zoe, 'shortlisted')).status).toBe(303)
  expect(await mails.send('ece')).toEqual([])
  const page = await text(seats.company, BOARD, 'ece')
  const columns = ['unread', 'shortlisted', 'interview', 'answered']
  expect(columns.map((one) => inColumn(page, one))).toEqual([1, 1, 1, 0])
  const own = await text(people.omar, '/mes-candidatures', 'ece')
  expect(own).toMatch(new RegExp(`data-application="${sent.omar}" data-state="interview"`))
  expect(own).toContain('Entretien')
  // An answer is no move: it has words, and goes out by the application's own form.
  expect((await move(seats.company, sent.omar, 'accepted')).status).toBe(422)
  const yes = { intent: 'accepted', words: 'Venez nous voir.' }
  expect((await post(seats.company, `/candidatures/${sent.omar}`, yes, 'ece')).status).toBe(303)
  expect((await move(seats.company, sent.omar, 'unread')).headers.get('Location')).toContain('fait=gone')
  const after = await text(seats.company, BOARD, 'ece')
  expect(columns.map((one) => inColumn(after, one))).toEqual([1, 1, 0, 1])
  expect(onBoard(after).at(-1)).toBe(sent.omar)
})

test('one offer’s alone by its filter; nobody else’s, none taken back, none of an offer that stands stopped', async () => {
  expect(onBoard(await text(seats.company, `${BOARD}?offre=${second}`, 'ece'))).toEqual([sent.zoe])
  const kept = await move(seats.company, sent.zoe, 'unread', { offre: second })
  expect(kept.headers.get('Location')).toContain(`offre=${second}`)
  expect(onBoard(await text(seats.other, BOARD, 'ece'))).toEqual([])
  expect(onBoard(await text(seats.other, `${BOARD}?offre=${second}`, 'ece'))).toEqual([])
  expect((await move(seats.other, sent.zoe, 'interview')).status).toBe(404)
  for (const who of [people.zoe, seats.school, seats.manager]) {
    expect((await get(who, BOARD, 'ece')).status).toBe(403)
    expect((await move(who, sent.zoe, 'interview')).status).toBe(403)
  }
  await post(people.nina, '/mes-candidatures', { intent: 'withdraw', application: sent.nina }, 'ece')
  expect(await text(seats.company, BOARD, 'ece')).not.toContain(people.nina.name)
  expect((await move(seats.company, sent.nina, 'interview')).status).toBe(404)
  await judge(second, 'taken-down', 'refused')
  expect(await text(seats.company, BOARD, 'ece')).not.toContain(people.zoe.name)
  expect((await move(seats.company, sent.zoe, 'interview')).status).toBe(404)
  const list = await text(seats.company, OFFERS, 'ece')
  expect(list.slice(list.indexOf(`data-offer="${second}"`)).split('</li>')[0]).not.toContain('sans réponse')
  await judge(second, 'approved', 'published')
  expect(onBoard(await text(seats.company, BOARD, 'ece'))).toContain(sent.zoe)
})
