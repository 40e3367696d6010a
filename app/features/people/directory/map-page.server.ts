/** What the map's page shows, as plain data: bubbles are placed and sized here, the component only draws. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { type Bubble, bubblesOf, type MapView, ZOOMS } from './map-bubbles.server.ts'
import { type Ground, groundOf, ZONES, type Zone } from './map-ground.server.ts'
import { type RegionLines, regionLines, type Spot, spotsOf } from './map-spots.server.ts'
import type { Places } from './places.server.ts'
import { addressOf, type DirectoryQuery } from './search.schema.ts'
import { type Shown, searchShown } from './search-page.server.ts'
import type { Understood } from './understand.server.ts'

export const PATH = href.directoryMap

/** @returns the part of the map the address asks for; whatever cannot be read is the whole. */
export function viewIn(params: URLSearchParams): MapView {
  const zone = ZONES.find((one) => one === params.get('zone')) ?? ZONES[0]
  const { width, height } = groundOf(zone)
  const zoom = ZOOMS.find((one) => String(one) === params.get('zoom')) ?? 1
  const middle = (name: string, size: number) => {
    const asked = Number(params.get(name) ?? size / 2)
    const half = size / zoom / 2
    return Math.round(Math.min(size - half, Math.max(half, Number.isFinite(asked) ? asked : size / 2)))
  }
  return { zone, zoom, x: middle('x', width), y: middle('y', height) }
}

/** @returns the address of the same search on another part of the map; the whole of the first ground is left out. */
export function mapAddress(
  query: DirectoryQuery,
  { zone, zoom, x, y }: Pick<MapView, 'zone'> & Partial<MapView>,
): string {
  const address = addressOf(PATH, query)
  const more = new URLSearchParams(zone === ZONES[0] ? {} : { zone })
  if (zoom && zoom > 1) for (const [key, value] of Object.entries({ zoom, x, y })) more.set(key, String(value))
  const search = more.toString()
  return search ? `${address}${address.includes('?') ? '&' : '?'}${search}` : address
}

export interface MapPage extends Shown {
  /** Some places, or all, have no position: they stand in the table alone. */
  unplaced: 'none' | 'some' | 'all'
  /** Region by region, the most populous first; null where the search is too wide to be counted. */
  regions: RegionLines[] | null
  /** People in all of them. */
  people: number
  ground: Ground & { href: string; x: number; y: number; zoom: number }
  bubbles: Bubble[]
  zones: { id: Zone; to: string; current: boolean }[]
  zooms: { id: 'in' | 'out' | 'whole'; to: string }[]
}

export function mapPage(
  ctx: Ctx,
  { asked, understood }: { asked: DirectoryQuery; understood: Understood | null },
  places: Places | undefined,
  view: MapView,
): MapPage {
  const query = understood?.query ?? asked
  const spots = places ? spotsOf(ctx, query, places) : []
  const ground = groundOf(view.zone)
  return {
    ...searchShown(ctx, asked, PATH, understood),
    regions: places ? regionLines(ctx, spots) : null,
    people: spots.reduce((sum, { count }) => sum + count, 0),
    unplaced: unplacedIn(spots),
    ground: {
      ...{ ...ground, insets: view.zoom === 1 ? ground.insets : [] },
      ...{ href: `${PATH}/fond/${view.zone}`, zoom: view.zoom },
      ...{ x: ground.width / 2 - view.x * view.zoom, y: ground.height / 2 - view.y * view.zoom },
    },
    bubbles: bubblesOf(ctx, spots, view, (nearer) => mapAddress(query, nearer)),
    zones: ZONES.map((zone) => ({ id: zone, to: mapAddress(query, { zone }), current: zone === view.zone })),
    zooms: zoomsOf(query, view),
  }
}

function unplacedIn(places: readonly Pick<Spot, 'at'>[]): MapPage['unplaced'] {
  if (places.every(({ at }) => at)) return 'none'
  return places.some(({ at }) => at) ? 'some' : 'all'
}

function zoomsOf(query: DirectoryQuery, view: MapView): MapPage['zooms'] {
  const to = (zoom: number) => mapAddress(query, { ...view, zoom })
  return [
    ...(view.zoom < ZOOMS.at(-1)! ? [{ id: 'in' as const, to: to(view.zoom * 2) }] : []),
    ...(view.zoom > 1 ? [{ id: 'out' as const, to: to(view.zoom / 2) }] : []),
    ...(view.zoom > 2 ? [{ id: 'whole' as const, to: to(1) }] : []),
  ]
}
