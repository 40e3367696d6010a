/** `/evenements`: what comes, and what was, as this viewer may know (S3, I10). */
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import type { Query } from '#app/db/transaction.ts'
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
import { readMonth } from './month.server.ts'
import { readTownMap } from './town-map.server.ts'
import { type AgendaView, agendaAddress, MINE, unnarrowed, VIEWS, type Wish, wishIn } from './wish.ts'

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

/** What is shown of the events that are found, by the view that the address asks for. */
async function viewOf(ctx: Ctx, query: Query, wish: Wish, filter: EventFilter) {
  if (wish.view === 'month') return { month: await readMonth(ctx, query, wish, filter), map: null, list: null }
  if (wish.view === 'map') return { month: null, map: await readTownMap(ctx, query, wish, filter), list: null }
  const page = pageIn(ctx.url)
  const { lines, total } = await listEvents(query, ctx, { ...filter, page })
  const pages = Math.max(1, Math.ceil(total / EVENT_ROWS))
  const to = (other: number) => agendaAddress(wish, other > 1 ? [['page', String(other)]] : [])
  const list = {
    ...{ total, page, pages, months: byMonth(lines, ctx.language) },
    previous: page > 1 ? to(page - 1) : null,
    next: page < Math.min(pages, MOST_PAGES) ? to(page + 1) : null,
  }
  return { month: null, map: null, list }
}

type Facets = Awaited<ReturnType<typeof eventFacets>>

/** Answers of the three lists, each in the order of its words. */
function choicesOf(ctx: Ctx, facets: Facets, organisers: ReadonlyMap<string, Organiser>) {
  const categories = [...new Set(facets.map(({ category }) => category))].flatMap((id) => {
    const label = eventCategory(ctx, id)
    return label ? [{ value: id, label }] : []
  })
  const own = ctx.viewer.personId ? [{ value: MINE, label: ctx.t('agenda:filters.mine') }] : []
  const groups = [...organisers.values()].map(({ slug, name }) => ({ value: slug, label: name }))
  // A town is narrowed to however it is written.
  const cities = [...new Map(facets.flatMap(({ city }) => (city ? [[city.toLowerCase(), city]] : []))).values()]
  return {
    categories: categories.toSorted(byName),
    groups: [...own, ...groups.toSorted(byName)],
    cities: cities.map((city) => ({ value: city, label: city })).toSorted(byName),
  }
}

export async function readAgenda(ctx: Ctx) {
  const wish = wishIn(
    ctx.url.searchParams,
    ctx.tenant.config.events.categories.map(({ id }) => id),
  )
  // A month shows what was and what comes.
  const past = wish.view === 'month' ? null : wish.past
  const found = await ctx.sql(async (query) => {
    const facets = await eventFacets(query, ctx, past)
    const groups = await organisersOf(query, ctx, facets)
    const filter: EventFilter = {
      category: wish.category || undefined,
      groupIds: groupsOf(ctx, wish, groups),
      city: wish.city || undefined,
      past,
    }
    return { facets, groups, shown: await viewOf(ctx, query, wish, filter) }
  })
  const whole = unnarrowed(wish)
  return {
    title: ctx.t(past ? 'agenda:past' : 'agenda:title'),
    wish,
    ...found.shown,
    ...choicesOf(ctx, found.facets, found.groups),
    narrowed: wish.category !== '' || wish.group !== '' || wish.city !== '',
    whole: agendaAddress(whole),
    // What is narrowed to may lie wholly in the other time.
    times:
      past === null
        ? null
        : { next: agendaAddress({ ...whole, past: false }), past: agendaAddress({ ...whole, past: true }) },
    views: (Object.keys(VIEWS) as AgendaView[]).map((view) => ({
      id: view,
      to: agendaAddress({ ...wish, view }),
      current: view === wish.view,
    })),
    writes: editsEvents(ctx),
    mine: ctx.viewer.personId !== undefined && !ctx.standIn,
  }
}
