/** Countries and post codes. Pure; the names of countries come from the runtime's own tables (CLDR). */
import { countryCode, frenchCountry } from '#app/i18n/countries.ts'
import { cleanPlace } from './clean-name.ts'
import { foldCached as fold } from './fold-cached.ts'

/** @returns the country under its French name with its ISO 3166 code; an unknown one as it was typed, without a code */
export function cleanCountry(text: string): { name: string; code?: string } {
  const code = countryCode(text)
  return code ? { name: frenchCountry(code), code } : { name: cleanPlace(text) }
}

/** Towns just over the border, whose post codes of four figures no French town has without its zero. */
const TOWNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    BE:
      'bruxelles|brussel|brussels|liege|namur|gand|gent|anvers|antwerpen|charleroi|mons|louvain|leuven|' +
      'bruges|brugge|tournai|ixelles|uccle|etterbeek|schaerbeek|louvain la neuve|waterloo|wavre|arlon',
    CH:
      'geneve|geneva|lausanne|zurich|bale|basel|berne|bern|neuchatel|fribourg|lugano|montreux|sion|' +
      'winterthur|lucerne|luzern|nyon|vevey',
    LU: 'luxembourg|esch sur alzette|differdange',
    AT: 'wien|salzburg|graz|linz|innsbruck',
    DK: 'copenhague|kobenhavn|copenhagen',
  }).flatMap(([code, towns]) => towns.split('|').map((town) => [town, code] as const)),
)

/** @returns the country of a line that names none, where a post code of four figures stands before such a town */
export function countryOfTown(town: string, postcode: string): string | undefined {
  return /^\d{4}$/.test(postcode.trim()) ? TOWNS.get(fold(town)) : undefined
}

/** Territories that write French post codes. */
const FRENCH_POST = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF', 'MC'])

/**
 * @param country ISO code of the address; undefined where the line names none
 * @returns a French post code whole again (1000 → 01000, « F-75 015 » → 75015); one from elsewhere as it was typed
 */
export function cleanPostcode(text: string, country: string | undefined): string {
  const code = text.replace(/^(\d+)[.,]0+$/, '$1')
  if (country && !FRENCH_POST.has(country)) return code
  const digits = code
    .replace(/^F(?:R)?[\s-]*(?=\d)/i, '')
    .replace(/^([\d ]+)\s*cedex.*$/i, '$1')
    .replace(/\s/g, '')
  if (!/^\d{4,5}$/.test(digits)) return code
  return digits.padStart(5, '0')
}
