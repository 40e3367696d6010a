/** How the people found divide, by what this viewer may know of them: a request of its own, after the page. */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import { join, name, type Sql, sql } from '#app/db/sql.ts'
import { ownBase } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import { fold } from '#app/i18n/fold.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { mayEverRead, whereReadable } from '#app/policy/view.ts'
import { CRITERIA, type Criterion } from '#app/vocabulary/criteria.ts'
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { criteriaIn, type DirectoryQuery, valuesOf } from './search.schema.ts'

/** Criteria whose values are few enough to be counted and ticked, in the order shown. */
export const FACETS = [
  'ville',
  'secteur',
  'fonction',
  'entreprise',
  'diplome',
  'aide',
] as const satisfies readonly Criterion[]
/** People counted at most: a wider search is to be narrowed first. */
const MOST = 10_000
/** Spellings counted of one criterion, and values shown of it. */
const SPELLINGS = 300
const ENTRIES = 30

export interface Facet {
  field: FieldId
  criterion: Criterion
  /** What a ticked value is called in the address. */
  name: string
  entries: { value: string; count: number; checked: boolean }[]
}

/** What a ticked value is called in the address: towns are those where people live. */
export const tickName = (criterion: (typeof FACETS)[number]) => (criterion === 'ville' ? 'habite' : criterion)

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
  const rows = await ctx.sql((run) => run<Row>(countStatement(ctx, query, wanted)))
  if (rows.some(({ total }) => total > MOST)) return undefined
  return wanted.flatMap((criterion) => {
    const field = CRITERIA[criterion]
    const chosen = chosenOf(query, criterion)
    const entries = entriesOf(
      rows.filter((row) => row.field === field),
      chosen,
    )
    if (entries.length < 2 && chosen.length === 0) return []
    return [{ field, criterion, name: tickName(criterion), entries }]
  })
}

const chosenOf = (query: DirectoryQuery, criterion: (typeof FACETS)[number]) => {
  const value = query[tickName(criterion)]
  return value ? valuesOf(value) : []
}

interface Row {
  field: FieldId
  value: string
  count: number
  total: number
}

/** Spellings of one value are one entry, called as most people write it; what is ticked stays, and stands first. */
function entriesOf(rows: readonly Row[], chosen: readonly string[]): Facet['entries'] {
  const entries = new Map<string, Facet['entries'][number]>()
  for (const value of chosen) entries.set(fold(value), { value, count: 0, checked: true })
  for (const { value, count } of rows) {
    const key = fold(value)
    const known = entries.get(key)
    if (known) known.count += count
    else entries.set(key, { value, count, checked: false })
  }
  return [...entries.values()]
    .toSorted((a, b) => Number(b.checked) - Number(a.checked) || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, ENTRIES)
}

/** The people found, with what the viewer may not read as NULL before anything is grouped. */
function hit(ctx: Ctx, query: DirectoryQuery, fields: readonly FieldId[]): Sql {
  const criteria = criteriaIn(query)
  const where = searchConditions(ctx.ability, ownBase(ctx.tenant.id), criteria, {
    words: wordsOf(criteria),
    quick: ctx.tenant.config.directory.quick,
  })
  const masked = fields.map((field) => {
    const readable = toSql(whereReadable(ctx.ability, 'Person', field), 'p')
    const value = fieldKind(field) === 'list' ? name(field, 'p') : sql`${name(field, 'p')}::text`
    return sql`CASE WHEN ${readable} THEN ${value} END AS ${name(field)}`
  })
  return sql`(SELECT ${join(masked, ', ')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND ${where} LIMIT ${MOST + 1})`
}

/** The values that somebody has in the field: one, or each of a list. */
const valuesIn = (field: FieldId): Sql =>
  fieldKind(field) === 'list'
    ? sql` CROSS JOIN LATERAL unnest(${name(field)}) AS v("value")`
    : sql` CROSS JOIN LATERAL (SELECT ${name(field)} AS "value") v`

/** What is ticked of a criterion does not narrow its own values: another could be ticked beside. */
function countStatement(ctx: Ctx, query: DirectoryQuery, wanted: readonly (typeof FACETS)[number][]): Sql {
  const ticked = wanted.filter((criterion) => chosenOf(query, criterion).length > 0)
  const others = wanted.filter((criterion) => !ticked.includes(criterion)).map((criterion) => CRITERIA[criterion])
  const sets = [
    ...(others.length > 0 ? [{ fields: others, found: hit(ctx, query, others) }] : []),
    ...ticked.map((criterion) => {
      const fields = [CRITERIA[criterion]]
      return { fields, found: hit(ctx, { ...query, [tickName(criterion)]: undefined }, fields) }
    }),
  ].map((set, i) => ({ ...set, as: name(`hit${i}`) }))
  const counts = sets.flatMap(({ fields, as }) =>
    fields.map(
      (field) => sql`(SELECT ${field}::text AS "field", v."value", count(*)::int AS "count",
        (SELECT count(*)::int FROM ${as}) AS "total" FROM ${as}${valuesIn(field)}
        WHERE v."value" IS NOT NULL GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${SPELLINGS})`,
    ),
  )
  const found = sets.map(({ as, found: rows }) => sql`${as} AS MATERIALIZED ${rows}`)
  return sql`WITH ${join(found, ', ')} SELECT * FROM (${join(counts, ' UNION ALL ')}) every`
}
