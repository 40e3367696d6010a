/**
 * « Autour de moi » (S7, A14, A15): who lives or works near one’s own town, as far as the viewer may read of each.
 * Homes are where the name of their town says, work places where their address does: by cells, and never finer.
 */
import * as href from '#app/addresses.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Place } from '#app/domain/people/addresses-of.ts'
import { type Around, areasAround, cellOf, GRID, isAt, type Path, type Placed } from '#app/domain/people/cells.ts'
import { regionOf } from '#app/domain/people/french-areas.server.ts'
import { loadTowns, type Point, type Towns } from '#app/domain/people/towns.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { countryCode } from '#app/i18n/countries.ts'
import { type JudgedRow, mayEverRead, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

export const AROUND_ROWS = 20
/** Pages of one area at most, as of a search. */
export const MOST_AROUND = 50
/** People counted at most, as on the map. */
const MOST = 100_000

/** One's own places: two choices (A15). */
export interface Origins {
  home: Path | null
  work: Path | null
}

interface Own extends Place, RowOf<'person', 'workLat' | 'workLon'> {}

function pathOf(towns: Towns, cell: number | undefined, country: string | undefined): Path | null {
  const town = cell === undefined ? undefined : towns.at(cell)
  const code = town?.country ?? country
  if (!code) return null
  const department = town?.department ?? null
  return {
    commune: cell === undefined ? null : String(cell),
    departement: department,
    region: department && regionOf(department),
    pays: code,
  }
}

const cellAt = (point: Point | undefined) => point && cellOf(point)

/** @returns where the viewer lives and works; nowhere for who has no record */
export async function readOrigins(ctx: Ctx): Promise<Origins> {
  const { personId } = ctx.viewer
  const [own] = personId
    ? await ctx.sql((query) =>
        query<Own>(
          sql`SELECT "homeCity" AS "city", "homePostcode" AS "postcode", "homeCountry" AS "country",
            "workLat", "workLon"
            FROM "person" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${personId}`,
          { last: true },
        ),
      )
    : []
  if (!own) return { home: null, work: null }
  const towns = await loadTowns()
  const { workLat, workLon } = own
  const home = cellAt(towns.find(own, ctx.tenant.config.imports.home))
  const work = workLat === null || workLon === null ? undefined : cellOf({ lat: workLat, lon: workLon })
  return {
    home: home === undefined ? null : pathOf(towns, home, undefined),
    work: work === undefined ? null : pathOf(towns, work, undefined),
  }
}

/** « lives in » and « works in », each by what the viewer may read of the person `p`. */
function readable({ ability }: Ctx): { home: Sql; postcode: Sql; work: Sql } {
  const may = (field: FieldId) => toSql(whereReadable(ability, 'Person', field), 'p')
  return {
    home: sql`(p."homeCity" <> '' AND p."homeCountry" <> '' AND ${may('homeCity')} AND ${may('homeCountry')})`,
    // Which of several towns of one name; the last two digits would say more than that.
    postcode: sql`(CASE WHEN p."homePostcode" ~ '^[0-9]{5}$' AND ${may('homePostcode')}
      THEN left(p."homePostcode", 3) ELSE '' END)`,
    work: mayEverRead(ability, 'Person', 'companyAddress')
      ? sql`(p."workLat" IS NOT NULL AND p."workLon" IS NOT NULL AND ${may('companyAddress')})`
      : sql`FALSE`,
  }
}

/** `cellOf` of domain/people/cells.ts, of the work place of `p`. */
const workCell = sql`(floor((p."workLat" + 90) / ${GRID.HEIGHT}::float8) * ${GRID.ACROSS}::int
  + floor((p."workLon" + 180) / ${GRID.WIDTH}::float8))::int`

/** Everybody but oneself: moving changes no number that others add up to. */
const others = (ctx: Ctx) => sql`p."tenantId" = ${ctx.tenant.id} AND ${toSql(whereListed(ctx.ability, 'Person'), 'p')}
  AND p."id" IS DISTINCT FROM ${ctx.viewer.personId ?? null}::uuid AND NOT ${deceasedSql(ctx.tenant.config)}`

interface Spelt {
  city: string | null
  country: string | null
  /** Its first three digits, where the viewer may read it. */
  postcode: string
  cell: number | null
  count: number
}

/** People at one home, as it is written, and one work place. */
export interface Group extends Spelt, Placed {}

/** @returns everybody by where they live and work; undefined where they are too many to be counted */
export async function readPlaces(ctx: Ctx): Promise<Group[] | undefined> {
  const { home, postcode, work } = readable(ctx)
  const rows = await ctx.sql((query) =>
    query<Spelt>(
      sql`WITH found AS MATERIALIZED (SELECT CASE WHEN ${home} THEN lower(p."homeCity") END AS "city",
          CASE WHEN ${home} THEN lower(p."homeCountry") END AS "country",
          CASE WHEN ${home} THEN ${postcode} ELSE '' END AS "postcode", CASE WHEN ${work} THEN ${workCell} END AS "cell"
        FROM "person" p WHERE ${others(ctx)} AND (${home} OR ${work}) LIMIT ${MOST + 1})
      SELECT "city", "country", "postcode", "cell", count(*)::int AS "count" FROM found GROUP BY 1, 2, 3, 4`,
      { last: true, fresh: true },
    ),
  )
  if (rows.reduce((sum, { count }) => sum + count, 0) > MOST) return undefined
  const towns = await loadTowns()
  const known = new Map<string, Path | null>()
  const homeOf = ({ city, country, postcode: start }: Spelt): Path | null => {
    if (city === null || country === null) return null
    const key = `${city}|${country}|${start}`
    const found = known.get(key)
    if (found !== undefined) return found
    const cell = cellAt(towns.find({ city, postcode: start && `${start}00`, country }, ctx.tenant.config.imports.home))
    const path = pathOf(towns, cell, countryCode(country))
    known.set(key, path)
    return path
  }
  return rows.map((row) => ({
    ...row,
    home: homeOf(row),
    work: row.cell === null ? null : pathOf(towns, row.cell, undefined),
  }))
}

/** @returns the areas around one of the viewer's places that hold enough people, the smallest first */
export const areasOf = (from: Path, groups: readonly Group[]): Around[] => areasAround(from, groups)

export interface NearPerson {
  line: Line
  lives: boolean
  works: boolean
}

/** The area as a condition on `p`: towns as they are written, and cells. */
function within(ctx: Ctx, groups: readonly Group[], { scale, key }: Around) {
  const { home, postcode, work } = readable(ctx)
  const homes = groups.filter((group) => group.home?.[scale] === key)
  const cells = groups.filter((group) => group.work?.[scale] === key).map(({ cell }) => cell)
  const lives = sql`(${home} AND (lower(p."homeCity"), lower(p."homeCountry"), ${postcode}) IN (SELECT * FROM unnest(
    ${homes.map(({ city }) => city)}::text[], ${homes.map(({ country }) => country)}::text[],
    ${homes.map((one) => one.postcode)}::text[])))`
  return { lives, works: sql`(${work} AND ${workCell} = ANY(${cells}::int[]))` }
}

/**
 * @param page from 1
 * @returns one page of the people of the area, in the order of the directory: nothing in it tells who is nearer
 */
export async function findAround(
  ctx: Ctx,
  groups: readonly Group[],
  area: Around,
  page: number,
): Promise<NearPerson[]> {
  const { identity } = ctx.tenant.config
  const fields = [...new Set([identity.field, ...identity.with, ...ctx.ability.rowFields])]
  const { lives, works } = within(
    ctx,
    groups.filter((group) => isAt(group, area.scale, area.key)),
    area,
  )
  const rows = await ctx.sql((query) =>
    query<JudgedRow & { lives: boolean; works: boolean }>(
      sql`SELECT ${columns([...JUDGED, ...fields], 'p')}, ${lives} IS TRUE AS "lives", ${works} IS TRUE AS "works"
        FROM "person" p WHERE ${others(ctx)} AND (${lives} OR ${works})
        ORDER BY p."sortName", p."id" LIMIT ${AROUND_ROWS} OFFSET ${(page - 1) * AROUND_ROWS}`,
      { last: true, fresh: true },
    ),
  )
  const people = rows.flatMap((row): NearPerson[] => {
    const person = reveal(ctx.ability, 'Person', row, fields)
    if (!person) return []
    const line = lineOf({ ...person, address: href.profile(person.handle) })
    return [{ line, lives: row.lives, works: row.works }]
  })
  await countShown(
    ctx,
    people.map(({ line }) => line),
  )
  return people
}
