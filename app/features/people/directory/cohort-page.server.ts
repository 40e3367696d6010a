/** What « Ma promo » shows, as plain data. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { seeksTheLost } from '#app/policy/lost.rules.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { findCohort, ownPromotion } from './cohort.server.ts'
import { MOST_PAGES, PAGE_ROWS } from './search.schema.ts'

const PATH = href.cohort

export interface CohortPage {
  /** Null for who has no year here. */
  promotion: number | null
  lost: boolean
  /** An address was sent: the same whatever became of it. */
  sent: boolean
  people: (Line & { /** Where an address for them is sent. */ tell: string | null })[]
  rowFields: readonly FieldId[]
  total: number
  more: boolean
  first: number
  last: number
  previous: string | null
  next: string | null
  tabs: { id: 'all' | 'lost'; to: string; current: boolean }[]
}

const address = (lost: boolean, page = 1) => {
  const params = new URLSearchParams({
    ...(lost ? { onglet: 'perdus' } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  })
  const search = params.toString()
  return search ? `${PATH}?${search}` : PATH
}

/** @throws Response 403 naming the criterion, where the tab is not the viewer's */
export async function cohortPage(ctx: Ctx): Promise<CohortPage> {
  const { searchParams } = ctx.url
  const lost = searchParams.get('onglet') === 'perdus'
  const asked = Number(searchParams.get('page') ?? 1)
  const page = Number.isInteger(asked) && asked >= 1 && asked <= MOST_PAGES ? asked : 1
  const promotion = await ownPromotion(ctx)
  const none = { people: [], total: 0, more: false }
  const { people, total, more } = promotion === undefined ? none : await findCohort(ctx, promotion, page, lost)
  const lines = people.map(lineOf).map((line) => (lost ? nameOnly(ctx, line) : line))
  const first = (page - 1) * PAGE_ROWS + 1
  const tabs = ['all' as const, ...(seeksTheLost(ctx.ability) ? ['lost' as const] : [])]
  return {
    promotion: promotion ?? null,
    lost,
    people: lines.map((line) => ({ ...line, tell: lost ? href.sendLost(line.handle) : null })),
    rowFields: lost ? [] : ctx.ability.rowFields,
    sent: ctx.url.searchParams.get('fait') === 'envoi',
    ...{ total, more, first, last: first + lines.length - 1 },
    previous: page > 1 ? address(lost, page - 1) : null,
    next: total > page * PAGE_ROWS && page < MOST_PAGES ? address(lost, page + 1) : null,
    tabs: tabs.map((id) => ({ id, to: address(id === 'lost'), current: lost === (id === 'lost') })),
  }
}

/** Of who is lost, name and year alone. */
function nameOnly({ tenant }: Ctx, line: Line): Line {
  const { field, with: others } = tenant.config.identity
  const shown = [field, ...others, 'promotion' as const]
  return { ...line, fields: Object.fromEntries(shown.map((one) => [one, line.fields[one]])) }
}
