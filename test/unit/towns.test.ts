/** Where towns are, by what people write of them. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { followPlaces } from '#app/domain/people/follow-places.server.ts'
import { combine } from '#app/domain/people/merge-values.ts'
import type { PersonSource } from '#app/domain/people/person-source.ts'
import { otherTownNames } from '#app/domain/people/town-names.ts'
import { loadTowns, type Towns } from '#app/domain/people/towns.server.ts'
import { FRENCH_PLACES } from '../../prisma/people/places-france.data.ts'
import { WORLD_PLACES } from '../../prisma/people/places-world.data.ts'
import { tenantFile } from '../factories/world.ts'

let towns: Towns
beforeAll(async () => {
  towns = await loadTowns()
})

const find = (city: string, postcode: string | null = null, country: string | null = null) =>
  towns.find({ city, postcode, country }, 'FR')

const listed = (data: string) =>
  data
    .split(';')
    .map((line) => line.trim().split('|'))
    .filter(([name]) => name)

/** In the data of GeoNames it is a hamlet of another town. */
const UNKNOWN = new Set(['Évry'])

describe('towns', () => {
  test('the towns of France where the demo’s people live are where they are, by name and post code', () => {
    const wrong = listed(FRENCH_PLACES).filter(([name, postcode, lat, lon]) => {
      const found = find(name!, postcode!)
      return (
        !UNKNOWN.has(name!) && !(Math.hypot((found?.lat ?? 0) - Number(lat), (found?.lon ?? 0) - Number(lon)) < 0.1)
      )
    })
    expect(wrong).toEqual([])
  })

  test('towns abroad are found under their French names and their country’s', () => {
    const wrong = listed(WORLD_PLACES).filter(([name, country, postcode, lat, lon]) => {
      const found = find(name!, postcode!, country!)
      return !(Math.hypot((found?.lat ?? 0) - Number(lat), (found?.lon ?? 0) - Number(lon)) < 0.1)
    })
    expect(wrong).toEqual([])
    expect(otherTownNames().filter(({ town, country }) => !find(town, null, country))).toEqual([])
    expect(find('München', '80331', 'Allemagne')).toEqual(find('Munich', null, 'Germany'))
  })

  test.each([
    ['PARIS 15e', '75015', 'Paris'],
    ['Paris 8ème arrondissement', '75 008', 'Paris'],
    ['LYON CEDEX 03', '69003', 'Lyon'],
    ['St Etienne', '42000', 'Saint-Étienne'],
    ['saint-étienne', null, 'Saint-Étienne'],
  ])('%s, %s is one spelling of %s', (city, postcode, known) => {
    expect(find(city, postcode)).toEqual(find(known))
    expect(find(city, postcode)).toBeDefined()
  })

  test('the post code says which of several towns of one name is meant; without it, nobody guesses', () => {
    expect(find('Saint-Denis', '93200')!.lat).toBeCloseTo(48.94, 1)
    expect(find('Saint-Denis', '97400')!.lat).toBeCloseTo(-20.88, 1)
    expect(find('Saint-Martin')).toBeUndefined()
    expect(find('Springfield', null, 'USA')).toBeUndefined()
    expect(find('Nice', '13001')).toBeUndefined()
    expect(find('Paris', null, 'Pays de nulle part')).toBeUndefined()
  })
})

/** Somebody of whom only the home is known. */
function living(own: object, coordinates = { homeLat: null as number | null, homeLon: null as number | null }) {
  return {
    own,
    positions: [],
    coordinates: { ...coordinates, workLat: null, workLon: null },
  } as unknown as PersonSource
}

describe('points', () => {
  const scope = { config: tenantFile('isep') }
  const homes = fc.record({
    homeCity: fc.constantFrom('Lyon', 'Nice', 'Londres', 'Saint-Martin', 'Trou-sur-Mare', null),
    homePostcode: fc.constantFrom('69001', '06000', '75001', null),
    homeCountry: fc.constantFrom('France', 'Royaume-Uni', 'Inconnu', null),
    homeAddress: fc.constantFrom('1 rue du Lac', '2 rue du Lac', null),
  })

  test('whatever moves people make, the point is the one of the address, or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(homes, { minLength: 1, maxLength: 5 }), async (moves) => {
        let now = living({})
        for (const own of moves) {
          const after = living(own, { ...now.coordinates })
          await followPlaces(scope, [{ before: { source: now }, after }])
          now = after
          const point = towns.find({ city: own.homeCity, postcode: own.homePostcode, country: own.homeCountry }, 'FR')
          expect([now.coordinates.homeLat, now.coordinates.homeLon]).toEqual([point?.lat ?? null, point?.lon ?? null])
        }
      }),
      { numRuns: 100 },
    )
  })

  test('a merge takes the other’s point with the other’s address, never onto another one', () => {
    const merged = (kept: PersonSource, gone: PersonSource) => {
      combine(scope.config, kept, gone, { picks: new Set(), reseal: String })
      return kept.coordinates.homeLat
    }
    const whole = (own: object, homeLat: number | null) => ({
      ...living(own, { homeLat, homeLon: homeLat }),
      ...{ diplomas: [], emails: [], siteChoices: [], printChoices: [], consents: {}, listed: true },
    })
    const nice = () => whole({ homeCity: 'Nice' }, 43.71) as unknown as PersonSource
    expect(merged(whole({}, null) as unknown as PersonSource, nice())).toBe(43.71)
    expect(merged(whole({ homeCity: 'Nice' }, null) as unknown as PersonSource, nice())).toBe(43.71)
    expect(merged(whole({ homeCity: 'Lyon' }, null) as unknown as PersonSource, nice())).toBeNull()
    expect(merged(whole({ homeCity: 'Lyon' }, 45.7) as unknown as PersonSource, nice())).toBe(45.7)
  })

  test('a point that the writer says is theirs, and an address that stays keeps its point', async () => {
    const before = living({ homeCity: 'Lyon' }, { homeLat: 45.7, homeLon: 4.8 })
    const said = living({ homeCity: 'Nice' }, { homeLat: 43.71, homeLon: 7.27 })
    const stays = living({ homeCity: 'Lyon' }, { homeLat: 45.7, homeLon: 4.8 })
    await followPlaces(scope, [
      { before: { source: before }, after: said },
      { before: { source: before }, after: stays },
    ])
    expect([said, stays].map(({ coordinates }) => coordinates.homeLat)).toEqual([43.71, 45.7])
  })
})
