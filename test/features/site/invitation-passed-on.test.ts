/** S14: what somebody learns and changes who follows the link of an invitation that was passed on to them. */
import { beforeAll, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { answerPath } from '#app/domain/events/answer-link.ts'
import { type OpenEvent, openEvent } from '../../factories/event-forms.ts'
import { post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`
const SECRET = 'Sans-gluten-secret'
const PARTS = ['name="guests"', 'name="shown"', 'name="q-1"']
let manager: Seat
let tenant: Tenant

beforeAll(async () => {
  await apply(SLUG)
  tenant = (await tenantOfSlug(SLUG))!
  manager = await staffSeat(SLUG, 'manager')
})

const open = (title: string, capacity = '') =>
  openEvent(manager, { title, places: { capacity, guests: '3', 'label-0': 'Régime' } })
const linkOf = ({ id: personId }: Somebody, { id: eventId }: OpenEvent, answer: 'yes' | 'no' = 'yes') =>
  answerPath(tenant.id, { eventId, personId }, answer)
/** The page as somebody reads it who is not signed in. */
const passedOn = (path: string) => text({ cookie: '' } as Seat, path)
const say = (path: string, form: Record<string, string>) => request(HOST, path, { form })
const own = ({ slug }: OpenEvent) => `/evenements/${slug}/inscription`
const comes = (who: Somebody, event: OpenEvent, intent = 'register') =>
  post(who, own(event), { intent, guests: '2', shown: 'on', 'q-1': SECRET })
const rowOf = ({ id }: Somebody, event: OpenEvent) =>
  inside(SLUG, (query, scope) =>
    query(sql`SELECT "state", "seats", "shown", "answers" FROM "event_registration" WHERE "tenantId" = ${scope.id}
      AND "eventId" = ${event.id} AND "personId" = ${id}`),
  )

test.each([
  ['registered', 'Ouvert', '', 'register', 'Vous êtes inscrit'],
  ['waiting', 'Complet', '1', 'wait', 'Vous êtes sur la liste d’attente'],
])('closed leak: it shows no answer, guests or choice of somebody %s, and a yes wipes none', async (...of) => {
  const [state, title, capacity, intent, words] = of
  const [who, event] = [await somebody(SLUG), await open(title, capacity)]
  expect((await comes(who, event, intent)).status).toBe(303)
  const before = await rowOf(who, event)
  expect(before).toMatchObject([{ state, seats: 3, shown: true, answers: { 1: SECRET } }])
  const page = await passedOn(linkOf(who, event))
  for (const part of [words, 'connectez-vous', `href="${own(event)}"`, 'answer=no']) expect(page).toContain(part)
  for (const part of [SECRET, ...PARTS, '"seats":3', '"shown":true']) expect(page).not.toContain(part)
  const forms: Record<string, string>[] = [{ answer: 'yes' }, { answer: 'yes', 'q-1': 'x' }, { intent: 'wait' }]
  for (const form of forms) expect((await say(linkOf(who, event), form)).status).toBe(303)
  expect(await rowOf(who, event)).toEqual(before)
  // Twin: signed in, they read what they said and change it.
  expect(await text(who, own(event))).toContain(SECRET)
})

test('a no gives the place back, and a yes after it begins with an empty form', async () => {
  const [who, event] = [await somebody(SLUG), await open('Rendu')]
  await comes(who, event)
  expect(await passedOn(linkOf(who, event, 'no'))).toContain('value="no"')
  await say(linkOf(who, event, 'no'), { answer: 'no' })
  expect(await rowOf(who, event)).toMatchObject([{ state: 'withdrawn' }])
  const page = await passedOn(linkOf(who, event))
  for (const part of PARTS) expect(page).toContain(part)
  for (const part of [SECRET, '"seats":3', '"shown":true']) expect(page).not.toContain(part)
  const taken = await say(linkOf(who, event), { answer: 'yes', 'q-1': 'Végétarien' })
  expect(taken.headers.get('Location')).toContain('fait=registered')
  expect(await rowOf(who, event)).toMatchObject([{ state: 'registered', seats: 1, answers: { 1: 'Végétarien' } }])
})

test('twin: somebody who has said nothing has the form, and answers it without a session', async () => {
  const [who, event] = [await somebody(SLUG), await open('Premier')]
  const page = await passedOn(linkOf(who, event))
  for (const part of PARTS) expect(page).toContain(part)
  await say(linkOf(who, event), { answer: 'yes', guests: '1' })
  expect(await rowOf(who, event)).toMatchObject([{ state: 'registered', seats: 2 }])
})
