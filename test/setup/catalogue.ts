/** The database as pg_catalog describes it, and what is wrong with it (design §3). */
import type pg from 'pg'
import { RETENTION_CLASSES } from '#app/tenant/retention.ts'
import type { TableClass } from './schema-classes.ts'

interface Policy {
  table: string
  name: string
  command: string
  roles: string[]
  using: string | null
  check: string | null
}

interface Index {
  table: string
  name: string
  unique: boolean
  first: string
}

interface ForeignKey {
  table: string
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
  nulls: string[]
}

export interface Catalogue {
  tables: { table: string; owner: string; enabled: boolean; forced: boolean; key: string[] }[]
  policies: Policy[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
  columns: { table: string; column: string; type: string; collation: string | null }[]
  views: { view: string; invoker: boolean }[]
  definers: { name: string; path: string | null }[]
}

const NAMES = `(SELECT coalesce(array_agg(a.attname::text ORDER BY k.n), '{}') FROM unnest(%) WITH ORDINALITY AS k(num, n)
  JOIN pg_attribute a ON a.attrelid = $ AND a.attnum = k.num)`
const namesOf = (numbers: string, relation: string) => NAMES.replace('%', numbers).replace('$', relation)

/** Where the object is part of no extension: what those bring along is theirs. */
export const ours = (catalogue: string, oid: string) => `NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`

const QUERIES: Record<keyof Catalogue, string> = {
  tables: `SELECT c.relname::text AS "table", r.rolname::text AS owner, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      coalesce((SELECT ${namesOf('i.indkey', 'c.oid')} FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary), '{}') AS key
    FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
      AND ${ours('pg_class', 'c.oid')}`,
  policies: `SELECT tablename::text AS "table", policyname::text AS name, cmd AS command, roles::text[] AS roles, qual AS using, with_check AS check
    FROM pg_policies WHERE schemaname = 'public'`,
  indexes: `SELECT t.relname::text AS "table", c.relname::text AS name, i.indisunique AS unique,
      coalesce((SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = i.indkey[0]), '') AS first
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'`,
  foreignKeys: `SELECT t.relname::text AS "table", o.conname::text AS name, ${namesOf('o.conkey', 'o.conrelid')} AS columns,
      f.relname::text AS target, ${namesOf('o.confkey', 'o.confrelid')} AS "targetColumns",
      CASE WHEN o.confdeltype IN ('n', 'd') THEN ${namesOf('coalesce(o.confdelsetcols, o.conkey)', 'o.conrelid')} ELSE '{}' END AS nulls
    FROM pg_constraint o JOIN pg_class t ON t.oid = o.conrelid JOIN pg_class f ON f.oid = o.confrelid
    WHERE o.contype = 'f' AND t.relnamespace = 'public'::regnamespace`,
  columns: `SELECT c.relname::text AS "table", a.attname::text AS column, format_type(a.atttypid, a.atttypmod) AS type, l.collname::text AS collation
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_collation l ON l.oid = a.attcollation
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`,
  views: `SELECT c.relname::text AS view, coalesce('security_invoker=true' = ANY(c.reloptions), false) AS invoker
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
      AND ${ours('pg_class', 'c.oid')}`,
  definers: `SELECT p.proname::text AS name, (SELECT s FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%') AS path
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
      AND ${ours('pg_proc', 'p.oid')}`,
}

/** Reads everything over one connection, so inside a transaction of the caller's. */
export async function readCatalogue(client: pg.Client): Promise<Catalogue> {
  const read: Partial<Record<keyof Catalogue, unknown[]>> = {}
  for (const [part, query] of Object.entries(QUERIES)) read[part as keyof Catalogue] = (await client.query(query)).rows
  return read as unknown as Catalogue
}

/** The wall and its two kinds of gate, as PostgreSQL writes them back. */
const TENANT = `(NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid`
const WALL = `("tenantId" = ${TENANT})`
const FEDERATION = `("federationId" = (NULLIF(current_setting('app.federation'::text, true), ''::text))::uuid)`
/** What is shared is read within the dates of its contract. */
const WITHIN = `(${FEDERATION} AND ("sharedFrom" <= now()) AND (("sharedUntil" IS NULL) OR ("sharedUntil" > now())))`

/** Tables that the platform role works on across associations. */
const PLATFORM = [
  'tenant_version',
  'federation_contract',
  'shared_entry',
  'shared_token',
  'shared_deletion',
  'shared_place',
  'shared_post',
]

/** Read by the mail server across associations, by an address that names none. */
const POSTFIX = ['lifetime_alias']

/** Tables of no association. A new one has to be decided here. */
export const GLOBAL = [
  'domain',
  'federation_member',
  'operator',
  'operator_attempt',
  'operator_factor',
  'operator_form_post',
  'operator_session',
  'stripe_account',
  'tenant',
]

const GDPR = ['none', 'personal', 'pseudonymous', 'staff']

const plain = (text: string | null) => (text ?? '').replace(/\s+/g, ' ')

function policyFaults({ table, shared }: TableClass, policies: readonly Policy[]): string[] {
  const shapeOf = ({ command, roles, using, check }: Policy) =>
    [command, roles.join(), plain(using), plain(check)].join(' | ')
  const expected: Record<string, string> = {
    tenant_wall: ['ALL', 'public', WALL, WALL].join(' | '),
    ...(shared
      ? { federation_read: ['SELECT', 'public', table === 'federation_contract' ? FEDERATION : WITHIN, ''].join(' | ') }
      : {}),
    ...(POSTFIX.includes(table) ? { postfix: ['SELECT', 'alumni_postfix', 'true', ''].join(' | ') } : {}),
    ...(PLATFORM.includes(table) ? { platform: ['ALL', 'alumni_platform', 'true', 'true'].join(' | ') } : {}),
  }
  const own = policies.filter((policy) => policy.table === table)
  const missing = Object.keys(expected).filter((name) => !own.some((policy) => policy.name === name))
  return [
    ...missing.map((name) => `${table}: the policy ${name} is missing`),
    ...own
      .filter((policy) => expected[policy.name] !== shapeOf(policy))
      .map((policy) => `${table}: the policy ${policy.name} says ${shapeOf(policy)}`),
  ]
}

function classFaults({ table, class: kind, retention, gdpr }: TableClass): string[] {
  if (kind === '') return [`${table} has no class in prisma/schema`]
  return [
    ...(RETENTION_CLASSES.includes(retention) ? [] : [`${table}: retention ${retention} is no class`]),
    ...(GDPR.includes(gdpr) ? [] : [`${table}: gdpr ${gdpr} is no class`]),
    ...((kind === 'global') === GLOBAL.includes(table)
      ? []
      : [`${table} is ${kind} in prisma/schema but not in the list`]),
  ]
}

function wallFaults(is: TableClass, all: Catalogue): string[] {
  const { table, shared } = is
  const row = all.tables.find((one) => one.table === table)
  const type = all.columns.find((one) => one.table === table && one.column === 'tenantId')?.type
  return [
    ...(row?.enabled && row.forced ? [] : [`${table}: row level security is not enabled and forced`]),
    ...(row?.key.join().startsWith(shared ? 'federationId,tenantId,' : 'tenantId,')
      ? []
      : [`${table}: the primary key is (${row?.key})`]),
    ...(type === 'uuid' ? [] : [`${table}: tenantId is ${type}`]),
    ...policyFaults(is, all.policies),
  ]
}

function keyFaults({ table, shared }: TableClass, all: Catalogue, walled: readonly string[]): string[] {
  const indexes = all.indexes.filter((index) => index.table === table)
  const keys = all.foreignKeys.filter((key) => key.table === table && walled.includes(key.target))
  return [
    ...indexes
      .filter(({ first }) => first !== 'tenantId' && !(shared && first === 'federationId'))
      .filter(({ first, unique }) => !(POSTFIX.includes(table) && !unique && first === 'address'))
      .map(({ name, first }) => `${table}: the index ${name} begins with ${first}`),
    ...keys
      .filter(({ columns, targetColumns }) => columns[0] !== 'tenantId' || targetColumns[0] !== 'tenantId')
      .map(({ name }) => `${table}: the foreign key ${name} does not begin with tenantId`),
    ...all.foreignKeys
      .filter((key) => key.table === table && key.nulls.includes('tenantId'))
      .map(({ name }) => `${table}: ${name} would empty tenantId`),
  ]
}

/**
 * Everything in which the database is not what design §3 says.
 * @param classes what prisma/schema says of each table
 */
export function catalogueFaults(all: Catalogue, classes: readonly TableClass[]): string[] {
  const walled = classes.filter((one) => one.class === 'tenant')
  const names = walled.map(({ table }) => table)
  const inSchema = classes.map(({ table }) => table)
  return [
    ...all.tables
      .filter(({ table }) => !inSchema.includes(table))
      .map(({ table }) => `${table} is not in prisma/schema`),
    ...all.tables
      .filter(({ owner }) => owner !== 'alumni_owner')
      .map(({ table, owner }) => `${table} belongs to ${owner}`),
    ...classes.flatMap(classFaults),
    ...walled.flatMap((one) => [...wallFaults(one, all), ...keyFaults(one, all, names)]),
    ...all.views.filter(({ invoker }) => !invoker).map(({ view }) => `${view} reads with its owner's rights`),
    ...all.definers
      .filter(({ path }) => !path)
      .map(({ name }) => `${name}() runs as its owner without a fixed search_path`),
  ]
}
