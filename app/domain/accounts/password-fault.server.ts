/**
 * What a password has to be, in one place: the change of one's own, recovery, invitation and registration ask here.
 *
 * - Length, and nothing about kinds of characters: NIST SP 800-63B-4 §3.1.1.2 asks 15 where a password stands alone.
 * - CNIL 2022-100: at least 50 bits with throttled sign-in. E = L·log2(N), L the characters that say something new (a
 *   run such as
 * `aaaa` or `4567` says as much as its first one), N the sum of the alphabets used: 26 + 26 + 10 + 37 = 99 at most.
 * - Not on a list of what people choose (NIST, "blocklist"): zxcvbn's lists of passwords, French words, names and
 *   keyboard rows; more than
 * 10^10 guesses, of which throttling allows some hundred a day.
 * - Not made of one's own name or login, nor of the association's.
 */

import { LONGEST_PASSWORD, type PasswordFault, SHORTEST_PASSWORD } from './new-password.ts'

const LEAST_BITS = 50
/** zxcvbn's time grows with the square of the length; what holds for the beginning holds for the whole. */
const JUDGED = 40
/** Words this long are refused anywhere inside; shorter ones as a word of their own. */
const WORD_ANYWHERE = 5

export interface PasswordWords {
  /** First and last name, login, e-mail: whatever names the person or the company. */
  own: readonly (string | null | undefined)[]
  /** Name, short name, school, hosts. */
  association: readonly (string | null | undefined)[]
}

/** @returns the password in NFKC, as NIST SP 800-63B asks: the same characters of another keyboard are equal */
export function normalPassword(typed: string): string {
  return typed.normalize('NFKC')
}

/** @returns E of CNIL 2022-100, in bits. */
export function passwordBits(password: string): number {
  const points = [...password].map((character) => character.codePointAt(0)!)
  const news = points.filter((point, i) => {
    if (i < 2) return i === 0 || point !== points[i - 1]
    const step = point - points[i - 1]!
    return step !== 0 && !(Math.abs(step) === 1 && step === points[i - 1]! - points[i - 2]!)
  })
  const alphabets: [RegExp, number][] = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\p{N}/u, 10],
    [/[^\p{Ll}\p{Lu}\p{N}]/u, 37],
  ]
  const size = alphabets.reduce((sum, [kind, count]) => sum + (kind.test(password) ? count : 0), 0)
  return news.length * Math.log2(Math.max(1, size))
}

/**
 * @param typed as it came; {@link normalPassword} is applied here
 * @returns the first thing to say about it; undefined where it may be used
 */
export async function passwordFault(typed: string, words: PasswordWords): Promise<PasswordFault | undefined> {
  const password = normalPassword(typed)
  const { length } = [...password]
  if (length === 0) return 'missing'
  if (length < SHORTEST_PASSWORD) return 'short'
  if (length > LONGEST_PASSWORD) return 'long'
  if (names(password, words.own)) return 'own'
  if (names(password, words.association)) return 'association'
  if (passwordBits(password) < LEAST_BITS) return 'simple'
  const { score } = (await judge()).check([...password].slice(0, JUDGED).join(''), [])
  return score < 4 ? 'common' : undefined
}

/** Small letters and digits without accents, words apart. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Parts of names that say nothing about whose they are. */
const COMMON_PARTS = new Set([
  'alumni',
  'amicale',
  'association',
  'ecole',
  'groupe',
  'ingenieurs',
  'reseau',
  'pour',
  'des',
])

function names(password: string, words: PasswordWords['own']): boolean {
  const said = plain(password)
  const joined = said.replaceAll(' ', '')
  const parts = new Set(said.split(/ |(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u))
  return words
    .flatMap((word) => {
      const whole = plain(word ?? '')
      return [whole.replaceAll(' ', ''), ...whole.split(/[ \d]+/)]
    })
    .filter((word) => word.length >= 3 && !COMMON_PARTS.has(word))
    .some((word) => (word.length >= WORD_ANYWHERE ? joined.includes(word) : parts.has(word)))
}

type Judge = InstanceType<typeof import('@zxcvbn-ts/core').ZxcvbnFactory>

/** Some 20 MB of lists, read when the first password is chosen. */
let judging: Promise<Judge> | undefined

function judge(): Promise<Judge> {
  judging ??= load()
  return judging
}

async function load(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
  })
}
