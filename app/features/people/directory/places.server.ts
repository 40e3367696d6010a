/**
 * Where the people found live, town by town, as far as this viewer may know: what the map and its table show (I7, S7).
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import { departmentsOf, regionOf } from '#app/domain/people/french-areas.server.ts'
import { loadTowns, type Point, type Towns } from '#app/domain/people/towns.server.ts'
import { ownBase, sharedBase, sharedRows } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import { countryCode } from '#app/i18n/countries.ts'
import type { SubjectType } from '#app/policy/types.ts'
import { whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { type Area, gather, type Rest } from './gather.ts'
import { criteriaIn, type DirectoryQuery } from './search.schema.ts'
import { federationIn, refuse } from './search.server.ts'

/** A town with fewer people is not shown: a point on a map would be somebody's home (look.md, "Foundation"). */
export const FEWEST = 5
/** People counted at most: the whole of a large association; a wider search is to be narrowed first. */
export const MOST = 100_000
/** Towns shown at most by themselves. */
const TOWNS = 400
/** Towns read at most: more than the whole of a large association writes. */
const SPELLINGS = 20_000

export interface Place {
  city: string
  country: string
  count: number
  /** The middle of the town; null for one that is not known, or could be several. */
  at: Point | null
  area: Area
}

export interface Places {
  /** With enough people to be shown by themselves, the most populous first. */
  towns: Place[]
  /** Everybody else, by what their town lies in. */
  rests: Rest[]
}

/**
 * Nobody enters two numbers, and none is of fewer than five, so that no sum or difference tells a small town. Where a
 * town is comes from its name: were it from people's own points, a search with and without somebody would tell where
 * that house stands.
 * @returns undefined where the search is too wide to be counted
 * @throws Response 403 naming the criterion the viewer's roles may not use, 400 outside a federation
 */
export async function countPlaces(ctx: Ctx, query: DirectoryQuery): Promise<Places | undefined> {
  refuse(ctx, query, criteriaIn(query))
  const rows = await ctx.sql((run) =>
    run<Counted & { counted: number }>(statement(sources(ctx, query)), { last: true, fresh: true }),
  )
  if ((rows[0]?.counted ?? 0) > MOST) return undefined
  if (rows.length === 0) return { towns: [], rests: [] }
  const known = await loadTowns()
  const places = rows.map(({ counted: _, ...town }) => placeOf(known, town, ctx.tenant.config.imports.home))
  const isShown = ({ count }: Place, rank: number) => count >= FEWEST && rank < TOWNS
  return {
    towns: places.filter(isShown),
    rests: gather(
      places.filter((place, rank) => !isShown(place, rank)),
      FEWEST,
      (area) => middleOf(known, area),
    ),
  }
}

type Counted = Pick<Place, 'city' | 'country' | 'count'>

function placeOf(known: Towns, town: Counted, home: string): Place {
  const found = known.find({ city: town.city, postcode: null, country: town.country }, home)
  const department = found?.department ?? null
  return {
    ...town,
    at: found ? { lat: found.lat, lon: found.lon } : null,
    area: {
      department,
      region: department && regionOf(department),
      country: found?.country ?? countryCode(town.country) ?? null,
    },
  }
}

function middleOf(known: Towns, { department, region, country }: Area): Point | null {
  const departments = department ? [department] : region ? departmentsOf(region) : null
  return known.middle(departments ? departments.map((one) => `FR-${one}`) : country ? [country] : []) ?? null
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
    ORDER BY 3 DESC, 1, 2 LIMIT ${SPELLINGS}`
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
