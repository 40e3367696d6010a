/** The tenant wall, read from the database itself (design §3); each way of weakening it is seen. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Catalogue, catalogueFaults, GLOBAL, readCatalogue } from '../setup/catalogue.ts'
import { queryAs, useDatabase } from '../setup/database.ts'
import { tableClasses } from '../setup/schema-classes.ts'

const database = useDatabase()
const classes = tableClasses()
let owner: pg.Client
let catalogue: Catalogue

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.url('owner') })
  await owner.connect()
  catalogue = await readCatalogue(owner)
})

afterAll(() => owner.end())

/** What is found wrong after a change that is then taken back. */
async function faultsAfter(change: string): Promise<string[]> {
  await owner.query('BEGIN')
  try {
    await owner.query(change)
    return catalogueFaults(await readCatalogue(owner), classes)
  } finally {
    await owner.query('ROLLBACK')
  }
}

test('the database is what the schema promises', () => {
  expect(catalogue.tables.length).toBeGreaterThan(25)
  expect(catalogueFaults(catalogue, classes)).toEqual([])
})

test('dropping any one policy is seen', async () => {
  expect(catalogue.policies.length).toBeGreaterThan(25)
  for (const { table, name } of catalogue.policies) {
    const faults = await faultsAfter(`DROP POLICY ${name} ON "${table}"`)
    expect(faults, `${table}.${name}`).toEqual([`${table}: the policy ${name} is missing`])
  }
})

test('switching row level security off, or sparing the owner, is seen on every table', async () => {
  for (const { table } of classes.filter((one) => one.class === 'tenant'))
    for (const off of ['DISABLE ROW LEVEL SECURITY', 'NO FORCE ROW LEVEL SECURITY'])
      expect(await faultsAfter(`ALTER TABLE "${table}" ${off}`), `${table} ${off}`).toHaveLength(1)
})

test.each([
  ['a wider policy', `ALTER POLICY tenant_wall ON "person" USING (true)`, 'person: the policy tenant_wall says'],
  ['a second policy', `CREATE POLICY more ON "account" FOR SELECT USING (true)`, 'account: the policy more says'],
  ['a new table without class', `CREATE TABLE "extra" ("tenantId" uuid, "id" uuid)`, 'extra is not in prisma/schema'],
  [
    'a key of its own',
    `CREATE UNIQUE INDEX "by_mail" ON "person_email" ("folded")`,
    'the index by_mail begins with folded',
  ],
  [
    'a key that empties tenantId',
    `ALTER TABLE "position" ADD FOREIGN KEY ("tenantId", "companyId") REFERENCES "company" ("tenantId", "id") ON DELETE SET NULL`,
    'would empty tenantId',
  ],
  ['a view with its owner’s rights', `CREATE VIEW "everybody" AS SELECT * FROM "person"`, 'everybody reads with'],
  [
    'a function that runs as its owner',
    `CREATE FUNCTION all_of_them() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM person'`,
    'all_of_them() runs as its owner',
  ],
])('%s is seen', async (_, change, fault) => {
  expect((await faultsAfter(change)).join('\n')).toContain(fault)
})

test('a model without its classes is seen', () => {
  const bare = tableClasses('model Extra {\n  id String\n\n  @@map("extra")\n}\n')
  expect(catalogueFaults(catalogue, [...classes, ...bare])).toEqual(['extra has no class in prisma/schema'])
})

const BYTE_ORDER = [
  ['person', 'sortName'],
  ['person', 'handle'],
  ['company', 'folded'],
  ['person_email', 'folded'],
  ['search_token', 'token'],
  ['token_deletion', 'token'],
  ['token_deletion', 'deletion'],
  ['account_login', 'login'],
  ['shared_entry', 'sortName'],
  ['shared_entry', 'handle'],
  ['shared_token', 'token'],
  ['shared_deletion', 'token'],
  ['shared_deletion', 'deletion'],
] as const

test.each(BYTE_ORDER)('%s.%s is in byte order, so that an index serves its prefixes', (table, column) => {
  const found = catalogue.columns.find((one) => one.table === table && one.column === column)
  expect(found?.collation).toBe('C')
})

test('the site’s role owns nothing, bypasses nothing, makes nothing', async () => {
  const [role] = await queryAs<Record<string, boolean>>(
    database.url('app'),
    `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
       pg_has_role(current_user, 'alumni_owner', 'MEMBER') AS owns, pg_has_role(current_user, 'alumni_platform', 'MEMBER') AS platform,
       has_schema_privilege('public', 'CREATE') AS creates
     FROM pg_roles WHERE rolname = current_user`,
  )
  expect(Object.values(role!)).toEqual(Array(8).fill(false))
})

test('what the site may not write, it may not write', async () => {
  const mayWrite = (table: string) => `has_table_privilege('"${table}"', 'INSERT, UPDATE, DELETE, TRUNCATE')`
  // Sessions, guesses, second factors and forms of operators: the site's own pages write them.
  const pages = ['operator_session', 'operator_attempt', 'operator_factor', 'operator_form_post']
  const written = GLOBAL.filter((table) => !pages.includes(table))
  for (const table of [...written, 'tenant_version', '_prisma_migrations']) {
    const [row] = await queryAs<{ may: boolean }>(database.url('app'), `SELECT ${mayWrite(table)} AS may`)
    expect(row?.may, table).toBe(false)
  }
  await expect(queryAs(database.url('app'), 'TRUNCATE "person"')).rejects.toThrow(/permission denied/)
  await expect(queryAs(database.url('app'), `UPDATE "audit_event" SET "action" = ''`)).rejects.toThrow(
    /permission denied/,
  )
})

test('without an association fixed, tables of associations answer nothing and take nothing', async () => {
  for (const { table } of classes.filter((one) => one.class === 'tenant')) {
    const [row] = await queryAs<{ n: string }>(database.url('app'), `SELECT count(*) AS n FROM "${table}"`)
    expect(row?.n, table).toBe('0')
  }
  const insert = `INSERT INTO "company" ("tenantId", "id", "name", "folded") VALUES (gen_random_uuid(), gen_random_uuid(), 'x', 'x')`
  await expect(queryAs(database.url('app'), insert)).rejects.toThrow(/row-level security/)
})
