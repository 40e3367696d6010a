/** Where bubbles of a map stand: placed, put together where they would cover one another, named where there is room. */
import type { GroundShown } from '#app/ui/map-drawing.tsx'
import type { Point } from './cells.ts'
import { groundOf, pointOn, WIDTH, ZONES, type Zone } from './map-ground.server.ts'

/** Which part of which ground: in the address beside what is looked for. */
export interface MapView {
  zone: Zone
  /** Times larger. */
  zoom: number
  /** The middle of what is shown, in units of the ground. */
  x: number
  y: number
}

export const ZOOMS = [1, 2, 4, 8]

/** @returns the part of the map that the address asks for; whatever cannot be read is the whole */
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

/** @returns what an address says of the view; nothing of the whole of the first ground */
export function viewParams({ zone, zoom, x, y }: Pick<MapView, 'zone'> & Partial<MapView>): URLSearchParams {
  const params = new URLSearchParams(zone === ZONES[0] ? {} : { zone })
  if (zoom && zoom > 1) for (const [key, value] of Object.entries({ zoom, x, y })) params.set(key, String(value))
  return params
}

/** @param href the picture of the land. @returns where the picture lies on what is shown */
export function groundShown({ zone, zoom, x, y }: MapView, href: string): GroundShown {
  const { width, height, insets } = groundOf(zone)
  const shown = zoom === 1 ? insets : []
  return { ...{ width, height, href, zoom }, insets: shown, x: width / 2 - x * zoom, y: height / 2 - y * zoom }
}

/** @param to the address of another view. @returns the steps nearer and further, where there are any */
export function zoomsOf(view: MapView, to: (view: MapView) => string): { id: 'in' | 'out' | 'whole'; to: string }[] {
  const at = (zoom: number) => to({ ...view, zoom })
  return [
    ...(view.zoom < ZOOMS.at(-1)! ? [{ id: 'in' as const, to: at(view.zoom * 2) }] : []),
    ...(view.zoom > 1 ? [{ id: 'out' as const, to: at(view.zoom / 2) }] : []),
    ...(view.zoom > 2 ? [{ id: 'whole' as const, to: at(1) }] : []),
  ]
}

/** @returns the view twice as near, with the point in its middle; undefined where nothing is nearer */
export function nearerView(view: MapView, at: Point): MapView | undefined {
  if (view.zoom >= ZOOMS.at(-1)!) return undefined
  return { ...view, zoom: view.zoom * 2, ...pointOn(view.zone, at)! }
}

/** France and the countries that its overseas territories are written as. */
const FRENCH = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT'])

const LEAST = 16
const MORE = 24

/** A place with a number: what a bubble is drawn for. */
export interface Counted {
  count: number
  at: Point | null
  /** ISO code. */
  country: string | null
}

interface Placed<T> {
  first: T
  x: number
  y: number
  r: number
}

/** Where each place falls on what is shown, the most populous first. */
function placedOn<T extends Counted>(places: readonly T[], view: MapView): Placed<T>[] {
  const { width, height } = groundOf(view.zone)
  const on = places.flatMap((first) => {
    if (!first.at || (view.zone === 'france' && !FRENCH.has(first.country ?? ''))) return []
    const point = pointOn(view.zone, first.at)
    return point ? [{ first, point }] : []
  })
  const most = Math.max(1, ...on.map(({ first }) => first.count))
  return on.flatMap(({ first, point }) => {
    const x = width / 2 + (point.x - view.x) * view.zoom
    const y = height / 2 + (point.y - view.y) * view.zoom
    const seen = x >= 0 && x <= width && y >= 0 && y <= height
    return seen ? [{ first, x, y, r: LEAST + MORE * Math.sqrt(first.count / most) }] : []
  })
}

/** Places under one bubble; the first of them says where it stands. */
export interface Heap<T> extends Placed<T> {
  places: T[]
  count: number
}

/**
 * Places whose bubbles would cover one another become one, where the first of them stands: only counts that are shown
 * by themselves add up.
 */
export function heapsOf<T extends Counted>(places: readonly T[], view: MapView): Heap<T>[] {
  const heaps: Heap<T>[] = []
  for (const one of placedOn(places, view)) {
    const over = heaps.find(({ x, y, r }) => Math.hypot(x - one.x, y - one.y) < (r + one.r) * 0.85)
    if (over) {
      over.places.push(one.first)
      over.count += one.first.count
    } else heaps.push({ ...one, places: [one.first], count: one.first.count })
  }
  return heaps
}

/** Size of letters on a phone, where they are largest against the ground, and the mean width of one. */
const LETTER = 22
const LETTER_WIDTH = 11.2

type Called = { city: string; x: number; y: number; r: number }
type NameBeside = { x: number; y: number; end: boolean }
type Box = { left: number; right: number; top: number; bottom: number }

/** @returns for each bubble where its name touches nothing else, if anywhere. */
export function namesBeside(bubbles: readonly Called[]): (NameBeside | null)[] {
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
