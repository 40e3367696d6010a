/** Bubbles of the map: placed, put together where they would cover one another, named where there is room. */
import type { Ctx } from '#app/context/open.ts'
import { commonArea } from './gather.ts'
import { groundOf, pointOn, WIDTH, type Zone } from './map-ground.server.ts'
import { areaName, type Spot } from './map-spots.server.ts'

/** Which part of which ground: in the address beside the search. */
export interface MapView {
  zone: Zone
  /** Times larger. */
  zoom: number
  /** The middle of what is shown, in units of the ground. */
  x: number
  y: number
}

export const ZOOMS = [1, 2, 4, 8]

export interface Bubble {
  /** Of a town, or of what all that is counted in it lies in. */
  city: string
  /** The same with its number, in words. */
  said: string
  /** Places that would lie under this bubble and are counted with it. */
  others: number
  count: number
  x: number
  y: number
  r: number
  /** The filtered list; where several places share the bubble, the map nearer to them, at the last the table. */
  to: string
  /** The name beside it, where there is room. */
  name: { x: number; y: number; end: boolean } | null
}

/** France and the countries that its overseas territories are written as. */
const FRENCH = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'])

const LEAST = 16
const MORE = 24

interface Placed {
  spot: Spot
  x: number
  y: number
  r: number
}

/** Where each place falls on what is shown, the most populous first. */
function placedOn(spots: readonly Spot[], view: MapView): Placed[] {
  const { width, height } = groundOf(view.zone)
  const on = spots.flatMap((spot) => {
    if (!spot.at || (view.zone === 'france' && !FRENCH.has(spot.area.country ?? ''))) return []
    const point = pointOn(view.zone, spot.at)
    return point ? [{ spot, point }] : []
  })
  const most = Math.max(1, ...on.map(({ spot }) => spot.count))
  return on.flatMap(({ spot, point }) => {
    const x = width / 2 + (point.x - view.x) * view.zoom
    const y = height / 2 + (point.y - view.y) * view.zoom
    const seen = x >= 0 && x <= width && y >= 0 && y <= height
    return seen ? [{ spot, x, y, r: LEAST + MORE * Math.sqrt(spot.count / most) }] : []
  })
}

interface Heap extends Placed {
  spots: Spot[]
  count: number
}

/**
 * Places whose bubbles would cover one another become one, where the most populous stands: only counts that are shown
 * by themselves add up. It is called after what holds them all, for its biggest town is not the others.
 * @param nearerTo the address of the map at another view
 */
export function bubblesOf(
  ctx: Pick<Ctx, 't' | 'language'>,
  spots: readonly Spot[],
  view: MapView,
  nearerTo: (view: MapView) => string,
): Bubble[] {
  const heaps: Heap[] = []
  for (const one of placedOn(spots, view)) {
    const over = heaps.find(({ x, y, r }) => Math.hypot(x - one.x, y - one.y) < (r + one.r) * 0.85)
    if (over) {
      over.spots.push(one.spot)
      over.count += one.spot.count
    } else heaps.push({ ...one, spots: [one.spot], count: one.spot.count })
  }
  const called = heaps.map(({ spots: all, spot, count }) => {
    if (all.length === 1) return { city: spot.name, said: spot.said }
    const { area, isWhole } = commonArea(all)
    const place = areaName(ctx, area)
    const city = isWhole ? place : ctx.t('directory:map.around', { place })
    return { city, said: ctx.t('directory:map.one', { city, count }) }
  })
  const names = namesBeside(heaps.map((heap, i) => ({ ...heap, city: called[i]!.city })))
  return heaps.map(({ spot, spots: all, x, y, r, count }, i) => {
    const nearer = { ...view, zoom: view.zoom * 2, ...pointOn(view.zone, spot.at!)! }
    const to = all.length === 1 ? spot.to : view.zoom < ZOOMS.at(-1)! ? nearerTo(nearer) : '#villes'
    return { ...called[i]!, others: all.length - 1, count, x, y, r: Math.round(r), to, name: names[i] ?? null }
  })
}

/** Size of letters on a phone, where they are largest against the ground, and the mean width of one. */
const LETTER = 22
const LETTER_WIDTH = 11.2

type Box = { left: number; right: number; top: number; bottom: number }

/** @returns for each bubble where its name touches nothing else, if anywhere. */
function namesBeside(bubbles: readonly (Pick<Bubble, 'city' | 'x' | 'y'> & { r: number })[]): Bubble['name'][] {
  const taken: Box[] = bubbles.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }))
  const free = (box: Box, own: number) =>
    box.left >= 0 &&
    box.right <= WIDTH &&
    taken.every((one, i) => {
      return i === own || one.left > box.right || one.right < box.left || one.top > box.bottom || one.bottom < box.top
    })
  return bubbles.map(({ city, x, y, r }, own) => {
    const width = city.length * LETTER_WIDTH
    for (const end of [false, true]) {
      const from = end ? x - r - 5 - width : x + r + 5
      const box = { left: from, right: from + width, top: y - LETTER / 2, bottom: y + LETTER / 2 }
      if (!free(box, own)) continue
      taken.push(box)
      return { x: end ? x - r - 5 : x + r + 5, y, end }
    }
    return null
  })
}
