/** The demo: documented accounts exist and open, people are many and various, and running it again changes nothing. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyPassword } from '#app/context/password.ts'
import { startSession } from '#app/context/session.ts'
import { allTenants, tenantOfSlug } from '#app/context/tenants.ts'
import { readViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, onPlatform } from '#app/db/transaction.ts'
import { AUDIENCES, readChoiceCode } from '#app/vocabulary/audiences.ts'
import { demoAccounts } from '../../prisma/seed/cast.ts'
import { instalmentsPassword } from '../../prisma/seed/instalments.ts'
import { seedDemo } from '../../prisma/seed.ts'
import { firstPhoto, paidDues, peopleFacts, schoolAnswers } from '../factories/demo-facts.ts'
import { inside, tenantFile } from '../factories/world.ts'
import { queryAs, useDatabase } from '../setup/database.ts'

const database = useDatabase()
const accounts = demoAccounts()
const slugs = [...new Set(accounts.map(({ tenant }) => tenant))].filter((slug) => slug !== 'admin')
const peopled = slugs.filter((slug) => slug !== 'insa')

beforeAll(async () => {
  await seedDemo({ baseDomain: 'localhost' })
}, 120_000)

interface Stored {
  id: string
  passwordHash: string
  handle: string | null
}

function stored(slug: string, door: string, login: string): Promise<Stored | undefined> {
  return inside(slug, async (query, scope) => {
    const rows = await query<Stored>(sql`SELECT a."id", a."passwordHash", p."handle" FROM "account" a
      JOIN "account_login" l ON l."tenantId" = a."tenantId" AND l."accountId" = a."id" AND l."kind" = 'assigned'
      LEFT JOIN "person" p ON p."tenantId" = a."tenantId" AND p."id" = a."personId"
      WHERE a."tenantId" = ${scope.id} AND l."door" = ${door} AND l."login" = ${login}`)
    return rows[0]
  })
}

describe.each(accounts.filter(({ door }) => door !== 'operator'))('$tenant: $role', ({ tenant: slug, ...account }) => {
  test('exists as documented and holds the role', async () => {
    const found = await stored(slug, account.door, account.login)
    expect(found?.handle ?? undefined).toBe(account.handle)
    expect(account.password.length).toBeGreaterThanOrEqual(12)
    const tenant = (await tenantOfSlug(slug))!
    const now = new Date()
    const cookie = await startSession(tenant.id, `${slug}.localhost`, found!.id, { now })
    const [id] = await inside(slug, (query) =>
      query<{ id: string }>(
        sql`SELECT "id" FROM "session" WHERE "tenantId" = ${tenant.id} AND "accountId" = ${found!.id}`,
      ),
    )
    expect(cookie).toContain('session=')
    const { viewer } = await readViewer(tenant, id!.id, now)
    expect(viewer.roles).toContain(account.role)
    if (account.role === 'member') expect(viewer.roles).toEqual(['member'])
    expect(viewer.hasPass).toBe(account.role === 'recruiter' && tenant.config.recruiters?.pass !== undefined)
  })
})

test('the documented passwords open: one of each door, and the operator’s', async () => {
  for (const door of ['people', 'recruiters', 'schools']) {
    const { tenant, login, password } = accounts.find((account) => account.door === door)!
    const { passwordHash } = (await stored(tenant, door, login))!
    expect([await verifyPassword(passwordHash, password), await verifyPassword(passwordHash, `${password}x`)]).toEqual([
      true,
      false,
    ])
  }
  const operator = accounts.find(({ door }) => door === 'operator')!
  const [row] = await onPlatform((query) =>
    query<{ passwordHash: string }>(sql`SELECT "passwordHash" FROM "operator" WHERE "email" = ${operator.login}`),
  )
  expect(await verifyPassword(row!.passwordHash, operator.password)).toBe(true)
})

describe.each(peopled)('%s', (slug) => {
  test('has people of every kind', async () => {
    const facts = await inside(slug, async (query, scope) => {
      const [row] = await query<Record<string, number>>(sql`
        SELECT count(*)::int AS people, count(*) FILTER (WHERE "status" = 'décédé')::int AS dead,
          count("familyTies")::int AS ties, count(*) FILTER (WHERE "consentRecruiters")::int AS willing,
          count(*) FILTER (WHERE NOT "consentRecruiters")::int AS unwilling,
          count(*) FILTER (WHERE "lastName" ~ '[’'' -]')::int AS odd,
            count(*) FILTER (WHERE ("firstName" || "lastName") ~ '[éèêëïôçÉ]')::int AS accents,
          count(*) - count(DISTINCT ("firstName", "lastName"))::int AS homonyms,
          count(DISTINCT "companySiret")::int AS companies
        FROM "person" WHERE "tenantId" = ${scope.id}`)
      const codes = await query<{ code: number }>(
        sql`SELECT DISTINCT unnest("siteChoices") AS code FROM "person" WHERE "tenantId" = ${scope.id}`,
      )
      return { row: row!, audiences: new Set(codes.map(({ code }) => readChoiceCode(code)?.audience)) }
    })
    expect(facts.row.people).toBeGreaterThanOrEqual(300)
    for (const [what, count] of Object.entries(facts.row)) expect([what, Number(count) > 0]).toEqual([what, true])
    expect([...facts.audiences].sort()).toEqual([...AUDIENCES].sort())
  })

  test('has people paid up, formerly paid up and not, and friends', async () => {
    const facts = await inside(slug, async (query, scope) => {
      const [row] = await query<{ people: number; paid: number; friends: number }>(sql`
        SELECT (SELECT count(*)::int FROM "person" WHERE "tenantId" = ${scope.id}) AS people,
          (SELECT count(DISTINCT "personId")::int FROM "membership_period" WHERE "tenantId" = ${scope.id}
            AND "startsAt" <= now() AND ("endsAt" IS NULL OR "endsAt" > now())) AS paid,
          (SELECT count(*)::int FROM "friendship" WHERE "tenantId" = ${scope.id}) AS friends`)
      return row!
    })
    expect(facts.paid / facts.people).toBeGreaterThan(0.15)
    expect(facts.paid / facts.people).toBeLessThan(0.55)
    expect(facts.friends).toBeGreaterThan(100)
  })
})

test('the federation has no people, and shares those who agreed', async () => {
  const insa = (await tenantOfSlug('insa'))!
  const [row] = await inTenantSql(insa.id, (query) =>
    query<{ people: number; shared: number; owners: number }>(sql`SELECT count(*)::int AS shared,
      (SELECT count(*)::int FROM "person" WHERE "tenantId" = ${insa.id}) AS people,
      count(DISTINCT "tenantId")::int AS owners FROM "shared_entry" WHERE "federationId" = ${insa.id}`),
  )
  expect(row).toMatchObject({ people: 0, owners: 6 })
  expect(row!.shared).toBeGreaterThan(1000)
})

test.each(peopled)(
  '%s: titles agree with who bears them, and three people in five have a face of their own',
  async (slug) => {
    const hasFaces = tenantFile(slug).identity.field !== 'pseudonym'
    const facts = await peopleFacts(slug)
    expect(facts).toMatchObject({ men: 0, women: 0, unfit: 0, files: facts.faces })
    expect(facts.agreeing).toBeGreaterThan(10)
    const share = facts.faces / facts.people
    expect(hasFaces ? share > 0.5 && share < 0.7 : share === 0, String(share)).toBe(true)
    if (hasFaces) expect((await firstPhoto(slug)).subarray(8, 12).toString()).toBe('WEBP')
  },
)

test.each(peopled)('%s: whoever is paid up has paid, and the books say so', async (slug) => {
  const { owed, unpaid } = await paidDues(slug)
  // A year that begins at midnight in Paris begins in UTC the day before: one in a hundred for both.
  expect(unpaid / Math.max(1, owed)).toBeLessThan(0.02)
  if (tenantFile(slug).tiers.some(({ cents, period }) => cents > 0 && period !== 'lifetime'))
    expect(owed).toBeGreaterThan(20)
})

test.each(peopled)('%s: nobody agreed to what they were not asked, or did not answer', async (slug) => {
  const { school } = tenantFile(slug).consents
  if (!school.asked || school.default) return
  const { silent, answered } = await schoolAnswers(slug)
  expect(silent).toBe(0)
  expect(answered).toBeGreaterThan(5)
})

test('a second run changes nothing', async () => {
  const tables = [
    'tenant',
    'domain',
    'person',
    'search_token',
    'account',
    'membership_period',
    'operator',
    'value_change',
  ]
  const counts = tables.map((table) => `(SELECT count(*) FROM "${table}") AS "${table}"`)
  const state = async () => ({
    versions: (await allTenants()).map(({ slug, version }) => `${slug} ${version}`),
    rows: await queryAs(superuser(), `SELECT ${counts}, (SELECT max("updatedAt") FROM "person") AS last`),
  })
  const before = await state()
  await seedDemo({ baseDomain: 'localhost' })
  expect(await state()).toEqual(before)
})

test.each(slugs)(
  '%s: whoever sells has two years of it in the books, and nobody is written to about it',
  async (slug) => {
    const year = new Date().getFullYear()
    const facts = await inside(slug, async (query, { id }) => {
      const [row] = await query<Record<string, number>>(sql`
      SELECT count(DISTINCT i."year") FILTER (WHERE i."year" IN (${year}::int, ${year - 1}::int))::int AS "years",
        (SELECT count(*) FROM "payment" p WHERE p."tenantId" = ${id} AND p."state" = 'succeeded')::int AS "paid",
        (SELECT count(DISTINCT p."means") FROM "payment" p WHERE p."tenantId" = ${id})::int AS "means",
        (SELECT count(*) FROM "refund" r WHERE r."tenantId" = ${id} AND r."state" = 'succeeded')::int AS "refunds",
        (SELECT count(*) FROM "mail" m WHERE m."tenantId" = ${id}
        AND starts_with(m."kind", 'payments.'))::int AS "mails",
        (SELECT sum(l."debitCents" - l."creditCents") FROM "ledger_line" l WHERE l."tenantId" = ${id}
        AND l."account" = '411')::int AS "owed",
        (SELECT sum(l."debitCents" - l."creditCents") FROM "ledger_line" l WHERE l."tenantId" = ${id}
        AND l."account" = '5115')::int
          - (SELECT coalesce(sum(m."cents" - m."feeCents"), 0) FROM "stripe_movement" m WHERE m."tenantId" = ${id})::int
          + (SELECT coalesce(sum(l."debitCents" - l."creditCents"), 0) FROM "ledger_line" l JOIN "ledger_entry" e
              ON e."tenantId" = l."tenantId" AND e."id" = l."entryId" WHERE l."tenantId" = ${id} AND l."account" = '627'
              AND NOT starts_with(e."key", 'stripe/'))::int AS "adrift"
      FROM "invoice" i WHERE i."tenantId" = ${id}`)
      return row!
    })
    expect(facts).toMatchObject({ owed: 0, adrift: 0, mails: 0 })
    // Some sell nothing but passes to companies.
    if (!tenantFile(slug).tiers.some(({ cents }) => cents > 0)) return expect(facts.paid).toBeGreaterThan(1)
    expect(facts.years).toBe(2)
    expect(facts.paid).toBeGreaterThan(20)
    expect(facts.means).toBeGreaterThanOrEqual(4)
    expect(facts.refunds).toBeGreaterThan(0)
  },
)

test.each(['isep', 'supmeca'])(
  '%s: the treasurer finds tickets sold, a refused debit, a statement partly matched, closed months, money without a sale',
  async (slug) => {
    const facts = await inside(slug, async (query, { id }) => {
      const [row] = await query<Record<string, number>>(sql`
        SELECT (SELECT count(DISTINCT l."productId") FROM "sale_line" l JOIN "sale" s ON s."tenantId" = l."tenantId"
        AND s."id" = l."saleId"
            WHERE l."tenantId" = ${id} AND l."kind" = 'item' AND s."state" = 'paid')::int AS "items",
          (SELECT count(DISTINCT l."unitCents") FROM "sale_line" l WHERE l."tenantId" = ${id}
          AND l."productId" = 'conference')::int AS "prices",
          (SELECT "taken" FROM "stock" WHERE "tenantId" = ${id} AND "id" = 'conference') AS "taken",
          (SELECT count(*) FROM "sale_line" l JOIN "sale" s ON s."tenantId" = l."tenantId" AND s."id" = l."saleId"
            WHERE l."tenantId" = ${id} AND l."kind" = 'pass' AND s."organisationId" IS NOT NULL)::int AS "passes",
          (SELECT count(*) FROM "payment" WHERE "tenantId" = ${id} AND "state" = 'failed'
          AND "means" = 'sepa')::int AS "refused",
          (SELECT count(*) FROM "bank_line" WHERE "tenantId" = ${id} AND "state" = 'open')::int AS "open",
          (SELECT count(*) FROM "bank_line" WHERE "tenantId" = ${id} AND "state" = 'matched')::int AS "matched",
          (SELECT count(*) FROM "ledger_closing" WHERE "tenantId" = ${id})::int AS "closed",
          (SELECT count(DISTINCT left("day", 7)) FROM "ledger_entry" WHERE "tenantId" = ${id})::int AS "months",
          (SELECT sum(l."creditCents" - l."debitCents") FROM "ledger_line" l WHERE l."tenantId" = ${id}
          AND l."account" = '471')::int AS "aside"`)
      return row!
    })
    expect(facts).toMatchObject({ items: tenantFile(slug).shop.length, prices: 2, refused: 1, aside: 16_500 })
    expect(Math.min(facts.taken!, facts.passes!, facts.open!, facts.matched!, facts.closed!)).toBeGreaterThan(0)
    expect(facts.closed).toBeLessThan(facts.months!)
  },
)

const SEVERAL = slugs.filter((slug) => tenantFile(slug).tiers.some(({ instalments }) => instalments))

test.each(SEVERAL)(
  '%s: one person pays in several times, and one whose second payment was refused; both may sign in',
  async (slug) => {
    const rows = await inside(slug, (query, { id }) =>
      query<{ state: string; paid: number; login: string; passwordHash: string }>(sql`
      SELECT p."state", l."login", a."passwordHash", (SELECT count(*) FROM "instalment" i
      WHERE i."tenantId" = p."tenantId"
          AND i."planId" = p."id" AND i."state" = 'paid')::int AS "paid"
      FROM "instalment_plan" p JOIN "account" a ON a."tenantId" = p."tenantId" AND a."personId" = p."personId"
      JOIN "account_login" l ON l."tenantId" = a."tenantId" AND l."accountId" = a."id" AND l."kind" = 'assigned'
      WHERE p."tenantId" = ${id} ORDER BY p."state"`),
    )
    expect(rows.map(({ state, paid }) => [state, paid])).toEqual([
      ['active', 2],
      ['late', 1],
    ])
    const readme = readFileSync('README.md', 'utf8')
    for (const { login, passwordHash } of rows) {
      expect(readme).toContain(login)
      expect(await verifyPassword(passwordHash, instalmentsPassword(slug))).toBe(true)
    }
  },
)

/** Row level security hides every association from the owner too; counting all of them needs the superuser. */
function superuser(): string {
  return database.url('owner').replace('alumni_owner', 'postgres')
}
