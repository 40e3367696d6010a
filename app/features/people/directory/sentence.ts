/**
 * The sentence of the search box as criteria: « ingénieur à Toulouse dans l’énergie ». What the words may mean is
 * looked up elsewhere, among values the viewer may read (known.server.ts). Pure.
 */
import { queryWords } from '#app/i18n/fold.ts'

/** What words may be read as; of equals the first wins. */
export const READABLE = ['ville', 'pays', 'secteur', 'entreprise', 'competence', 'fonction', 'diplome'] as const
export type ReadableCriterion = (typeof READABLE)[number]

/** A word as it was typed, and as it is compared. */
export interface SentenceWord {
  typed: string
  folded: string
}

/** A value that holds a word, and how many of those looked at have it; `q` says that somebody is called so. */
export interface KnownValue {
  criterion: ReadableCriterion | 'q'
  word: string
  value: string
  count: number
}

/** One way to understand the sentence. */
export interface Reading {
  criteria: Partial<Record<ReadableCriterion, string>>
  /** Words that mean nothing of it: names. */
  rest: string
  /** Every criterion is a value as it stands, none a part of one. */
  whole: boolean
}

/** Nobody types more; the rest of a pasted text is names. */
export const MOST_WORDS = 10
const LONGEST_PHRASE = 5

/** Words that say what follows, and in which criteria that is looked for first. */
const MARKERS: Readonly<Record<string, readonly ReadableCriterion[]>> = {
  a: ['ville', 'pays'],
  au: ['pays', 'ville'],
  aux: ['pays'],
  en: ['pays', 'secteur'],
  dans: ['secteur', 'entreprise'],
  chez: ['entreprise'],
  in: ['ville', 'pays', 'secteur'],
  at: ['entreprise'],
}
const YEAR_WORDS = new Set('promo promos promotion promotions class'.split(' '))
const SMALL = new Set([
  ...Object.keys(MARKERS),
  ...YEAR_WORDS,
  ...'de du des d l la le les et ou un une the of from and'.split(' '),
])

/** @returns the words in their order, cut as the index cuts them. */
export function sentenceWords(text: string): SentenceWord[] {
  const chunks = text.match(/[\p{L}\p{M}\p{N}+#.]+/gu) ?? []
  return chunks.flatMap((chunk) => {
    const parts = queryWords(chunk)
    return parts.map((folded) => ({ typed: parts.length === 1 ? chunk : folded, folded }))
  })
}

/** @returns the words worth looking up, each also without the `s` of many and with a saint's other spelling. */
export function wordsToLookUp(words: readonly SentenceWord[]): string[] {
  const told = words.filter(({ folded }) => folded.length > 1 && !SMALL.has(folded) && !isYear(folded))
  return [...new Set(told.flatMap(({ folded }) => spellings(folded)))]
}

/** @returns whether some word says what the next one is: the sentence is read before it is taken for a name. */
export function isMarked(words: readonly SentenceWord[]): boolean {
  return words.some(({ folded }, i) => i < words.length - 1 && folded in MARKERS)
}

const isYear = (word: string) => /^(19|20)\d\d$/.test(word)

/**
 * Takes the years out: « dupont 2010 », « promo 2010 », « 2008-2012 ».
 * @returns the years, of which two are the ends of a stretch, and the other words; undefined where none is a year
 */
export function takeYears(
  words: readonly SentenceWord[],
): { years: [number] | [number, number]; rest: SentenceWord[] } | undefined {
  const years = words.filter(({ folded }) => isYear(folded)).map(({ folded }) => Number(folded))
  if (years.length === 0 || years.length > 2) return undefined
  const rest = words.filter(({ folded }) => !isYear(folded) && !YEAR_WORDS.has(folded))
  // « de 2008 à 2012 » leaves its two small words, « promo 2010 à Toulouse » only means something with a town after.
  const told = rest.some(({ folded }) => !SMALL.has(folded)) ? rest : []
  return { years: years.length === 2 ? [Math.min(...years), Math.max(...years)] : [years[0]!], rest: told }
}

const LONG: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte' }
const SHORT: Readonly<Record<string, string>> = { saint: 'st', sainte: 'ste' }

function spellings(word: string): string[] {
  const other = LONG[word] ?? SHORT[word]
  return [word, ...(other ? [other] : []), ...(word.length > 4 && word.endsWith('s') ? [word.slice(0, -1)] : [])]
}

const isSame = (typed: string, of: string) => typed === of || spellings(typed).includes(of)

type Fit = 'whole' | 'begins' | 'holds'

/** A job is told by its beginning as well as in full; a diploma's name often is a job's. */
const WEIGHTS: Record<Fit, (criterion: ReadableCriterion) => number> = {
  whole: (criterion) => (criterion === 'diplome' ? 4.5 : 6),
  begins: (criterion) => (criterion === 'fonction' ? 5 : 4),
  holds: (criterion) => (criterion === 'fonction' ? 3.5 : 3),
}
const MARKED = 4

interface Candidate {
  criterion: ReadableCriterion
  from: number
  length: number
  fit: Fit
  weight: number
  text: string
  marked: boolean
  /** Somebody is called so. */
  name: boolean
}

/** @returns how the words stand in the value, side by side; undefined where they do not. */
function fitOf(phrase: readonly SentenceWord[], value: readonly string[]): Fit | undefined {
  for (let from = 0; from + phrase.length <= value.length; from++) {
    if (!phrase.every(({ folded }, i) => isSame(folded, value[from + i]!))) continue
    if (from > 0) return 'holds'
    return phrase.length === value.length ? 'whole' : 'begins'
  }
  return undefined
}

/** The criteria that the words before a phrase announce. */
function announced(words: readonly SentenceWord[], from: number): readonly ReadableCriterion[] {
  for (let i = from - 1; i >= 0 && SMALL.has(words[i]!.folded); i--) {
    const marker = MARKERS[words[i]!.folded]
    if (marker) return marker
  }
  return []
}

/** As typed, but for the `s` that the values do not have. */
function asTyped(phrase: readonly SentenceWord[], values: readonly (readonly string[])[]): string {
  return phrase
    .map(({ typed, folded }) => {
      const isSpelt = values.some((value) => value.includes(folded))
      return !isSpelt && spellings(folded).includes(folded.slice(0, -1)) ? typed.slice(0, -1) : typed
    })
    .join(' ')
}

const ORDER: readonly Fit[] = ['whole', 'begins', 'holds']

function candidatesAt(
  words: readonly SentenceWord[],
  from: number,
  length: number,
  known: readonly (KnownValue & { words: string[] })[],
): Candidate[] {
  const phrase = words.slice(from, from + length)
  const isOpen = SMALL.has(phrase[0]!.folded) || SMALL.has(phrase.at(-1)!.folded)
  if (phrase.every(({ folded }) => SMALL.has(folded))) return []
  const name = phrase.every(({ folded }) => known.some((one) => one.criterion === 'q' && one.word === folded))
  const before = announced(words, from)
  return READABLE.flatMap((criterion) => {
    const fits = known.flatMap((one) => {
      const fit = one.criterion === criterion ? fitOf(phrase, one.words) : undefined
      return fit ? [{ ...one, fit }] : []
    })
    const fit = ORDER.find((one) => fits.some((value) => value.fit === one))
    if (!fit || (isOpen && fit !== 'whole')) return []
    const marked = before.includes(criterion)
    // A job is a word, not one spelling of it: « ingénieur » is also « Ingénieure calcul ».
    const whole = fits.filter((value) => value.fit === 'whole' && criterion !== 'fonction')
    const text =
      whole.length > 0
        ? mostWritten(whole)
        : asTyped(
            phrase,
            fits.map((value) => value.words),
          )
    const weight = WEIGHTS[fit](criterion) + (marked ? MARKED : 0)
    return [{ criterion, from, length, fit, weight, text, marked, name }]
  })
}

function mostWritten(values: readonly KnownValue[]): string {
  return values.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))[0]!.value
}

function allCandidates(words: readonly SentenceWord[], known: readonly KnownValue[]): Candidate[] {
  const cut = known.map((one) => ({ ...one, words: queryWords(one.value) }))
  const found: Candidate[] = []
  for (let from = 0; from < words.length; from++)
    for (let length = Math.min(LONGEST_PHRASE, words.length - from); length > 0; length--)
      found.push(...candidatesAt(words, from, length, cut))
  return found.toSorted(
    (a, b) =>
      Number(b.marked) - Number(a.marked) ||
      b.length - a.length ||
      b.weight - a.weight ||
      a.from - b.from ||
      READABLE.indexOf(a.criterion) - READABLE.indexOf(b.criterion),
  )
}

function readingOf(
  words: readonly SentenceWord[],
  candidates: readonly Candidate[],
  usable: readonly ReadableCriterion[],
): Reading {
  const taken = new Set<number>()
  const chosen: Candidate[] = []
  for (const one of candidates) {
    const places = Array.from({ length: one.length }, (_, i) => one.from + i)
    if (!usable.includes(one.criterion) || places.some((place) => taken.has(place))) continue
    if (chosen.some(({ criterion }) => criterion === one.criterion)) continue
    chosen.push(one)
    for (const place of places) taken.add(place)
  }
  const rest = words.filter(({ folded }, i) => !taken.has(i) && (chosen.length === 0 || !SMALL.has(folded)))
  return {
    criteria: Object.fromEntries(chosen.map(({ criterion, text }) => [criterion, text])),
    rest: rest.map(({ typed }) => typed).join(' '),
    whole: chosen.length > 0 && chosen.every(({ fit }) => fit === 'whole'),
  }
}

/**
 * @param known values that the viewer may read, whose words were typed
 * @param usable criteria that the viewer may use and that nothing else has set
 * @returns the ways to understand the words, the most probable first, none twice; none where no word is known
 */
export function readSentence(
  words: readonly SentenceWord[],
  known: readonly KnownValue[],
  usable: readonly ReadableCriterion[],
): Reading[] {
  const all = allCandidates(words, known)
  const ways = [
    // What is somebody's name is read as part of a value only where a word before it says so.
    all.filter(({ name, marked, fit }) => !name || marked || fit === 'whole'),
    all.filter(({ name, marked }) => !name || marked),
    all,
  ].map((candidates) => readingOf(words, candidates, usable))
  const told = ways.filter(({ criteria }) => Object.keys(criteria).length > 0)
  return told.filter((one, i) => told.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === i)
}
