/** Draws names as frequent as in life: many Martins, few Œuvrards, some homonyms of the same year. Pure. */
import {
  COMMON_LAST_NAMES,
  FEMALE_FIRST_NAMES,
  FOREIGN_FIRST_NAMES,
  FOREIGN_LAST_NAMES,
  LONG_LAST_NAMES,
  MALE_FIRST_NAMES,
  RARE_LAST_NAMES,
} from './names.data.ts'
import { Random, Weighted, wordsOf } from './random.ts'

export type Civility = 'M.' | 'Mme'

export interface Identity {
  civility: Civility
  firstName: string
  lastName: string
  promotion: number
}

/** First and last year of promotion, both possible. */
export type Years = readonly [first: number, last: number]

export const ALL_YEARS: Years = [1958, 2028]
const AGE_AT_DIPLOMA = 23
/** One in so many is given the name and the year of somebody a little before. */
const HOMONYM_EVERY = 61
const HOMONYM_DISTANCE = 30
const NAME_STREAM = 1

const zipf = (offset: number) => (table: string) => new Weighted(wordsOf(table), (_, rank) => 1 / (rank + offset))
const commonLast = zipf(40)(COMMON_LAST_NAMES)
const rareLast = zipf(80)(RARE_LAST_NAMES)
const foreignLast = zipf(40)(FOREIGN_LAST_NAMES)
const longLast = wordsOf(LONG_LAST_NAMES)
const firstNames = { 'M.': MALE_FIRST_NAMES.map(zipf(6)), Mme: FEMALE_FIRST_NAMES.map(zipf(6)) }
const foreignFirst = { 'M.': wordsOf(FOREIGN_FIRST_NAMES.M), Mme: wordsOf(FOREIGN_FIRST_NAMES.Mme) }
/** Share of women among graduates by era. */
const WOMEN = [0.12, 0.25, 0.36]

/** @returns 0, 1 or 2: which list of first names somebody of this promotion was given theirs from. */
function eraOf(promotion: number): 0 | 1 | 2 {
  const birth = promotion - AGE_AT_DIPLOMA
  return birth < 1965 ? 0 : birth < 1985 ? 1 : 2
}

/** A last name: common, rare, foreign, double-barrelled, or very long. */
export function drawLastName(random: Random): string {
  const kind = random.below(1000)
  if (kind === 0) return random.pick(longLast)
  if (kind < 620) return commonLast.draw(random)
  if (kind < 640) return `${commonLast.draw(random)}-${commonLast.draw(random)}`
  return kind < 870 ? rareLast.draw(random) : foreignLast.draw(random)
}

function drawIdentity(random: Random, [first, last]: Years): Identity {
  // More graduates each year than the year before.
  const promotion = first + Math.floor(Math.sqrt(random.below(1_000_000) / 1_000_000) * (last - first + 1))
  const era = eraOf(promotion)
  const civility: Civility = random.chance(WOMEN[era]!) ? 'Mme' : 'M.'
  const lastName = drawLastName(random)
  const list = firstNames[civility][era]!
  let firstName = random.chance(0.08) ? random.pick(foreignFirst[civility]) : list.draw(random)
  if (random.chance(0.02) && !firstName.includes('-')) firstName = `${firstName}-${list.draw(random)}`
  return { civility, firstName, lastName, promotion }
}

/**
 * The name and year of person number `index` of a seed: the same whatever the number of people asked for.
 * Every sixty-first has the name and year of somebody else.
 * @param school a number of the school's, so that two schools have different people under one seed
 */
export function identityOf(
  seed: number,
  index: number,
  { years = ALL_YEARS, school = 0, random = new Random() }: { years?: Years; school?: number; random?: Random } = {},
): Identity {
  const source = index % HOMONYM_EVERY === HOMONYM_EVERY - 1 ? index - HOMONYM_DISTANCE : index
  return drawIdentity(random.restart(seed, source, NAME_STREAM, school), years)
}

/** `count` names with their years of promotion, for what is about names only. */
export function* frenchNames(count: number, seed = 1, years: Years = ALL_YEARS): Generator<Identity> {
  const random = new Random()
  for (let i = 0; i < count; i++) yield identityOf(seed, i, { years, random })
}
