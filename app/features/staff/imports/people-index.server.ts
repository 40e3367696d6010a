/** The base as a plan asks for it: people by student number and by the words of their names. Reads only. */

import type { Scoped } from '#app/context/unit.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { askErased } from '#app/domain/people/erased-identities.server.ts'
import { type ProvenanceMap, writerOf } from '#app/domain/people/person-source.ts'
import { fold, queryWords } from '#app/i18n/fold.ts'
import { type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'
import type { FieldValue, FieldValues } from './clean-value.ts'
import {
  DIPLOMA_FIELDS,
  type ExistingDiploma,
  type ExistingPerson,
  type LookupKeys,
  type PeopleIndex,
} from './import-plan.ts'
import { createNamePairs, type NamedPerson, type NamePairs, type WordPair } from './name-pairs.ts'

/** What a match is made of, besides the fields of the file itself. */
const MATCHED: readonly FieldId[] = [
  ...(['firstName', 'lastName', 'diplomaName', 'studentNumber', 'birthDate'] as const),
  ...(['primaryEmail', 'secondaryEmail', 'mobilePhone'] as const),
]
const PAGE = 2_000
const NIL = '00000000-0000-0000-0000-000000000000'
/** Names looked up one by one; who asks for more has the names of the whole association read, once. */
const FEW = 300

interface PersonRow extends Record<string, unknown> {
  id: string
  handle: string
  provenance: ProvenanceMap
  diplomas: (Record<string, unknown> & { id: string })[] | null
}

/** People whom a decision names. */
export interface PeopleById {
  byIds(ids: readonly string[]): Promise<ExistingPerson[]>
}

/**
 * @param fields those the file brings: nothing else of a person is read
 */
export function peopleIndex(tenantId: string, fields: readonly FieldId[]): PeopleIndex & PeopleById {
  const wanted = [...new Set([...MATCHED, ...fields.filter((field) => !DIPLOMA_FIELDS.has(field))])]
  const columns = ['id', 'handle', 'provenance', ...wanted]
    .map((column) => name(column, 'p'))
    .reduce((all, one) => sql`${all}, ${one}`)
  const readThese = (ids: Sql) =>
    inTenantSql(tenantId, (query) => read({ query, tenant: { id: tenantId } }, columns, wanted, ids), {
      statementTimeout: 30_000,
    })
  const byName = nameFinder(tenantId)
  return {
    find: async ({ numbers, names, handles = [] }) => {
      if (handles.length) return readThese(byHandle(tenantId, handles))
      return readThese(numbers.length ? byNumber(tenantId, numbers) : await byName(names))
    },
    byIds: (ids) => readThese(theseIds(ids)),
    broughtBy: (source) => broughtBy(tenantId, source),
    erased: (people) =>
      inTenantSql(tenantId, (query) =>
        askErased(
          query,
          tenantId,
          people.map((values) => ({ ...values, emails: [values.primaryEmail, values.secondaryEmail] })),
        ),
      ),
  }
}

const theseIds = (ids: readonly string[]): Sql => sql`SELECT unnest(${ids}::uuid[])`

/**
 * A short list is looked up in the search index; a long one in memory, where a line costs the same however big the base
 * is.
 */
function nameFinder(tenantId: string): (names: LookupKeys['names']) => Promise<Sql> {
  let asked = 0
  let all: Promise<NamePairs> | undefined
  return async (names) => {
    asked += names.length
    if (asked <= FEW) return byName(tenantId, pairsOf(names))
    all ??= readNames(tenantId)
    return theseIds((await all).find(pairsOf(names)))
  }
}

async function readNames(tenantId: string): Promise<NamePairs> {
  const all = createNamePairs()
  for (let last = NIL; ; ) {
    const people = await inTenantSql(
      tenantId,
      (query) =>
        query<NamedPerson>(sql`SELECT "id", "firstName", "lastName", "diplomaName" FROM "person"
          WHERE "tenantId" = ${tenantId} AND "id" > ${last}::uuid ORDER BY "id" LIMIT ${PAGE}`),
      SLOW,
    )
    for (const person of people) all.add(person)
    if (people.length < PAGE) return all
    last = people.at(-1)!.id
  }
}

async function read(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  columns: Sql,
  fields: readonly FieldId[],
  ids: Sql,
) {
  const rows = await query<PersonRow>(sql`
    SELECT ${columns}, (SELECT json_agg(d ORDER BY d."rank", d."id") FROM "diploma" d
      WHERE d."tenantId" = ${tenantId} AND d."personId" = p."id") AS "diplomas"
    FROM "person" p WHERE p."tenantId" = ${tenantId} AND p."id" IN (${ids})`)
  return rows.map((row) => toExisting(row, fields))
}

/** A number is stored with the zeros of its source; another edition may have lost some. */
function byNumber(tenantId: string, numbers: readonly string[]): Sql {
  const spellings = numbers.flatMap((number) => ['', '0', '00', '000', '0000'].map((zeros) => zeros + number))
  return sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId} AND "studentNumber" = ANY(${spellings}::text[])`
}

function byHandle(tenantId: string, handles: readonly string[]): Sql {
  return sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId} AND "handle" = ANY(${handles}::text[])`
}

/**
 * Words of the search index: a name is found by its longest word, or written in one; the plan compares the whole name.
 */
function pairsOf(names: LookupKeys['names']): WordPair[] {
  const pairs = new Map<string, WordPair>()
  for (const { lastName, firstName } of names)
    for (const last of probes(lastName))
      for (const first of probes(firstName)) pairs.set(`${last} ${first}`, [last, first])
  return [...pairs.values()]
}

function byName(tenantId: string, pairs: readonly WordPair[]): Sql {
  const [last, first] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])]
  const usual = [fieldNumber('lastName'), fieldNumber('diplomaName')]
  // By the rarer last name, then one look-up per bearer (OFFSET 0 keeps that order): left to itself, the planner read
  // every « Jean ».
  return sql`SELECT l."personId" FROM unnest(${last}::text[], ${first}::text[]) AS k(last, first)
    CROSS JOIN LATERAL (SELECT t."personId" FROM "search_token" t
      WHERE t."tenantId" = ${tenantId} AND t."field" = ANY(${usual}::smallint[]) AND t."token" = k.last OFFSET 0) l
    WHERE EXISTS (SELECT FROM "search_token" f WHERE f."tenantId" = ${tenantId}
    AND f."field" = ${fieldNumber('firstName')}
      AND f."token" = k.first AND f."personId" = l."personId" OFFSET 0)`
}

function probes(text: string): string[] {
  const words = queryWords(text).sort((a, b) => b.length - a.length)
  return [...new Set([words[0] ?? '', fold(text).replace(/[^a-z0-9]/g, '')])].filter(Boolean)
}

function toExisting(row: PersonRow, fields: readonly FieldId[]): ExistingPerson {
  const values: FieldValues = {}
  for (const field of fields) assign(values, field, row[field])
  const diplomas = (row.diplomas ?? []).map((diploma): ExistingDiploma => {
    const studies: FieldValues = {}
    for (const field of DIPLOMA_FIELDS) assign(studies, field, diploma[field])
    return { id: diploma.id, values: studies }
  })
  const owners: ExistingPerson['owners'] = {}
  for (const field of [...fields, ...DIPLOMA_FIELDS]) {
    const writer = writerOf(row.provenance, field)
    if (writer) owners[field] = writer.from
  }
  return { id: row.id, handle: row.handle, values, diplomas, owners }
}

function assign(values: FieldValues, field: FieldId, value: unknown): void {
  if (value !== null && value !== undefined) values[field] = value as FieldValue
}

async function* broughtBy(
  tenantId: string,
  source: string,
): AsyncGenerator<{ id: string; label: string }, void, undefined> {
  for (let last = NIL; ; ) {
    const people = await inTenantSql(tenantId, (query) =>
      query<{ id: string; label: string }>(sql`
        SELECT i."personId" AS "id", concat_ws(' ', p."firstName", p."lastName", '(' || p."promotion" || ')') AS "label"
        FROM "import_presence" i JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = i."personId"
        WHERE i."tenantId" = ${tenantId} AND i."source" = ${source} AND i."personId" > ${last}::uuid
        ORDER BY i."personId" LIMIT ${PAGE}`),
    )
    yield* people
    if (people.length < PAGE) return
    last = people.at(-1)!.id
  }
}
