/** Where graduates work, company by company, with how many of them accept to be contacted (I8). */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { ownBase } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import { fold } from '#app/i18n/fold.ts'
import { whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { MOST } from './places.server.ts'
import { criteriaIn, type DirectoryQuery, PAGE_ROWS } from './search.schema.ts'
import { COUNTED, refuse } from './search.server.ts'

/** Establishments named under a company at most; its graduates' own pages have the rest. */
const SITES = 20

export interface Company {
  name: string
  /** Graduates who show that they work there, and those of them who show that they accept to be contacted. */
  people: number
  contacts: number
  /** Addresses that people show. */
  sites: { address: string; people: number; contacts: number }[]
}

export interface FoundCompanies {
  companies: Company[]
  total: number
  more: boolean
}

/**
 * @param place words of an establishment's address
 * @returns a page of companies, those first where most accept to be contacted; undefined where the search is too wide
 * to be counted
 * @throws Response 403 naming the criterion the viewer's roles may not use: the federation's base says nothing of
 * contact
 */
export async function findCompanies(
  ctx: Ctx,
  query: DirectoryQuery,
  place: string,
): Promise<FoundCompanies | undefined> {
  refuse(ctx, query, [...criteriaIn(query), { criterion: 'entreprise' }])
  if (query.portee === 'federation' || ctx.tenant.config.kind === 'federation')
    throw forbidden({ reason: 'criterion', criterion: 'portee' })
  const [row] = await ctx.sql((run) =>
    run<{ counted: number; total: number; companies: Company[] | null }>(statement(ctx, query, place), {
      last: true,
      fresh: true,
    }),
  )
  if (!row || row.counted > MOST) return undefined
  return { companies: row.companies ?? [], total: Math.min(row.total, COUNTED), more: row.total > COUNTED }
}

/**
 * What may not be read is NULL before anything is grouped. Spellings are counted first, as towns' are
 * (places.server.ts).
 */
function statement(ctx: Ctx, query: DirectoryQuery, place: string): Sql {
  return sql`WITH spelt AS MATERIALIZED (
      SELECT "company", "address", count(*) AS "people", count(*) FILTER (WHERE "accepts") AS "contacts"
      FROM (${workers(ctx, query, place)}) hit GROUP BY "company", "address"),
    written AS (SELECT *, lower("company") AS "key", lower(coalesce("address", '')) AS "there",
        sum("people") OVER (PARTITION BY lower("company"), lower(coalesce("address", '')), "company") AS "companies",
        sum("people") OVER (PARTITION BY lower("company"), lower(coalesce("address", '')), "address") AS "addresses"
      FROM spelt),
    site AS (SELECT "key", (array_agg("company" ORDER BY "companies" DESC, "company"))[1] AS "company",
        (array_agg("address"
        ORDER BY "addresses" DESC, "address") FILTER (WHERE "address" IS NOT NULL))[1] AS "address",
        sum("people")::int AS "people", sum("contacts")::int AS "contacts"
      FROM written GROUP BY "key", "there"),
    named AS (SELECT "key", min("company") AS "name", sum("people")::int AS "people",
      sum("contacts")::int AS "contacts",
        (jsonb_agg(jsonb_build_object('address', "address", 'people', "people", 'contacts', "contacts")
          ORDER BY "contacts" DESC, "people" DESC, "address") FILTER (WHERE "address" <> '')) AS "sites"
      FROM site GROUP BY 1),
    page AS (SELECT * FROM named ORDER BY "contacts" DESC, "people" DESC, "key"
      LIMIT ${PAGE_ROWS} OFFSET ${(query.page - 1) * PAGE_ROWS})
    SELECT (SELECT coalesce(sum("people"), 0)::int FROM spelt) AS "counted", (SELECT count(*)::int
    FROM named) AS "total",
      (SELECT jsonb_agg(jsonb_build_object('name', "name", 'people', "people", 'contacts', "contacts",
          'sites', coalesce(jsonb_path_query_array("sites", ${`$[0 to ${SITES - 1}]`}::jsonpath), '[]'))
        ORDER BY "contacts" DESC, "people" DESC, "key") FROM page) AS "companies"`
}

function workers(ctx: Ctx, query: DirectoryQuery, place: string): Sql {
  const { ability, tenant } = ctx
  const criteria = criteriaIn(query)
  const readable = (field: FieldId) => toSql(whereReadable(ability, 'Person', field), 'p')
  const found = searchConditions(ability, ownBase(tenant.id), criteria, {
    words: wordsOf(criteria),
    quick: tenant.config.directory.quick,
  })
  const there = place === '' ? sql`TRUE` : sql`(${readable('companyAddress')} AND ${holds(place)})`
  return sql`SELECT btrim(p."company") AS "company",
      CASE WHEN ${readable('companyAddress')} THEN btrim(p."companyAddress") END AS "address",
      (${readable('acceptsContact')} AND p."acceptsContact") IS TRUE AS "accepts"
    FROM "person" p WHERE p."tenantId" = ${tenant.id} AND ${readable('company')} AND btrim(p."company") <> ''
      AND ${found} AND ${there} LIMIT ${MOST + 1}`
}

/** « Saint-Étienne » is in « 42000 SAINT ETIENNE »: without accents, marks and capitals on both sides. */
function holds(place: string): Sql {
  return sql`strpos(regexp_replace(lower(regexp_replace(normalize(p."companyAddress", NFD), '[\u0300-\u036f]', '', 'g')),
    '[^a-z0-9]+', ' ', 'g'), ${fold(place)}) > 0`
}
