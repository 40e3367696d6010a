/**
 * What of a person the directory's index keeps: folded words, each under the number of the field it came from. Pure.
 */
import { deletions, nameTokens, searchTokens } from '#app/i18n/fold.ts'
import { type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'
import type { PersonValues } from './person-source.ts'

const POSTCODE = /\b(?:[A-Z]{1,2}-)?\d{4,5}\s+/g

/** @returns the town that an address on one line ends with: after the postcode, else its last part. */
function townOf(address: string): string {
  const [last] = [...address.matchAll(POSTCODE)].slice(-1)
  const rest = last ? address.slice(last.index + last[0].length) : (address.split(',').at(-1) ?? '')
  return (rest.split(/[,\n(]|\bcedex\b/i)[0] ?? '').trim()
}

/**
 * How each field is cut into words. A field's words stand under its own number alone: what is hidden is not found
 * elsewhere.
 */
const TOKEN_FIELDS: Partial<Record<FieldId, (text: string) => string[]>> = {
  lastName: nameTokens,
  firstName: nameTokens,
  diplomaName: nameTokens,
  pseudonym: nameTokens,
  homeCity: nameTokens,
  homeCountry: searchTokens,
  company: searchTokens,
  // Of an address the town alone: who works in « rue de Lyon » works where the street is.
  companyAddress: (address) => nameTokens(townOf(address)),
  jobTitle: searchTokens,
  workField: searchTokens,
  diploma: searchTokens,
  programme: searchTokens,
  speciality: searchTokens,
  skills: searchTokens,
  purpose: searchTokens,
  canHelp: searchTokens,
}
const CUTTERS = Object.entries(TOKEN_FIELDS) as [FieldId, (text: string) => string[]][]

/** Fields that have words in the index. */
export const SEARCHABLE_FIELDS: readonly FieldId[] = CUTTERS.map(([field]) => field)

/** Numbers of the fields whose words forgive one typo. */
export const TYPO_NUMBERS: ReadonlySet<number> = new Set(
  (['lastName', 'firstName', 'diplomaName', 'pseudonym', 'company', 'homeCity'] as const).map(fieldNumber),
)

/** Longer words are cut: nobody types more, and an index entry has its limit. */
const TOKEN_LENGTH = 80
const TYPO_LENGTH = 32
const CACHE = 50_000

/** Names, companies and cities recur: the cut of a text is kept, up to a number of texts. */
const cuts = new Map<string, string[]>()

function cut(field: FieldId, cutter: (text: string) => string[], text: string): string[] {
  const key = `${field}:${text}`
  let tokens = cuts.get(key)
  if (!tokens) {
    tokens = [...new Set(cutter(text).map((token) => token.slice(0, TOKEN_LENGTH)))]
    if (cuts.size >= CACHE) cuts.clear()
    cuts.set(key, tokens)
  }
  return tokens
}

export interface FieldToken {
  /** {@link fieldNumber} of the field. */
  field: number
  token: string
}

/** @returns every pair once. */
export function tokensOf(values: PersonValues, among: readonly FieldId[] = SEARCHABLE_FIELDS): FieldToken[] {
  const found: FieldToken[] = []
  for (const [field, cutter] of CUTTERS) {
    const value = values[field]
    if (value === null || value === undefined || value === '' || !among.includes(field)) continue
    const number = fieldNumber(field)
    if (!Array.isArray(value))
      for (const token of cut(field, cutter, String(value))) found.push({ field: number, token })
    else {
      const tokens = new Set(value.flatMap((one) => cut(field, cutter, String(one))))
      for (const token of tokens) found.push({ field: number, token })
    }
  }
  return found
}

/**
 * @returns the ways of losing a letter that the index keeps of a word; none for words too long to be mistyped by one.
 */
export function deletionsOf(token: string): string[] {
  return token.length > TYPO_LENGTH ? [] : [...deletions(token)]
}
