/** What the map's page shows, as plain data: bubbles are placed and sized here, the component only draws. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { fold } from '#app/i18n/fold.ts'
import { type Ground, groundOf, pointOn, WIDTH, ZONES, type Zone } from './map-ground.server.ts'
import type { Place } from './places.server.ts'
import { addressOf, type DirectoryQuery } from './search.schema.ts'
import { type Shown, searchShown } from './search-page.server.ts'
import type { Understood } from './understand.server.ts'

export const PATH = href.directoryMap

/** Which part of which ground: in the address beside the search. */
export interface MapView {
  zone: Zone
  /** Times larger. */
  zoom: number
  /** The middle of what is shown, in units of the ground. */
  x: number
  y: number
}

const ZOOMS = [1, 2, 4, 8]

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

export interface Bubble {
  city: string
  /** Towns that would lie under this bubble and are counted with it. */
  others: number
  count: number
  x: number
  y: number
  r: number
  /** The filtered list; where several towns share the bubble, the map nearer to them, at the last the table. */
  to: string
  /** The town's name beside it, where there is room. */
  name: { x: number; y: number; end: boolean } | null
}

export interface MapPage extends Shown {
  /** Some towns, or all, have no position: they stand in the table alone. */
  unplaced: 'none' | 'some' | 'all'
  /** Null where the search is too wide to be counted. */
  places: { city: string; country: string; count: number; to: string }[] | null
  ground: Ground & { href: string; x: number; y: number; zoom: number }
  bubbles: Bubble[]
  zones: { id: Zone; to: string; current: boolean }[]
  zooms: { id: 'in' | 'out' | 'whole'; to: string }[]
}

export function mapPage(
  ctx: Ctx,
  { asked, understood }: { asked: DirectoryQuery; understood: Understood | null },
  places: readonly Place[] | undefined,
  view: MapView,
): MapPage {
  const query = understood?.query ?? asked
  const listOf = ({ city, country }: Place) =>
    addressOf(href.directory, query, { habite: city, pays: country, vue: 'liste' })
  const ground = groundOf(view.zone)
  return {
    ...searchShown(ctx, asked, PATH, understood),
    places:
      places?.map((place) => ({ city: place.city, country: place.country, count: place.count, to: listOf(place) })) ??
      null,
    unplaced: unplacedIn(places ?? []),
    ground: {
      ...{ ...ground, insets: view.zoom === 1 ? ground.insets : [] },
      ...{ href: `${PATH}/fond/${view.zone}`, zoom: view.zoom },
      ...{ x: ground.width / 2 - view.x * view.zoom, y: ground.height / 2 - view.y * view.zoom },
    },
    bubbles: bubblesOf(query, places ?? [], view, listOf),
    zones: ZONES.map((zone) => ({ id: zone, to: mapAddress(query, { zone }), current: zone === view.zone })),
    zooms: zoomsOf(query, view),
  }
}

function unplacedIn(places: readonly Place[]): MapPage['unplaced'] {
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

/** France and the countries that its overseas territories are written as. */
const FRENCH = new Set('france|guadeloupe|martinique|guyane|guyane francaise|la reunion|reunion|mayotte'.split('|'))

const LEAST = 16
const MORE = 24

interface Placed {
  place: Place
  x: number
  y: number
  r: number
}

/** Where each town falls on what is shown, the most populous first. */
function placedOn(places: readonly Place[], view: MapView): Placed[] {
  const { width, height } = groundOf(view.zone)
  const on = places.flatMap((place) => {
    if (!place.at || (view.zone === 'france' && !FRENCH.has(fold(place.country)))) return []
    const point = pointOn(view.zone, place.at)
    return point ? [{ place, point }] : []
  })
  const most = Math.max(1, ...on.map(({ place }) => place.count))
  return on.flatMap(({ place, point }) => {
    const x = width / 2 + (point.x - view.x) * view.zoom
    const y = height / 2 + (point.y - view.y) * view.zoom
    const seen = x >= 0 && x <= width && y >= 0 && y <= height
    return seen ? [{ place, x, y, r: LEAST + MORE * Math.sqrt(place.count / most) }] : []
  })
}

/**
 * Towns whose bubbles would cover one another become one, at the most populous of them: only counts that are shown by
 * themselves add up.
 */
function bubblesOf(
  query: DirectoryQuery,
  places: readonly Place[],
  view: MapView,
  listOf: (place: Place) => string,
): Bubble[] {
  const bubbles: (Placed & { others: number; count: number })[] = []
  for (const one of placedOn(places, view)) {
    const over = bubbles.find(({ x, y, r }) => Math.hypot(x - one.x, y - one.y) < (r + one.r) * 0.85)
    if (over) {
      over.others += 1
      over.count += one.place.count
    } else bubbles.push({ ...one, others: 0, count: one.place.count })
  }
  const names = namesBeside(bubbles)
  return bubbles.map(({ place, x, y, r, others, count }, i) => {
    const nearer = { ...view, zoom: view.zoom * 2, ...pointOn(view.zone, place.at!)! }
    const to = others === 0 ? listOf(place) : view.zoom < ZOOMS.at(-1)! ? mapAddress(query, nearer) : '#villes'
    return { city: place.city, others, count, x, y, r: Math.round(r), to, name: names[i] ?? null }
  })
}

/** Size of letters on a phone, where they are largest against the ground, and the mean width of one. */
const LETTER = 22
const LETTER_WIDTH = 11.2

type Box = { left: number; right: number; top: number; bottom: number }

/** @returns for each bubble where its town's name touches nothing else, if anywhere. */
function namesBeside(bubbles: readonly Placed[]): Bubble['name'][] {
  const taken: Box[] = bubbles.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }))
  const free = (box: Box, own: number) =>
    box.left >= 0 &&
    box.right <= WIDTH &&
    taken.every((one, i) => {
      return i === own || one.left > box.right || one.right < box.left || one.top > box.bottom || one.bottom < box.top
    })
  return bubbles.map(({ place, x, y, r }, own) => {
    const width = place.city.length * LETTER_WIDTH
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
