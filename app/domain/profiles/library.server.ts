/**
 * The library of profiles as a reader finds it: searched, sorted and counted by what is shown alone (C18). How far each
 * profile is shown is worked out in the statement, over everybody's, so that it follows at once who comes and goes.
 */
import { closedAccountSql, deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { fold } from '#app/i18n/fold.ts'
import { ENOUGH, RUNGS, rungsOf, type ShownAs } from '#app/policy/career-profile.rules.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import { notExcluded, type ReaderFacts } from './exclusions.server.ts'

export const LIBRARY_ROWS = 20

type Reader = Pick<Ctx, 'tenant' | 'now'>

/** @returns the instant before which what was published has ended */
export const endedBefore = ({ tenant, now }: Reader): Date => cutOff(periodOf(tenant.config.keep, 'publication'), now)

/** What one compares people by, of the row `x`; what was not said is the same for all. */
const KEYS: Record<ShownAs, Sql> = {
  speciality: sql`x."kSpeciality"`,
  level: sql`x."kLevel"`,
  year: sql`x."kYear"`,
  span: sql`x."kYear" / 5`,
  country: sql`x."kCountry"`,
  town: sql`x."kTown"`,
  job: sql`x."kJob"`,
  employer: sql`x."kEmployer"`,
}

const LOWER: Sql = sql`lower(coalesce(x."speciality", '')) AS "kSpeciality", coalesce(x."level", '') AS "kLevel",
  coalesce(x."year", 0) AS "kYear", coalesce(x."country", '') AS "kCountry", lower(coalesce(x."town", '')) AS "kTown",
  lower(coalesce(x."job", '')) AS "kJob", lower(coalesce(x."employer", '')) AS "kEmployer"`

const keyAt = (rung: readonly ShownAs[]): Sql =>
  sql`concat_ws(${'\u001f'}, ${join(
    rung.map((what) => KEYS[what]),
    ', ',
    sql`''`,
  )})`

/** Profiles on line of people who are there for others at all; one more where its own person looks at it first. */
function live({ tenant, now }: Reader, also: string | null): Sql {
  return sql`SELECT x.*, ${LOWER} FROM "career_profile" x
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = x."personId"
    WHERE x."tenantId" = ${tenant.id} AND ((x."state" = 'published' AND x."at" > ${endedBefore({ tenant, now })}
      AND p."listed" AND NOT ${deceasedSql(tenant.config)}
      AND NOT ${closedAccountSql(tenant.id)}) OR x."id" = ${also}::uuid)`
}

/** Looked up and not joined: whatever the planner believes of the number of rows, each is looked up once. */
const shownAt = (what: ShownAs): Sql =>
  sql`x."id" IN (SELECT r."id" FROM r WHERE r."rung" = ANY(${rungsOf(what)}::int[]))`

/** Profiles that no rung before the n-th shows; `l0` are all. */
const leftAt = (n: number): Sql => name(`l${n}`)

/** What is left after a rung: combinations of it that enough people have are counted among those it was left. */
function leftAfter(rung: readonly ShownAs[], n: number): Sql {
  return sql`${leftAt(n + 1)} AS MATERIALIZED (SELECT x.* FROM ${leftAt(n)} x WHERE ${keyAt(rung)} NOT IN (
    SELECT d."key" FROM (SELECT DISTINCT ${keyAt(rung)} AS "key", x."personId" FROM ${leftAt(n)} x) d
    GROUP BY d."key" HAVING count(*) >= ${ENOUGH}))`
}

/**
 * Profiles as they are shown, to stand in FROM as `x`: each by the first rung that enough people fit among those whom
 * no rung before shows, so that what is left out of one tells of nobody either. Two profiles of one person count once.
 */
function library(reader: Reader, also: string | null = null): Sql {
  const all = RUNGS.map((_, n) => sql`SELECT "id" FROM ${leftAt(n)}`)
  return sql`(WITH live AS MATERIALIZED (${live(reader, also)}),
    ${leftAt(0)} AS MATERIALIZED (SELECT x."id", x."personId", x."kSpeciality", x."kLevel", x."kYear", x."kCountry",
      x."kTown", x."kJob", x."kEmployer" FROM live x),
    ${join(RUNGS.slice(0, -1).map(leftAfter), ', ')},
    r AS MATERIALIZED (SELECT a."id", count(*)::int - 1 AS "rung" FROM (${join(all, ' UNION ALL ')}) a GROUP BY a."id")
    SELECT x."id", x."personId", x."pseudonym", x."purpose", x."headline", x."skills", x."text",
      x."folded", x."availableFrom", x."payWish", x."at", (x."at" AT TIME ZONE 'Europe/Paris')::date AS "day",
      CASE WHEN ${shownAt('speciality')} THEN x."speciality" END AS "speciality",
      CASE WHEN ${shownAt('level')} THEN x."level" END AS "level",
      CASE WHEN ${shownAt('year')} THEN x."year" WHEN ${shownAt('span')} THEN x."year" / 5 * 5 END AS "yearFrom",
      CASE WHEN ${shownAt('year')} THEN x."year" WHEN ${shownAt('span')} THEN x."year" / 5 * 5 + 4 END AS "yearTo",
      CASE WHEN ${shownAt('country')} THEN x."country" END AS "country",
      CASE WHEN ${shownAt('town')} THEN x."town" END AS "town",
      CASE WHEN ${shownAt('job')} THEN x."job" END AS "job",
      CASE WHEN ${shownAt('employer')} THEN x."employer" END AS "employer"
    FROM live x) x`
}

/** A profile as a reader sees it, and whose it is: `personId` never leaves the server. */
export interface ShownRow
  extends RowOf<
    'career_profile',
    'id' | 'personId' | 'pseudonym' | 'purpose' | 'headline' | 'skills' | 'text' | 'country' | 'town'
  > {
  speciality: string | null
  level: string | null
  yearFrom: number | null
  yearTo: number | null
  job: string | null
  employer: string | null
  day: string
}

const SHOWN: Sql = sql`x."id", x."personId", x."pseudonym", x."purpose", x."headline", x."skills", x."text",
  x."country", x."town", x."speciality", x."level", x."yearFrom", x."yearTo", x."job", x."employer", x."day"::text`

export interface LibrarySearch {
  q: string
  purpose?: string | undefined
  level?: string | undefined
  speciality?: string | undefined
  town?: string | undefined
  year?: number | undefined
  /** Whoever asks for no more, and whoever said nothing. */
  pay?: number | undefined
  /** A civil day by whose month they are free, or said nothing: day by day it would tell the very day (C21). */
  by?: string | undefined
}

const wordsSql = (q: string): Sql => {
  const words = fold(q).split(' ').filter(Boolean).slice(0, 8)
  const has = (word: string) => sql`x."folded" LIKE ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`
  return join(words.map(has), ' AND ', sql`TRUE`)
}

/** @returns the condition on rows of the library that a search asks for */
export function searchSql({ q, purpose, level, speciality, town, year, pay, by }: LibrarySearch): Sql {
  const is = (column: Sql, value: string | undefined) =>
    value ? sql`lower(${column}) = ${value.toLowerCase()}` : sql`TRUE`
  return sql`${wordsSql(q)} AND ${is(sql`x."purpose"`, purpose)} AND ${is(sql`x."level"`, level)}
    AND ${is(sql`x."speciality"`, speciality)} AND ${is(sql`x."town"`, town)}
    AND ${year ? sql`x."yearFrom" <= ${year} AND x."yearTo" >= ${year}` : sql`TRUE`}
    AND ${pay ? sql`coalesce(x."payWish", 0) <= ${pay}` : sql`TRUE`}
    AND ${by ? sql`(x."availableFrom" IS NULL OR x."availableFrom" < date_trunc('month', ${by}::date) + interval '1 month')` : sql`TRUE`}`
}

/** What a reader finds, to stand in WITH as `f`. */
const foundSql = (reader: Reader, facts: ReaderFacts, search: LibrarySearch): Sql =>
  sql`f AS MATERIALIZED (SELECT ${SHOWN}, x."at" FROM ${library(reader)}
    WHERE ${notExcluded(reader.tenant.id, facts)} AND ${searchSql(search)})`

/** Ten profiles of one person are one: fewer people than enough are neither listed, counted nor told of (C18). */
const ENOUGH_FOUND: Sql = sql`(SELECT count(DISTINCT f."personId") FROM f) >= ${ENOUGH}`

interface Page {
  lines: ShownRow[]
  /** How many there are; null for those of fewer than enough people: none of them is listed (C18). */
  total: number | null
}

/** What of the library a reader may be told of by mail. */
interface Telling {
  search: LibrarySearch
  accountId: string
}

/** Milliseconds within which what comes back on line is not new (C20). */
const KNOWN_FOR = 30 * 86_400_000
const MOST_TOLD = 10

/**
 * Reads what an alert finds now that its account does not know of: never told, or told long ago and put on top since.
 * @returns nothing where profiles of fewer than enough people match in all (C18)
 */
export function newProfiles(
  query: Query,
  reader: Reader,
  facts: ReaderFacts,
  { search, accountId }: Telling,
): Promise<Pick<ShownRow, 'id' | 'headline'>[]> {
  const { id: tenantId } = reader.tenant
  const old = new Date(reader.now.getTime() - KNOWN_FOR)
  return query(sql`WITH ${foundSql(reader, facts, search)} SELECT f."id", f."headline" FROM f
    LEFT JOIN "career_told" k ON k."tenantId" = ${tenantId} AND k."accountId" = ${accountId} AND k."profileId" = f."id"
    WHERE ${ENOUGH_FOUND} AND (k."at" IS NULL OR (k."at" <= ${old} AND f."at" > k."at"))
    ORDER BY f."day" DESC, f."id" LIMIT ${MOST_TOLD}`)
}

/**
 * Notes that an account knows of everything that a search shows it now: only what comes later is told (C20), and what
 * was not shown because too few people match.
 */
export async function knowProfiles(query: Query, reader: Reader, facts: ReaderFacts, { search, accountId }: Telling) {
  const { id: tenantId } = reader.tenant
  await query(sql`INSERT INTO "career_told" ("tenantId", "accountId", "profileId", "at")
    WITH ${foundSql(reader, facts, search)}
    SELECT ${tenantId}::uuid, ${accountId}::uuid, f."id", ${reader.now}::timestamptz FROM f WHERE ${ENOUGH_FOUND}
    ON CONFLICT DO NOTHING`)
}

/** @returns those of the profiles that the reader still finds */
export async function stillFound(
  query: Query,
  reader: Reader,
  facts: ReaderFacts,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await query<Pick<ShownRow, 'id'>>(sql`SELECT x."id" FROM ${library(reader)}
    WHERE ${notExcluded(reader.tenant.id, facts)} AND x."id" = ANY(${[...ids]}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}

/** @returns a page of what the reader finds, from 1: the last put on top first, and of one day by lot */
export async function searchLibrary(
  query: Query,
  reader: Reader,
  facts: ReaderFacts,
  { search, page }: { search: LibrarySearch; page: number },
): Promise<Page> {
  const rows = await query<ShownRow & { total: number }>(sql`WITH ${foundSql(reader, facts, search)}
    SELECT ${SHOWN}, (SELECT count(*)::int FROM f) AS "total" FROM f x WHERE ${ENOUGH_FOUND}
    ORDER BY x."day" DESC, x."id" LIMIT ${LIBRARY_ROWS} OFFSET ${(page - 1) * LIBRARY_ROWS}`)
  const total = rows[0]?.total
  return { lines: rows.map(({ total: _, ...row }) => row), total: total ?? null }
}

/** @returns a profile as the reader sees it; undefined where there is none for them */
export async function findProfile(
  query: Query,
  reader: Reader,
  facts: ReaderFacts,
  id: string,
): Promise<ShownRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<ShownRow>(sql`SELECT ${SHOWN} FROM ${library(reader)}
    WHERE ${notExcluded(reader.tenant.id, facts)} AND x."id" = ${id}`)
  return row
}

/** @returns a profile as readers will see it, for its own person, on line or not */
export async function previewProfile(query: Query, reader: Reader, id: string): Promise<ShownRow | undefined> {
  const [row] = await query<ShownRow>(sql`SELECT ${SHOWN} FROM ${library(reader, id)} WHERE x."id" = ${id}`)
  return row
}
