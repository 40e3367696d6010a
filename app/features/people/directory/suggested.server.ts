/**
 * What the search box suggests beside people: towns, companies, years and jobs that begin so, each with how many its
 * search finds. Values come from people who show them to this viewer; counts are those of the very list they lead to.
 */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { join, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { ownBase } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import { fold, queryWords } from '#app/i18n/fold.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { mayEverRead, whereReadable } from '#app/policy/view.ts'
import { CRITERIA, type Criterion } from '#app/vocabulary/criteria.ts'
import { addressOf, criteriaIn, type DirectoryQuery, NOTHING } from './search.schema.ts'
import { COUNTED } from './search.server.ts'

export interface Suggested {
  criterion: 'ville' | 'entreprise' | 'promo' | 'fonction'
  value: string
  /** Up to one more than is counted. */
  count: number
  address: string
}

/** In the order shown. */
const GROUPS = ['ville', 'entreprise', 'fonction'] as const
/** Values of one group. */
const MOST = 3
/** People looked at in one group, in the order of words. */
const LOOKED_AT = 400
/** Fewer letters begin too much. */
const SHORTEST = 3

/** @returns none on the federation's base, whose people the association's words are not */
export async function suggestedValues(ctx: Ctx, typed: string): Promise<Suggested[]> {
  const { ability, tenant } = ctx
  const words = queryWords(typed)
  if (tenant.config.kind === 'federation' || fold(typed).length < SHORTEST || words.length === 0) return []
  return ctx.sql(async (run) => {
    const year = /^(19|20)\d\d$/.test(words.at(-1)!) && mayFilterBy(ability, 'promo') ? words.at(-1)! : undefined
    const values = year ? [{ criterion: 'promo' as const, value: year }] : await valuesBeginning(ctx, run, words)
    return counted(ctx, run, values)
  })
}

async function valuesBeginning(ctx: Ctx, run: Query, words: readonly string[]) {
  const { ability, tenant } = ctx
  const base = ownBase(tenant.id)
  const groups = GROUPS.filter(
    (criterion) => mayFilterBy(ability, criterion) && mayEverRead(ability, 'Person', CRITERIA[criterion]),
  )
  if (groups.length === 0) return []
  const looks = groups.map((criterion) => {
    const field = CRITERIA[criterion]
    const readable = (alias: string) => toSql(whereReadable(ability, 'Person', field), alias)
    const found = base.values(field, [words.at(-1)!], { readable, most: LOOKED_AT, from: true })
    return sql`SELECT ${criterion}::text AS "criterion", found."value" FROM (${found}) found`
  })
  const rows = await run<{ criterion: (typeof GROUPS)[number]; value: string }>(sql`
    SELECT "criterion", "value" #>> '{}' AS "value" FROM (${join(looks, ' UNION ALL ')}) known
    GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2`)
  const phrase = words.join(' ')
  return GROUPS.flatMap((criterion) => {
    const values = new Map<string, string>()
    for (const row of rows) {
      const folded = queryWords(row.value).join(' ')
      // Of several spellings the commonest stands; the words have to stand side by side.
      if (row.criterion === criterion && ` ${folded}`.includes(` ${phrase}`) && !values.has(folded))
        values.set(folded, row.value)
    }
    return [...values.values()].slice(0, MOST).map((value) => ({ criterion, value }))
  })
}

/** One statement for all: each value's own search, counted no further than the list counts. */
async function counted(
  ctx: Ctx,
  run: Query,
  values: readonly { criterion: Suggested['criterion']; value: string }[],
): Promise<Suggested[]> {
  if (values.length === 0) return []
  const { ability, tenant } = ctx
  const searches = values.map(
    ({ criterion, value }): DirectoryQuery => ({
      ...NOTHING,
      [criterion]: criterion === 'promo' ? Number(value) : value,
    }),
  )
  const counts = searches.map((search) => {
    const criteria = criteriaIn(search)
    const quick = tenant.config.directory.quick
    const where = searchConditions(ability, ownBase(tenant.id), criteria, { words: wordsOf(criteria), quick })
    return sql`(SELECT count(*)::int FROM (SELECT FROM "person" p WHERE p."tenantId" = ${tenant.id} AND ${where}
      LIMIT ${COUNTED + 1}) found)`
  })
  const [row] = await run<{ counts: number[] }>(sql`SELECT ARRAY[${join(counts, ', ')}] AS "counts"`, { last: true })
  return values.flatMap((one, i) => {
    const count = row!.counts[i]!
    return count > 0 ? [{ ...one, count, address: addressOf(href.directory, searches[i]!) }] : []
  })
}

/** @returns the criterion's name for the heading of its group. */
export const headingOf = (criterion: Criterion) => `directory:suggestions.groups.${criterion}` as const
