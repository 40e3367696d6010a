/** Records that look like one person: the same folded name, and a year, a date of birth or an address in common. */

import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export const SIGNS = ['promotion', 'birthDate', 'email'] as const
export type Sign = (typeof SIGNS)[number]

export interface Suspected {
  /** Handle of the older record. */
  one: string
  other: string
  signs: Sign[]
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
        EXISTS (SELECT 1 FROM "person_email" x JOIN "person_email" y ON y."tenantId" = ${tenantId}
          AND y."folded" = x."folded"
          WHERE x."tenantId" = ${tenantId} AND x."personId" = a."id" AND y."personId" = b."id") AS "email"
      FROM shared s JOIN named a ON a."name" = s."name" JOIN named b ON b."name" = s."name" AND b."id" > a."id"
    )
    SELECT "one", "other", "promotion", "birthDate", "email" FROM pairs p
    WHERE ("promotion" OR "birthDate" OR "email")
    AND NOT EXISTS (SELECT 1 FROM "person_distinct" d WHERE d."tenantId" = ${tenantId}
      AND ((d."personId" = p."aId" AND d."otherId" = p."bId") OR (d."personId" = p."bId" AND d."otherId" = p."aId")))`

/** Staff alone ask this. @returns suspected pairs, the most signs first */
export async function suspectedDuplicates(query: Query, tenantId: string): Promise<Suspected[]> {
  const rows = await query<{ one: string; other: string; promotion: boolean; birthDate: boolean; email: boolean }>(sql`
    ${pairsSql(tenantId)}
    ORDER BY ("promotion"::int + "birthDate"::int + "email"::int) DESC, "one" LIMIT ${SUSPECTED_ROWS}`)
  return rows.map(({ one, other, ...found }) => ({ one, other, signs: SIGNS.filter((sign) => found[sign]) }))
}

/** @returns how many pairs there are; it compares everybody, so no page asks it in passing */
export async function countSuspected(query: Query, tenantId: string): Promise<number> {
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM (${pairsSql(tenantId)}) s`)
  return row!.n
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
