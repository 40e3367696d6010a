/** The directory's address as data: what was asked, read once (interface.md, "Addresses"). */
import { z } from 'zod'
import { CRITERION_IDS, type Criterion } from '#app/vocabulary/criteria.ts'

/** Rows of a page, and pages of one search at most (rules.md, "Budgets"). */
export const PAGE_ROWS = 20
export const MOST_PAGES = 50

export const SORTS = ['nom', 'promo', '-promo'] as const
export type Sort = (typeof SORTS)[number]

const text = z.string().trim().max(120)
const year = z.coerce.number().int().min(1800).max(2200)

const schema = z.object({
  ...(Object.fromEntries(CRITERION_IDS.map((id) => [id, text.optional()])) as Record<
    Criterion,
    z.ZodOptional<typeof text>
  >),
  promo: year.optional(),
  promoMin: year.optional(),
  promoMax: year.optional(),
  portee: z.enum(['association', 'federation']).default('association'),
  tri: z.enum(SORTS).default('nom'),
  page: z.coerce.number().int().min(1).max(MOST_PAGES).default(1),
  vue: z.enum(['liste', 'tableau']).default('liste'),
  /** What was typed is a name, whatever else it might be. */
  lecture: z.enum(['nom']).optional(),
})

export type DirectoryQuery = z.infer<typeof schema>

/** The search that asks nothing. */
export const NOTHING: DirectoryQuery = { portee: 'association', tri: 'nom', page: 1, vue: 'liste' }

export type ReadQuery = { ok: true; query: DirectoryQuery } | { ok: false; wrong: string[] }

/**
 * @param params the address; empty values count as not given
 * @returns the names of the parameters that cannot be read, so that the form says so beside them
 */
export function readQuery(params: URLSearchParams): ReadQuery {
  const given = Object.fromEntries([...params].filter(([, value]) => value.trim() !== ''))
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, wrong: [...new Set(read.error.issues.map((issue) => String(issue.path[0])))] }
  return { ok: true, query: read.data }
}

/** @returns the criteria the search uses, with what was typed. */
export function criteriaIn(query: DirectoryQuery): { criterion: Criterion; value: string }[] {
  return CRITERION_IDS.flatMap((criterion) => {
    const value = query[criterion]
    return value === undefined || value === '' ? [] : [{ criterion, value: String(value) }]
  })
}

/**
 * The same search with other parts: what links of pages, filters and sorts lead to. Defaults are left out of the
 * address.
 */
export function addressOf(
  path: string,
  query: DirectoryQuery,
  change: Partial<Record<keyof DirectoryQuery, unknown>> = {},
): string {
  const params = new URLSearchParams()
  const defaults: Record<string, unknown> = { portee: 'association', tri: 'nom', page: 1, vue: 'liste' }
  for (const [key, value] of Object.entries({ ...query, page: 1, ...change }))
    if (value !== undefined && value !== '' && value !== defaults[key]) params.set(key, String(value))
  const search = params.toString()
  return search ? `${path}?${search}` : path
}
