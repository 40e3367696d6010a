/** Events that repeat (B9, B10): real events that share a series; one, the following, all; calendars of each. */
import ICAL from 'ical.js'
import { sync as nodeIcal } from 'node-ical'
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { EVENT_WORDS, openEvent } from '../../factories/event-forms.ts'
import { post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const TIMES = { starts: '2027-03-16T19:00', ends: '2027-03-16T22:00' }
const WORDS = { ...EVENT_WORDS, ...TIMES }
let manager: Seat
let member: Somebody

beforeAll(async () => {
  await apply('supmeca')
  manager = await staffSeat('supmeca', 'manager')
  member = await somebody('supmeca')
})

const read = async (path: string) => (await request(HOST, path)).text()
const status = async (path: string) => (await request(HOST, path)).status

/** @returns the address of the desk of each date, the first first */
async function series(title: string, words: Record<string, string> = {}, times = 4) {
  const { desk, slug } = await openEvent(manager, { title, words: { ...TIMES, ...words } })
  const answer = await post(manager, `${desk}/serie`, { repeat: 'weekly', times: String(times) })
  expect(answer.headers.get('Location')).toContain('fait=repeated')
  const page = await text(manager, `${desk}/serie`)
  expect(page).toContain(`data-total="${times}"`)
  const others = [...page.matchAll(/<a href="(\/admin\/evenements\/[\w-]{36})"[^>]*>[^<]*<time/g)].map(([, to]) => to!)
  expect(others).toHaveLength(times - 1)
  return { desks: [desk, ...others], slug, title }
}

async function rows(title: string) {
  return inside('supmeca', (query, scope) =>
    query<{ slug: string; startsLocal: string; startsAt: Date; title: string; sequence: number; place: string }>(
      sql`SELECT "slug", "startsLocal", "startsAt", "title", "sequence", "place" FROM "event"
        WHERE "tenantId" = ${scope.id} AND "title" LIKE ${`${title}%`} ORDER BY "startsAt"`,
    ),
  )
}
const save = (desk: string, more: Record<string, string>) =>
  post(manager, `${desk}/modifier`, { ...WORDS, intent: 'save', ...more })

test('weekly dates are events of their own at one hour on the wall; nobody else’s people, and repeated once', async () => {
  const { desks, slug } = await series('Afterwork')
  const [first, second, third, fourth] = await rows('Afterwork')
  expect([first, second, third, fourth].map((one) => one!.startsAt.toISOString().slice(5, 16))).toEqual([
    ...['03-16T18:00', '03-23T18:00', '03-30T17:00', '04-06T17:00'],
  ])
  expect(second!.slug).toBe('afterwork-2027-03-23')
  await post(member, `/evenements/${second!.slug}/inscription`, { intent: 'register', guests: '0' })
  expect(await text(member, `/evenements/${second!.slug}`)).toContain('data-state="registered"')
  expect(await text(member, `/evenements/${slug}`)).not.toContain('data-state="registered"')
  // Its page names the other dates, and asks nothing twice.
  const page = await read(`/evenements/${slug}`)
  for (const one of [second, third, fourth]) expect(page).toContain(`data-event="${one!.slug}"`)
  await post(manager, `${desks[0]}/serie`, { repeat: 'weekly', times: '9' })
  expect(await rows('Afterwork')).toHaveLength(4)
  const wrong = await post(manager, `${(await openEvent(manager, { title: 'Seule' })).desk}/serie`, {
    ...{ repeat: 'daily', times: '99' },
  })
  expect(wrong.status).toBe(422)
})

test('this one, the following, all: only what was changed changes; a date changed by itself stays as it is', async () => {
  const { desks } = await series('Dictée')
  await save(desks[1]!, { title: 'Dictée à part', scope: 'one', starts: '2027-03-23T20:00', ends: '2027-03-23T22:00' })
  await save(desks[0]!, { title: 'Dictée', place: 'Bibliothèque', scope: 'all' })
  expect((await rows('Dictée')).map(({ place }) => place)).toEqual([
    ...['Bibliothèque', 'Maison des ingénieurs', 'Bibliothèque', 'Bibliothèque'],
  ])
  // An hour earlier, from the third on: the fourth follows by its own day, over the change of clocks.
  const times = { starts: '2027-03-30T18:00', ends: '2027-03-30T21:00' }
  await save(desks[2]!, { title: 'Dictée', place: 'Bibliothèque', scope: 'following', ...times })
  expect((await rows('Dictée')).map(({ startsLocal }) => startsLocal)).toEqual([
    ...['2027-03-16T19:00', '2027-03-23T20:00', '2027-03-30T18:00', '2027-04-06T18:00'],
  ])
  // What was moved stays moved when a word is changed for all.
  await save(desks[0]!, { title: 'Dictée du mardi', place: 'Bibliothèque', scope: 'all' })
  expect((await rows('Dictée')).map(({ title, startsLocal }) => `${title} ${startsLocal.slice(11)}`)).toEqual([
    ...['Dictée du mardi 19:00', 'Dictée à part 20:00', 'Dictée du mardi 18:00', 'Dictée du mardi 18:00'],
  ])
  expect(await text(manager, `${desks[0]}/serie`)).toContain('Modifiée à part')
})

test('a draft series is nobody’s; shown at once; who comes to a date hears of its cancellation, and of no other’s', async () => {
  const title = 'Chorale'
  const written = await post(manager, '/admin/evenements/nouveau', {
    ...WORDS,
    title,
    audience: 'network',
    intent: 'save',
  })
  const desk = written.headers.get('Location')!.split('?')[0]!
  await post(manager, `${desk}/serie`, { repeat: 'fortnightly', times: '3' })
  const slugs = (await rows(title)).map(({ slug }) => slug)
  expect(slugs).toHaveLength(3)
  for (const slug of slugs) expect(await status(`/evenements/${slug}`)).toBe(404)
  await post(manager, desk, { intent: 'publish-all' })
  for (const slug of slugs) {
    expect(await status(`/evenements/${slug}`)).toBe(404)
    expect(await text(member, `/evenements/${slug}`)).toContain(`data-event="${slugs.find((one) => one !== slug)}"`)
  }
  const { desks } = await series('Randonnée')
  const day = { starts: '2027-04-06T14:00', ends: '2027-04-06T22:00' }
  await save(desks[3]!, { title: 'Randonnée longue', scope: 'one', ...day })
  await post(manager, desks[1]!, { intent: 'cancel-following' })
  const states = (await text(manager, `${desks[0]}/serie`)).match(/data-state="(\w+)"/g)
  expect(states).toEqual(['published', 'cancelled', 'cancelled', 'cancelled'].map((one) => `data-state="${one}"`))
})

test('in calendars each date is an event with its UID; its SEQUENCE rises; cancelled it is kept, then dropped', async () => {
  const { desks } = await series('Jogging', { zone: 'Pacific/Tahiti' }, 3)
  const before = await rows('Jogging')
  await save(desks[0]!, { title: 'Jogging', zone: 'Pacific/Tahiti', place: 'Lagon', scope: 'all' })
  await post(manager, desks[2]!, { intent: 'cancel' })
  const file = await read('/evenements.ics')
  const mozilla = new ICAL.Component(ICAL.parse(file))
    .getAllSubcomponents('vevent')
    .filter((one) => one.getFirstPropertyValue('summary') === 'Jogging')
  expect(mozilla.map((one) => one.hasProperty('rrule') || one.hasProperty('recurrence-id'))).toEqual([
    false,
    false,
    false,
  ])
  const found = (all: { uid: string; sequence: number; status: string; starts: string }[]) =>
    all.toSorted((a, b) => a.starts.localeCompare(b.starts))
  const first = found(
    mozilla.map((one) => ({
      uid: String(one.getFirstPropertyValue('uid')),
      sequence: Number(one.getFirstPropertyValue('sequence')),
      status: String(one.getFirstPropertyValue('status')),
      starts: String(one.getFirstPropertyValue('dtstart')).slice(0, 16),
    })),
  )
  const second = Object.values(nodeIcal.parseICS(file)).flatMap((one) =>
    one?.type === 'VEVENT' && one.summary === 'Jogging'
      ? [{ uid: one.uid, sequence: Number(one.sequence), status: String(one.status), at: one.start.toISOString() }]
      : [],
  )
  expect(first.map(({ sequence, status: said, starts }) => [sequence, said, starts])).toEqual([
    [1, 'CONFIRMED', '2027-03-16T19:00'],
    [1, 'CONFIRMED', '2027-03-23T19:00'],
    [2, 'CANCELLED', '2027-03-30T19:00'],
  ])
  expect(second.map(({ at }) => at).sort()).toEqual(before.map(({ startsAt }) => startsAt.toISOString()))
  expect(new Set(second.map(({ uid }) => uid))).toEqual(new Set(first.map(({ uid }) => uid)))
  expect(new Set(first.map(({ uid }) => uid)).size).toBe(3)
  setClock(new Date(Date.now() + 40 * 86_400_000))
  try {
    expect(await read('/evenements.ics')).not.toContain(first[2]!.uid)
  } finally {
    setClock(undefined)
  }
})
