/**
 * Retention, by moving the clock: present on the last day, gone the next, for every class; and who objected is seen by
 * nobody.
 */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { applyRetention, keptNow } from '#app/domain/data-rights/retention.server.ts'
import { ENDING_TABLES, type RetentionRule, RULES, ruleOf } from '#app/domain/data-rights/retention-rules.ts'
import { fileStore } from '#app/outside/files.ts'
import { ENDING_CLASSES, periodOf, RETENTION_CLASSES } from '#app/tenant/retention.ts'
import { fillEveryTable } from '../../factories/every-table.ts'
import { staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const DAY = 86_400_000
/** Long ago by the clock of the database, which lets no trace go that is young. */
const THEN = new Date('2009-05-13T12:00:00Z')
let tenant: Tenant
let owner: pg.Client
let personId = ''

beforeAll(async () => {
  // An association with rules of its own beside one that has none.
  const sepro = { ...tenantFile('sepro'), keep: { ...tenantFile('sepro').keep, logs: 6 } }
  await apply(sepro, 'ece')
  tenant = (await tenantOfSlug('sepro'))!
  personId = (await addPeople('sepro', [{ values: { pseudonym: 'renard', lastName: 'Zed' } }]))[0]!.id
  owner = new pg.Client({ connectionString: database.url('owner') })
  await owner.connect()
  await owner.query(`SELECT set_config('app.tenant', '${tenant.id}', false)`)
})
afterAll(() => owner.end())

const tableOf = (name: string) => CATALOGUE.find((one) => one.table === name)!

/** A row whose instant is known; the tables it hangs on get theirs. */
async function insert(name: string, at: Date, ids: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { columns } = tableOf(name)
  const row: Record<string, unknown> = {}
  for (const [column, type] of Object.entries(columns)) {
    if (column in ids) row[column] = ids[column]
    else if (column === 'tenantId') row[column] = tenant.id
    else if ((column === 'personId' || column === 'otherId') && type === 'Uuid') row[column] = personId
    else if (type.endsWith('?')) row[column] = null
    else if (type === 'Uuid') row[column] = uuidv7()
    else if (type.startsWith('Date')) row[column] = at
    else if (type.endsWith('[]')) row[column] = []
    else if (/^(Int|BigInt|Float)/.test(type)) row[column] = 1
    else if (type === 'Boolean') row[column] = false
    else if (type === 'Json') row[column] = '{}'
    else if (column === 'fileKey') row[column] = `lettres/${uuidv7()}.pdf`
    else row[column] = `x${uuidv7()}`
  }
  const names = Object.keys(row)
  await owner.query(
    `INSERT INTO "${name}" (${names.map((one) => `"${one}"`).join()}) VALUES (${names.map((_, i) => `$${i + 1}`).join()})`,
    Object.values(row),
  )
  return row
}

const count = async (name: string): Promise<number> =>
  Number((await owner.query(`SELECT count(*) AS n FROM "${name}"`)).rows[0].n)

/** Rows of then: runs of the rules leave rows of their own. */
const countThen = async ({ table, clock, parent }: RetentionRule): Promise<number> =>
  parent
    ? count(table)
    : Number(
        (
          await owner.query(`SELECT count(*) AS n FROM "${table}" WHERE "${clock}" < $1::timestamptz`, [
            new Date(THEN.getTime() + 1),
          ])
        ).rows[0].n,
      )

/** The first instant at which a row of then is too old. */
function endOf({ kind }: RetentionRule): Date {
  const { months = 0, days = 0, fromYearEnd } = periodOf(tenant.config.keep, kind)
  const from = fromYearEnd ? new Date(Date.UTC(THEN.getUTCFullYear(), 11, 31, 23, 59, 59, 999)) : THEN
  const end = new Date(from)
  end.setUTCMonth(end.getUTCMonth() + months)
  return new Date(end.getTime() + days * DAY + 1)
}

/** Rows that need others: an account, a run, a sale. */
async function place(rule: RetentionRule): Promise<void> {
  const { columns } = tableOf(rule.table)
  const ids: Record<string, unknown> = rule.states ? { state: rule.states[0] } : {}
  if (columns.accountId === 'Uuid')
    ids.accountId = (await insert('account', THEN, { door: 'people', personId: null })).id
  if (columns.sessionId && rule.table !== 'session')
    ids.sessionId = (
      await insert('session', THEN, { accountId: (await insert('account', THEN, { personId: null })).id })
    ).id
  if (columns.schoolId === 'Uuid') ids.schoolId = (await insert('school', THEN)).id
  if (columns.profileId === 'Uuid') ids.profileId = (await insert('career_profile', THEN)).id
  if (rule.parent) ids[rule.parent.link] = (await insert(rule.parent.table, THEN, { state: 'applied' })).id
  await insert(rule.table, THEN, ids)
}

/** Pieces of accounting refer to each other and number themselves: their own test is below. */
const PLAIN = RULES.filter(({ kind }) => kind !== 'accounting')

describe('present on the last day, gone the next', () => {
  test.each(PLAIN.map((rule) => [rule.table, rule] as const))('%s', async (_, rule) => {
    await place(rule)
    const end = endOf(rule)
    expect(await countThen(rule)).toBeGreaterThan(0)
    await applyRetention(tenant, new Date(Math.max(end.getTime() - 1, THEN.getTime())))
    expect(await countThen(rule)).toBeGreaterThan(0)
    await applyRetention(tenant, new Date(end.getTime() + (rule.clock === 'day' ? DAY : 0)))
    expect(await countThen(rule)).toBe(0)
  })

  test('every piece of accounting: ten years from the end of its year, children with what they hang on', async () => {
    const kept = RULES.filter(({ kind }) => kind === 'accounting')
    expect(kept.length).toBeGreaterThan(15)
    const [other, third] = (
      await addPeople('sepro', [{ values: { pseudonym: 'a' } }, { values: { pseudonym: 'b' } }])
    ).map(({ id }) => id) as [string, string]
    const subject = { accountId: String((await insert('account', THEN, { personId: null })).id), personId }
    const filling = { subject, other, third, word: 'piece', place: THEN.getUTCFullYear() - 1990, at: THEN }
    await fillEveryTable(database.url('owner'), tenant.id, filling)
    const counts = async () => {
      const all: Record<string, number> = {}
      for (const rule of kept) all[rule.table] = await countThen(rule)
      return all
    }
    const before = await counts()
    expect(Object.keys(before).filter((table) => before[table] === 0)).toEqual([])
    await applyRetention(tenant, new Date('2019-12-31T23:59:59.999Z'))
    expect(await counts()).toEqual(before)
    await applyRetention(tenant, new Date('2020-01-01T00:00:00Z'))
    const after = await counts()
    expect(Object.keys(after).filter((table) => after[table]! > 0)).toEqual([])
  })

  test('published profiles: emptied after two years, hidden, the account left to its owner', async () => {
    const [person] = await addPeople('sepro', [
      {
        values: {
          pseudonym: 'goupil',
          lastName: 'Fin',
          bio: 'atout',
          skills: ['voile'],
          publishedAt: '2009-05-13',
          purpose: 'stage',
        },
      },
    ])
    const read = async () =>
      (
        await inside('sepro', (query) =>
          query(
            sql`SELECT "bio", "purpose", "publishedAt", "pseudonym", "lastName" FROM "person"
              WHERE "id" = ${person!.id}`,
          ),
        )
      )[0]
    await applyRetention(tenant, new Date('2011-05-13T12:00:00Z'))
    expect(await read()).toMatchObject({ bio: 'atout' })
    await applyRetention(tenant, new Date('2011-05-14T12:00:00Z'))
    expect(await read()).toEqual({ bio: null, purpose: null, publishedAt: null, pseudonym: 'goupil', lastName: 'Fin' })
    const { rows } = await owner.query(
      `SELECT 1 FROM "value_change" WHERE "personId" = $1 AND "before"::text LIKE '%atout%'`,
      [person!.id],
    )
    expect(rows).toEqual([])
  })
})

test('every class of every table has a rule, and a new table without one is seen', () => {
  for (const { table, retention } of CATALOGUE) expect(RETENTION_CLASSES, table).toContain(retention)
  for (const table of ENDING_TABLES)
    expect(ruleOf(table), `${table.table}: by which instant does it end?`).toBeDefined()
  const bare = {
    table: 'extra',
    class: 'tenant',
    retention: 'log',
    gdpr: 'none',
    key: ['id'],
    columns: { id: 'Uuid' },
  } as const
  expect(ruleOf({ ...bare, key: [...bare.key] })).toBeUndefined()
  for (const kind of ENDING_CLASSES) expect(periodOf({}, kind)).toBeDefined()
})

test('a paper that nobody judged goes with its request', async () => {
  const store = fileStore(env().FILES_URL)
  const fileKey = await store.put(Buffer.from('sealed'), { folder: 'papers', extension: 'sealed', contentType: 'x/y' })
  const rule = RULES.find(({ table }) => table === 'access_request')!
  await insert('access_request', THEN, { fileKey, state: 'waiting' })
  await applyRetention(tenant, new Date(endOf(rule).getTime() - 1))
  expect((await store.read(fileKey)).length).toBeGreaterThan(0)
  await applyRetention(tenant, endOf(rule))
  await expect(store.read(fileKey)).rejects.toThrow()
})

test('young traces stay, whatever the site asks for', async () => {
  await insert('audit_event', new Date())
  const before = await count('audit_event')
  await inside('sepro', (query) =>
    query(
      sql`SELECT expire_rows(${tenant.id}::uuid, 'audit_event', 'at', ${new Date('2100-01-01')}::timestamptz, 1000,
        NULL, NULL)`,
    ),
  )
  expect(await count('audit_event')).toBe(before)
  await expect(
    inside('sepro', (query) =>
      query(sql`SELECT expire_rows(${tenant.id}::uuid, 'person', 'createdAt', now(), 10, NULL, NULL)`),
    ),
  ).rejects.toThrow('no append-only table')
})

test('the page says what is kept and what the next run deletes', async () => {
  const seat = await staffSeat('sepro', 'admin')
  await insert('login_attempt', new Date(Date.now() - 40 * DAY))
  const kept = await inside('sepro', (query) => keptNow(query, tenant, new Date()))
  expect(kept.find(({ table }) => table === 'login_attempt')).toMatchObject({ kept: 1, next: 1, month: 1 })
  const page = await (await request('sepro.localhost', '/admin/conservation', { cookie: seat.cookie })).text()
  expect(page).toContain('data-class="attempt"')
  expect((await request('sepro.localhost', '/admin/conservation')).status).toBe(302)
})
