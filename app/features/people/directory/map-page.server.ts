/** What the map's page shows, as plain data: bubbles are placed and sized here, the component only draws. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { ZONES, type Zone } from '#app/domain/people/map-ground.server.ts'
import { groundShown, type MapView, viewParams, zoomsOf } from '#app/domain/people/map-layout.server.ts'
import type { GroundShown } from '#app/ui/map-drawing.tsx'
import { type Bubble, bubblesOf } from './map-bubbles.server.ts'
import { type RegionLines, regionLines, type Spot, spotsOf } from './map-spots.server.ts'
import type { Places } from './places.server.ts'
import { addressOf, type DirectoryQuery } from './search.schema.ts'
import { type Shown, searchShown } from './search-page.server.ts'
import type { Understood } from './understand.server.ts'

export const PATH = href.directoryMap

/** @returns the address of the same search on another part of the map; the whole of the first ground is left out. */
export function mapAddress(query: DirectoryQuery, view: Pick<MapView, 'zone'> & Partial<MapView>): string {
  const address = addressOf(PATH, query)
  const search = viewParams(view).toString()
  return search ? `${address}${address.includes('?') ? '&' : '?'}${search}` : address
}

export interface MapPage extends Shown {
  /** Some places, or all, have no position: they stand in the table alone. */
  unplaced: 'none' | 'some' | 'all'
  /** Region by region, the most populous first; null where the search is too wide to be counted. */
  regions: RegionLines[] | null
  /** People in all of them. */
  people: number
  ground: GroundShown
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
  return {
    ...searchShown(ctx, asked, PATH, understood),
    regions: places ? regionLines(ctx, spots) : null,
    people: spots.reduce((sum, { count }) => sum + count, 0),
    unplaced: unplacedIn(spots),
    ground: groundShown(view, href.mapGround(view.zone)),
    bubbles: bubblesOf(ctx, spots, view, (nearer) => mapAddress(query, nearer)),
    zones: ZONES.map((zone) => ({ id: zone, to: mapAddress(query, { zone }), current: zone === view.zone })),
    zooms: zoomsOf(view, (other) => mapAddress(query, other)),
  }
}

function unplacedIn(places: readonly Pick<Spot, 'at'>[]): MapPage['unplaced'] {
  if (places.every(({ at }) => at)) return 'none'
  return places.some(({ at }) => at) ? 'some' : 'all'
}
