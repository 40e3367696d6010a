/** Search, staff pages, head-counts, letters and invitations agree with the judgement of dues, roles and deaths. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { addDays, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { sistersOf, tenantOfSlug } from '#app/context/tenants.ts'
import { readPersonViewer } from '#app/context/viewer.ts'
import '#app/announced.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { remind } from '#app/domain/dues/reminders.task.ts'
import { readAgain, type Sealed } from '#app/domain/mail/read-again.server.ts'
import { inviteCohort, offerWayIn } from '#app/domain/requests/invite.server.ts'
import { conditionsOf } from '#app/domain/search/members.server.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { countCircles } from '#app/features/people/privacy/count-circles.server.ts'
import { readOverview } from '#app/features/staff/desk/todo.server.ts'
import { lockedByPerson } from '#app/features/staff/imports/import-locks.server.ts'
import { readMemberships } from '#app/features/staff/members/memberships.server.ts'
import { whyNotTouch } from '#app/features/staff/members/merge-rank.server.ts'
import { staffPerson } from '#app/features/staff/members/staff-person.server.ts'
import { compile } from '#app/policy/ability.ts'
import { isDeceased, isPaidUp, type Period } from '#app/policy/in-force.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { personSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
/** An association whose directory is for paid-up members. */
const SLUG = 'isep'
const DAYS = 15
const DAY = 86_400_000
const NOW = new Date('2027-03-10T12:00:00Z')
const file = tenantFile(SLUG)

beforeAll(async () => {
  await apply({ ...file, money: { ...file.money, dues: { ...file.money.dues, graceDays: DAYS } } })
})

const at = (offset: number) => new Date(NOW.getTime() + offset)
const offset = fc.oneof(
  fc.constantFrom(-DAYS * DAY - 1, -DAYS * DAY, -DAYS * DAY + 1, -1, 0, 1, -30 * DAY, 30 * DAY, -7 * DAY, 7 * DAY),
  fc.integer({ min: -40 * DAY, max: 40 * DAY }),
)
/** Taken back: ended at its own start. */
const dues = fc
  .tuple(offset, offset, fc.constantFrom('closed', 'open', 'withdrawn'))
  .map(([a, b, kind]): Period & { withdrawn: boolean } => {
    const startsAt = at(Math.min(a, b))
    const endsAt = kind === 'withdrawn' ? startsAt : kind === 'open' && a > b ? null : at(Math.max(a, b))
    return { startsAt, endsAt, withdrawn: kind === 'withdrawn' }
  })
const STATUSES = [
  null,
  'Décédé',
  'DÉCÉDÉE',
  'decede',
  'de\u0301ce\u0301de\u0301',
  'Deceased',
  'dead',
  'deadline',
  'Actif',
]
const someone = fc.record({ periods: fc.array(dues, { maxLength: 3 }), status: fc.constantFrom(...STATUSES) })
type Someone = typeof someone extends fc.Arbitrary<infer One> ? One : never

const ADDRESS = { kind: 'personal', rank: 0, preferred: true, invalid: false, verifiedAt: null } as const

async function settle(people: readonly Someone[]) {
  const made = await addPeople(
    SLUG,
    people.map(({ status }) => ({
      values: {
        ...{ firstName: 'Lou', lastName: `Bord${uuidv7().slice(-6)}` },
        ...(status ? { status } : {}),
      },
      emails: [{ ...ADDRESS, id: uuidv7(), address: `${uuidv7()}@exemple.fr` }],
    })),
  )
  await inside(SLUG, async (query, { id }) => {
    for (const [i, { periods }] of people.entries())
      for (const { startsAt, endsAt, withdrawn } of periods)
        await query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt",
          "withdrawnAt", "source") VALUES (${id}, ${uuidv7()}, ${made[i]!.id}, 't', ${startsAt}, ${endsAt},
          ${withdrawn ? startsAt : null}, 'test')`)
  })
  return made.map(({ id, handle }, i) => ({ id, handle, ...people[i]! }))
}

/** Runs the check on a dozen people at a time. */
const held = (check: (people: Awaited<ReturnType<typeof settle>>) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(fc.array(someone, { minLength: 12, maxLength: 12 }), async (people) =>
      check(await settle(people)),
    ),
    { numRuns: 5 },
  )

const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).sort()

test('the directory is open to those who are paid up', async () => {
  const tenant = (await tenantOfSlug(SLUG))!
  const staff = await ctxFor(SLUG, 'admin', { now: NOW })
  await held(async (people) => {
    for (const { id, periods } of people) {
      const { viewer } = (await readPersonViewer(tenant, id, NOW))!
      const ability = compile({ config: tenant.config, viewer, sisters: await sistersOf(tenant) })
      const looking: Ctx = { ...staff, viewer, ability }
      const query = { q: 'lou', portee: 'association', tri: 'nom', page: 1, vue: 'liste' } as const
      const found = await searchDirectory(looking, query).then(
        ({ total }) => total > 1,
        (answer: unknown) => {
          expect(answer).toBeInstanceOf(Response)
          return false
        },
      )
      expect(found).toBe(isPaidUp(tenant.config, periods, NOW))
    }
  })
})

test('the card of dues, the desk and head-counts count whom the policy counts', async () => {
  const ctx = await ctxFor(SLUG, 'admin', { now: NOW })
  const [observed] = await settle([{ periods: [], status: null }])
  await held(async (people) => {
    const paid = people.filter(({ periods }) => isPaidUp(ctx.tenant.config, periods, NOW))
    for (const one of people) {
      const states = (await readMemberships(ctx, one.id)).map(({ state }) => state)
      expect(states).toHaveLength(one.periods.length)
      expect(states.some((state) => state === 'inForce' || state === 'grace')).toBe(paid.includes(one))
    }
    const before = await ctx.sql((query) => countCircles(ctx, query, observed!.id))
    for (const { id } of people) await personSeat(SLUG, id)
    const after = await ctx.sql((query) => countCircles(ctx, query, observed!.id))
    expect((after.adherent ?? 0) - (before.adherent ?? 0)).toBe(paid.length)

    const { paidUp, todo } = await readOverview(ctx)
    const listed = async (query: object) => {
      const where = conditionsOf(ctx, query as Parameters<typeof conditionsOf>[1])
      const [row] = await ctx.sql((run) =>
        run<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "person" p WHERE p."tenantId" = ${ctx.tenant.id}
          AND ${where.reduce((all, piece) => sql`${all} AND ${piece}`)}`),
      )
      return row!.n
    }
    expect(paidUp).toBe(await listed({ role: 'adherent' }))
    expect(todo.find(({ id }) => id === 'lapsed')?.count ?? 0).toBe(await listed({ etat: 'cotisation-echue' }))
  })
})

test('reminders go to the living, by the last end of dues that count', async () => {
  const tenant = (await tenantOfSlug(SLUG))!
  const { before, after } = tenant.config.money.dues.reminders
  const today = civilDay(NOW)
  const isDue = (end: Date | null | undefined) =>
    end instanceof Date &&
    [...before, ...after.map((days) => -days)].some((days) => {
      const day = addDays(today, days)
      return end >= startOfDay(addDays(day, -3))! && end < startOfDay(addDays(day, 1))! && (days > 0 || end <= NOW)
    })
  await held(async (people) => {
    await remind(tenant, NOW)
    const rows = await inside(SLUG, (query, { id }) =>
      query<{ id: string }>(sql`SELECT DISTINCT "personId" AS "id" FROM "mail" WHERE "tenantId" = ${id}
        AND "key" LIKE 'dues-%' AND "personId" = ANY(${ids(people)}::uuid[])`),
    )
    const expected = people.filter(({ periods, status }) => {
      const counted = periods.filter(({ withdrawn }) => !withdrawn).map(({ endsAt }) => endsAt)
      const last = counted.includes(null) ? null : counted.toSorted((a, b) => Number(b) - Number(a))[0]
      return !isDeceased(tenant.config, status) && isDue(last)
    })
    expect(ids(rows)).toEqual(ids(expected))
  })
})

test.each<[string, boolean, (id: string, tenantId: string) => Sql]>([
  ['nothing happened', true, () => sql`SELECT 1`],
  [
    'they paid',
    false,
    (id, tenantId) => sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "source")
      VALUES (${tenantId}, ${uuidv7()}, ${id}, 'test', ${NOW}, 'test')`,
  ],
  [
    'they died',
    false,
    (id, tenantId) => sql`UPDATE "person" SET "status" = 'Décédé'
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`,
  ],
])('a reminder that waited is judged again when it leaves: %s', async (_, leaves, change) => {
  const tenant = (await tenantOfSlug(SLUG))!
  const [{ id } = { id: '' }] = await addPeople(SLUG, [
    { values: { lastName: 'Rappel', primaryEmail: 'r@exemple.fr' } },
  ])
  const until = startOfDay(addDays(civilDay(NOW), tenant.config.money.dues.reminders.before[0]!))!
  await inside(SLUG, (query) =>
    query(sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source")
      VALUES (${tenant.id}, ${uuidv7()}, ${id}, 'test', ${at(-300 * DAY)}, ${until}, 'test')`),
  )
  await remind(tenant, NOW)
  await inside(SLUG, (query) => query(change(id, tenant.id)))
  const { rows } = await inside(SLUG, async (query) => {
    const waiting = await query<Sealed>(sql`SELECT "id", "kind", "sealed", "personId", "listId" FROM "mail"
      WHERE "tenantId" = ${tenant.id} AND "personId" = ${id} AND "state" = 'waiting'`)
    expect(waiting).toHaveLength(1)
    return readAgain({ query, tenant, now: NOW }, waiting)
  })
  expect(rows.length > 0).toBe(leaves)
})

test('invitations, one by one or a whole year at once, go to the living', async () => {
  const ctx = { ...(await ctxFor(SLUG, 'admin', { now: NOW })), account: undefined }
  await held(async (people) => {
    const dead = people.filter(({ status }) => isDeceased(ctx.tenant.config, status))
    for (const one of people.slice(0, 6))
      expect(await offerWayIn(ctx, { personId: one.id })).toBe(dead.includes(one) ? 'deceased' : undefined)
    await inviteCohort(ctx, 'all')
    const rows = await inside(SLUG, (query, { id }) =>
      query<{ id: string }>(sql`SELECT DISTINCT "personId" AS "id" FROM "mail" WHERE "tenantId" = ${id}
        AND "personId" = ANY(${ids(people)}::uuid[])`),
    )
    expect(ids(rows)).toEqual(ids(people.filter((one) => !dead.includes(one))))
  })
})

test('the rank of an account: roles that run or are to come, wherever the staff ask', async () => {
  const tenant = (await tenantOfSlug(SLUG))!
  const manager = await ctxFor(SLUG, 'manager', { now: NOW })
  const [kept, gone, sender] = await settle(Array(3).fill({ periods: [], status: null }))
  const { accountId } = await personSeat(SLUG, kept!.id)
  const { accountId: senderId } = await personSeat(SLUG, sender!.id)
  await fc.assert(
    fc.asyncProperty(dues, async ({ startsAt, endsAt }) => {
      const ranks = endsAt === null || (endsAt > NOW && endsAt > startsAt)
      const answers = await inside(SLUG, async (query, { id }) => {
        await query(sql`DELETE FROM "role_grant" WHERE "tenantId" = ${id}`)
        await query(sql`INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt", "endsAt")
          VALUES (${id}, ${uuidv7()}, ${accountId}, 'admin', ${startsAt}, ${endsAt}),
            (${id}, ${uuidv7()}, ${senderId}, 'manager', ${at(-DAY)}, NULL)`)
        const unit = { query, tenant, now: NOW }
        const locked = await lockedByPerson(unit, { accountId: senderId }, [kept!.id])
        return {
          locked: locked.has(kept!.id),
          merge: await whyNotTouch(query, manager, { keptId: kept!.id, goneId: gone!.id }),
        }
      })
      expect(answers).toEqual({ locked: ranks, merge: ranks ? 'rank' : undefined })
      expect((await staffPerson(manager, kept!.handle)).roles).toEqual(ranks ? ['admin'] : [])
    }),
    { numRuns: 20 },
  )
})
