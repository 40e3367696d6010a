/** Where somebody lives and works, as their rows say it. Pure. */
import type { CompanySource, PersonSource, PositionSource } from './person-source.ts'
import { currentPosition } from './projection.ts'

/** An address as people write it; `country` is a name in any of several languages, or an ISO code. */
export interface Place {
  city: string | null
  postcode: string | null
  country: string | null
}

/** The town an address names, and what else it is made of. */
export interface Address {
  place: Place
  rest: (string | null)[]
}

const NO_PLACE: Place = { city: null, postcode: null, country: null }
export const NOWHERE: Address = { place: NO_PLACE, rest: [] }

/** Nothing, and nothing said, are one. */
export function isSameAddress(a: Address, b: Address): boolean {
  const text = ({ place, rest }: Address) =>
    [place.city, place.postcode, place.country, ...rest]
      .map((part) => part ?? '')
      .join('\n')
      .trim()
  return text(a) === text(b)
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? value : null)

/** @returns town, postcode and country of the home, and the street beside them */
export function homeOf({ own }: PersonSource): Address {
  const [city, postcode, country] = [own.homeCity, own.homePostcode, own.homeCountry].map(textOrNull)
  return { place: { city: city!, postcode: postcode!, country: country! }, rest: [textOrNull(own.homeAddress)] }
}

/** @returns the place of the current position, with its company and street; nowhere without a position */
export function workOf({ positions }: PersonSource): Address {
  const position = currentPosition(positions)
  if (!position) return NOWHERE
  const { company } = position
  return { place: workPlace(position, company), rest: [company?.name ?? null, company?.address ?? null] }
}

/** The position's own town before the company's, whose address may say it alone. */
function workPlace({ city, country }: PositionSource, company: CompanySource | null): Place {
  if (city) return { city, postcode: null, country: country ?? company?.country ?? null }
  const written = townIn(company?.address ?? '')
  const named = company?.city ?? written?.city ?? null
  return { city: named, postcode: written?.postcode ?? null, country: country ?? company?.country ?? null }
}

/** « 12 rue du Lac, 74000 Annecy » */
function townIn(address: string): { postcode: string; city: string } | undefined {
  const found = /\b(\d{2} ?\d{3})\s+([^\d,;\n][^,;\n]*)/.exec(address)
  return found ? { postcode: found[1]!.replace(' ', ''), city: found[2]!.trim() } : undefined
}
