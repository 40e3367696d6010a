/** Where a search finds nobody: how many each part of it leaves when it is taken away, under the viewer's own rules. */
import type { Criterion } from '#app/vocabulary/criteria.ts'
import { criteriaIn, type DirectoryQuery } from './search.schema.ts'

/** The same search without one of its criteria. */
export interface Relaxed {
  without: { criterion: Criterion; value: string }[]
  query: DirectoryQuery
  total: number
}

/** More would be as many searches. */
const MOST = 5

/** Both ends of a stretch of years are one thing to let go of. */
const isEnd = (criterion: Criterion) => criterion === 'promoMin' || criterion === 'promoMax'

/**
 * @param count how many a search finds
 * @returns what finds somebody, the most first; none where there is but one criterion
 */
export async function relaxedOf(
  query: DirectoryQuery,
  count: (query: DirectoryQuery) => Promise<number>,
): Promise<Relaxed[]> {
  const given = criteriaIn(query)
  const parts = [...given.filter(({ criterion }) => !isEnd(criterion)).map((one) => [one])]
  const ends = given.filter(({ criterion }) => isEnd(criterion))
  if (ends.length > 0) parts.push(ends)
  if (parts.length < 2) return []
  const found: Relaxed[] = []
  for (const without of parts.slice(0, MOST)) {
    const gone = Object.fromEntries(without.map(({ criterion }) => [criterion, undefined]))
    const search = { ...query, ...gone, page: 1 }
    const total = await count(search)
    if (total > 0) found.push({ without, query: search, total })
  }
  return found.toSorted((a, b) => b.total - a.total)
}
