/**
 * Dues with days of grace, roles and passes end at their instant on every page and in every count; a clock that goes
 * back opens them again, and a copy of the database that comes back opens nothing that is over meanwhile.
 */
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { forgetTenants, tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { closeQueue } from '#app/tasks/queue.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { queryAs, urlOf, useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

const database = useDatabase()
const COPY = `copy_${randomUUID().replaceAll('-', '')}`
/** Gives fifteen days of grace. */
const GRACE = 'insa-cvl'
const PLAIN = 'supmeca'
const DAY = 86_400_000
const END = Date.parse('2026-10-20T22:00:00.000Z')
/** A second of theirs before, the instant itself, and an hour after; the last autumn Sunday lies within the grace. */
const around = (instant: number) => [instant - 1, instant, instant + 3_600_000]

let members: { id: string; handle: string }[] = []
const seats: Record<'dues' | 'manager' | 'plain' | 'company', Seat> = {} as never

beforeAll(async () => {
  await apply('insa', GRACE, PLAIN)
  const named = (lastName: string) => ({
    values: { firstName: 'Ada', lastName, promotion: 1998, company: 'Horlogerie' },
    siteChoices: { company: 'network' as const },
  })
  members = await addPeople(GRACE, ['Cotisante', 'Voisine'].map(named))
  await addPeople(PLAIN, ['Visible'].map(named))
  seats.dues = await personSeat(GRACE, members[0]!.id)
  seats.manager = await staffSeat(GRACE, 'manager')
  seats.plain = await staffSeat(PLAIN, 'manager')
  seats.company = await organisationSeat(PLAIN, 'company')
  await inside(GRACE, (query, { id }) =>
    query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source")
      VALUES (${id}, ${uuidv7()}, ${members[0]!.id}, 'test', '2025-10-20', ${new Date(END)}, 'test')`),
  )
  for (const slug of [GRACE, PLAIN])
    await inside(slug, (query, { id }) =>
      query(sql`UPDATE "session" SET "createdAt" = '2026-01-01', "expiresAt" = '2100-01-01' WHERE "tenantId" = ${id}`),
    )
  await inside(PLAIN, async (query, { id }) => {
    await query(sql`UPDATE "role_grant" SET "endsAt" = ${new Date(END)} WHERE "tenantId" = ${id}
      AND "accountId" = ${seats.plain.accountId}`)
    await query(sql`UPDATE "pass_period" SET "endsAt" = ${new Date(END)} WHERE "tenantId" = ${id}
      AND "organisationId" = ${seats.company.organisationId}`)
  })
})
afterEach(() => setClock(undefined))
afterAll(() => queryAs(urlOf('owner', 'postgres'), `DROP DATABASE IF EXISTS ${COPY}`))

const at = (instant: number) => setClock(new Date(instant))
const get = (slug: string, { cookie }: Seat, path: string) => request(`${slug}.localhost`, path, { cookie })
const status = async (slug: string, seat: Seat, path: string) => (await get(slug, seat, path)).status

/** @returns at each instant, what each path answers */
async function answers(slug: string, seat: Seat, paths: readonly string[], instants: readonly number[]) {
  const found: number[][] = []
  for (const instant of instants) {
    at(instant)
    found.push(await Promise.all(paths.map((path) => status(slug, seat, path))))
  }
  return found
}

/** Criteria that dues open, a profile by them, and the map. */
const PAID = ['/annuaire?entreprise=horlogerie', '/annuaire.data?entreprise=horlogerie', '/annuaire/carte']
const STAFF = ['/admin', '/admin/membres', '/admin.data', '/admin/membres/nouveau']
const PASS = ['/annuaire', '/annuaire.data', '/annuaire?nom=visible', '/annuaire/suggestions?champ=nom&q=vis']
const OVER = END + 15 * DAY

describe('days of grace', () => {
  test('dues open until fifteen days after their end, to the instant, and not a day less or more', async () => {
    const [atEnd, inGrace, before, over, after] = await answers(GRACE, seats.dues, PAID, [
      END,
      END + 14 * DAY,
      ...around(OVER),
    ])
    for (const open of [atEnd, inGrace, before]) expect(new Set(open)).toEqual(new Set([200]))
    expect(over![0], 'the page').toBe(403)
    expect(after).toEqual(over)
    expect(over!.filter((one) => one === 200)).toEqual([])
  })

  test('what the profile of another shows, and whom the staff’s table calls paid up, turn with it', async () => {
    const shows = async () => /Horlogerie/.test(await (await get(GRACE, seats.dues, profile())).text())
    const profile = () => `/profil/${members[1]!.handle}`
    const paidUp = async () => {
      const html = await (await get(GRACE, seats.manager, '/admin/membres?role=adherent')).text()
      return html.includes(members[0]!.handle)
    }
    const seen: boolean[][] = []
    for (const instant of around(OVER)) {
      at(instant)
      seen.push([await shows(), await paidUp()])
    }
    expect(seen).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
  })
})

describe('a role and a pass', () => {
  test.each([
    ['of the staff', 'plain', STAFF],
    ['of a company', 'company', PASS],
  ] as const)(
    '%s: open until the instant of their end, closed from it on, open again where the clock goes back',
    async (_, who, paths) => {
      const [before, over, after] = await answers(PLAIN, seats[who], paths, around(END))
      expect(new Set(before)).toEqual(new Set([200]))
      expect(over!.filter((one) => one < 300)).toEqual([])
      expect(after).toEqual(over)
      const [again] = await answers(PLAIN, seats[who], paths, [END - 1])
      expect(again).toEqual(before)
    },
  )

  test('a form that was opened before the end is refused after it, and changes nothing', async () => {
    at(END)
    const before = await inside(PLAIN, (query, { id }) =>
      query(sql`SELECT count(*)::int AS n FROM "person" WHERE "tenantId" = ${id}`),
    )
    const form = { firstName: 'Après', lastName: 'Lafin', promotion: '1990', 'form-key': randomUUID() }
    const sent = await request(`${PLAIN}.localhost`, '/admin/membres/nouveau', { cookie: seats.plain.cookie, form })
    expect(sent.status).toBe(403)
    const after = await inside(PLAIN, (query, { id }) =>
      query(sql`SELECT count(*)::int AS n FROM "person" WHERE "tenantId" = ${id}`),
    )
    expect(after).toEqual(before)
  })

  test('given for later opens at its instant and no sooner; of no length it never opens', async () => {
    const [later, never] = [await staffSeat(PLAIN, 'manager'), await staffSeat(PLAIN, 'manager')]
    const from = END + 40 * DAY
    await inside(PLAIN, async (query, { id }) => {
      await query(sql`UPDATE "session" SET "createdAt" = '2026-01-01', "expiresAt" = '2100-01-01'
        WHERE "tenantId" = ${id}`)
      await query(sql`UPDATE "role_grant" SET "startsAt" = ${new Date(from)} WHERE "tenantId" = ${id}
        AND "accountId" IN (${later.accountId}, ${never.accountId})`)
      await query(sql`UPDATE "role_grant" SET "endsAt" = ${new Date(from)} WHERE "tenantId" = ${id}
        AND "accountId" = ${never.accountId}`)
    })
    const opens = (await answers(PLAIN, later, ['/admin'], around(from))).flat()
    expect(opens.map((one) => one === 200)).toEqual([false, true, true])
    const opensNever = (await answers(PLAIN, never, ['/admin'], around(from))).flat()
    expect(opensNever.filter((one) => one === 200)).toEqual([])
  })
})

test('rounds that ran after the end take nothing that a clock set right would open', async () => {
  at(OVER + DAY)
  for (const slug of [GRACE, PLAIN]) await applyRetention((await tenantOfSlug(slug))!, new Date(OVER + DAY))
  at(END - 1)
  expect(await status(GRACE, seats.dues, PAID[0]!)).toBe(200)
  expect(await status(PLAIN, seats.plain, '/admin')).toBe(200)
  expect(await status(PLAIN, seats.company, '/annuaire')).toBe(200)
})

describe('a copy of the database that comes back', () => {
  const own = () => new URL(database.url('app')).pathname.slice(1)
  async function work(on: string): Promise<void> {
    await closeQueue()
    await closeDatabase()
    openDatabase({ appUrl: urlOf('app', on), platformUrl: urlOf('platform', on), max: 4 })
    forgetTenants()
  }

  beforeEach(async () => {
    await work('postgres')
    await closeDatabase()
    await queryAs(urlOf('owner', 'postgres'), `DROP DATABASE IF EXISTS ${COPY}`)
    // Taken while everything is in force.
    await queryAs(urlOf('owner', 'postgres'), `CREATE DATABASE ${COPY} TEMPLATE ${own()}`)
    await work(own())
  })
  afterEach(() => work(own()))

  test('opens what was in force, ends it at its own instant, and knows nothing of what was given since', async () => {
    const more = new Date(OVER + 100 * DAY)
    for (const slug of [GRACE, PLAIN])
      await inside(slug, async (query, { id }) => {
        await query(sql`UPDATE "membership_period" SET "endsAt" = ${more} WHERE "tenantId" = ${id}`)
        await query(sql`UPDATE "role_grant" SET "endsAt" = ${more} WHERE "tenantId" = ${id}`)
        await query(sql`UPDATE "pass_period" SET "endsAt" = ${more} WHERE "tenantId" = ${id}`)
      })
    const all = async () => [
      await status(GRACE, seats.dues, PAID[0]!),
      await status(PLAIN, seats.plain, '/admin'),
      await status(PLAIN, seats.company, '/annuaire'),
    ]
    at(OVER + DAY)
    expect(await all()).toEqual([200, 200, 200])
    await work(COPY)
    expect((await all()).filter((one) => one === 200)).toEqual([])
    at(END - 1)
    expect(await all()).toEqual([200, 200, 200])
    at(OVER - 1)
    const [dues, ...others] = await all()
    expect([dues, others.includes(200)]).toEqual([200, false])
  })
})
