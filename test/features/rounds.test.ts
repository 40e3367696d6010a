/** Work that begins by the clock: once per association and period, whatever number of workers look at once. */
import { afterEach, beforeAll, expect, test } from 'vitest'
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
