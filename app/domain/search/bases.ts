/** The two places where people are looked for. */
import { name, type Sql, sql } from '#app/db/sql.ts'
import { fieldNumber } from '#app/vocabulary/fields.ts'
import { AFTER, type Base } from './matching.ts'

/** The index's word is the one looked up, or begins so. */
const isWord = (from: boolean | undefined) =>
  from
    ? sql`t."token" >= s."word" COLLATE "C" AND t."token" < (s."word" || ${AFTER}) COLLATE "C"`
    : sql`t."token" = s."word" COLLATE "C"`

/**
 * The association's own people.
 * @param few whoever has the words is few: read one by one from their ids, and by no other way
 */
export function ownBase(tenantId: string, few = false): Base {
  const scope = (word: Sql) => sql`t."tenantId" = ${tenantId} AND ${word}`
  return {
    type: 'Person',
    alias: 'p',
    tokens: (fields, word) => sql`SELECT t."personId" FROM "search_token" t
      WHERE ${scope(word)} AND t."field" = ANY(${fields.map(fieldNumber)}::smallint[])`,
    readableTokens: (field, word, readable) => sql`SELECT t."personId" FROM "search_token" t
      JOIN "person" w ON w."tenantId" = ${tenantId} AND w."id" = t."personId"
      WHERE ${scope(word)} AND t."field" = ${fieldNumber(field)} AND ${readable('w')}`,
    values: (field, words, { readable, most, from }) => sql`SELECT s."word", v."value"
      FROM unnest(${words}::text[]) AS s("word") CROSS JOIN LATERAL (
        SELECT to_jsonb(${name(field, 'w')}) AS "value" FROM "search_token" t
        JOIN "person" w ON w."tenantId" = ${tenantId} AND w."id" = t."personId"
        WHERE t."tenantId" = ${tenantId} AND t."field" = ${fieldNumber(field)}
          AND ${isWord(from)} AND ${readable('w')} LIMIT ${most}) v`,
    among: (ids) => (few ? sql`p."id" = ANY(ARRAY(${ids}))` : sql`p."id" IN (${ids})`),
    gathered: (ids) => sql`p."id" = ANY(ARRAY(${ids}))`,
  }
}

/** @returns the base of a federation: what its other associations share by contracts in force at this instant */
export function sharedBase(federationId: string, now: Date): Base {
  const scope = (word: Sql) => sql`t."federationId" = ${federationId} AND ${word}`
  return {
    type: 'SharedPerson',
    alias: 's',
    tokens: (fields, word) => sql`SELECT t."tenantId", t."entryId" FROM "shared_token" t
      WHERE ${scope(word)} AND t."field" = ANY(${fields.map(fieldNumber)}::smallint[])`,
    readableTokens: (field, word, readable) => sql`SELECT t."tenantId", t."entryId" FROM "shared_token" t
      JOIN ${sharedRows(federationId, now)} w ON w."tenantId" = t."tenantId" AND w."id" = t."entryId"
      WHERE ${scope(word)} AND t."field" = ${fieldNumber(field)} AND ${readable('w')}`,
    values: (field, words, { readable, most, from }) => sql`SELECT s."word", v."value"
      FROM unnest(${words}::text[]) AS s("word") CROSS JOIN LATERAL (
        SELECT w."fields"->${field}::text AS "value" FROM "shared_token" t
        JOIN ${sharedRows(federationId, now)} w ON w."tenantId" = t."tenantId" AND w."id" = t."entryId"
        WHERE t."federationId" = ${federationId} AND t."field" = ${fieldNumber(field)}
          AND ${isWord(from)} AND ${readable('w')} LIMIT ${most}) v`,
    among: (ids) => sql`(s."tenantId", s."id") IN (${ids})`,
    gathered: (ids) => sql`(s."tenantId", s."id") IN (${ids})`,
  }
}

/** Shared entries beside the contract that shares them: no contract in force, no row (C3). */
export function sharedRows(federationId: string, now: Date): Sql {
  return sql`(SELECT e.*, c."columns" AS "contractColumns", c."readers" AS "contractReaders",
      c."federationReaders" AS "contractFederationReaders"
    FROM "shared_entry" e
    JOIN "federation_contract" c ON c."tenantId" = e."tenantId" AND c."federationId" = ${federationId}
      AND c."startsAt" <= ${now} AND (c."endsAt" IS NULL OR c."endsAt" > ${now})
    WHERE e."federationId" = ${federationId})`
}

/** The columns that rules on a person name; any row that is to be revealed carries them. */
export const JUDGED = [
  'id',
  'tenantId',
  'handle',
  'status',
  'consentSchool',
  'consentRecruiters',
  'consentFederation',
  'listed',
  'siteChoices',
  'printChoices',
] as const

/** The columns that rules on a shared entry name. */
export const JUDGED_SHARED = [
  'id',
  'tenantId',
  'handle',
  'siteChoices',
  'contractColumns',
  'contractReaders',
  'contractFederationReaders',
] as const

/** Lists of columns come from code and from associations' files: few, and each asked for at every page. */
const lists = new Map<string, Sql>()
const MOST = 500

/** @returns a select list of distinct columns of one alias. */
export function columns(names: readonly string[], alias: string): Sql {
  const key = `${alias} ${names.join(' ')}`
  const known = lists.get(key)
  if (known) return known
  const list = [...new Set(names)].map((column) => name(column, alias)).reduce((all, one) => sql`${all}, ${one}`)
  if (lists.size < MOST) lists.set(key, list)
  return list
}
