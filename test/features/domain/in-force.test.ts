/**
 * Members' list, extraction, head-counts, lists, roles and passes agree with the pure judgement, at the edges of time.
 */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { deceasedSql, hasPassSql, rolesSql } from '#app/context/in-force.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { readAccountViewer, readPersonViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { conditionsOf } from '#app/domain/search/members.server.ts'
import { countCircles } from '#app/features/people/privacy/count-circles.server.ts'
import { extractPeople } from '#app/features/staff/exports/extraction.server.ts'
import { covers, isDeceased, isPaidUp, type Period } from '#app/policy/in-force.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { colleagueSeat, organisationSeat, personSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
const SLUG = 'supmeca'
const LIST = 'annuaire-papier'
const DAYS = 15
const DAY = 86_400_000
const NOW = new Date('2027-03-10T12:00:00Z')

beforeAll(async () => {
  const file = tenantFile(SLUG)
  await apply({ ...file, money: { ...file.money, dues: { ...file.money.dues, graceDays: DAYS } } })
})

const at = (offset: number) => new Date(NOW.getTime() + offset)
/** Milliseconds from now, mostly at the edges. */
const offset = fc.oneof(
  fc.constantFrom(-DAYS * DAY - 1, -DAYS * DAY, -DAYS * DAY + 1, -1, 0, 1),
  fc.integer({ min: -40 * DAY, max: 40 * DAY }),
)
const period = fc
  .tuple(offset, offset, fc.boolean())
  .map(([a, b, open]): Period => ({ startsAt: at(Math.min(a, b)), endsAt: open && a > b ? null : at(Math.max(a, b)) }))
const STATUSES = [
  null,
  'Décédé',
  'DÉCÉDÉE',
  'decede',
  'de\u0301ce\u0301de\u0301',
  'Deceased',
  'dead',
  ...['DCD', 'Morte', 'décès', '† 2010', 'mortel'],
  'deadline',
  'Actif',
]
const someone = fc.record({ periods: fc.array(period, { maxLength: 2 }), status: fc.constantFrom(...STATUSES) })

async function settle(people: readonly { periods: readonly Period[]; status: string | null }[]) {
  const made = await addPeople(
    SLUG,
    people.map(({ status }) => ({
      values: {
        firstName: 'Lou',
        lastName: `Bord${uuidv7().slice(-6)}`,
        homeAddress: '3 rue',
        ...(status ? { status } : {}),
      },
    })),
  )
  await inside(SLUG, async (query, { id }) => {
    for (const [i, { periods }] of people.entries())
      for (const { startsAt, endsAt } of periods)
        await query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt",
          "source")
          VALUES (${id}, ${uuidv7()}, ${made[i]!.id}, 't', ${startsAt}, ${endsAt}, 'test')`)
  })
  return made.map(({ id, handle }, i) => ({ id, handle, ...people[i]! }))
}

test('dues and deaths: every reader says what the policy says', async () => {
  const ctx = await ctxFor(SLUG, 'admin', { now: NOW })
  const { config } = ctx.tenant
  await fc.assert(
    fc.asyncProperty(fc.array(someone, { minLength: 12, maxLength: 12 }), async (people) => {
      const settled = await settle(people)
      const ids = settled.map(({ id }) => id)
      const paid = settled.filter(({ periods }) => isPaidUp(config, periods, NOW))
      const dead = settled.filter(({ status }) => isDeceased(config, status))
      const handles = (some: readonly { handle: string }[]) => some.map(({ handle }) => handle).sort()

      const conditions = conditionsOf(ctx, { role: 'adherent' } as Parameters<typeof conditionsOf>[1])
      const where = conditions.reduce((all, piece) => sql`${all} AND ${piece}`)
      const read = await ctx.sql((query) =>
        query<{ handle: string; dead: boolean; listed: boolean; receives: boolean }>(sql`
          SELECT p."handle", ${deceasedSql(config)} AS "dead", (${where}) AS "listed",
            p."id" IN (SELECT s."personId" FROM (${subscribersOf(ctx.tenant, LIST, NOW)}) s) AS "receives"
          FROM "person" p WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ANY(${ids}::uuid[])`),
      )
      expect(handles(read.filter(({ listed }) => listed))).toEqual(handles(paid))
      expect(handles(read.filter(({ dead }) => dead))).toEqual(handles(dead))
      expect(handles(read.filter(({ receives }) => receives))).toEqual(
        handles(paid.filter((one) => !dead.includes(one))),
      )

      const own = new Set(settled.map(({ handle }) => handle))
      const extracted = []
      for await (const some of extractPeople(ctx)) extracted.push(...some)
      const kept = extracted
        .filter(({ person, paidUp }) => own.has(person.handle) && paidUp)
        .map(({ person }) => person)
      expect(handles(kept)).toEqual(handles(paid))

      for (const { id, periods } of settled) {
        const looking = await readPersonViewer(ctx.tenant, id, NOW)
        expect(looking!.viewer.roles.includes('adherent')).toBe(isPaidUp(config, periods, NOW))
      }
    }),
    { numRuns: 6 },
  )
})

test('people within their days of grace are heads that have paid', async () => {
  const ctx = await ctxFor(SLUG, 'adherent', { now: NOW })
  const [one, other] = await settle([
    { periods: [{ startsAt: at(-300 * DAY), endsAt: at(-DAY) }], status: null },
    { periods: [], status: null },
  ])
  const before = await ctx.sql((query) => countCircles(ctx, query, other!.id))
  await personSeat(SLUG, one!.id)
  const after = await ctx.sql((query) => countCircles(ctx, query, other!.id))
  expect((after.adherent ?? 0) - (before.adherent ?? 0)).toBe(1)
})

test('a colleague without a seat holds no pass, whoever counts', async () => {
  const tenant = (await tenantOfSlug(SLUG))!
  const first = await organisationSeat(SLUG, 'company')
  const second = await colleagueSeat(SLUG, first)
  await inside(SLUG, async (query, { id }) => {
    await query(
      sql`UPDATE "pass_period" SET "seats" = 1 WHERE "tenantId" = ${id} AND "organisationId" = ${first.organisationId}`,
    )
    await query(sql`INSERT INTO "pass_seat" ("tenantId", "passId", "accountId", "createdAt")
      SELECT s."tenantId", s."id", ${first.accountId}::uuid, ${NOW}::timestamptz FROM "pass_period" s
      WHERE s."tenantId" = ${id} AND s."organisationId" = ${first.organisationId} ON CONFLICT DO NOTHING`)
  })
  for (const [{ accountId }, held] of [
    [first, true],
    [second, false],
  ] as const) {
    const [row] = await inside(SLUG, (query, { id }) =>
      query<{ pass: boolean }>(sql`
        SELECT ${hasPassSql({ tenant, now: NOW }, sql`a."organisationId"`, sql`a."id"`)} AS "pass"
        FROM "account" a WHERE a."tenantId" = ${id} AND a."id" = ${accountId}`),
    )
    expect(row!.pass).toBe(held)
    expect((await readAccountViewer(tenant, accountId, NOW)).hasPass).toBe(held)
  }
})

test('roles: the statement and the judgement hold the same grants', async () => {
  const tenant = (await tenantOfSlug(SLUG))!
  const [person] = await settle([{ periods: [], status: null }])
  const { accountId } = await personSeat(SLUG, person!.id)
  await fc.assert(
    fc.asyncProperty(period, async (grant) => {
      const [row] = await inside(SLUG, async (query, { id }) => {
        await query(sql`DELETE FROM "role_grant" WHERE "tenantId" = ${id} AND "accountId" = ${accountId}`)
        await query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt", "endsAt")
          VALUES (${id}, ${uuidv7()}, ${accountId}, 'manager', ${grant.startsAt}, ${grant.endsAt})`)
        return query<{ roles: string[] }>(sql`SELECT ${rolesSql({ tenant, now: NOW }, sql`a."id"`)} AS "roles"
          FROM "account" a WHERE a."tenantId" = ${id} AND a."id" = ${accountId}`)
      })
      expect(row!.roles).toEqual(covers(grant, NOW) ? ['manager'] : [])
    }),
    { numRuns: 25 },
  )
})
