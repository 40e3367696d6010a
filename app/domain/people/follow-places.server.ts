/** The points of a map follow the addresses they stand for: whoever moves is shown where they are now, or nowhere. */
import { homeOf, isSameAddress, NOWHERE, workOf } from './addresses-of.ts'
import type { PersonSource } from './person-source.ts'
import type { Scope } from './shared-entries.server.ts'
import { loadTowns, type Point } from './towns.server.ts'

interface Moved {
  before?: { source: PersonSource }
  after: PersonSource
}

const KINDS = [
  { lat: 'homeLat', lon: 'homeLon', addressOf: homeOf },
  { lat: 'workLat', lon: 'workLon', addressOf: workOf },
] as const

/**
 * Sets the coordinates of home and work where an address changed and its writer did not say the point. A known town
 * gives its middle, another one nothing. Changes `after` in place; degrees.
 */
export async function followPlaces({ config }: Pick<Scope, 'config'>, people: readonly Moved[]): Promise<void> {
  const stale = people.flatMap(({ before, after }) =>
    KINDS.flatMap((kind) => {
      const [old, now] = [before ? kind.addressOf(before.source) : NOWHERE, kind.addressOf(after)]
      const said =
        after.coordinates[kind.lat] !== null && after.coordinates[kind.lat] !== before?.source.coordinates[kind.lat]
      return said || isSameAddress(old, now) ? [] : [{ ...kind, after, place: now.place }]
    }),
  )
  const named = stale.some(({ place }) => place.city !== null)
  const towns = named ? await loadTowns() : undefined
  for (const { lat, lon, after, place } of stale) {
    const point: Point | undefined = towns?.find(place, config.imports.home)
    Object.assign(after.coordinates, { [lat]: point?.lat ?? null, [lon]: point?.lon ?? null })
  }
}
