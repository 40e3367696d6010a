/**
 * Ordinary use is never refused by the budget of people shown, at the figure that holds where an association says none.
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { unpacked } from '#app/context/shown-numbers.ts'
import { flushShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat } from '../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()
const HOST = 'supmeca.localhost'
const BASE = 3000
const DAYS = 20
const DAY = 86_400_000
let ids: string[] = []

const [HEADS, TAILS] = [
  ['Mar', 'Ber', 'Dub', 'Rob', 'Ric', 'Pet', 'Dur', 'Ler', 'Mor', 'Sim', 'Lau', 'Lef', 'Mic', 'Gar', 'Dav', 'Ros'],
  ['tin', 'nard', 'ois', 'ert', 'hard', 'it', 'and', 'oy', 'eau', 'on', 'ent', 'ebvre', 'hel', 'cia', 'id', 'sel'],
]
const FIRST = ['Anne', 'Paul', 'Julie', 'Marc', 'Claire', 'Luc', 'Sophie', 'Hugo', 'Emma', 'Jean', 'Lina', 'Yves']

/** The same days at every run. */
let state = 7
const pick = <T>(list: readonly T[]): T => {
  state = (state * 48_271) % 2_147_483_647
  return list[state % list.length]!
}
const aName = () => `${pick(HEADS)}${pick(TAILS)}`

beforeAll(async () => {
  const config = tenantFile('supmeca')
  const { quick, openedPerDay, openedPerDayCompany } = config.directory
  config.directory = { quick, openedPerDay, openedPerDayCompany, heavyPerMinute: 60 }
  await apply(config)
  const people = await addPeople(
    'supmeca',
    Array.from({ length: BASE }, (_, i) => ({
      values: { firstName: pick(FIRST), lastName: aName(), promotion: 1975 + (i % 50), homeCity: 'Lyon' },
      siteChoices: { firstName: 'public' as const, lastName: 'public' as const, promotion: 'public' as const },
    })),
  )
  ids = people.map(({ id }) => id)
  state = 11
}, 60_000)
afterEach(() => setClock(undefined))

/**
 * What somebody asks for in a busy day: names typed letter by letter, searched and opened, years leafed through, the
 * rest.
 */
async function askOf({ cookie }: Seat): Promise<number[]> {
  const answers: number[] = []
  const get = async (path: string) => {
    const answer = await request(HOST, path, { cookie })
    answers.push(answer.status)
    return answer.text()
  }
  for (let i = 0; i < 12; i++) {
    const name = aName().toLowerCase()
    for (let letters = 2; letters <= name.length; letters++)
      await get(`/annuaire/suggestions?q=${name.slice(0, letters)}`)
    const html = await get(`/annuaire?q=${name}`)
    const found = /data-person="([^"]+)"/.exec(html)?.[1]
    if (found) await get(`/profil/${found}`)
  }
  const year = 1975 + Math.floor(state % 50)
  for (const page of [1, 2, 3]) await get(`/annuaire?promo=${year}&page=${page}`)
  for (const path of ['/ma-promo', '/annuaire/carte', '/entreprises', `/annuaire/facettes?promo=${year}`])
    await get(path)
  return answers
}

test('twenty busy days are never refused, and none comes near', { timeout: 180_000 }, async () => {
  const seat = await personSeat('supmeca', ids[0]!, { paidUp: true })
  await inside('supmeca', (query) =>
    query(sql`UPDATE "session" SET "createdAt" = '2020-01-01', "expiresAt" = '2100-01-01'`),
  )
  for (let day = 0; day < DAYS; day++) {
    setClock(new Date(Date.parse('2026-10-05T08:00:00Z') + day * DAY))
    expect(new Set(await askOf(seat)), `day ${day}`).toEqual(new Set([200]))
  }
  await flushShown()
  const rows = await inside('supmeca', (query, { id }) =>
    query<{ people: Buffer }>(
      sql`SELECT "people" FROM "shown_people" WHERE "tenantId" = ${id} AND "readerId" = ${seat.accountId}`,
    ),
  )
  const most = Math.max(...rows.map(({ people }) => new Set(unpacked(people)).size))
  console.info(`the busiest of ${DAYS} days showed ${most} people`)
  expect(rows).toHaveLength(DAYS)
  expect(most).toBeGreaterThan(100)
  expect(most).toBeLessThan(1000)
})
