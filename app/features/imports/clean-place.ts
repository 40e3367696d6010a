/** Countries and post codes. Pure; the names of countries come from the runtime's own tables (CLDR). */

import { cleanPlace } from './clean-name.ts'
import { foldCached as fold } from './fold-cached.ts'

/** What people and student offices write that no table of countries lists. */
const OTHER_NAMES: Record<string, string> = {
  FR: 'fra|france metropolitaine|republique francaise|f',
  GB: 'uk|u k|gbr|angleterre|grande bretagne|england|great britain|ecosse|scotland|pays de galles|wales|royaume uni gb',
  US: 'usa|u s a|etats unis d amerique|etats unis|united states of america|amerique',
  DE: 'deu|deutschland|ger|rfa',
  CH: 'che|schweiz|confederation helvetique',
  BE: 'bel|belgie',
  ES: 'esp|espana',
  IT: 'ita|italia',
  NL: 'nld|hollande|holland|nederland|the netherlands',
  MA: 'mar|maghrib',
  CN: 'chn|republique populaire de chine|rpc|prc',
  KR: 'kor|coree|coree du sud|korea',
  CZ: 'cze|republique tcheque|czech republic',
  CI: 'civ|cote d ivoire|ivory coast',
  RU: 'rus|russie|federation de russie',
  VN: 'vnm|viet nam',
  AE: 'are|uae|emirats|dubai|emirats arabes unis',
  RE: 'la reunion|ile de la reunion',
  SG: 'sgp|singapour',
  CA: 'can',
  LU: 'lux',
  HK: 'hong kong',
}

let codes: Map<string, string> | undefined
let frenchNames: Intl.DisplayNames

const countryKey = (text: string): string =>
  fold(text)
    .replace(/[^a-z ]/g, '')
    .trim()

function countryCodes(): Map<string, string> {
  if (codes) return codes
  codes = new Map()
  frenchNames = new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' })
  const tables = [
    frenchNames,
    ...['en', 'de', 'es', 'it', 'pt'].map((l) => new Intl.DisplayNames(l, { type: 'region', fallback: 'none' })),
  ]
  for (let i = 0; i < 676; i++) {
    const code = String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))
    if (/^(?:EU|EZ|UN|XA|XB|ZZ|QO)$/.test(code) || !frenchNames.of(code)) continue
    // Codes of countries that are no more carry the name of what came after (DD is Germany too).
    if (new Intl.Locale(`und-${code}`).region !== code) continue
    for (const table of tables) {
      const key = countryKey(table.of(code) ?? '')
      if (key && !codes.has(key)) codes.set(key, code)
    }
    codes.set(code.toLowerCase(), code)
  }
  for (const [code, names] of Object.entries(OTHER_NAMES)) for (const name of names.split('|')) codes.set(name, code)
  return codes
}

/** @returns the country under its French name with its ISO 3166 code; an unknown one as it was typed, without a code */
export function cleanCountry(text: string): { name: string; code?: string } {
  const code = countryCodes().get(countryKey(text))
  return code ? { name: frenchNames.of(code)!, code } : { name: cleanPlace(text) }
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

/** @returns the overseas country code a French post code stands for (97400 → RE), which decides how phones are read */
export function overseasOf(postcode: string | undefined): string | undefined {
  const overseas: Record<string, string> = {
    971: 'GP',
    972: 'MQ',
    973: 'GF',
    974: 'RE',
    975: 'PM',
    976: 'YT',
    977: 'BL',
    978: 'MF',
    987: 'PF',
    988: 'NC',
  }
  return postcode && /^\d{5}$/.test(postcode) ? overseas[postcode.slice(0, 3)] : undefined
}
