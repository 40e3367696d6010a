/** `/evenements`: what comes, and what was, as this viewer may know (S3, I10). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import type { EventLine } from '#app/domain/events/event-line.ts'
import { localMonth } from '#app/domain/events/event-times.ts'
import {
  EVENT_ROWS,
  type EventFilter,
  eventCategory,
  eventFacets,
  listEvents,
  type Organiser,
  organisersOf,
} from '#app/domain/events/read-events.server.ts'
import { editsEvents } from '#app/policy/event.rules.ts'

/** The answer that stands for all groups one is in. */
const MINE = 'miens'
const TEXT = 80

interface Wish {
  category: string
  group: string
  city: string
  past: boolean
}

function wishOf({ url, tenant }: Ctx): Wish {
  const of = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, TEXT)
  const category = tenant.config.events.categories.some(({ id }) => id === of('categorie')) ? of('categorie') : ''
  return { category, group: of('groupe'), city: of('ville'), past: of('quand') === 'passes' }
}

function addressOf(wish: Wish, page: number): string {
  const query = new URLSearchParams()
  if (wish.category) query.set('categorie', wish.category)
  if (wish.group) query.set('groupe', wish.group)
  if (wish.city) query.set('ville', wish.city)
  if (wish.past) query.set('quand', 'passes')
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${href.events}?${query}` : href.events
}

/** A group that is not among the offered ones narrows to nothing: it would otherwise tell that it is there. */
function groupsOf(ctx: Ctx, wish: Wish, groups: ReadonlyMap<string, Organiser>): readonly string[] | undefined {
  if (wish.group === '') return undefined
  if (wish.group === MINE) return ctx.viewer.groupIds ?? []
  return [...groups].flatMap(([id, { slug }]) => (slug === wish.group ? [id] : []))
}

const byName = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, 'fr')

/** @returns the months in the order of the list, each with its events */
function byMonth(lines: readonly EventLine[], language: string): { month: string; lines: EventLine[] }[] {
  const months = new Map<string, EventLine[]>()
  for (const line of lines) {
    const month = localMonth(line.startsLocal, language)
    months.set(month, [...(months.get(month) ?? []), line])
  }
  return [...months].map(([month, found]) => ({ month, lines: found }))
}

export async function readAgenda(ctx: Ctx) {
  const wish = wishOf(ctx)
  const page = pageIn(ctx.url)
  const found = await ctx.sql(async (query) => {
    const facets = await eventFacets(query, ctx, wish.past)
    const groups = await organisersOf(query, ctx, facets)
    const filter: EventFilter = {
      category: wish.category || undefined,
      groupIds: groupsOf(ctx, wish, groups),
      city: wish.city || undefined,
      past: wish.past,
    }
    return { facets, groups, ...(await listEvents(query, ctx, { ...filter, page })) }
  })
  const { total, lines, facets, groups } = found
  const categories = [...new Set(facets.map(({ category }) => category))].flatMap((id) => {
    const label = eventCategory(ctx, id)
    return label ? [{ value: id, label }] : []
  })
  const own = ctx.viewer.personId ? [{ value: MINE, label: ctx.t('agenda:filters.mine') }] : []
  const cities = [...new Set(facets.flatMap(({ city }) => city ?? []))]
  const pages = Math.max(1, Math.ceil(total / EVENT_ROWS))
  return {
    title: ctx.t(wish.past ? 'agenda:past' : 'agenda:title'),
    wish,
    total,
    months: byMonth(lines, ctx.language),
    categories: categories.toSorted(byName),
    groups: [...own, ...[...groups.values()].map(({ slug, name }) => ({ value: slug, label: name })).toSorted(byName)],
    cities: cities.map((city) => ({ value: city, label: city })).toSorted(byName),
    narrowed: wish.category !== '' || wish.group !== '' || wish.city !== '',
    other: addressOf({ ...wish, past: !wish.past, category: '', group: '', city: '' }, 1),
    writes: editsEvents(ctx),
    mine: ctx.viewer.personId !== undefined && !ctx.standIn,
    page,
    pages,
    previous: page > 1 ? addressOf(wish, page - 1) : null,
    next: page < Math.min(pages, MOST_PAGES) ? addressOf(wish, page + 1) : null,
  }
}
