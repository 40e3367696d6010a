/** The door of an event (B11): each case has its word, two doors let in once, the next scan works. */
import { beforeAll, expect, test } from 'vitest'
import { minuteIn } from '#app/calendar/local-time.ts'
import { type DoorList, keyOf } from '#app/features/staff/events/door-device.ts'
import { openEvent } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const people: Somebody[] = []
let manager: Seat
let count = 0

beforeAll(async () => {
  await apply('supmeca')
  manager = await staffSeat('supmeca', 'manager')
  for (let i = 0; i < 4; i++) people.push(await somebody('supmeca'))
})

/** Where it is morning now, so that an hour later is the same day. */
const ZONE = Number(minuteIn('Europe/Paris', new Date()).slice(11, 13)) < 12 ? 'Europe/Paris' : 'Pacific/Tahiti'
const hours = (n: number) => minuteIn(ZONE, new Date(Date.now() + n * 3_600_000))

async function make(words: Record<string, string> = {}, capacity = '') {
  const times = { zone: ZONE, starts: hours(1), ends: hours(2) }
  const places = { capacity, guests: '1' }
  const { desk, slug } = await openEvent(manager, { title: `Porte ${++count}`, words: { ...times, ...words }, places })
  return { desk, page: `/evenements/${slug}/inscription` }
}

const join = (who: Seat, page: string, more: Record<string, string> = {}) =>
  post(who, page, { intent: 'register', guests: '0', ...more })
const codeOf = async (who: Seat, page: string) => /data-ticket="([^"]+)"/.exec(await text(who, page))?.[1]

/** As a scanner asks. */
async function scan(desk: string, code: string) {
  const answer = await request(HOST, `${desk}/entrees/scan`, { cookie: manager.cookie, form: { code } })
  return (await answer.json()) as { word: string; name: string | null; seats: number; at: string | null }
}

test('in once, whichever of two doors; already, with the time; a bad scan, then the next works', async () => {
  const { desk, page } = await make()
  const [first, second] = people as [Somebody, Somebody]
  await join(first, page, { guests: '1' })
  await join(second, page)
  const code = (await codeOf(first, page))!
  expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
  expect(code).not.toBe(await codeOf(second, page))
  const both = await Promise.all([scan(desk, code), scan(desk, code.toLowerCase().replace('-', ' '))])
  expect(both.map(({ word }) => word).sort()).toEqual(['already', 'in'])
  expect(both[0]!.at).toBe(both[1]!.at)
  expect(both.every(({ name, seats }) => name?.includes(first.name) && seats === 2)).toBe(true)
  expect(await scan(desk, 'AAAAA-AAAAA')).toEqual({ word: 'unknown', name: null, seats: 0, at: null })
  expect((await scan(desk, (await codeOf(second, page))!)).word).toBe('in')
  expect(await text(manager, `${desk}/entrees`)).toContain('3 personnes entrées sur 3')
})

test('withdrawn, waiting, another event, another day, cancelled: each its word, and nobody is in', async () => {
  const { desk, page } = await make({}, '1')
  const other = await make()
  const later = await make({ starts: hours(72), ends: hours(73) })
  const [first, second] = people as [Somebody, Somebody]
  await join(first, page)
  const code = (await codeOf(first, page))!
  expect((await scan(other.desk, code)).word).toBe('unknown')
  await post(second, page, { intent: 'wait' })
  const line = await post(manager, `${desk}/entrees`, { person: second.id })
  expect(await line.text()).toContain('data-state="waiting"')
  await post(first, page, { intent: 'withdraw' })
  expect((await scan(desk, code)).word).toBe('withdrawn')
  await join(first, later.page)
  expect((await scan(later.desk, (await codeOf(first, later.page))!)).word).toBe('otherDay')
  const inLater = (await codeOf(first, later.page))!
  await post(manager, later.desk, { intent: 'cancel' })
  expect((await scan(later.desk, inLater)).word).toBe('cancelled')
  for (const one of [desk, later.desk])
    expect(await text(manager, `${one}/entrees`)).toContain('Personne n’est encore entré')
})

test('by name, without scripts: let in, taken back; on paper everybody who comes; members see no door', async () => {
  const { desk, page } = await make()
  const [first, second] = people as [Somebody, Somebody]
  for (const who of [first, second]) await join(who, page)
  const search = `${desk}/entrees?q=${first.name.slice(0, 7).toUpperCase()}`
  expect(await text(manager, search)).toContain(`data-person="${first.handle}"`)
  expect(await text(manager, `${desk}/entrees?q=${first.name}`)).not.toContain(`data-person="${second.handle}"`)
  const answer = await post(manager, `${desk}/entrees`, { person: first.id, intent: 'in' })
  expect(await answer.text()).toContain('Bienvenue')
  expect(await text(manager, search)).toContain('data-state="in"')
  await post(manager, `${desk}/entrees`, { person: first.id, intent: 'out' })
  expect(await text(manager, search)).not.toContain('data-state="in"')
  const list = await text(manager, `${desk}/liste`)
  for (const who of [first, second]) expect(list).toContain(`data-person="${who.handle}"`)
  for (const path of ['entrees', 'liste']) expect((await get(first, `${desk}/${path}`)).status).toBe(403)
})

test('a door reads one name at a time: no answers, nobody else counted, and beyond the budget the word alone', async () => {
  const config = tenantFile('supmeca')
  await apply({ ...config, directory: { ...config.directory, shownPerDay: 2 } })
  const { desk, page } = await make()
  await post(manager, `${desk}/places`, {
    registration: 'open',
    capacity: '',
    guests: '1',
    closes: '',
    'label-0': 'Régime',
  })
  const codes: string[] = []
  for (const who of people) {
    await join(who, page, { 'q-1': 'SansGluten' })
    codes.push((await codeOf(who, page))!)
  }
  manager = await staffSeat('supmeca', 'manager')
  expect((await get(manager, `${desk}/entrees/scan`)).status).toBe(200)
  const found = await text(manager, `${desk}/entrees?q=${people[0]!.name}`)
  expect(found).toContain(`data-person="${people[0]!.handle}"`)
  expect(found).not.toContain('SansGluten')
  const answers = []
  for (const code of codes) answers.push(await scan(desk, code))
  expect(answers.map(({ word }) => word)).toEqual(people.map(() => 'in'))
  expect(answers.map(({ name }) => name !== null)).toEqual(people.map((_, i) => i < 2))
  // Who reads the whole list reads them all, and nothing is let in or out for nobody.
  expect((await get(manager, `${desk}/liste`)).status).toBe(429)
  expect((await post(manager, `${desk}/entrees`, { intent: 'out' })).status).toBe(404)
})

test('what a device keeps names nobody: an answer to each code, under a hash; who may not open the door gets none', async () => {
  const { desk, page } = await make({}, '1')
  const [first, second] = people as [Somebody, Somebody]
  await join(first, page, { guests: '0' })
  await post(second, page, { intent: 'wait' })
  const code = (await codeOf(first, page))!
  const heard = await text(manager, `${desk}/entrees/scan?liste=1`)
  const { list, inside, expected } = JSON.parse(heard) as { list: DoorList; inside: number; expected: number }
  const id = desk.split('/').at(-1)!
  expect([inside, expected]).toEqual([0, 1])
  expect(list.lines[await keyOf(id, code)]).toEqual({ word: 'in', seats: 1, at: null })
  expect(
    Object.values(list.lines)
      .map(({ word }) => word)
      .sort(),
  ).toEqual(['in', 'waiting'])
  const [now] = [new Date().toISOString()]
  expect(list.from <= now && now < list.to).toBe(true)
  for (const hidden of [first.name, first.handle, first.id, code, code.toLowerCase().replace('-', '')])
    expect(heard).not.toContain(hidden)
  expect((await get(first, `${desk}/entrees/scan?liste=1`)).status).toBe(403)
  // The camera is asked for at the door alone.
  const allowed = async (path: string) => (await get(manager, path)).headers.get('Permissions-Policy')
  expect(await allowed(`${desk}/entrees`)).toContain('camera=(self)')
  expect(await allowed(desk)).toContain('camera=()')
})

test('an entry that is handed in late counts once, at its own time; never in the future, nor before yesterday', async () => {
  const { desk, page } = await make()
  const [first, second, third] = people as [Somebody, Somebody, Somebody]
  for (const who of [first, second, third]) await join(who, page)
  const codes = await Promise.all([first, second, third].map((who) => codeOf(who, page)))
  const hand = async (code: string, at: string) => {
    const form = { code, at, replay: '1' }
    const answer = await request(HOST, `${desk}/entrees/scan`, { cookie: manager.cookie, form })
    return (await answer.json()) as { word: string; name: string | null; at: string }
  }
  const before = new Date(Date.now() - 60_000).toISOString()
  expect(await hand(codes[0]!, before)).toMatchObject({ word: 'in', at: before, name: null })
  // The answer was lost on its way: the same entry again, from this door, has no second effect.
  expect(await hand(codes[0]!, before)).toMatchObject({ word: 'already', at: before })
  const other = (await scan(desk, codes[1]!)).at!
  expect(await hand(codes[1]!, before)).toMatchObject({ word: 'already', at: other })
  const late = await hand(codes[2]!, '2099-01-01T00:00:00.000Z')
  expect(Math.abs(Date.parse(late.at) - Date.now())).toBeLessThan(60_000)
  expect(JSON.parse(await text(manager, `${desk}/entrees/scan`))).toMatchObject({ inside: 3, expected: 3 })
})
