/**
 * What a company's pass allows: people a day and in all, seats, to the last instant; and what the page says when it is
 * used up.
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { colleagueSeat, organisationSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'supmeca'
const HOST = 'supmeca.localhost'
let handles: string[] = []

beforeAll(async () => {
  await apply(SLUG)
  const people = await addPeople(
    SLUG,
    Array.from({ length: 12 }, (_, i) => ({
      values: { firstName: 'Jean', lastName: `Nom${'abcdefghijkl'[i]}`, promotion: 1990 + i },
      siteChoices: {
        firstName: 'recruiters' as const,
        lastName: i === 11 ? ('nobody' as const) : ('recruiters' as const),
      },
    })),
  )
  handles = people.map(({ handle }) => handle)
})
afterEach(() => setClock(undefined))

const get = ({ cookie }: Seat, path: string) => request(HOST, path, { cookie })
const post = ({ cookie }: Seat, form: Record<string, string>) => request(HOST, '/acces-annuaire', { form, cookie })
const open = async (seat: Seat, ...who: number[]) => {
  const answers: number[] = []
  for (const one of who) answers.push((await get(seat, `/profil/${handles[one]}`)).status)
  return answers
}

interface Terms {
  perDay?: number
  inAll?: number
  seats?: number
  startsAt?: string
  endsAt?: string
}

/** A company and its pass. */
async function company(terms: Terms = {}): Promise<Seat & { pass: string }> {
  const seat = await organisationSeat(SLUG, 'company', { open: true })
  await inside(SLUG, (query) => query(sql`DELETE FROM "pass_period" WHERE "organisationId" = ${seat.organisationId}`))
  return { ...seat, pass: await addPass(seat, terms) }
}

async function addPass({ organisationId, accountId }: Seat, terms: Terms): Promise<string> {
  const { perDay = null, inAll = null, seats = null, startsAt = '2020-01-01', endsAt = '2100-01-01' } = terms
  const pass = uuidv7()
  await inside(SLUG, async (query, { id }) => {
    await query(sql`
      INSERT INTO "pass_period" ("tenantId", "id", "organisationId", "startsAt", "endsAt", "source", "seats",
        "openedPerDay", "openedInAll")
      VALUES (${id}, ${pass}, ${organisationId}, ${startsAt}, ${endsAt}, 'test', ${seats}::int, ${perDay}::int,
        ${inAll}::int)`)
    if (seats !== null)
      await query(sql`INSERT INTO "pass_seat" ("tenantId", "passId", "accountId", "createdAt")
        VALUES (${id}, ${pass}, ${accountId}, now())`)
  })
  return pass
}

const takeSeat = async (by: Seat, pass: string, { accountId }: Seat) =>
  (await post(by, { intent: 'seat', pass, account: accountId })).status
const freeSeat = async (by: Seat, pass: string, { accountId }: Seat) =>
  (await post(by, { intent: 'free', pass, account: accountId })).status

test('so many people a day: the next is refused until midnight in Paris, with the words for it', async () => {
  const seat = await company({ perDay: 2 })
  const noon = new Date('2026-10-24T10:00:00Z')
  await inside(SLUG, (query) => query(sql`UPDATE "session" SET "createdAt" = '2026-01-01', "expiresAt" = '2100-01-01'`))
  setClock(noon)
  expect(await open(seat, 0, 1, 2, 0, 1)).toEqual([200, 200, 429, 200, 200])
  const refused = await get(seat, `/profil/${handles[2]}`)
  expect(refused.headers.get('Retry-After')).toBe(String(12 * 3600))
  const html = await refused.text()
  expect(html).toContain('Le compteur repart demain')
  expect(html).not.toContain('Nomc')
  // Whoever is hidden is as absent as ever.
  expect(await open(seat, 11)).toEqual([404])
  expect(await (await get(seat, '/acces-annuaire')).text()).toMatch(/Fiches ouvertes aujourd’hui\s: 2 sur 2/)
  // The last second of the day, then the first of one that has 25 hours.
  setClock(new Date('2026-10-24T21:59:59Z'))
  expect(await open(seat, 2)).toEqual([429])
  setClock(new Date('2026-10-24T22:00:00Z'))
  expect(await open(seat, 2, 3, 4)).toEqual([200, 200, 429])
  expect((await get(seat, `/profil/${handles[4]}`)).headers.get('Retry-After')).toBe(String(25 * 3600))
})

test('so many people in all: the next is refused for good, and the page leads to another pass, which opens', async () => {
  const seat = await company({ inAll: 3 })
  expect(await open(seat, 0, 1, 2, 3, 0, 2)).toEqual([200, 200, 200, 403, 200, 200])
  const refused = await get(seat, `/profil/${handles[3]}`)
  const html = await refused.text()
  expect(html).toContain('Un autre accès en ouvre de nouvelles')
  expect(html).toContain('href="/acces-annuaire"')
  expect(html).not.toContain('Nomd')
  expect(await (await get(seat, '/acces-annuaire')).text()).toMatch(/Fiches ouvertes en tout\s: 3 sur 3/)
  setClock(new Date(Date.now() + 3 * 86_400_000))
  expect(await open(seat, 3, 1)).toEqual([403, 200])
  await addPass(seat, { inAll: 5, startsAt: '2020-01-02' })
  expect(await open(seat, 3, 4, 5)).toEqual([200, 200, 403])
})

test('ends at its very instant: open a thousandth of a second before, closed at it', async () => {
  const seat = await company({ endsAt: '2026-11-28T11:22:33.444Z' })
  await inside(SLUG, (query) => query(sql`UPDATE "session" SET "createdAt" = '2026-01-01', "expiresAt" = '2100-01-01'`))
  const paths = ['/annuaire', `/profil/${handles[0]}`, '/annuaire/carte', '/entreprises']
  const at = async (moment: string) => {
    setClock(new Date(moment))
    return Promise.all(paths.map(async (path) => (await get(seat, path)).status))
  }
  const before = await at('2026-11-28T11:22:33.443Z')
  expect(before.slice(0, 2)).toEqual([200, 200])
  expect(await at('2026-11-28T11:22:33.444Z')).toEqual(paths.map(() => 403))
  const html = await (await get(seat, '/annuaire')).text()
  expect(html).toContain('Un accès à l’annuaire ouvre cette page')
  expect(html).toContain('href="/acces-annuaire"')
})

test('a seat that is given back closes at once and goes to somebody else; never more than there are', async () => {
  const first = await company({ seats: 2 })
  const [second, third] = [await colleagueSeat(SLUG, first), await colleagueSeat(SLUG, first)]
  expect(await takeSeat(first, first.pass, second)).toBe(303)
  expect(await takeSeat(first, first.pass, third)).toBe(422)
  const directory = () => Promise.all([first, second, third].map(async (one) => (await get(one, '/annuaire')).status))
  expect(await directory()).toEqual([200, 200, 403])
  expect(await freeSeat(first, first.pass, second)).toBe(303)
  expect(await directory()).toEqual([200, 403, 403])
  // Both at once: one of them.
  expect((await Promise.all([second, third].map((one) => takeSeat(one, first.pass, one)))).sort()).toEqual([303, 422])
  expect((await directory()).sort()).toEqual([200, 200, 403])
  // Nobody of another company.
  const stranger = await company({ seats: 2 })
  expect(await takeSeat(stranger, first.pass, stranger)).toBe(422)
  expect(await takeSeat(first, first.pass, stranger)).toBe(422)
})

test('whose account is closed sits nowhere: the seat is free again', async () => {
  const first = await company({ seats: 2 })
  const [second, third] = [await colleagueSeat(SLUG, first), await colleagueSeat(SLUG, first)]
  expect(await takeSeat(first, first.pass, second)).toBe(303)
  await inside(SLUG, (query) => query(sql`UPDATE "account" SET "disabledAt" = now() WHERE "id" = ${second.accountId}`))
  expect(await takeSeat(first, first.pass, third)).toBe(303)
  expect((await get(third, '/annuaire')).status).toBe(200)
  await inside(SLUG, (query) => query(sql`UPDATE "account" SET "disabledAt" = NULL WHERE "id" = ${second.accountId}`))
  expect((await get(second, '/annuaire')).status).toBe(403)
})

test('a pass that is over gives no seats, and those of one do not carry over to the next', async () => {
  const first = await company({ seats: 2, endsAt: '2026-01-01' })
  const second = await colleagueSeat(SLUG, first)
  expect(await takeSeat(first, first.pass, second)).toBe(422)
  expect((await get(first, '/annuaire')).status).toBe(403)
  const next = await addPass(first, { seats: 1 })
  expect((await get(first, '/annuaire')).status).toBe(200)
  expect(await takeSeat(first, next, second)).toBe(422)
  await inside(SLUG, (query) => query(sql`UPDATE "pass_period" SET "withdrawnAt" = now() WHERE "id" = ${next}`))
  expect(await takeSeat(first, next, second)).toBe(422)
  expect((await get(first, '/annuaire')).status).toBe(403)
})

test('who sits on the small pass alone is held to it, whatever colleagues have', async () => {
  const first = await company({ seats: 1 })
  const second = await colleagueSeat(SLUG, first)
  const small = await addPass(first, { seats: 2, inAll: 1 })
  expect(await takeSeat(first, small, second)).toBe(303)
  expect(await open(second, 0, 1)).toEqual([200, 403])
  expect(await open(first, 1, 2)).toEqual([200, 200])
})
