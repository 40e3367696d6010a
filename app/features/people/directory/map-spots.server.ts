/** What stands on the map and in its table: towns, and what is left of a department, a region, a country. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Point } from '#app/domain/people/cells.ts'
import { departmentName } from '#app/domain/people/french-areas.server.ts'
import { countryName } from '#app/i18n/countries.ts'
import { fold } from '#app/i18n/fold.ts'
import type { Area, Rest } from './gather.ts'
import type { Place, Places } from './places.server.ts'
import { addressOf, type DirectoryQuery } from './search.schema.ts'

export interface Spot {
  /** « Toulouse », « Haute-Garonne ». */
  name: string
  /** « Toulouse : 12 personnes », « Haute-Garonne, autres villes : 7 personnes ». */
  said: string
  count: number
  at: Point | null
  area: Area
  /** Of a town: its name, and the filtered list. Others lead to their line of the table. */
  town: Pick<Place, 'city' | 'country'> | null
  to: string
}

type Words = Pick<Ctx, 't' | 'language'>

/** @returns what an area is called; the rest of the world has no name of its own */
export function areaName({ t, language }: Words, { department, region, country }: Area): string {
  if (department) return departmentName(department)
  return region ?? (country ? countryName(country, language) : t('directory:map.elsewhere'))
}

/** The region in France, the country elsewhere. */
const regionOf = ({ region, country }: Area): Area => ({ department: null, region, country })

const rowId = (name: string) => `zone-${fold(name).replace(/[^a-z0-9]+/g, '-')}`

export function spotsOf(ctx: Words, query: DirectoryQuery, { towns, rests }: Places): Spot[] {
  const spots = [...towns.map((town) => townSpot(ctx, query, town)), ...rests.map((rest) => restSpot(ctx, rest))]
  return spots.sort((a, b) => b.count - a.count)
}

function townSpot({ t }: Words, query: DirectoryQuery, { city, country, count, at, area }: Place): Spot {
  return {
    ...{ name: city, said: t('directory:map.one', { city, count }), count, at, area, town: { city, country } },
    to: addressOf(href.directory, query, { habite: city, pays: country, vue: 'liste' }),
  }
}

function restSpot(ctx: Words, { area, count, at, scale }: Rest): Spot {
  const name = areaName(ctx, area)
  const said = ctx.t(scale === 'world' ? 'directory:map.one' : 'directory:map.rest', { city: name, count })
  return { name, said, count, at, area, town: null, to: `#${rowId(areaName(ctx, regionOf(area)))}` }
}

export interface RegionLines {
  id: string
  name: string
  /** Of all lines below it. */
  count: number
  towns: { city: string; country: string; count: number; to: string }[]
  /** « Autres villes de Haute-Garonne » */
  others: { name: string; count: number }[]
}

/** @returns the table: every spot in its region of France or its country, each once */
export function regionLines(ctx: Words, spots: readonly Spot[]): RegionLines[] {
  const groups = Map.groupBy(spots, ({ area, town }) => {
    // A country of no known name is called as people write it.
    return town && area.country === null ? town.country : areaName(ctx, regionOf(area))
  })
  const lines = [...groups].map(([name, all]): RegionLines => {
    return {
      ...{ id: rowId(name), name, count: all.reduce((sum, { count }) => sum + count, 0) },
      towns: all.flatMap(({ town, count, to }) => (town ? [{ ...town, count, to }] : [])),
      others: all.flatMap((one) => (one.town ? [] : [{ name: otherTowns(ctx, one, name), count: one.count }])),
    }
  })
  return lines.sort((a, b) => b.count - a.count)
}

function otherTowns({ t }: Words, { name }: Spot, region: string): string {
  return name === region ? t('directory:map.otherTowns') : t('directory:map.otherTownsIn', { place: name })
}
