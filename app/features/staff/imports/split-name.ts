/** Both names in one cell → apart. Pure. */

/** Which comes first, where the heading says so: « Nom et prénom » or « Prénom Nom ». */
export type NameOrder = 'last' | 'first'

export interface SplitName {
  firstName: string
  lastName: string
  /** Nothing in the cell says where one ends and the other begins. */
  isGuess: boolean
}

const TITLE = /^(?:m\.?|mr\.?|mme\.?|mlle\.?|dr\.?|pr\.?|me\.?)$/i
/** Words between two last names of one person. */
const BETWEEN = /^(?:[ée]p(?:\.|ouse)?|n[ée]e?|veuve|vve|-|ou|dit|dite)$/iu
const PARTICLE = /^(?:de|du|des|d['’]|la|le|les|von|van|der|den|zu|di|da|dos|del|ben|bin|el|al|abd|ould|saint|sainte)$/i
const INITIALS = /^(?:\p{Lu}\.-?)+$/u

/** @returns the order that a folded heading names */
export function orderOfHeading(heading: string): NameOrder | undefined {
  const [last, first] = [
    heading.search(/\b(?:nom|last|surname|name)\b/),
    heading.search(/\b(?:prenoms?|first|given)\b/),
  ]
  if (last < 0 || first < 0) return undefined
  return first < last ? 'first' : 'last'
}

const letters = (word: string): string => word.replace(/[^\p{L}]/gu, '')

/** « DUPONT », « McDONALD », « d'ORMESSON »: capitals behind the small letters that some names begin with. */
function isCapital(word: string): boolean {
  const rest = letters(word.replace(/^(?:Mc|Mac|[dl]['’]|O['’])(?=\p{Lu})/u, ''))
  return letters(word).length > 1 && rest !== '' && rest === rest.toUpperCase() && rest !== rest.toLowerCase()
}

const isFamily = (word: string): boolean => isCapital(word) && !INITIALS.test(word)

/**
 * Splits « DUPONT Jean », « Dupont, Jean » or « Jean DUPONT »: words in capitals are the last name, else a comma comes
 * after it, else the heading says which comes first, else the first word is the first name.
 */
export function splitFullName(text: string, order?: NameOrder): SplitName {
  const [last, first] = text.split(/\s*,\s*/, 2)
  if (first) return { firstName: first, lastName: last ?? '', isGuess: false }
  const words = text.split(' ').filter((word) => word && !TITLE.test(word))
  return splitByCapitals(words) ?? splitByOrder(words, order)
}

/** The run of words in capitals at one end, with the small words that belong to it. */
function splitByCapitals(words: string[]): SplitName | undefined {
  const capital = words.map(isFamily)
  const count = capital.filter(Boolean).length
  if (count === 0 || words.every((word, i) => capital[i] || BETWEEN.test(word))) return undefined
  const belongs = (i: number) => capital[i] || BETWEEN.test(words[i]!) || PARTICLE.test(words[i]!)
  let end = 0
  while (end < words.length && belongs(end)) end++
  while (end > 0 && !capital[end - 1]) end--
  let start = words.length
  while (start > 0 && belongs(start - 1)) start--
  const isLeading = end > 0
  const family = isLeading ? words.slice(0, end) : words.slice(start)
  const given = isLeading ? words.slice(end) : words.slice(0, start)
  if (!family.length || !given.length) {
    const isIt = (word: string) => isFamily(word)
    return { lastName: words.filter(isIt).join(' '), firstName: words.filter((w) => !isIt(w)).join(' '), isGuess: true }
  }
  return { lastName: family.join(' '), firstName: given.join(' '), isGuess: given.some(isFamily) }
}

function splitByOrder(words: string[], order: NameOrder | undefined): SplitName {
  const [at, isSure] = cutOf(words, order)
  const [left, right] = [words.slice(0, at).join(' '), words.slice(at).join(' ')]
  const isGuess = words.length > 1 && !isSure
  return order === 'last' && !startsWithGiven(words)
    ? { lastName: left, firstName: right, isGuess }
    : { firstName: left, lastName: right, isGuess }
}

/** « Jean de La Tour » begins with the first name, whatever the heading says. */
function startsWithGiven(words: string[]): boolean {
  return words.length > 2 && !PARTICLE.test(words[0]!) && words.slice(1).some((word) => PARTICLE.test(word))
}

/** @returns before which word to cut, and whether that is sure: two words in a known order, or a particle that tells */
function cutOf(words: string[], order: NameOrder | undefined): [at: number, isSure: boolean] {
  if (startsWithGiven(words)) return [words.findIndex((word, i) => i > 0 && PARTICLE.test(word)), true]
  if (order === 'last') {
    let at = 1
    while (at < words.length - 1 && PARTICLE.test(words[at - 1]!)) at++
    return [at, words.length === 2 || words.length - at === 1]
  }
  return [1, order === 'first' && words.length === 2]
}
