/** Bubbles of the map: what each is called, and where it leads. */
import type { Ctx } from '#app/context/open.ts'
import { heapsOf, type MapView, namesBeside, nearerView } from '#app/domain/people/map-layout.server.ts'
import type { MapBubble } from '#app/ui/map-drawing.tsx'
import { commonArea } from './gather.ts'
import { areaName, type Spot } from './map-spots.server.ts'

export interface Bubble extends MapBubble {
  /** Places that would lie under this bubble and are counted with it. */
  others: number
}

/**
 * A bubble of several places is called after what holds them all, for its biggest town is not the others.
 * @param nearerTo the address of the map at another view
 */
export function bubblesOf(
  ctx: Pick<Ctx, 't' | 'language'>,
  spots: readonly Spot[],
  view: MapView,
  nearerTo: (view: MapView) => string,
): Bubble[] {
  const heaps = heapsOf(
    spots.map((spot) => ({ ...spot, country: spot.area.country })),
    view,
  )
  const called = heaps.map(({ places, first, count }) => {
    if (places.length === 1) return { city: first.name, said: first.said }
    const { area, isWhole } = commonArea(places)
    const place = areaName(ctx, area)
    const city = isWhole ? place : ctx.t('directory:map.around', { place })
    return { city, said: ctx.t('directory:map.one', { city, count }) }
  })
  const names = namesBeside(heaps.map((heap, i) => ({ ...heap, city: called[i]!.city })))
  return heaps.map(({ first, places, x, y, r, count }, i) => {
    const nearer = nearerView(view, first.at!)
    const to = places.length === 1 ? first.to : nearer ? nearerTo(nearer) : '#villes'
    return { ...called[i]!, others: places.length - 1, count, x, y, r: Math.round(r), to, name: names[i] ?? null }
  })
}
