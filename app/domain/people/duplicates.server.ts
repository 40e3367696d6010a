/** Records that look like one person: the same folded name, and a year, a date of birth or an address in common. */

import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export const SIGNS = ['promotion', 'birthDate', 'email'] as const
export type Sign = (typeof SIGNS)[number]

export interface Suspected {
  /** Handle of the older record. */
  one: string
  other: string
  signs: Sign[]
  /** Two years, and no date of birth in common: as a rule two people of one name. */
  unlikely: boolean
}

/** Shown at a time; the rest comes up as these are settled. */
export const SUSPECTED_ROWS = 50

/**
 * Pairs that nobody has said to be two people. Names are compared as lists are sorted (`sortName`, without the year
 * that ends it).
 */
const pairsSql = (tenantId: string) => sql`
    WITH named AS (
      SELECT p."id", p."handle", p."promotion", p."birthDate", p."createdAt",
        regexp_replace(p."sortName", '[^a-z]*[0-9]*$', '') AS "name"
      FROM "person" p WHERE p."tenantId" = ${tenantId} AND p."sortName" <> ''
    ), shared AS (SELECT "name" FROM named WHERE "name" <> '' GROUP BY "name" HAVING count(*) BETWEEN 2 AND 200),
    pairs AS (
      SELECT a."id" AS "aId", b."id" AS "bId", a."handle" AS "one", b."handle" AS "other",
        coalesce(a."promotion" = b."promotion", FALSE) AS "promotion",
        coalesce(a."birthDate" = b."birthDate", FALSE) AS "birthDate",
        coalesce(a."promotion" <> b."promotion", FALSE)
          AND NOT coalesce(a."birthDate" = b."birthDate", FALSE) AS "unlikely",
        EXISTS (SELECT 1 FROM "person_email" x JOIN "person_email" y ON y."tenantId" = ${tenantId}
          AND y."folded" = x."folded"
          WHERE x."tenantId" = ${tenantId} AND x."personId" = a."id" AND y."personId" = b."id") AS "email"
      FROM shared s JOIN named a ON a."name" = s."name" JOIN named b ON b."name" = s."name" AND b."id" > a."id"
    )
    SELECT "one", "other", "promotion", "birthDate", "email", "unlikely" FROM pairs p
    WHERE ("promotion" OR "birthDate" OR "email")
    AND NOT EXISTS (SELECT 1 FROM "person_distinct" d WHERE d."tenantId" = ${tenantId}
      AND ((d."personId" = p."aId" AND d."otherId" = p."bId") OR (d."personId" = p."bId" AND d."otherId" = p."aId")))`

type Pair = Pick<Suspected, 'one' | 'other' | 'unlikely'> & Record<Sign, boolean>

/** Staff alone ask this. @returns suspected pairs, those that are likely first, then the most signs */
export async function suspectedDuplicates(query: Query, tenantId: string): Promise<Suspected[]> {
  const rows = await query<Pair>(sql`${pairsSql(tenantId)}
    ORDER BY "unlikely", ("promotion"::int + "birthDate"::int + "email"::int) DESC, "one" LIMIT ${SUSPECTED_ROWS}`)
  return rows.map(({ one, other, unlikely, ...found }) => {
    return { one, other, unlikely, signs: SIGNS.filter((sign) => found[sign]) }
  })
}

/** @returns how many likely pairs there are; it compares everybody, so no page asks it in passing */
export async function countSuspected(query: Query, tenantId: string): Promise<number> {
  const [row] = await query<{ n: number }>(
    sql`SELECT count(*)::int AS "n" FROM (${pairsSql(tenantId)}) s WHERE NOT "unlikely"`,
  )
  return row!.n
}

/** Days for which such a decision stays on the page. */
const RECENT_DAYS = 30

/** @returns the handles of pairs that were lately said to be two people, the last first */
export async function recentlyDistinct({ query, tenant, now }: Unit<{ id: string }>) {
  const since = new Date(now.getTime() - RECENT_DAYS * 24 * 3600 * 1000)
  return query<
    Pick<Suspected, 'one' | 'other'> & RowOf<'person_distinct', 'at'>
  >(sql`SELECT a."handle" AS "one", b."handle" AS "other", d."at"
    FROM "person_distinct" d
    JOIN "person" a ON a."tenantId" = ${tenant.id} AND a."id" = d."personId"
    JOIN "person" b ON b."tenantId" = ${tenant.id} AND b."id" = d."otherId"
    WHERE d."tenantId" = ${tenant.id} AND d."at" > ${since} ORDER BY d."at" DESC LIMIT 20`)
}

/** The decision is taken back: the two are suspected again where they look alike. @returns whether there was one */
export async function forgetDistinct(
  { query, tenant: { id: tenantId } }: Unit<{ id: string }>,
  one: string,
  other: string,
): Promise<boolean> {
  const [first, second] = [one, other].sort()
  const gone = await query(sql`DELETE FROM "person_distinct" WHERE "tenantId" = ${tenantId}
    AND "personId" = ${first} AND "otherId" = ${second} RETURNING "personId"`)
  return gone.length > 0
}

/** Two people after all: they are not suspected again. */
export async function sayDistinct(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  one: string,
  other: string,
): Promise<boolean> {
  const [first, second] = [one, other].sort()
  const made = await query(sql`INSERT INTO "person_distinct" ("tenantId", "personId", "otherId", "at")
    VALUES (${tenantId}, ${first}, ${second}, ${now}) ON CONFLICT DO NOTHING RETURNING "personId"`)
  return made.length > 0
}
