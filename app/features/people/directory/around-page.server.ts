/** What « Autour de moi » shows, as plain data. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { middleOf, type Path, SCALES, type Scale } from '#app/domain/people/cells.ts'
import { departmentName } from '#app/domain/people/french-areas.server.ts'
import { groundOf, pointOn, type Zone } from '#app/domain/people/map-ground.server.ts'
import { loadTowns } from '#app/domain/people/towns.server.ts'
import type { Line } from '#app/domain/search/row.ts'
import { countryName } from '#app/i18n/countries.ts'
import { AROUND_ROWS, areasOf, findAround, MOST_AROUND, readOrigins, readPlaces } from './around.server.ts'
import type { MapPage } from './map-page.server.ts'

const ORIGINS = { domicile: 'home', travail: 'work' } as const
type From = keyof typeof ORIGINS

export interface AroundPage {
  /** Where one stands: nowhere where the record names no town that is known. */
  origins: { id: From; to: string; current: boolean }[]
  /** « Toulouse et les environs ». */
  place: string | null
  /** Too many people to be counted at once. */
  wide: boolean
  areas: { scale: Scale; name: string; count: number; to: string; current: boolean }[]
  people: (Line & { near: 'lives' | 'works' | 'both' })[]
  rowFields: Ctx['ability']['rowFields']
  total: number
  first: number
  last: number
  previous: string | null
  next: string | null
  map: Pick<MapPage, 'ground' | 'bubbles'> | null
}

const addressOf = (from: From, scale?: Scale, page = 1) => {
  const params = new URLSearchParams({ depuis: from, ...(scale ? { echelle: scale } : {}) })
  if (page > 1) params.set('page', String(page))
  return `${href.around}?${params}`
}

async function nameOf({ t, language }: Ctx, scale: Scale, key: string): Promise<string> {
  if (scale === 'region') return key
  if (scale === 'departement') return departmentName(key)
  if (scale === 'pays') return countryName(key, language)
  const town = (await loadTowns()).at(Number(key))
  return t('directory:around.commune', { town: town?.town ?? '' })
}

/** How near the map is at each scale. */
const ZOOMS: Record<Scale, number> = { commune: 8, departement: 4, region: 2, pays: 1 }

/** One bubble at the middle of one's own cell: the same number as the list. */
function mapOf(
  { t }: Ctx,
  from: Path,
  scale: Scale,
  area: { name: string; count: number; to: string },
): AroundPage['map'] {
  if (from.commune === null) return null
  const middle = middleOf(Number(from.commune))
  const zone: Zone = from.pays === 'FR' ? 'france' : 'monde'
  const point = pointOn(zone, middle)
  if (!point) return null
  const { width, height } = groundOf(zone)
  const zoom = ZOOMS[scale]
  const held = (at: number, size: number) => Math.min(size - size / zoom / 2, Math.max(size / zoom / 2, at))
  const [x, y] = [held(point.x, width), held(point.y, height)]
  const said = t('directory:map.one', { city: area.name, count: area.count })
  const bubble = { city: area.name, said, others: 0, count: area.count, r: 60, to: area.to, name: null }
  return {
    ground: {
      ...{ width, height, insets: [], href: href.mapGround(zone), zoom },
      ...{ x: width / 2 - x * zoom, y: height / 2 - y * zoom },
    },
    bubbles: [{ ...bubble, x: width / 2 + (point.x - x) * zoom, y: height / 2 + (point.y - y) * zoom }],
  }
}

const NOTHING = { place: null, wide: false, areas: [], people: [], total: 0, first: 0, last: 0 } as const
const NOWHERE = { ...NOTHING, previous: null, next: null, map: null }

/** Reads `depuis`, `echelle` and `page` of the address; whatever cannot be read is the nearest. */
export async function aroundPage(ctx: Ctx): Promise<AroundPage> {
  const { searchParams } = ctx.url
  const mine = await readOrigins(ctx)
  const known = (Object.keys(ORIGINS) as From[]).filter((id) => mine[ORIGINS[id]] !== null)
  const from = known.find((id) => id === searchParams.get('depuis')) ?? known[0]
  const origins = known.map((id) => ({ id, to: addressOf(id), current: id === from }))
  const empty: AroundPage = { ...NOWHERE, areas: [], people: [], origins, rowFields: ctx.ability.rowFields }
  if (!from) return empty
  const path = mine[ORIGINS[from]]!
  const groups = await readPlaces(ctx)
  const place = await nameOf(ctx, path.commune ? 'commune' : 'pays', (path.commune ?? path.pays)!)
  if (!groups) return { ...empty, place, wide: true }
  const areas = areasOf(path, groups)
  const area = areas.find(({ scale }) => scale === searchParams.get('echelle')) ?? areas[0]
  if (!area) return { ...empty, place }
  const asked = Number(searchParams.get('page') ?? 1)
  const page = Number.isInteger(asked) && asked >= 1 && asked <= MOST_AROUND ? asked : 1
  const people = await findAround(ctx, groups, area, page)
  const named = await Promise.all(
    areas.map(async ({ scale, key, count }) => ({
      ...{ scale, count, name: await nameOf(ctx, scale, key) },
      ...{ to: addressOf(from, scale), current: scale === area.scale },
    })),
  )
  const shown = named.find(({ current }) => current)!
  return {
    ...{ origins, place: shown.name, wide: false, areas: named, rowFields: ctx.ability.rowFields, total: area.count },
    people: people.map(({ line, lives, works }) => ({
      ...line,
      near: lives && works ? 'both' : lives ? 'lives' : 'works',
    })),
    first: (page - 1) * AROUND_ROWS + 1,
    last: (page - 1) * AROUND_ROWS + people.length,
    previous: page > 1 ? addressOf(from, area.scale, page - 1) : null,
    next: area.count > page * AROUND_ROWS && page < MOST_AROUND ? addressOf(from, area.scale, page + 1) : null,
    map: mapOf(ctx, path, SCALES.find((scale) => scale === area.scale)!, shown),
  }
}
