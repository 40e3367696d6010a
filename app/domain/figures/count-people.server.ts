/** People of an association by value, unpublished fields included: the dead are left out, each other person is one. */
import { deceasedSql, paidUpSql, standingsSql } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { regionOf } from '#app/domain/people/french-areas.server.ts'
import type { Figure } from '#app/vocabulary/figures.ts'
import type { Counts } from './protect.ts'

/** What is not known of somebody is a value too. */
export const UNKNOWN = ''

/** Years of graduation that are told as one. */
const YEARS = 5

function valueSql(figure: Figure, unit: Unit): Sql {
  const { tenant, now } = unit
  const seen = sql`(SELECT max(a."lastLoginAt") FROM "account" a WHERE a."tenantId" = ${tenant.id}
    AND a."personId" = p."id")`
  switch (figure) {
    case 'country':
      return sql`p."homeCountry"`
    case 'region':
      return sql`CASE WHEN coalesce(p."homeCountry", 'FR') IN ('FR', 'France') THEN left(p."homePostcode", 2) END`
    case 'sector':
      return sql`p."workField"`
    case 'position':
      return sql`p."workLevel"`
    case 'diploma':
      return sql`p."diploma"`
    case 'promotion':
      return sql`(p."promotion" / ${YEARS} * ${YEARS})::text`
    case 'dues':
      return sql`CASE WHEN ${paidUpSql(unit, sql`p."id"`)} THEN 'paid' WHEN p."id" IN (SELECT s."personId"
        FROM (${standingsSql(unit)}) s) THEN 'before' ELSE 'never' END`
    case 'life':
      return sql`CASE WHEN ${seen} IS NULL THEN 'never' WHEN ${seen} > ${now}::timestamptz - interval '1 month'
        THEN 'month' WHEN ${seen} > ${now}::timestamptz - interval '1 year' THEN 'year' ELSE 'before' END`
  }
}

/** @returns people by value; {@link UNKNOWN} counts those of whom it is not known */
export async function countPeople(figure: Figure, unit: Unit): Promise<Counts> {
  const { query, tenant } = unit
  const rows = await query<{ value: string | null; people: number }>(sql`
    SELECT v."value", count(*)::int AS "people" FROM (SELECT ${valueSql(figure, unit)} AS "value" FROM "person" p
      WHERE p."tenantId" = ${tenant.id} AND NOT ${deceasedSql(tenant.config)}) v GROUP BY v."value"`)
  const counts: Record<string, number> = {}
  for (const { value, people } of rows) {
    const id = (figure === 'region' ? value && regionOf(value) : value?.trim()) || UNKNOWN
    counts[id] = (counts[id] ?? 0) + people
  }
  return counts
}
