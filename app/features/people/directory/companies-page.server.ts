/** What the company directory shows, as plain data. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { nameKey, pagesByName } from '#app/domain/company-pages/read-page.server.ts'
import { usableCriteria } from '#app/policy/ability.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import { type Company, findCompanies } from './companies.server.ts'
import { addressOf, criteriaIn, type DirectoryQuery, MOST_PAGES, PAGE_ROWS, paramOf } from './search.schema.ts'

const PATH = href.companies
/** What companies are looked for by (I8): name, sector, place. */
const OFFERED = ['entreprise', 'secteur'] as const satisfies readonly Criterion[]
const LONGEST = 120

export interface CompaniesPage {
  /** Null where the search is too wide to be counted. */
  companies:
    | (Company & {
        /** Its graduates in the directory. */
        to: string
        /** Its own page, where it has one. */
        page: string | null
      })[]
    | null
  total: number
  more: boolean
  first: number
  last: number
  previous: string | null
  next: string | null
  fields: (typeof OFFERED)[number][]
  typed: Partial<Record<Criterion, string>>
  place: string
  /** Filters in force, the place among them. */
  chips: { criterion: Criterion | 'lieu'; value: string; without: string }[]
}

/** @throws Response 403 naming the criterion the viewer's roles may not use */
export async function companiesPage(ctx: Ctx, query: DirectoryQuery): Promise<CompaniesPage> {
  const place = (ctx.url.searchParams.get('lieu') ?? '').trim().slice(0, LONGEST)
  const found = await findCompanies(ctx, query, place)
  const here = (change: Partial<Record<keyof DirectoryQuery, unknown>>, lieu = place) => {
    const address = addressOf(PATH, query, change)
    if (lieu === '') return address
    return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ lieu })}`
  }
  const given = criteriaIn(query)
  const companies = found?.companies ?? []
  const names = companies.map(({ name }) => name)
  const pages = await ctx.sql((run) => pagesByName(run, ctx, names))
  const first = (query.page - 1) * PAGE_ROWS + 1
  return {
    companies: found
      ? companies.map((one) => ({
          ...one,
          to: addressOf(href.directory, query, { entreprise: one.name }),
          page: pages.get(nameKey(one.name)) ?? null,
        }))
      : null,
    total: found?.total ?? 0,
    more: found?.more ?? false,
    first,
    last: first + companies.length - 1,
    previous: query.page > 1 ? here({ page: query.page - 1 }) : null,
    next:
      (found?.total ?? 0) > query.page * PAGE_ROWS && query.page < MOST_PAGES ? here({ page: query.page + 1 }) : null,
    fields: usableCriteria(ctx.ability, OFFERED) as CompaniesPage['fields'],
    typed: Object.fromEntries(given.map(({ criterion, value }) => [criterion, value])),
    place,
    chips: [
      ...given.map((chip) => ({ ...chip, without: here({ [paramOf(chip)]: undefined }) })),
      ...(place === '' ? [] : [{ criterion: 'lieu' as const, value: place, without: here({}, '') }]),
    ],
  }
}
