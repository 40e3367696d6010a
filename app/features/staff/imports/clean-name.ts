/** Names of people and places as schools type them → as people write them. Pure. */
import { foldCached as fold } from './fold-cached.ts'

const LOWER_IN_NAMES = new Set(['de', 'du', 'des', 'der', 'den', 'von', 'zu', 'dos', 'das', 'y', 'of', 'bin', 'ibn'])
const LOWER_IN_PLACES = new Set(
  'de du des la le les lès lez sur sous en et au aux sainte-de à près devant dit of the upon am an der'.split(' '),
)
const JOINER = /([\s\-‐‑–'’ʼ()])/u

/** @returns true where letters are all capitals, or all small: typed in haste, so their case says nothing */
function saysNoCase(text: string): boolean {
  // ß is a capital too; a particle may stand in brackets behind a name in capitals.
  const letters = text.replace(/\([^)]*\)/g, '').replace(/[^\p{L}]|ß/gu, '') || text.replace(/[^\p{L}]|ß/gu, '')
  if (letters.length < 2) return letters.length === 1 && letters === letters.toLowerCase()
  return letters === letters.toUpperCase() || letters === letters.toLowerCase()
}

/** In small letters but for the Turkish capital that no other language has: without it a stray dot stays behind. */
const small = (word: string): string => word.replace(/(?<=.)İ/gu, 'i').replace(/[^İ]+/gu, (part) => part.toLowerCase())

function capital(word: string): string {
  const [first = '', ...rest] = word
  const capitalised = (first === 'ß' ? first : first.toUpperCase()) + rest.join('')
  return capitalised.replace(/^Mc(\p{Ll})(?=\p{L}{3})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
}

/**
 * @param text one name; spaces already single
 * @returns the name without stray punctuation; capitals become « de la Tour », « Van der Berg », « O’Brien », «
 * Jean-Pierre », while a name in mixed case is its owner's own way of writing and stays
 */
export function cleanName(text: string): string {
  const name = text
    .replace(/^[\s,;.:_*-]+|[\s,;:_*-]+$/gu, '')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s*(['’])\s*/g, '$1')
  if (!saysNoCase(name)) return name
  const parts = name.split(JOINER).map(small)
  return parts.map((part, i) => nameWord(part, parts[i - 2], parts[i + 1], i === 0)).join('')
}

function nameWord(word: string, before: string | undefined, joiner: string | undefined, isFirst: boolean): string {
  if (JOINER.test(word) || !word) return word
  if (joiner && /['’ʼ]/u.test(joiner)) return word === 'd' ? word : capital(word)
  if (joiner === undefined) return capital(word)
  if (LOWER_IN_NAMES.has(word)) return word
  if ((word === 'la' || word === 'las' || word === 'los') && before === 'de') return word
  return word === 'van' && !isFirst ? word : capital(word)
}

/** @returns a town or a country; capitals become « Saint-Ouen-sur-Seine », « Paris 15e », « Lyon CEDEX 03 » */
export function cleanPlace(text: string): string {
  const place = text.replace(/^[\s,;.:_*-]+|[\s,;:_*-]+$/gu, '')
  if (!saysNoCase(place.replace(/\d+(?:er?|e)\b/gi, ''))) return place
  const words = place.split(JOINER).map(small)
  return words
    .map((word, i) => {
      if (word === 'cedex') return 'CEDEX'
      if (i > 0 && LOWER_IN_PLACES.has(word)) return word
      if ((word === 'd' || word === 'l') && i > 0 && /['’]/.test(words[i + 1] ?? '')) return word
      return /^\d/.test(word) ? word : capital(word)
    })
    .join('')
}

const CIVILITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'M.': 'm|mr|monsieur|homme|h|male|masculin|man|messieurs|sir',
    Mme: 'mme|madame|mlle|melle|mademoiselle|mrs|ms|miss|f|femme|female|feminin|woman|me mme|mmes',
    Dr: 'dr|docteur|doctor',
    Pr: 'pr|prof|professeur|professor',
  }).flatMap(([value, words]) => words.split('|').map((word) => [word, value] as const)),
)

/**
 * @returns « M. » or « Mme » whatever the spelling (« Mlle » has left French forms), « Dr », « Pr », else the text
 * itself
 */
export function cleanCivility(text: string): string {
  return CIVILITIES.get(fold(text).replace(/[^a-z ]/g, '')) ?? text
}
