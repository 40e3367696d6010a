/** Writing pages of schools and courses: at once, or once the association has read them (N3). */
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { freeSlug, slugOf } from '#app/domain/content/slugs.ts'
import { loosen } from '#app/domain/files/loose-files.server.ts'
import { stateOnSend } from '#app/policy/school.rules.ts'
import type { SchoolState } from '#app/vocabulary/schools.ts'
import type { CourseRow, SchoolRow } from './read-schools.server.ts'
import { type CourseWords, foldedCourse, foldedSchool, type SchoolWords } from './school-words.ts'

/** Ends of addresses that are other pages'. */
const TAKEN = ['connexion', 'inscription', 'ma-page', 'espace', 'mot-de-passe-oublie']

const TABLES = { school: sql`"school"`, course: sql`"school_course"` }
export type Kind = keyof typeof TABLES

const schoolColumns = (words: SchoolWords): Sql => sql`"name" = ${words.name}, "about" = ${words.about},
  "website" = ${words.website}, "links" = ${words.links}::text[], "street" = ${words.street},
  "postcode" = ${words.postcode}, "city" = ${words.city}, "region" = ${words.region},
  "fields" = ${words.fields}::text[], "folded" = ${foldedSchool(words)}`

const courseColumns = (words: CourseWords): Sql => sql`"title" = ${words.title}, "level" = ${words.level},
  "field" = ${words.field}, "months" = ${words.months}::int, "rhythm" = ${words.rhythm},
  "periods" = ${words.periods}, "city" = ${words.city}, "region" = ${words.region}, "link" = ${words.link},
  "text" = ${words.text}, "folded" = ${foldedCourse(words)}`

async function newSlug(query: Query, tenantId: string, kind: Kind, title: string): Promise<string> {
  const slug = slugOf(title, kind === 'school' ? 'ecole' : 'formation')
  const rows = await query<{ slug: string }>(sql`SELECT "slug" FROM ${TABLES[kind]} WHERE "tenantId" = ${tenantId}
    AND starts_with("slug", ${slug})`)
  return freeSlug(slug, [...TAKEN, ...rows.map((row) => row.slug)])
}

/**
 * Makes a page.
 * @param organisationId null: a generic page
 * @returns its slug; of two at once for the same school the first stays
 */
export async function addSchool(
  unit: Unit<{ id: string }>,
  organisationId: string | null,
  words: SchoolWords,
  readFirst: boolean,
): Promise<string> {
  const { query, tenant, now } = unit
  const slug = await newSlug(query, tenant.id, 'school', words.name)
  await query(sql`INSERT INTO "school" ("tenantId", "id", "organisationId", "slug", "state", "name", "about", "website",
      "links", "street", "postcode", "city", "region", "fields", "folded", "createdAt", "updatedAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${organisationId}, ${slug}, ${stateOnSend(readFirst)},
      ${words.name}, ${words.about}, ${words.website}, ${words.links}::text[], ${words.street}, ${words.postcode},
      ${words.city}, ${words.region}, ${words.fields}::text[], ${foldedSchool(words)}, ${now}, ${now})
    ON CONFLICT ("tenantId", "organisationId") DO NOTHING`)
  return slug
}

/** Makes a course of a school. @returns its slug */
export async function addCourse(
  unit: Unit<{ id: string }>,
  school: { id: string; organisationId: string },
  words: CourseWords,
  readFirst: boolean,
): Promise<string> {
  const { query, tenant, now } = unit
  const slug = await newSlug(query, tenant.id, 'course', words.title)
  await query(sql`INSERT INTO "school_course" ("tenantId", "id", "schoolId", "organisationId", "slug", "state", "title",
      "level", "field", "months", "rhythm", "periods", "city", "region", "link", "text", "folded", "createdAt",
      "updatedAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${school.id}, ${school.organisationId}, ${slug},
      ${stateOnSend(readFirst)}, ${words.title}, ${words.level}, ${words.field}, ${words.months}::int, ${words.rhythm},
      ${words.periods}, ${words.city}, ${words.region}, ${words.link}, ${words.text}, ${foldedCourse(words)}, ${now},
      ${now})`)
  return slug
}

/** Of what is on line the old words stay until the new ones are read. */
const staysUntilRead = (row: { state: SchoolState }, readFirst: boolean) => readFirst && row.state === 'published'

async function keepWaiting({ query, tenant, now }: Unit, kind: Kind, id: string, words: object): Promise<void> {
  await query(sql`UPDATE ${TABLES[kind]} SET "waiting" = ${JSON.stringify(words)}::jsonb, "updatedAt" = ${now},
      "because" = NULL WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}

/** @returns `asked` where the change waits to be read, `saved` where it stands */
export async function changeSchool(
  unit: Unit,
  row: SchoolRow,
  words: SchoolWords,
  readFirst: boolean,
): Promise<'saved' | 'asked'> {
  const { query, tenant, now } = unit
  if (staysUntilRead(row, readFirst)) {
    await keepWaiting(unit, 'school', row.id, words)
    return 'asked'
  }
  await query(sql`UPDATE "school" SET ${schoolColumns(words)}, "state" = ${stateOnSend(readFirst, row.state)},
      "waiting" = NULL, "updatedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  return 'saved'
}

/** @returns `asked` where the change waits to be read, `saved` where it stands */
export async function changeCourse(
  unit: Unit,
  row: CourseRow,
  words: CourseWords,
  readFirst: boolean,
): Promise<'saved' | 'asked'> {
  const { query, tenant, now } = unit
  if (staysUntilRead(row, readFirst)) {
    await keepWaiting(unit, 'course', row.id, words)
    return 'asked'
  }
  await query(sql`UPDATE "school_course" SET ${courseColumns(words)}, "state" = ${stateOnSend(readFirst, row.state)},
      "waiting" = NULL, "updatedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  return 'saved'
}

/** Changes where a page or a course stands; a change that waits goes with it. */
export async function moveSchool(
  { query, tenant, now }: Unit,
  kind: Kind,
  id: string,
  { state, because }: { state: SchoolState; because: string | null },
): Promise<void> {
  await query(sql`UPDATE ${TABLES[kind]} SET "state" = ${state}, "because" = ${because}, "waiting" = NULL,
      "updatedAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}

/** Deletes the page with its courses and all that was asked of it. @returns keys of files that no row names any more */
export async function removeSchool({ query, tenant, now }: Unit, school: SchoolRow): Promise<string[]> {
  await query(sql`DELETE FROM "school" WHERE "tenantId" = ${tenant.id} AND "id" = ${school.id}`)
  const keys = school.logoKey ? [school.logoKey] : []
  await loosen(query, tenant.id, keys, now)
  return keys
}

/** Deletes a course. */
export async function removeCourse({ query, tenant }: Pick<Unit, 'query' | 'tenant'>, id: string): Promise<void> {
  await query(sql`DELETE FROM "school_course" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}
