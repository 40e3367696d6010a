/** Work that begins by the clock: once per association and period, whatever number of workers look at once. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { civilDay } from '#app/calendar/civil-day.ts'
import { setClock } from '#app/context/clock.ts'
import { allTenants } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { beginRounds } from '#app/tasks/rounds.ts'
import { apply } from '../factories/world.ts'
import { queryAs, useDatabase } from '../setup/database.ts'

const database = useDatabase()
const task = defineTask<{ tenantId: string }>({ name: 'test.daily', run: async () => {} })
const daily = [{ task, seconds: 86_400 }]

beforeAll(() => apply('isep', 'ece'))
afterEach(() => setClock(undefined))

async function queued(): Promise<number> {
  const rows = await queryAs<{ data: { tenantId: string } }>(
    database.url('app'),
    `SELECT data FROM pgboss.job WHERE name = 'test.daily'`,
  )
  return rows.length
}

test('a day’s round is queued once for each association, by however many workers, and again the next day', async () => {
  const count = (await allTenants()).length
  setClock(new Date('2026-03-04T23:59:59Z'))
  await Promise.all(Array.from({ length: 4 }, () => beginRounds(daily)))
  expect(await queued()).toBe(count)
  await beginRounds(daily)
  expect(await queued()).toBe(count)
  setClock(new Date('2026-03-05T00:00:00Z'))
  await Promise.all(Array.from({ length: 4 }, () => beginRounds(daily)))
  expect(await queued()).toBe(count * 2)
})

test.each([
  ['in spring, when 02:30 does not come', '2026-03-28T12:00:00Z', ['2026-03-29', '2026-03-30', '2026-03-31']],
  ['in autumn, when 02:30 comes twice', '2026-10-24T12:00:00Z', ['2026-10-25', '2026-10-26', '2026-10-27']],
])('a day’s round falls once on each civil day of Paris, %s', async (_, from, days) => {
  const count = (await allTenants()).length
  setClock(new Date(from))
  await beginRounds(daily)
  const ran: string[] = []
  let before = await queued()
  for (let at = Date.parse(from); at < Date.parse(from) + 3 * 86_400_000; at += 1_800_000) {
    setClock(new Date(at))
    await beginRounds(daily)
    const now = await queued()
    for (let n = before; n < now; n += count) ran.push(civilDay(new Date(at)))
    before = now
  }
  expect(ran).toEqual(days)
})

test('a clock that ran ahead and was set right does not stop a round until the day it had shown', async () => {
  const known = new Map<string, number>()
  const look = async (at: string) => {
    const before = await queued()
    setClock(new Date(at))
    await beginRounds(daily, known)
    return (await queued()) - before
  }
  const count = (await allTenants()).length
  expect(await look('2031-05-06T10:00:00Z')).toBe(count)
  expect(await look('2027-05-06T10:00:00Z')).toBe(count)
  // Two workers whose clocks are a little apart do not take it twice.
  expect(await look('2027-05-06T23:59:59Z')).toBe(0)
  expect(await look('2027-05-07T00:00:00Z')).toBe(count)
  expect(await look('2027-05-06T23:59:59Z')).toBe(0)
})
