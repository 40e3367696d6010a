/** Schools and courses as the database keeps them; the policy judges the rows (policy/school.rules.ts). */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { fold } from '#app/i18n/fold.ts'
import { readsCourse, readsSchool } from '#app/policy/school.rules.ts'
import { COURSE_FIELDS, SCHOOL_FIELDS, type SchoolState } from '#app/vocabulary/schools.ts'
import type { CourseWords, SchoolWords } from './school-words.ts'

export const SCHOOL_ROWS = 20
/** Counting stops there. */
export const COUNTED = 1_000

type KeptSchool = RowOf<'school', 'id' | 'organisationId' | 'slug' | 'logoKey' | 'because' | 'updatedAt'>
type KeptCourse = RowOf<'school_course', 'id' | 'schoolId' | 'slug' | 'because' | 'updatedAt'>

export interface SchoolRow extends KeptSchool, SchoolWords {
  state: SchoolState
  /** A change that waits to be read. */
  waiting: SchoolWords | null
}

export interface CourseRow extends KeptCourse, CourseWords {
  state: SchoolState
  waiting: CourseWords | null
}

/** A course, with what is said of its school beside it. */
export interface CourseLine extends CourseRow {
  schoolSlug: string
  schoolName: string
  schoolState: SchoolState
  organisationId: string | null
}

/** Columns of {@link SchoolRow}, under `s`. */
export const SCHOOL_COLUMNS: Sql = sql`s."id", s."organisationId", s."slug", s."logoKey", s."because", s."updatedAt",
  s."state", s."waiting", s."name", s."about", s."website", s."links", s."street", s."postcode", s."city", s."region",
  s."fields"`

/** Columns of {@link CourseLine}, under `c` and `s`. */
export const COURSE_COLUMNS: Sql = sql`c."id", c."schoolId", c."slug", c."because", c."updatedAt", c."state",
  c."waiting", c."title", c."level", c."field", c."months", c."rhythm", c."periods", c."city", c."region", c."link",
  c."text", s."slug" AS "schoolSlug", s."name" AS "schoolName", s."state" AS "schoolState", s."organisationId"`

/** Courses and their schools. */
export const coursesOf = (tenantId: string): Sql => sql`"school_course" c JOIN "school" s
  ON s."tenantId" = ${tenantId} AND s."id" = c."schoolId"`

/** @returns the words of a page, as forms and diffs take them */
export const schoolWords = (row: SchoolRow): SchoolWords =>
  Object.fromEntries(SCHOOL_FIELDS.map((field) => [field, row[field]])) as unknown as SchoolWords

/** @returns the words of a course, as forms and diffs take them */
export const courseWords = (row: CourseRow): CourseWords =>
  Object.fromEntries(COURSE_FIELDS.map((field) => [field, row[field]])) as unknown as CourseWords

/** @returns what rules ask of a course */
export const ruledCourse = ({ state, schoolState, organisationId }: CourseLine) => ({
  state,
  school: { state: schoolState, organisationId },
})

/** @returns the condition that words of the page `s`, or of a course of it, wait to be read */
export const waitsToBeRead = (tenantId: string): Sql => sql`(s."state" = 'pending' OR s."waiting" IS NOT NULL
  OR EXISTS (SELECT FROM "school_course" c WHERE c."tenantId" = ${tenantId} AND c."schoolId" = s."id"
    AND (c."state" = 'pending' OR c."waiting" IS NOT NULL)))`

/** What is asked of a list; every one of them narrows it. */
export interface SchoolSearch {
  q?: string
  field?: string | undefined
  region?: string | undefined
  level?: string | undefined
  rhythm?: string | undefined
}

/** @returns the condition that all the words stand in a folded column */
function wordsSql(column: Sql, q = ''): Sql {
  const words = fold(q).split(' ').filter(Boolean).slice(0, 8)
  const has = (word: string) => sql`${column} LIKE ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`
  return join(words.map(has), ' AND ', sql`TRUE`)
}

const is = (column: Sql, value: string | undefined): Sql => (value ? sql`${column} = ${value}` : sql`TRUE`)

/** On line for everybody: the staff's own lists are at their desk. */
const schoolsFound = (tenantId: string, { q, field, region }: SchoolSearch): Sql => sql`s."tenantId" = ${tenantId}
  AND s."state" = 'published' AND ${wordsSql(sql`s."folded"`, q)} AND ${is(sql`s."region"`, region)}
  AND ${field ? sql`${field} = ANY(s."fields")` : sql`TRUE`}`

const coursesFound = (tenantId: string, { q, field, region, level, rhythm }: SchoolSearch): Sql => sql`
  c."tenantId" = ${tenantId} AND c."state" = 'published' AND s."state" = 'published'
  AND ${wordsSql(sql`concat(c."folded", ' ', lower(s."name"))`, q)} AND ${is(sql`c."field"`, field)}
  AND ${is(sql`c."region"`, region)} AND ${is(sql`c."level"`, level)} AND ${is(sql`c."rhythm"`, rhythm)}`

interface Page {
  page?: number
  rows?: number
}

/**
 * Reads a page of the schools on line, by name.
 * @param page from 1
 */
export async function listSchools(
  query: Query,
  tenantId: string,
  search: SchoolSearch,
  { page = 1, rows = SCHOOL_ROWS }: Page = {},
): Promise<{ lines: (SchoolRow & { courses: number })[]; more: boolean }> {
  const found = await query<SchoolRow & { courses: number }>(sql`SELECT ${SCHOOL_COLUMNS},
      (SELECT count(*)::int FROM "school_course" c WHERE c."tenantId" = ${tenantId} AND c."schoolId" = s."id"
        AND c."state" = 'published') AS "courses"
    FROM "school" s WHERE ${schoolsFound(tenantId, search)}
    ORDER BY s."folded", s."id" LIMIT ${rows + 1} OFFSET ${(page - 1) * rows}`)
  return { lines: found.slice(0, rows), more: found.length > rows }
}

/**
 * Reads a page of the courses on line, by title.
 * @param page from 1
 */
export async function listCourses(
  query: Query,
  tenantId: string,
  search: SchoolSearch,
  { page = 1, rows = SCHOOL_ROWS }: Page = {},
): Promise<{ lines: CourseLine[]; more: boolean }> {
  const found = await query<CourseLine>(sql`SELECT ${COURSE_COLUMNS} FROM ${coursesOf(tenantId)}
    WHERE ${coursesFound(tenantId, search)}
    ORDER BY c."folded", c."id" LIMIT ${rows + 1} OFFSET ${(page - 1) * rows}`)
  return { lines: found.slice(0, rows), more: found.length > rows }
}

/** What facets count of a school or a course. */
export type SchoolFacts = { region: string; fields: string[]; level?: string; rhythm?: string }

/** @returns what facets count: of up to 1,000 schools that the words admit */
export const countSchools = (query: Query, tenantId: string, { q }: SchoolSearch): Promise<SchoolFacts[]> =>
  query(sql`SELECT s."region", s."fields" FROM "school" s WHERE ${schoolsFound(tenantId, { q })} LIMIT ${COUNTED}`)

/** @returns what facets count: of up to 1,000 courses that the words admit */
export const countCourses = (query: Query, tenantId: string, { q }: SchoolSearch): Promise<SchoolFacts[]> =>
  query(sql`SELECT c."region", ARRAY[c."field"] AS "fields", c."level", c."rhythm" FROM ${coursesOf(tenantId)}
    WHERE ${coursesFound(tenantId, { q })} LIMIT ${COUNTED}`)

/** Who reads, and of which association. */
export type SchoolReader = Pick<Ctx, 'tenant' | 'ability' | 'holder'>

type Lock = 'lock' | 'look'

/** @throws Response 404 for a page that does not exist for this viewer */
export async function findSchool(
  query: Query,
  reader: SchoolReader,
  by: { slug: string } | { id: string },
  lock: Lock = 'look',
): Promise<SchoolRow> {
  const key = 'slug' in by ? sql`s."slug" = ${by.slug}` : sql`s."id" = ${by.id}::uuid`
  const [row] = await query<SchoolRow>(sql`SELECT ${SCHOOL_COLUMNS} FROM "school" s
    WHERE s."tenantId" = ${reader.tenant.id} AND ${key} ${lock === 'lock' ? sql`FOR UPDATE` : sql``}`)
  if (!row || !readsSchool(reader, row)) throw notFound()
  return row
}

/** @throws Response 404 for a course that does not exist for this viewer */
export async function findCourse(
  query: Query,
  reader: SchoolReader,
  by: { slug: string } | { id: string },
  lock: Lock = 'look',
): Promise<CourseLine> {
  const key = 'slug' in by ? sql`c."slug" = ${by.slug}` : sql`c."id" = ${by.id}::uuid`
  const [row] = await query<CourseLine>(sql`SELECT ${COURSE_COLUMNS} FROM ${coursesOf(reader.tenant.id)}
    WHERE c."tenantId" = ${reader.tenant.id} AND ${key} ${lock === 'lock' ? sql`FOR UPDATE OF c` : sql``}`)
  if (!row || !readsCourse(reader, ruledCourse(row))) throw notFound()
  return row
}

/** @returns the courses of a school that the reader may know, by title */
export async function coursesOfSchool(query: Query, reader: SchoolReader, schoolId: string): Promise<CourseLine[]> {
  const rows = await query<CourseLine>(sql`SELECT ${COURSE_COLUMNS} FROM ${coursesOf(reader.tenant.id)}
    WHERE c."tenantId" = ${reader.tenant.id} AND c."schoolId" = ${schoolId} ORDER BY c."folded", c."id" LIMIT 200`)
  return rows.filter((row) => readsCourse(reader, ruledCourse(row)))
}

/** @returns the page of the viewer's own school; undefined where it has none yet */
export async function ownSchool(
  query: Query,
  { tenant, ability }: SchoolReader,
  lock: Lock = 'look',
): Promise<SchoolRow | undefined> {
  const { organisationId } = ability.viewer
  if (!organisationId) return undefined
  const [row] = await query<SchoolRow>(sql`SELECT ${SCHOOL_COLUMNS} FROM "school" s WHERE s."tenantId" = ${tenant.id}
    AND s."organisationId" = ${organisationId} ${lock === 'lock' ? sql`FOR UPDATE` : sql``}`)
  return row
}
