/**
 * What a distributed database asks of the catalogue, read from PostgreSQL itself: keys, policies, sequences, triggers,
 * functions and grants. What extensions bring along is theirs and left out.
 */
import type pg from 'pg'
import { GLOBAL, ours } from './catalogue.ts'
import type { TableClass } from './schema-classes.ts'

interface Facts {
  keys: {
    table: string
    name: string
    target: string
    columns: string[]
    targets: string[]
    onUpdate: string
    onDelete: string
  }[]
  policies: { table: string; name: string; asks: boolean }[]
  uniques: { table: string; name: string; columns: string[] }[]
  counters: { name: string }[]
  triggers: { table: string; name: string; transition: boolean; source: string }[]
  functions: { name: string; definer: boolean; first: string; source: string }[]
  writers: { table: string; role: string; may: string[] }[]
}

/** Definers that belong to no association: each with the reason. */
const WITHOUT_TENANT: Record<string, string> = {
  refresh_statistics: 'counts the rows of whole tables for the planner and returns none',
}

/** Keys from rows of associations to tables of no association. */
const TO_GLOBAL: readonly string[] = []

/** What the site's role may write in tables of no association: sessions, guesses and second factors of operators. */
const SITE_WRITES: Record<string, readonly string[]> = {
  operator_attempt: ['INSERT', 'UPDATE', 'DELETE'],
  operator_form_post: ['INSERT', 'UPDATE', 'DELETE'],
  operator_factor: ['INSERT', 'UPDATE', 'DELETE'],
  operator_session: ['INSERT', 'UPDATE', 'DELETE'],
}

const here = (relation: string) =>
  `${relation}.relnamespace = 'public'::regnamespace AND ${relation}.relname <> '_prisma_migrations'
   AND ${ours('pg_class', `${relation}.oid`)}`
const names = (numbers: string, relation: string) => `(SELECT coalesce(array_agg(a.attname::text ORDER BY k.n), '{}')
  FROM unnest(${numbers}) WITH ORDINALITY AS k(num, n)
  JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.num)`

const QUERIES: Record<keyof Facts, string> = {
  keys: `SELECT t.relname::text AS "table", o.conname::text AS name, f.relname::text AS target,
      ${names('o.conkey', 'o.conrelid')} AS columns, ${names('o.confkey', 'o.confrelid')} AS targets,
      o.confupdtype AS "onUpdate", o.confdeltype AS "onDelete"
    FROM pg_constraint o JOIN pg_class t ON t.oid = o.conrelid JOIN pg_class f ON f.oid = o.confrelid
    WHERE o.contype = 'f' AND ${here('t')}`,
  policies: `SELECT t.relname::text AS "table", p.polname::text AS name,
      concat(p.polqual::text, p.polwithcheck::text) LIKE '%{SUBLINK%' AS asks
    FROM pg_policy p JOIN pg_class t ON t.oid = p.polrelid WHERE ${here('t')}`,
  uniques: `SELECT t.relname::text AS "table", c.relname::text AS name,
      ${names('i.indkey', 't.oid')} AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
    WHERE i.indisunique AND ${here('t')}`,
  counters: `SELECT 'the sequence ' || c.relname AS name FROM pg_class c WHERE c.relkind = 'S' AND ${here('c')}
    UNION SELECT 'the identity ' || c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE a.attidentity <> '' AND ${here('c')}`,
  triggers: `SELECT t.relname::text AS "table", g.tgname::text AS name, p.prosrc AS source,
      (g.tgnewtable IS NOT NULL OR g.tgoldtable IS NOT NULL) AS transition
    FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_proc p ON p.oid = g.tgfoid
    WHERE NOT g.tgisinternal AND ${here('t')}`,
  functions: `SELECT p.proname::text AS name, p.prosecdef AS definer, p.prosrc AS source,
      coalesce(p.proargnames[1], '') || ' ' || coalesce(format_type(p.proargtypes[0], NULL), '') AS first
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND ${ours('pg_proc', 'p.oid')}`,
  writers: `SELECT t.relname::text AS "table", r.rolname::text AS role, array_agg(DISTINCT w.way) AS may
    FROM pg_class t CROSS JOIN pg_roles r
    CROSS JOIN unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS w(way)
    WHERE r.rolname IN ('alumni_app', 'alumni_postfix') AND t.relkind IN ('r', 'p') AND ${here('t')}
      AND (has_table_privilege(r.oid, t.oid, w.way)
        OR (w.way IN ('INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege(r.oid, t.oid, w.way)))
    GROUP BY 1, 2`,
}

/** Reads over one connection, so inside a transaction of the caller's. */
export async function readFacts(client: pg.Client): Promise<Facts> {
  const read: Partial<Record<keyof Facts, unknown[]>> = {}
  for (const [part, query] of Object.entries(QUERIES)) read[part as keyof Facts] = (await client.query(query)).rows
  return read as unknown as Facts
}

const CLAUSES: Record<string, string> = { a: 'NO ACTION', r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' }

/** Keys may refuse or, at a deletion, cascade; rows of one association stay on one node. */
function keyFaults({ keys }: Facts, classes: readonly TableClass[]): string[] {
  const walled = new Set(classes.filter((one) => one.class === 'tenant').map(({ table }) => table))
  return keys.flatMap(({ table, name, target, columns, targets, onUpdate, onDelete }) => {
    const here = `${table}: the key ${name}`
    return [
      ...(['a', 'r'].includes(onUpdate) ? [] : [`${here} says ON UPDATE ${CLAUSES[onUpdate]}`]),
      ...(['a', 'r', 'c'].includes(onDelete) ? [] : [`${here} says ON DELETE ${CLAUSES[onDelete]}`]),
      ...(!walled.has(table) || !walled.has(target) || (columns[0] === 'tenantId' && targets[0] === 'tenantId')
        ? []
        : [`${here} does not begin with tenantId`]),
      ...(!walled.has(table) || walled.has(target) || TO_GLOBAL.includes(name) ? [] : [`${here} leads to ${target}`]),
    ]
  })
}

/** Uniqueness is judged within one node: by the association, and by the federation where rows are shared. */
function uniqueFaults({ uniques }: Facts, classes: readonly TableClass[]): string[] {
  return classes
    .filter((one) => one.class === 'tenant')
    .flatMap(({ table, shared }) =>
      uniques
        .filter((one) => one.table === table)
        .filter(({ columns }) => !columns.join().startsWith(shared ? 'federationId,tenantId' : 'tenantId'))
        .map(({ name, columns }) => `${table}: ${name} is unique by (${columns})`),
    )
}

/** A shard has a name of its own, no transition tables, and a table of no association is on every node. */
function triggerFaults({ triggers }: Facts): string[] {
  return triggers.flatMap(({ table, name, transition, source }) => [
    ...(GLOBAL.includes(table) ? [`${table}: the trigger ${name} stands on a table of no association`] : []),
    ...(transition ? [`${table}: the trigger ${name} reads transition tables`] : []),
    ...(/\bTG_(TABLE_NAME|RELNAME|RELID|TABLE_SCHEMA)\b/i.test(source)
      ? [`${table}: the trigger ${name} asks for its table's name`]
      : []),
  ])
}

/** A definer runs where the association's rows are; a row's place on disk names none of a distributed table. */
function functionFaults({ functions }: Facts): string[] {
  return functions.flatMap(({ name, definer, first, source }) => [
    ...(definer && first !== 'tenant uuid' && !(name in WITHOUT_TENANT)
      ? [`${name}() runs as its owner and its first argument is “${first.trim()}”`]
      : []),
    ...(/\bctid\b/i.test(source) ? [`${name}() names ctid`] : []),
  ])
}

/** Distributing makes tables anew, with default privileges: what may be written is compared one by one. */
function writerFaults({ writers }: Facts): string[] {
  const tells = (table: string, may: readonly string[]) => `${table}: ${[...may].sort()}`
  return writers
    .filter(({ table, role }) => role !== 'alumni_app' || GLOBAL.includes(table))
    .filter(({ table, role, may }) =>
      role === 'alumni_app' ? tells(table, may) !== tells(table, SITE_WRITES[table] ?? []) : true,
    )
    .map(({ table, role, may }) => `${role} may ${[...may].sort().join(', ')} on ${table}`)
}

/**
 * Judges the catalogue as a distributed database would.
 * @param classes what prisma/schema says of each table
 * @returns one sentence per fault, none where all tables can be distributed
 */
export function distributionFaults(facts: Facts, classes: readonly TableClass[]): string[] {
  return [
    ...keyFaults(facts, classes),
    ...facts.policies.filter(({ asks }) => asks).map(({ table, name }) => `${table}: the policy ${name} asks a query`),
    ...uniqueFaults(facts, classes),
    ...facts.counters.map(({ name }) => `${name} counts on one node`),
    ...triggerFaults(facts),
    ...functionFaults(facts),
    ...writerFaults(facts),
  ]
}
