/** Where an association's directory is open to visitors, lists count the people they show to a network. */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { flushShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../factories/world.ts'
import { queryAs, useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

const database = useDatabase()
const HOST = 'sepro.localhost'
const BASE = 240
const SHOWN = 60
const DAY = 86_400_000
let at = Date.parse('2026-10-05T08:00:00Z')

beforeAll(async () => {
  const config = tenantFile('sepro')
  const { quick, openedPerDay, openedPerDayCompany } = config.directory
  config.directory = { quick, openedPerDay, openedPerDayCompany, heavyPerMinute: 60, shownPerDayNetwork: SHOWN }
  await apply(config)
  await addPeople(
    'sepro',
    Array.from({ length: BASE }, (_, i) => ({
      values: { pseudonym: `Lynx ${i}`, firstName: 'Ana', lastName: 'Visible', promotion: 1990 + (i % 30) },
      siteChoices: { pseudonym: 'public' as const, promotion: 'public' as const },
    })),
  )
})
beforeEach(() => {
  at += 2 * DAY
  setClock(new Date(at))
})
afterEach(() => setClock(undefined))

const visit = (from: string, path: string, headers: Record<string, string> = {}) =>
  request(HOST, path, { headers: { 'X-Client-Address': from, 'Accept-Language': 'fr', ...headers } })
const page = (i: number) => `/annuaire?page=${i}`
const statuses = async (from: string, ...paths: string[]) => {
  const answers: number[] = []
  for (const path of paths) answers.push((await visit(from, path)).status)
  return answers
}

test('a network’s visitors share a day’s people, whatever they say of themselves; another has its own', async () => {
  expect(await statuses('192.0.2.7', page(1), page(2))).toEqual([200, 200])
  expect(await statuses('192.0.2.200', page(3), page(4))).toEqual([200, 429])
  for (const name of ['Cookie', 'X-Forwarded-For', 'User-Agent'])
    expect((await visit('192.0.2.7', page(5), { [name]: '203.0.113.1' })).status, name).toBe(429)
  expect(await statuses('192.0.2.7', page(1), page(2), page(3)), 'people already seen stay readable').toEqual([
    200, 200, 200,
  ])
  expect(await statuses('198.51.100.7', page(4))).toEqual([200])
  expect(await statuses('2001:db8:0:1::1', page(4), page(5), page(6))).toEqual([200, 200, 200])
  expect(await statuses('2001:db8:0:ff::2', page(7)), 'the same /56').toEqual([429])
  expect(await statuses('2001:db8:0:100::2', page(7))).toEqual([200])
})

test('is told why, and that signing in goes on; data and suggestions spend the same', async () => {
  await statuses('192.0.2.7', page(1), page(2), page(3))
  const refused = await visit('192.0.2.7', page(4))
  expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true])
  const html = await refused.text()
  // Sepro says « tu ».
  expect(html).toMatch(/(votre|ton) réseau/)
  expect(html).toMatch(/Connecte(z-vous|-toi) pour continuer/)
  expect(html).not.toContain('data-person')
  const data = await visit('192.0.2.7', '/annuaire.data?page=4')
  expect(await data.text()).not.toMatch(/Lynx \d/)
  const english = await visit('192.0.2.7', page(4), { 'Accept-Language': 'en' })
  expect(await english.text()).toContain('the visitors of your network')
})

test('pages at the same instant count one after the other, and midnight begins anew', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => visit('192.0.2.7', page(i + 1))))
  expect(all.filter(({ status }) => status === 200)).toHaveLength(3)
  setClock(new Date(at + DAY))
  expect(await statuses('192.0.2.7', page(8))).toEqual([200])
})

test('who signs in on that network has a budget of their own', async () => {
  await statuses('192.0.2.7', page(1), page(2), page(3), page(4))
  const seat = await staffSeat('sepro', 'manager')
  await inside('sepro', (query) =>
    query(sql`UPDATE "session" SET "createdAt" = '2020-01-01', "expiresAt" = '2100-01-01'`),
  )
  const headers = { 'X-Client-Address': '192.0.2.7' }
  expect((await request(HOST, page(5), { cookie: seat.cookie, headers })).status).toBe(200)
})

test('the staff read that a network reached it; nothing kept tells which, nor that two days are of one', async () => {
  await statuses('192.0.2.7', page(1), page(2), page(3), page(4))
  setClock(new Date(at + DAY))
  await statuses('192.0.2.7', page(1), page(2), page(3), page(4))
  await flushShown()
  const days = [at, at + DAY].map((day) => new Date(day).toISOString().slice(0, 10))
  const rows = await inside('sepro', (query, { id }) =>
    query<{ readerId: string; row: string }>(
      sql`SELECT "readerId", s::text AS "row" FROM "shown_people" s WHERE "tenantId" = ${id}
        AND "day" = ANY(${days}::date[])`,
    ),
  )
  expect(new Set(rows.map(({ readerId }) => readerId)).size).toBe(2)
  const kept = await queryAs<{ row: string }>(
    database.url('owner').replace('alumni_owner', 'postgres'),
    `SELECT e::text AS row FROM "audit_event" e WHERE "action" = 'directory.budget-reached'`,
  )
  expect(kept.length).toBeGreaterThan(1)
  expect(JSON.stringify([...rows, ...kept])).not.toContain('192.0.2')
  setClock(undefined)
  const admin = await staffSeat('sepro', 'admin')
  const log = await (await request(HOST, '/admin/journal', { cookie: admin.cookie })).text()
  expect(log).toContain('Visiteurs d’un même réseau')
})

test('a bot without an account collects the stated share in a week', async () => {
  const seen = new Set<string>()
  let next = 1
  for (let day = 0; day < 3; day++) {
    setClock(new Date(at + day * DAY))
    for (let refusals = 0; refusals < 2; ) {
      const answer = await visit('203.0.113.5', page(next))
      if (answer.status !== 200) refusals++
      else {
        next++
        for (const [, one] of (await answer.text()).matchAll(/data-person="([^"]+)"/g)) seen.add(one!)
      }
      if (next > BASE / 20) break
    }
  }
  expect(seen.size).toBeLessThanOrEqual(SHOWN * 3)
  expect(seen.size).toBeGreaterThanOrEqual(SHOWN * 3 - 20)
})
