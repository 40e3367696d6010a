/** The agenda on a map: events at the middle of their towns, never nearer; the same in a table (S3). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import type { EventLine } from '#app/domain/events/event-line.ts'
import { townOfEvent } from '#app/domain/events/event-towns.server.ts'
import { allEvents, type EventFilter } from '#app/domain/events/read-events.server.ts'
import type { Point } from '#app/domain/people/cells.ts'
import { ZONES } from '#app/domain/people/map-ground.server.ts'
import {
  groundShown,
  heapsOf,
  type MapView,
  namesBeside,
  nearerView,
  viewIn,
  viewParams,
  zoomsOf,
} from '#app/domain/people/map-layout.server.ts'
import { loadTowns, type Towns } from '#app/domain/people/towns.server.ts'
import type { MapBubble } from '#app/ui/map-drawing.tsx'
import { agendaAddress, type Wish } from './wish.ts'

/** Events on one map. */
const MOST = 500

interface Town {
  city: string
  /** Null for a town that is not known, or could be several: it stands in the table alone. */
  at: Point | null
  country: string | null
  count: number
  events: EventLine[]
}

/** @returns towns with their events, the most first; those without a town are not among them */
function townsOf(known: Towns, lines: readonly EventLine[]): Town[] {
  const towns = new Map<string, Town>()
  for (const line of lines) {
    const city = line.city?.trim()
    if (!city) continue
    const found = townOfEvent(known, city, line.zone)
    const country = found?.country ?? null
    const key = `${country} ${city.toLowerCase()}`
    const at = found ? { lat: found.lat, lon: found.lon } : null
    const town = towns.get(key) ?? { city, at, country, count: 0, events: [] }
    town.events.push(line)
    town.count++
    towns.set(key, town)
  }
  return [...towns.values()].sort((a, b) => b.count - a.count || a.city.localeCompare(b.city, 'fr'))
}

function bubblesOf({ t }: Ctx, towns: readonly Town[], wish: Wish, view: MapView): MapBubble[] {
  const heaps = heapsOf(towns, view)
  const called = heaps.map(({ places, first, count }) => {
    const city = places.length === 1 ? first.city : t('agenda-views:map.around', { place: first.city })
    return { city, said: t('agenda-views:map.one', { city, count }) }
  })
  const names = namesBeside(heaps.map((heap, i) => ({ ...heap, city: called[i]!.city })))
  return heaps.map(({ first, places, x, y, r, count }, i) => {
    const nearer = nearerView(view, first.at!)
    const several = nearer ? agendaAddress(wish, viewParams(nearer)) : '#villes'
    const to = places.length === 1 ? townAddress(wish, first) : several
    return { ...called[i]!, count, x, y, r: Math.round(r), to, name: names[i] ?? null }
  })
}

const townAddress = (wish: Wish, { city }: Town) => agendaAddress({ ...wish, view: 'list', city })

const rowOf = ({ slug, title, state, startsLocal, zone }: EventLine) => ({ slug, title, state, startsLocal, zone })

export async function readTownMap(ctx: Ctx, query: Query, wish: Wish, filter: EventFilter) {
  const { lines, cut } = await allEvents(query, ctx, filter, MOST)
  const view = viewIn(ctx.url.searchParams)
  const towns = townsOf(await loadTowns(), lines)
  const to = (other: Pick<MapView, 'zone'> & Partial<MapView>) => agendaAddress(wish, viewParams(other))
  return {
    ...{ cut, total: lines.length },
    isPlaced: towns.some(({ at }) => at),
    unplaced: towns.some(({ at }) => !at),
    towns: towns.map((town) => ({ city: town.city, to: townAddress(wish, town), events: town.events.map(rowOf) })),
    townless: lines.filter(({ city }) => !city?.trim()).map(rowOf),
    ground: groundShown(view, href.mapGround(view.zone)),
    bubbles: bubblesOf(ctx, towns, wish, view),
    zones: ZONES.map((zone) => ({ id: zone, to: to({ zone }), current: zone === view.zone })),
    zooms: zoomsOf(view, to),
  }
}
