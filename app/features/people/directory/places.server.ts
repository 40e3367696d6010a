/**
 * Where the people found live, town by town, as far as this viewer may know: what the map and its table show (I7, S7).
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import { loadTowns, type Point } from '#app/domain/people/towns.server.ts'
import { ownBase, sharedBase, sharedRows } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import type { SubjectType } from '#app/policy/types.ts'
import { whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { criteriaIn, type DirectoryQuery } from './search.schema.ts'
import { federationIn, refuse } from './search.server.ts'

/** A town with fewer people is not shown: a point on a map would be somebody's home (look.md, "Foundation"). */
export const FEWEST = 5
/** People counted at most: the whole of a large association; a wider search is to be narrowed first. */
export const MOST = 100_000
/** Towns shown at most. */
const TOWNS = 400

export interface Place {
  city: string
  country: string
  count: number
  /** The middle of the town; null for one that is not known, or could be several. */
  at: Point | null
}

/**
 * Small towns are left out by the statement itself and enter no other number, so that no sum or difference tells them.
 * Where a town is comes from its name: were it from people's own points, a search with and without somebody would tell
 * where that house stands.
 * @returns the most populous first; undefined where the search is too wide to be counted
 * @throws Response 403 naming the criterion the viewer's roles may not use, 400 outside a federation
 */
export async function countPlaces(ctx: Ctx, query: DirectoryQuery): Promise<Place[] | undefined> {
  refuse(ctx, query, criteriaIn(query))
  const rows = await ctx.sql((run) =>
    run<Omit<Place, 'at'> & { counted: number }>(statement(sources(ctx, query)), { last: true, fresh: true }),
  )
  if ((rows[0]?.counted ?? 0) > MOST) return undefined
  if (rows.length === 0) return []
  const towns = await loadTowns()
  const at = ({ city, country }: Omit<Place, 'at'>) =>
    towns.find({ city, postcode: null, country }, ctx.tenant.config.imports.home) ?? null
  return rows.map(({ counted: _, ...place }) => ({ ...place, at: at(place) }))
}

/**
 * Spellings are counted first, of which there are a few hundred: to sort everybody's town by its letters took longer
 * than to read them. A town is called as most of its people write it, and so is its country.
 */
function statement(found: Sql[]): Sql {
  const hits = join(
    found.map((source) => sql`(${source} LIMIT ${MOST + 1})`),
    ' UNION ALL ',
  )
  return sql`WITH spelt AS MATERIALIZED (
      SELECT "city", "country", count(*) AS "n" FROM (${hits}) hit GROUP BY "city", "country"),
    written AS (SELECT *, sum("n") OVER (PARTITION BY lower("country"), lower("city"), "city") AS "cities",
        sum("n") OVER (PARTITION BY lower("country"), lower("city"), "country") AS "countries"
      FROM spelt WHERE "city" <> '' AND "country" <> '')
    SELECT (array_agg("city" ORDER BY "cities" DESC, "city"))[1] AS "city",
      (array_agg("country" ORDER BY "countries" DESC, "country"))[1] AS "country",
      sum("n")::int AS "count", (SELECT sum("n")::int FROM spelt) AS "counted"
    FROM written GROUP BY lower("city"), lower("country")
    HAVING sum("n") >= ${FEWEST} ORDER BY 3 DESC, 1, 2 LIMIT ${TOWNS}`
}

/** Who shows both town and country, base by base. */
function sources(ctx: Ctx, query: DirectoryQuery): Sql[] {
  const { ability, tenant } = ctx
  const criteria = criteriaIn(query)
  const { quick } = tenant.config.directory
  const words = wordsOf(criteria)
  const readable = (type: SubjectType, alias: string) => (field: FieldId) =>
    toSql(whereReadable(ability, type, field), alias)
  const both = (type: SubjectType, alias: string) =>
    join(['homeCity' as const, 'homeCountry' as const].map(readable(type, alias)), ' AND ')
  const list: Sql[] = []
  if (tenant.config.kind !== 'federation')
    list.push(sql`SELECT p."homeCity" AS "city", p."homeCountry" AS "country"
      FROM "person" p WHERE p."tenantId" = ${tenant.id} AND ${both('Person', 'p')}
        AND ${searchConditions(ability, ownBase(tenant.id), criteria, { words, quick })}`)
  const federationId = federationIn(ctx, query)
  if (federationId)
    list.push(sql`SELECT s."fields"->>'homeCity' AS "city", s."fields"->>'homeCountry' AS "country"
      FROM ${sharedRows(federationId, ctx.now)} s WHERE s."tenantId" <> ${tenant.id} AND ${both('SharedPerson', 's')}
        AND ${searchConditions(ability, sharedBase(federationId, ctx.now), criteria, { words, quick })}`)
  return list
}
