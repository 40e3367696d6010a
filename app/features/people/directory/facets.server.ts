/** How the people found divide, by what this viewer may know of them: a request of its own, after the page. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import { ownBase } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { mayEverRead, whereReadable } from '#app/policy/view.ts'
import { CRITERIA, type Criterion } from '#app/vocabulary/criteria.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { addressOf, criteriaIn, type DirectoryQuery } from './search.schema.ts'

/** Criteria whose values are few enough to be counted, in the order shown. */
const FACETS = ['promo', 'diplome', 'ville', 'secteur', 'entreprise'] as const satisfies readonly Criterion[]
/** People counted at most: a wider search is to be narrowed first. */
const MOST = 10_000
const ENTRIES = 6

export interface Facet {
  field: FieldId
  criterion: Criterion
  entries: { value: string; count: number; to: string }[]
}

/** @returns undefined where the search is too wide to be counted, and on the federation's shared base. */
export async function countFacets(ctx: Ctx, query: DirectoryQuery): Promise<Facet[] | undefined> {
  const { ability, tenant } = ctx
  if (query.portee === 'federation' || tenant.config.kind === 'federation') return undefined
  const criteria = criteriaIn(query)
  const refused = criteria.find(({ criterion }) => !mayFilterBy(ability, criterion))
  if (refused) throw forbidden({ reason: 'criterion', criterion: refused.criterion })
  const wanted = FACETS.filter(
    (criterion) => mayFilterBy(ability, criterion) && mayEverRead(ability, 'Person', CRITERIA[criterion]),
  )
  if (wanted.length === 0) return []
  const where = searchConditions(ability, ownBase(tenant.id), criteria, {
    words: wordsOf(criteria),
    quick: tenant.config.directory.quick,
  })
  const rows = await ctx.sql((run) =>
    run<Row>(
      countStatement(
        ctx,
        wanted.map((criterion) => CRITERIA[criterion]),
        where,
      ),
    ),
  )
  if ((rows[0]?.total ?? 0) > MOST) return undefined
  return wanted.flatMap((criterion) => {
    const field = CRITERIA[criterion]
    const entries = rows.filter((row) => row.field === field)
    if (entries.length < 2) return []
    return [{ field, criterion, entries: entries.map(({ value, count }) => entryOf(query, criterion, value, count)) }]
  })
}

interface Row {
  field: FieldId
  value: string
  count: number
  total: number
}

function entryOf(query: DirectoryQuery, criterion: Criterion, value: string, count: number) {
  return { value, count, to: addressOf(href.directory, query, { [criterion]: value }) }
}

/** Values that the viewer may not read are NULL before anything is grouped. */
function countStatement(ctx: Ctx, fields: readonly FieldId[], where: Sql): Sql {
  const masked = fields.map((field) => {
    const readable = toSql(whereReadable(ctx.ability, 'Person', field), 'p')
    return sql`CASE WHEN ${readable} THEN ${name(field, 'p')}::text END AS ${name(field)}`
  })
  const counts = fields.map(
    (field) => sql`(SELECT ${field}::text AS "field", ${name(field)} AS "value", count(*)::int AS "count" FROM hit
      WHERE ${name(field)} IS NOT NULL GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${ENTRIES})`,
  )
  return sql`WITH hit AS MATERIALIZED (SELECT ${join(masked, ', ')} FROM "person" p
      WHERE p."tenantId" = ${ctx.tenant.id} AND ${where} LIMIT ${MOST + 1})
    SELECT every.*, (SELECT count(*)::int FROM hit) AS "total" FROM (${join(counts, ' UNION ALL ')}) every`
}
