/** How many people one account or one company may open in a day (rules.md, "Budgets against extraction"). */
import { beforeAll, expect, test } from 'vitest'
import { civilDay, secondsToMidnight } from '#app/calendar/civil-day.ts'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { colleagueSeat, organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
let handles: string[] = []
let ids: string[] = []

beforeAll(async () => {
  const config = tenantFile('supmeca')
  config.directory.openedPerDay = 3
  config.directory.openedPerDayCompany = 4
  await apply(config)
  const people = await addPeople(
    'supmeca',
    Array.from({ length: 12 }, (_, i) => ({
      values: { firstName: 'Jean', lastName: `Nom${'abcdefghijkl'[i]}`, promotion: 1990 + i, bio: 'x' },
      siteChoices: { lastName: i === 11 ? ('nobody' as const) : ('public' as const) },
    })),
  )
  handles = people.map(({ handle }) => handle)
  ids = people.map(({ id }) => id)
})

async function open({ cookie }: Seat, who: number | string): Promise<number> {
  const handle = typeof who === 'number' ? handles[who]! : who
  return (await request('supmeca.localhost', `/profil/${handle}`, { cookie })).status
}

async function openAll(seat: Seat, ...who: (number | string)[]): Promise<number[]> {
  const answers: number[] = []
  for (const one of who) answers.push(await open(seat, one))
  return answers
}

test('the fourth person of a day is refused, people opened before stay open', async () => {
  const seat = await personSeat('supmeca', ids[0]!)
  expect(await openAll(seat, 1, 2, 3, 4, 1, 2, 5)).toEqual([200, 200, 200, 429, 200, 200, 429])
  const refused = await request('supmeca.localhost', `/profil/${handles[4]}`, { cookie: seat.cookie })
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(25 * 3600)
  const html = await refused.text()
  expect(html).toContain('autant de fiches')
  expect(html).not.toContain('data-person')
  const traces = await inside('supmeca', (query, { id }) =>
    query(
      sql`SELECT "subjectId", "detail" FROM "audit_event" WHERE "tenantId" = ${id} AND "accountId" = ${seat.accountId}`,
    ),
  )
  expect(traces).toMatchObject([{ subjectId: seat.accountId, detail: { limit: 3 } }])
})

test('one’s own page, hidden people and absent ones cost nothing', async () => {
  const seat = await personSeat('supmeca', ids[1]!)
  expect(await openAll(seat, 1, 11, 'nobody.at.all', 1, 11)).toEqual([200, 404, 404, 200, 404])
  expect(await openAll(seat, 2, 3, 4)).toEqual([200, 200, 200])
  // Used up: a hidden person still answers as if absent, and one's own page as ever.
  expect(await openAll(seat, 5, 11, 'nobody.at.all', 1)).toEqual([429, 404, 404, 200])
})

test('accounts of one company share one budget', async () => {
  const first = await organisationSeat('supmeca', 'company')
  const second = await colleagueSeat('supmeca', first)
  expect(await openAll(first, 1, 2, 3)).toEqual([200, 200, 200])
  expect(await openAll(second, 1, 4, 5)).toEqual([200, 200, 429])
})

test('the staff is above it', async () => {
  const seat = await staffSeat('supmeca', 'manager')
  expect(new Set(await openAll(seat, 1, 2, 3, 4, 5, 6, 7, 8))).toEqual(new Set([200]))
})

test('openings at the same instant are counted one after the other', async () => {
  const seat = await personSeat('supmeca', ids[2]!)
  const answers = await Promise.all([0, 1, 3, 4, 5, 6, 7, 8].map((who) => open(seat, who)))
  expect(answers.filter((status) => status === 200)).toHaveLength(3)
  expect(answers.filter((status) => status === 429)).toHaveLength(5)
})

test('midnight in Paris begins a new day', async () => {
  const seat = await personSeat('supmeca', ids[3]!)
  const evening = new Date(Date.now() + 86_400_000)
  evening.setUTCHours(12, 0, 0, 0)
  try {
    setClock(evening)
    expect(await openAll(seat, 0, 1, 2, 4)).toEqual([200, 200, 200, 429])
    setClock(new Date(evening.getTime() + 86_400_000))
    expect(await openAll(seat, 4, 5)).toEqual([200, 200])
  } finally {
    setClock(undefined)
  }
})

test.each([
  ['2026-01-15T22:59:00Z', '2026-01-15', 60],
  ['2026-01-15T23:00:00Z', '2026-01-16', 86_400],
  ['2026-07-15T21:59:30Z', '2026-07-15', 30],
  // The day with 23 hours, and the one with 25.
  ['2026-03-28T23:00:00Z', '2026-03-29', 23 * 3600],
  ['2026-10-24T22:00:00Z', '2026-10-25', 25 * 3600],
])('%s is %s in Paris, %i seconds before midnight', (at, day, left) => {
  expect(civilDay(new Date(at))).toBe(day)
  expect(secondsToMidnight(new Date(at))).toBe(left)
})
