/** The directory's address as data: what was asked, read once (interface.md, "Addresses"). */
import { z } from 'zod'
import type { Asked } from '#app/domain/search/matching.ts'
import { CRITERION_IDS, type Criterion, OR, SEVERAL } from '#app/vocabulary/criteria.ts'

/** Rows of a page, and pages of one search at most (rules.md, "Budgets"). */
export const PAGE_ROWS = 20
export const MOST_PAGES = 50

export const SORTS = ['nom', 'promo', '-promo'] as const
export type Sort = (typeof SORTS)[number]

const MOST_VALUES = 12
const text = z
  .string()
  .trim()
  .refine((value) => value.split(OR).every((one) => one.length <= 120))
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
  /** Towns where people live, whatever town they work in; `ville` is where they live or work. */
  habite: text.optional(),
})

export type DirectoryQuery = z.infer<typeof schema>

/** The search that asks nothing. */
export const NOTHING: DirectoryQuery = { portee: 'association', tri: 'nom', page: 1, vue: 'liste' }

const takesSeveral = (key: string) => key === 'habite' || (SEVERAL as readonly string[]).includes(key)

/** @returns a criterion's values, of which people have one. */
export const valuesOf = (value: string) => value.split(OR)

/** @returns the name under which the address has the criterion. */
export const paramOf = ({ criterion, atHome }: Pick<Asked, 'criterion' | 'atHome'>) => (atHome ? 'habite' : criterion)

export type ReadQuery = { ok: true; query: DirectoryQuery } | { ok: false; wrong: string[] }

/**
 * @param params the address; empty values count as not given
 * @returns the names of the parameters that cannot be read, so that the form says so beside them
 */
export function readQuery(params: URLSearchParams): ReadQuery {
  const given = Object.fromEntries(
    [...new Set(params.keys())].flatMap((key) => {
      const values = [...new Set(params.getAll(key).filter((value) => value.trim() !== ''))]
      if (values.length === 0) return []
      return [[key, takesSeveral(key) ? values.slice(0, MOST_VALUES).join(OR) : values.at(-1)!]]
    }),
  )
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, wrong: [...new Set(read.error.issues.map((issue) => String(issue.path[0])))] }
  return { ok: true, query: read.data }
}

/** @returns the criteria the search uses, with what was typed. */
export function criteriaIn(query: DirectoryQuery): Asked[] {
  const given = CRITERION_IDS.flatMap((criterion): Asked[] => {
    const value = query[criterion]
    return value === undefined || value === '' ? [] : [{ criterion, value: String(value) }]
  })
  return query.habite ? [...given, { criterion: 'ville', value: query.habite, atHome: true }] : given
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
    if (value !== undefined && value !== '' && value !== defaults[key])
      for (const one of valuesOf(String(value))) params.append(key, one)
  const search = params.toString()
  return search ? `${path}?${search}` : path
}
