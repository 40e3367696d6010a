/**
 * One ASCII form for every spelling of a name, so that a search can be answered by equality and by range on a
 * `COLLATE "C"` column (design.md, "Search speed"). Pure.
 */
import anyAscii from 'any-ascii'

/** Whatever separates two words inside one name: hyphens and dashes of all scripts, apostrophes of all keyboards. */
const JOINERS = /[\p{Pd}\u2043\u2212\u00b7\u30fb'’‘‛ʼʻʹʾʿ′`´＇՚]+/gu
const SPACES = /[\s\p{Z}]+/gu
const INVISIBLE = /[\p{Cc}\p{Cf}]+/gu
const NOT_ASCII = /[^\x20-\x7e]+/g
const SOMETHING = /[^\s\p{Z}\p{P}\p{M}\p{Cc}\p{Cf}]/u
const ALREADY_FOLDED = /^[a-z0-9]+(?: [a-z0-9]+)*$/

/** Words that people write apart or in one with the name that follows (Le Goff, Legoff; De La Tour, Delatour). */
const PARTICLES = new Set(
  (
    'd de del della der des di dos du da das den el la las le les los l mac mc o saint sainte st ste ' +
    'ten ter van von vom zu al ben bin bou ould ait'
  ).split(' '),
)

/** Lower-case ASCII in which `-` stands for every joiner and one space for every gap. */
function canonical(text: string): string {
  if (ALREADY_FOLDED.test(text)) return text
  const composed = text.normalize('NFKC')
  const plain = composed
    .replace(JOINERS, '-')
    .replace(SPACES, ' ')
    .replace(INVISIBLE, '')
    // Signs that a transliteration adds (soft sign, ayin, emoji colons) are no letters: Ольга is olga, not ol ga.
    .replace(NOT_ASCII, (run) => anyAscii(run).replace(/[^A-Za-z0-9]/g, ''))
    .toLowerCase()
  if (plain.replace(/[- ]/g, '') === '' && SOMETHING.test(composed)) return spellOut(composed)
  return plain
}

/**
 * Letters no table knows are spelt by their numbers (0–9 → g–p), so that even they can be found, sorted and logged in
 * with.
 */
function spellOut(text: string): string {
  const hex = Array.from(text.replace(SPACES, ''), (char) => char.codePointAt(0)!.toString(16)).join('')
  return `u${hex.replace(/\d/g, (digit) => String.fromCharCode(103 + Number(digit)))}`
}

/**
 * The search form of a name or of any short text.
 * @param text anything, in any script and any Unicode normal form
 * @returns lower-case printable ASCII; no accents; hyphens, apostrophes and gaps are one space; other ASCII signs
 * (`C++`, `R&D`) are kept. Empty only where `text` holds nothing but gaps and punctuation. `fold(fold(x)) === fold(x)`.
 */
export function fold(text: string): string {
  return canonical(text).replace(/[- ]+/g, ' ').trim()
}

/**
 * The words of one text, each with its parts; `C++`, `C#` keep their sign, and initials (`S.N.C.F.`, `J.-P.`) are one
 * word.
 */
function splitWords(text: string): string[][] {
  const words: string[][] = []
  for (const word of canonical(text).split(/[^a-z0-9+#.-]+/)) {
    const parts = word.match(/[a-z0-9]+(?:\+{1,2}|#)?/g)
    if (!parts) continue
    words.push(parts.length > 1 && parts.every((part) => part.length === 1) ? [parts.join('')] : parts)
  }
  return words
}

/**
 * What the directory's index keeps of a text.
 * @returns folded words without repeats: every part, and parts joined by a hyphen, an apostrophe or a dot also in one
 * (« Jean-Pierre » → `jean`, `pierre`, `jeanpierre`; « O'Brien » → `o`, `brien`, `obrien`). Particles are kept.
 */
export function searchTokens(text: string): string[] {
  const tokens = new Set<string>()
  for (const parts of splitWords(text)) {
    for (const part of parts) tokens.add(part)
    if (parts.length > 1) tokens.add(parts.join(''))
  }
  return [...tokens]
}

/**
 * {@link searchTokens} for first and last names: particles are also joined to what follows, since people write both
 * (« Le Goff » → also `legoff`; « de La Tour » → also `delatour`, `latour`).
 */
export function nameTokens(text: string): string[] {
  const tokens = new Set(searchTokens(text))
  const words = splitWords(text).map((parts) => parts.join(''))
  let joined = words.at(-1) ?? ''
  for (let i = words.length - 2; i >= 0; i--) {
    const isParticle = PARTICLES.has(words[i]!)
    joined = isParticle ? words[i]! + joined : words[i]!
    if (isParticle) tokens.add(joined)
  }
  return [...tokens]
}

/**
 * What a visitor typed, as words that must all match an index token, from its beginning or whole.
 * @returns parts only, so that « jean pierre » and « Jean-Pierre » ask for the same
 */
export function queryWords(text: string): string[] {
  return [...new Set(splitWords(text).flat())]
}

/**
 * Keys of a one-typo index (SymSpell, distance 1): two words within one typo always share a key, so candidates are
 * found by equality; {@link withinOneTypo} then throws out the few that share a key at a distance of two.
 * @returns the word itself and each word that lacks one of its characters; `length + 1` entries at most
 */
export function deletions(token: string): Set<string> {
  const keys = new Set([token])
  for (let i = 0; i < token.length; i++) keys.add(token.slice(0, i) + token.slice(i + 1))
  return keys
}

/**
 * @returns true where at most one letter is missing, added, changed or swapped with its neighbour (Damerau distance ≤
 * 1).
 */
export function withinOneTypo(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1)
  if (short.slice(i + 1) === long.slice(i + 1)) return true
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2)
}
