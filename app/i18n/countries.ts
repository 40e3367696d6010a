/**
 * Countries by what people call them, in several languages: the names we write are our own, those we understand also
 * come from the runtime's tables (CLDR). Pure.
 */
import { countryNames } from './country-names.ts'
import { fold } from './fold.ts'

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
  PS: 'palestine|territoires palestiniens|cisjordanie|gaza|west bank',
  MO: 'macao|macau',
  MM: 'birmanie|burma|myanmar',
  MK: 'macedoine|macedonia|arym|fyrom',
  CD: 'rdc|r d c|drc|republique democratique du congo|congo rdc|congo kinshasa|zaire|democratic republic of the congo',
  CG: 'congo|congo brazzaville|republique du congo',
  VA: 'vatican|saint siege|cite du vatican|holy see',
  BF: 'burkina|haute volta',
  PF: 'polynesie|tahiti',
  NC: 'nouvelle caledonie',
  TR: 'turquie|turkey|turkiye',
  SZ: 'swaziland',
}

const KEPT = 5_000
let codes: Map<string, string> | undefined
/** What was asked before: files name the same few countries on line after line. */
const asked = new Map<string, string | undefined>()

const countryKey = (text: string): string =>
  fold(text)
    .replace(/[^a-z ]/g, '')
    .trim()

function countryCodes(): Map<string, string> {
  if (codes) return codes
  codes = new Map()
  const tables = ['fr', 'en', 'de', 'es', 'it', 'pt'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  )
  for (const [code, { fr, en }] of countryNames()) {
    for (const name of [fr, en, ...tables.map((table) => table.of(code) ?? '')]) {
      const key = countryKey(name)
      if (key && !codes.has(key)) codes.set(key, code)
    }
    codes.set(code.toLowerCase(), code)
  }
  for (const [code, names] of Object.entries(OTHER_NAMES)) for (const name of names.split('|')) codes.set(name, code)
  return codes
}

/** @returns the ISO 3166 code of a country under any of its names; undefined for what is none */
export function countryCode(text: string): string | undefined {
  if (asked.has(text)) return asked.get(text)
  const code = countryCodes().get(countryKey(text))
  if (asked.size >= KEPT) asked.clear()
  if (text.length <= 60) asked.set(text, code)
  return code
}

/** @returns the French name of an ISO 3166 code that {@link countryCode} gave */
export function frenchCountry(code: string): string {
  return countryNames().get(code)!.fr
}

/** @returns the name of an ISO 3166 code in a language; the code itself where it has none */
export function countryName(code: string, language: string): string {
  const names = countryNames().get(code)
  return (language === 'en' ? names?.en : names?.fr) ?? code
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
