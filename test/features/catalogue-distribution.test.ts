/** The catalogue can be distributed by association: each way of making it impossible is seen (decision 033). */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogueFaults, readCatalogue } from '../setup/catalogue.ts'
import { useDatabase } from '../setup/database.ts'
import { distributionFaults, readFacts } from '../setup/distribution.ts'
import { tableClasses } from '../setup/schema-classes.ts'

const database = useDatabase()
const classes = tableClasses()
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.url('owner') })
  await owner.connect()
})

afterAll(() => owner.end())

const faults = async () => distributionFaults(await readFacts(owner), classes)

/** Faults after a change that is then taken back. */
async function after<T>(change: string, read: () => Promise<T>): Promise<T> {
  await owner.query('BEGIN')
  try {
    await owner.query(change)
    return await read()
  } finally {
    await owner.query('ROLLBACK')
  }
}

test('facts of every kind are read', async () => {
  const { counters, ...facts } = await readFacts(owner)
  for (const [kind, rows] of Object.entries(facts)) expect(rows.length, kind).toBeGreaterThan(3)
  expect(counters).toEqual([])
})

test('every table can be distributed as it stands', async () => expect(await faults()).toEqual([]))

const key = (columns: string, target: string, clause: string) =>
  `ALTER TABLE "position" ADD CONSTRAINT "trial" FOREIGN KEY (${columns}) REFERENCES ${target} ${clause}`
const COMPANY = ['"tenantId", "companyId"', '"company" ("tenantId", "id")'] as const
const trigger = (body: string, on: string, referencing = '') => `
  CREATE FUNCTION trial() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN ${body} RETURN NULL; END';
  CREATE TRIGGER trial AFTER INSERT ON "${on}" ${referencing} EXECUTE FUNCTION trial()`

test.each([
  [
    'a key that follows updates',
    key(...COMPANY, 'ON UPDATE CASCADE'),
    'position: the key trial says ON UPDATE CASCADE',
  ],
  [
    'a key that empties',
    key(...COMPANY, 'ON DELETE SET NULL ("companyId")'),
    'position: the key trial says ON DELETE SET NULL',
  ],
  [
    'a key that sets a default',
    key(...COMPANY, 'ON DELETE SET DEFAULT'),
    'position: the key trial says ON DELETE SET DEFAULT',
  ],
  [
    'a key whose association comes second',
    `CREATE UNIQUE INDEX "odd" ON "company" ("id", "tenantId"); ${key('"companyId", "tenantId"', '"company" ("id", "tenantId")', '')}`,
    'position: the key trial does not begin with tenantId',
  ],
  [
    'a key to a table of no association',
    key('"tenantId"', '"tenant" ("id")', ''),
    'position: the key trial leads to tenant',
  ],
  [
    'a policy that asks a query',
    'ALTER POLICY tenant_wall ON "person" USING ("tenantId" IN (SELECT "tenantId" FROM "federation_member"))',
    'person: the policy tenant_wall asks a query',
  ],
  [
    'a policy whose check asks a query',
    'CREATE POLICY trial ON "person" FOR INSERT WITH CHECK (EXISTS (SELECT FROM "tenant"))',
    'person: the policy trial asks a query',
  ],
  [
    'a uniqueness across associations',
    'CREATE UNIQUE INDEX "trial" ON "company" ("folded", "tenantId")',
    'company: trial is unique by (folded,tenantId)',
  ],
  [
    'a uniqueness across federations',
    'CREATE UNIQUE INDEX "trial" ON "shared_entry" ("tenantId", "federationId", "id")',
    'shared_entry: trial is unique by (tenantId,federationId,id)',
  ],
  ['a serial column', 'ALTER TABLE "company" ADD COLUMN "n" serial', 'the sequence company_n_seq counts on one node'],
  [
    'an identity column',
    'ALTER TABLE "company" ADD COLUMN "n" int GENERATED ALWAYS AS IDENTITY',
    'the identity company.n counts on one node',
  ],
  [
    'a trigger on transition tables',
    trigger('', 'company', 'REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT'),
    'company: the trigger trial reads transition tables',
  ],
  [
    'a trigger that asks for its table',
    trigger('PERFORM TG_TABLE_NAME;', 'company', 'FOR EACH ROW'),
    "company: the trigger trial asks for its table's name",
  ],
  [
    'a trigger on a table of no association',
    trigger('', 'operator', 'FOR EACH ROW'),
    'operator: the trigger trial stands on a table of no association',
  ],
  [
    'a definer of no association',
    `CREATE FUNCTION trial(id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS ''`,
    'trial() runs as its owner and its first argument is “id uuid”',
  ],
  [
    'a function that names rows by their place',
    `CREATE FUNCTION trial() RETURNS tid LANGUAGE sql AS 'SELECT ctid FROM "tenant" LIMIT 1'`,
    'trial() names ctid',
  ],
  ['a grant on a table of no association', 'GRANT INSERT ON "domain" TO alumni_app', 'alumni_app may INSERT on domain'],
  ['a grant on one column of it', 'GRANT UPDATE ("slug") ON "tenant" TO alumni_app', 'alumni_app may UPDATE on tenant'],
  [
    'a grant to the mail server',
    'GRANT DELETE ON "lifetime_alias" TO alumni_postfix',
    'alumni_postfix may DELETE on lifetime_alias',
  ],
])('%s is seen', async (_, change, fault) => {
  expect(await after(change, faults)).toContain(fault)
})

const THEIRS = `CREATE TABLE "extra" ("n" serial); CREATE VIEW "all_of_them" AS SELECT 1 AS one;
  CREATE FUNCTION trial() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; CREATE EXTENSION hstore;`

test('what an extension brings along is not ours to judge', async () => {
  const named = async () =>
    [...(await faults()), ...catalogueFaults(await readCatalogue(owner), classes)].filter((fault) =>
      /extra|all_of_them|trial/.test(fault),
    )
  expect((await after(THEIRS, named)).length).toBeGreaterThanOrEqual(5)
  const added = `ALTER EXTENSION hstore ADD TABLE "extra"; ALTER EXTENSION hstore ADD SEQUENCE "extra_n_seq";
    ALTER EXTENSION hstore ADD VIEW "all_of_them"; ALTER EXTENSION hstore ADD FUNCTION trial();`
  expect(await after(THEIRS + added, named)).toEqual([])
})
