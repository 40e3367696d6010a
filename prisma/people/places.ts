/** Where synthetic people live, were born and work: real cities, made-up streets. Pure. */
import { FOREIGN_STREETS, STREETS } from './life.data.ts'
import { FRENCH_PLACES } from './places-france.data.ts'
import { WORLD_PLACES } from './places-world.data.ts'
import { entriesOf, type Random, rowsOf, Weighted } from './random.ts'
import type { Home } from './record.ts'

export interface Place {
  city: string
  country: string
  postcode: string
  /** How many post codes follow the first, one for each district. */
  districts: number
  lat: number
  lon: number
  /** Thousands of inhabitants; abroad, how many graduates go there. */
  weight: number
}

const FRANCE = 'France'

export const FRENCH: readonly Place[] = rowsOf(FRENCH_PLACES).map(([city, postcode, lat, lon, weight, districts]) => ({
  city: city!,
  country: FRANCE,
  postcode: postcode!,
  districts: Number(districts ?? 1),
  lat: Number(lat),
  lon: Number(lon),
  weight: Number(weight),
}))

export const ABROAD: readonly Place[] = rowsOf(WORLD_PLACES).map(([city, country, postcode, lat, lon], rank) => ({
  city: city!,
  country: country!,
  postcode: postcode!,
  districts: 1,
  lat: Number(lat),
  lon: Number(lon),
  weight: 100 / (rank + 8),
}))

const BY_CITY = new Map([...ABROAD, ...FRENCH].map((place) => [place.city, place]))
const french = new Weighted(FRENCH, (place) => place.weight)
const abroad = new Weighted(ABROAD, (place) => place.weight)
const streets = entriesOf(STREETS)
const foreignStreets = entriesOf(FOREIGN_STREETS)

/** @returns the place of the tables with this name. @throws where there is none. */
export function placeNamed(city: string): Place {
  const place = BY_CITY.get(city)
  if (!place) throw new Error(`no place is called “${city}”`)
  return place
}

/** One in nine lives abroad. */
export function drawPlace(random: Random): Place {
  return random.chance(0.11) ? abroad.draw(random) : french.draw(random)
}

export function isFrench(place: Place): boolean {
  return place.country === FRANCE
}

/** A post code of the place: five digits in France, leading zero kept. */
export function drawPostcode(random: Random, place: Place): string {
  if (place.districts === 1) return place.postcode
  return String(Number(place.postcode) + random.below(place.districts)).padStart(5, '0')
}

export function drawStreet(random: Random, place: Place): string {
  if (!isFrench(place)) return `${random.between(1, 240)} ${random.pick(foreignStreets)}`
  return `${random.between(1, 120)}${random.chance(0.06) ? ' bis' : ''} ${random.pick(streets)}`
}

/** @returns degrees within about 3 km of the place, to four decimals. */
export function near(random: Random, degrees: number): number {
  return Math.round((degrees + (random.below(6000) - 3000) / 100_000) * 10_000) / 10_000
}

/** Nobody's address: dead, or lost from view (S7). */
export const NO_HOME: Home = {
  homeAddress: null,
  homePostcode: null,
  homeCity: null,
  homeCountry: null,
  secondHome: null,
  lat: null,
  lon: null,
}

export function drawHome(random: Random, place: Place): Home {
  return {
    homeAddress: drawStreet(random, place),
    homePostcode: drawPostcode(random, place) || null,
    homeCity: place.city,
    homeCountry: place.country,
    secondHome: random.chance(0.03) ? french.draw(random).city : null,
    lat: near(random, place.lat),
    lon: near(random, place.lon),
  }
}
