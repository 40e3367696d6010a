/** Calendars of the agenda (B10), read back by two readers that know nothing of each other. */
import ICAL from 'ical.js'
import { sync as nodeIcal } from 'node-ical'
import { beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { mergePeople } from '#app/domain/people/merge-people.server.ts'
import { EVENT_WORDS } from '../../factories/event-forms.ts'
import { get, post, type Somebody, somebody, text } from '../../factories/groups.ts'
import { HOSTILE } from '../../factories/scripts.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, TRACE } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`
let manager: Seat
let member: Somebody
let count = 0

beforeAll(async () => {
  await apply(SLUG)
  manager = await staffSeat(SLUG, 'manager')
  member = await somebody(SLUG)
})

/** @returns the desk and the address of a published event */
async function make(words: Record<string, string> = {}) {
  const title = `Rendez-vous ${++count}`
  const form = { ...EVENT_WORDS, title, intent: 'publish', ...words }
  const answer = await post(manager, '/admin/evenements/nouveau', form)
  expect(answer.status).toBe(303)
  const desk = answer.headers.get('Location')!.split('?')[0]!
  await post(manager, `${desk}/places`, { registration: 'open', capacity: '', guests: '0', closes: '' })
  return { desk, slug: `rendez-vous-${count}`, title }
}

const fetched = async (path: string) => {
  const answer = await request(HOST, path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
  return answer.text()
}

interface Read {
  uid: string
  title: string
  starts: string
  ends: string
  sequence: number
  status: string
  text: string
  where: string
}

const byUid = (all: Read[]) => all.toSorted((a, b) => a.uid.localeCompare(b.uid))

/** By Mozilla's reader, zones by the rules that stand in the file. */
function byMozilla(file: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((one) => {
      const zone = new ICAL.Timezone(one)
      return [zone.tzid, zone]
    }),
  )
  return byUid(
    calendar.getAllSubcomponents('vevent').map((one) => {
      const at = (name: string) => {
        const property = one.getFirstProperty(name)!
        const time = property.getFirstValue() as ICAL.Time
        time.zone = zones.get(property.getParameter('tzid') as string)!
        return time.toJSDate().toISOString()
      }
      const value = (name: string) => String(one.getFirstPropertyValue(name) ?? '')
      return {
        ...{ uid: value('uid'), title: value('summary'), starts: at('dtstart'), ends: at('dtend') },
        ...{ sequence: Number(value('sequence')), status: value('status') },
        ...{ text: value('description'), where: value('location') },
      }
    }),
  )
}

/** By the reader that home servers use, zones by its own rules. */
function byNodeIcal(file: string): Read[] {
  return byUid(
    Object.values(nodeIcal.parseICS(file)).flatMap((one): Read[] => {
      if (one?.type !== 'VEVENT') return []
      const plain = (value: unknown) => (typeof value === 'string' ? value : ((value as { val?: string })?.val ?? ''))
      return [
        {
          ...{ uid: one.uid, title: plain(one.summary), starts: one.start.toISOString(), ends: one.end!.toISOString() },
          ...{ sequence: Number(one.sequence), status: String(one.status) },
          ...{ text: plain(one.description), where: plain(one.location) },
        },
      ]
    }),
  )
}

/** Both readers must say the same of it. */
function read(file: string): Read[] {
  const found = byMozilla(file)
  expect(byNodeIcal(file)).toEqual(found)
  return found
}

describe('the public calendar', () => {
  test('local times are the same instants for both readers, around every change of clocks', async () => {
    const cases: [string, string, string][] = [
      ['Europe/Paris', '2026-10-24T19:00', '2026-10-24T17:00:00.000Z'],
      ['Europe/Paris', '2026-10-26T19:00', '2026-10-26T18:00:00.000Z'],
      ['Europe/Paris', '2027-03-27T19:00', '2027-03-27T18:00:00.000Z'],
      ['Europe/Paris', '2027-03-28T19:00', '2027-03-28T17:00:00.000Z'],
      ['Pacific/Tahiti', '2027-03-28T19:00', '2027-03-29T05:00:00.000Z'],
      ['Indian/Reunion', '2027-03-28T19:00', '2027-03-28T15:00:00.000Z'],
      ['America/Toronto', '2027-03-20T19:00', '2027-03-20T23:00:00.000Z'],
    ]
    setClock(new Date('2026-09-01T10:00:00Z'))
    manager = await staffSeat(SLUG, 'manager')
    const titles = new Map<string, string>()
    for (const [zone, starts, instant] of cases) {
      const { title } = await make({ zone, starts, ends: `${starts.slice(0, 11)}23:00` })
      titles.set(title, instant)
    }
    const found = read(await fetched('/evenements.ics'))
    expect(Object.fromEntries(found.map(({ title, starts }) => [title, starts]))).toEqual(Object.fromEntries(titles))
    setClock(undefined)
  })

  test('lines of at most 75 octets, ended by CRLF; no text breaks out of its line', async () => {
    const evil = HOSTILE.slice(0, 4).join(' ').replaceAll('\n', ' ').slice(0, 90)
    await make({
      title: `É;,\\ ${evil}`.slice(0, 139),
      text: `Un\n\nEND:VEVENT\n${'é😀'.repeat(80)}`,
      place: 'Là;bas,\\ici',
    })
    const file = await fetched('/evenements.ics')
    const lines = file.split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(file.match(/^END:VEVENT\r$/gm)).toHaveLength(read(file).length)
    expect(read(file).some(({ title, where }) => title.startsWith('É;,\\ ') && where.startsWith('Là;bas,\\ici'))).toBe(
      true,
    )
  })

  test('holds what visitors find, whoever asks', async () => {
    const { slug, title } = await make({ audience: 'network' })
    const asked = await (await get(member, '/evenements.ics')).text()
    expect(asked).not.toContain(title)
    expect((await request(HOST, `/evenements/${slug}/agenda.ics`)).status).toBe(404)
    expect(await (await get(member, `/evenements/${slug}/agenda.ics`)).text()).toContain(title)
    expect((await request(HOST, `/evenements/${slug}.ics`)).headers.get('Location')).toContain('/agenda.ics')
  })
})

describe('one’s own calendar', () => {
  const feedOf = async (who: Seat) => {
    const html = await text(who, '/mon-agenda')
    return /\/agenda\/[\w-]+\.ics/.exec(html)?.[0]
  }

  test('follows what one comes to, with the link; UID stays, SEQUENCE rises, cancelled says so and then goes', async () => {
    expect(await feedOf(member)).toBeUndefined()
    await post(member, '/mon-agenda', { intent: 'renew' })
    const address = (await feedOf(member))!
    const { desk, slug, title } = await make({ audience: 'network', link: 'https://visio.example.org/secret' })
    expect(read(await fetched(address))).toEqual([])
    await post(member, `/evenements/${slug}/inscription`, { intent: 'register' })
    const other = await somebody(SLUG)
    await post(other, `/evenements/${slug}/inscription`, { intent: 'register', shown: 'on' })
    const [before] = read(await fetched(address))
    expect(before).toMatchObject({ title, sequence: 0, status: 'CONFIRMED' })
    expect(before!.text).toContain('visio.example.org/secret')
    expect(await fetched(address)).not.toContain(other.name)
    const moved = { ...EVENT_WORDS, title, audience: 'network', place: 'Ailleurs', intent: 'save' }
    await post(manager, `${desk}/modifier`, moved)
    const [after] = read(await fetched(address))
    expect(after).toMatchObject({ uid: before!.uid, sequence: 1 })
    await post(manager, desk, { intent: 'cancel' })
    expect(read(await fetched(address))[0]).toMatchObject({ uid: before!.uid, sequence: 2, status: 'CANCELLED' })
    setClock(new Date(Date.now() + 31 * 86_400_000))
    expect(read(await fetched(address))).toEqual([])
    setClock(undefined)
  })

  test('a new address ends the one before; a closed account ends it too; what is hidden again is not told', async () => {
    const who = await somebody(SLUG)
    const { desk, slug, title } = await make({ audience: 'network' })
    await post(who, `/evenements/${slug}/inscription`, { intent: 'register' })
    await post(who, '/mon-agenda', { intent: 'renew' })
    const first = (await feedOf(who))!
    await post(who, '/mon-agenda', { intent: 'renew' })
    const second = (await feedOf(who))!
    expect((await request(HOST, first)).status).toBe(404)
    expect(await fetched(second)).toContain(title)
    expect((await request('ece.localhost', second)).status).toBe(404)
    await post(manager, `${desk}/modifier`, { ...EVENT_WORDS, title, audience: 'staff', intent: 'save' })
    expect(await fetched(second)).not.toContain(title)
    await inside(SLUG, (query, scope) =>
      query(
        sql`UPDATE "account" SET "disabledAt" = ${new Date()} WHERE "tenantId" = ${scope.id} AND "id" = ${who.accountId}`,
      ),
    )
    expect((await request(HOST, second)).status).toBe(404)
    expect((await request(HOST, '/agenda/rien.ics')).status).toBe(404)
  })

  test('a death ends the address, and a merge that of the record that goes; the kept record’s stays', async () => {
    const [kept, gone] = [await somebody(SLUG), await somebody(SLUG)]
    for (const who of [kept, gone]) await post(who, '/mon-agenda', { intent: 'renew' })
    const [stays, goes] = [(await feedOf(kept))!, (await feedOf(gone))!]
    const status = (word: string | null) =>
      inside(SLUG, (query, scope) =>
        query(sql`UPDATE "person" SET "status" = ${word} WHERE "tenantId" = ${scope.id} AND "id" = ${kept.id}
          RETURNING 1`),
      )
    await status('décédée')
    expect((await request(HOST, stays)).status).toBe(404)
    await status(null)
    await inside(SLUG, (query, scope) =>
      mergePeople(query, scope, { keptId: kept.id, goneId: gone.id, picks: new Set() }, { ...TRACE, now: new Date() }),
    )
    expect((await request(HOST, goes)).status).toBe(404)
    await fetched(stays)
    // A record without an address takes none of another, which would not open for it.
    const [plain, other] = [await somebody(SLUG), await somebody(SLUG)]
    await post(other, '/mon-agenda', { intent: 'renew' })
    const lost = (await feedOf(other))!
    await inside(SLUG, (query, scope) =>
      mergePeople(
        query,
        scope,
        { keptId: plain.id, goneId: other.id, picks: new Set() },
        { ...TRACE, now: new Date() },
      ),
    )
    expect((await request(HOST, lost)).status).toBe(404)
    expect((await get(plain, '/mon-agenda')).status).toBe(200)
    expect(await feedOf(plain)).toBeUndefined()
  })
})
