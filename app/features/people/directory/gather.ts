/**
 * Towns with too few people to be shown by themselves, gathered into what they lie in: a department, else a region,
 * else a country, else the rest of the world; never fewer people together than a town needs alone. Pure.
 */
import type { Point } from '#app/domain/people/cells.ts'

/** What a place lies in; null where that is not known. */
export interface Area {
  /** Of France: its number. */
  department: string | null
  region: string | null
  /** ISO code. */
  country: string | null
}

/** From the nearest to the widest. */
export const GATHERED = ['department', 'region', 'country', 'world'] as const
export type Gathered = (typeof GATHERED)[number]

/** People of several small places, none of whom is counted elsewhere. */
export interface Rest {
  scale: Gathered
  area: Area
  count: number
  /** The middle of all towns of the area, whoever lives in them. */
  at: Point | null
}

type Small = { area: Area; count: number }

const NOWHERE: Area = { department: null, region: null, country: null }

/** @returns the area as far as the scale tells it; undefined where the place lies in none that is known */
function areaAt({ department, region, country }: Area, scale: Gathered): Area | undefined {
  if (scale === 'world') return NOWHERE
  if (scale === 'country') return country === null ? undefined : { department: null, region: null, country }
  if (scale === 'region') return region === null ? undefined : { department: null, region, country }
  return department === null ? undefined : { department, region, country }
}

const keyOf = (area: Area) => `${area.country}|${area.region}|${area.department}`

/**
 * @param small places, each with fewer than `fewest` people or too many to be listed
 * @param middle where an area has its middle
 * @returns every gathering of at least `fewest`, the nearest scale first; fewer who remain in the end are left out
 */
export function gather(small: readonly Small[], fewest: number, middle: (area: Area) => Point | null): Rest[] {
  let left = small
  return GATHERED.flatMap((scale) => {
    const groups = new Map<string, { area: Area; count: number }>()
    for (const one of left) {
      const area = areaAt(one.area, scale)
      if (!area) continue
      const group = groups.get(keyOf(area)) ?? { area, count: 0 }
      group.count += one.count
      groups.set(keyOf(area), group)
    }
    const isGathered = (one: Small) => {
      const area = areaAt(one.area, scale)
      return area !== undefined && groups.get(keyOf(area))!.count >= fewest
    }
    left = left.filter((one) => !isGathered(one))
    const shown = [...groups.values()].filter(({ count }) => count >= fewest).sort((a, b) => b.count - a.count)
    return shown.map(({ area, count }) => ({ scale, area, count, at: scale === 'world' ? null : middle(area) }))
  })
}

/** Regions that a bubble may lie in and still be called after the first of them. */
const NEIGHBOURS = 2

/**
 * @returns the narrowest area that holds them all; of two regions, or of several countries, the one of most people,
 * which is not the whole
 */
export function commonArea(parts: readonly Small[]): { area: Area; isWhole: boolean } {
  for (const scale of GATHERED.slice(0, 3)) {
    const areas = byArea(parts, scale)
    if (areas.length === 1 && areas[0]!.area !== NOWHERE) return { area: areas[0]!.area, isWhole: true }
    if (scale === 'region' && areas.length === NEIGHBOURS && parts.every(({ area }) => area.region !== null))
      return { area: areas[0]!.area, isWhole: false }
  }
  return { area: byArea(parts, 'country').find(({ area }) => area.country !== null)?.area ?? NOWHERE, isWhole: false }
}

/** What the parts lie in at a scale, most people first; parts that lie in none are one of their own. */
function byArea(parts: readonly Small[], scale: Gathered): Small[] {
  const groups = Map.groupBy(parts, ({ area }) => keyOf(areaAt(area, scale) ?? NOWHERE))
  const areas = [...groups.values()].map((all) => {
    return { area: areaAt(all[0]!.area, scale) ?? NOWHERE, count: all.reduce((sum, { count }) => sum + count, 0) }
  })
  return areas.sort((a, b) => b.count - a.count)
}
