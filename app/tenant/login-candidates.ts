/** From what a person typed at the sign-in page to one account (S1, I1). Pure. */
import { fold } from '#app/i18n/fold.ts'
import { type LoginFormat, type LoginPart, type LoginWord, loginEmail } from './login-format.ts'

const TYPED_LENGTH = 254

/**
 * Lower-case ASCII of what was typed; spaces, apostrophes and every dash are a hyphen, and none stands beside a dot.
 */
function plainLogin(typed: string): string {
  return fold(typed)
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/-*([._])-*/g, '$1')
    .replace(/^[._-]+|[._-]+$/g, '')
}

/** What each word looks like once written; words left out are not told apart from the rest. */
const PATTERNS: Partial<Record<LoginWord, string>> = {
  prenom: '[a-z]+(?:-[a-z]+)*',
  nom: '[a-z]+(?:-[a-z]+)*',
  p: '[a-z]',
  aa: '[0-9]{2}',
  aaaa: '[0-9]{4}',
}

/** Where one part ends and the next begins must be plain to see, or a login cannot be taken apart. */
function isPlainBorder(part: LoginPart | undefined, at: 'start' | 'end'): boolean {
  if (!part) return true
  if ('word' in part) return part.word === 'aa' || part.word === 'aaaa'
  return /[._0-9]/.test(part.literal.at(at === 'start' ? 0 : -1)!)
}

/**
 * A pattern built of our own pieces that takes a login of this format apart; undefined where that could be done in
 * several ways.
 */
function takeApart(format: LoginFormat): RegExp | undefined {
  let pattern = ''
  for (const [i, part] of format.parts.entries()) {
    if ('literal' in part) pattern += part.literal.replaceAll('.', '\\.')
    else if (part.word === 'suffix') pattern += format.suffix
    else if (!(part.word in PATTERNS)) return undefined
    else {
      const isName = part.word === 'prenom' || part.word === 'nom'
      const isClear = isPlainBorder(format.parts[i - 1], 'end') && isPlainBorder(format.parts[i + 1], 'start')
      if (isName && !isClear) return undefined
      pattern += `(?<${part.word}>${PATTERNS[part.word]})`
    }
  }
  return new RegExp(`^${pattern}(?<number>-[1-9][0-9]{0,6})?$`)
}

/**
 * The same login in the first format, where `login` says all that it needs (`prenom.nom.ly.aaaa` →
 * `prenom.nom.lyaaaa`).
 */
function rewrite(login: string, from: LoginFormat, to: LoginFormat): string | undefined {
  const found = takeApart(from)?.exec(login)?.groups
  if (!found) return undefined
  const words: Partial<Record<LoginWord, string>> = {
    ...found,
    p: found.p ?? found.prenom?.[0],
    aa: found.aa ?? found.aaaa?.slice(2),
    suffix: to.suffix,
  }
  let written = ''
  for (const part of to.parts) {
    const piece = 'literal' in part ? part.literal : words[part.word]
    if (piece === undefined) return undefined
    written += piece
  }
  return written + (found.number ?? '')
}

/**
 * Lists the logins that a typed text may stand for. Spaces around, capitals, accents, typographic dashes and
 * apostrophes do not count; accepted formats that differ by signs alone are rewritten in the first.
 * @param formats the tenant's accepted formats, the one logins are assigned in first
 * @returns normalised logins to look up, likeliest first; empty where nothing sensible was typed
 */
export function loginCandidates(typed: string, formats: readonly LoginFormat[]): string[] {
  if (typed.length > TYPED_LENGTH) return []
  if (typed.includes('@')) {
    const email = loginEmail(typed)
    return email !== null && formats.some((format) => format.template === '{email}') ? [email] : []
  }
  const plain = plainLogin(typed)
  if (!plain) return []
  const spellings = new Set([plain])
  // A hyphen before a digit numbers a homonym; every other one is inside a name and is not written under `none`.
  if (formats.some((format) => format.join === 'none')) spellings.add(plain.replace(/-(?![0-9])/g, ''))
  const candidates = new Set(spellings)
  const main = formats[0]
  for (const spelling of spellings)
    for (const format of formats.slice(1)) {
      const written = main && rewrite(spelling, format, main)
      if (written) candidates.add(written)
    }
  // Where logins have two digits of a year, four say the same.
  if (main?.template.includes('{aa}'))
    for (const written of [...candidates]) candidates.add(written.replace(FOUR_DIGITS, '$1$2'))
  return [...candidates]
}

/** A year at the end, before the number of a homonym. */
const FOUR_DIGITS = /(?:19|20)(\d\d)(-\d+)?$/

/**
 * One stored way of signing in: assigned = the account's own login, alias = its login under an earlier format, form =
 * another accepted way of writing it.
 */
export interface StoredLogin {
  login: string
  accountId: string
  kind: 'assigned' | 'alias' | 'form'
}

const KINDS = ['assigned', 'alias', 'form'] as const

/**
 * Which account was meant. An account's own login goes before what is another's alias, and that before a mere form.
 * @param candidates from {@link loginCandidates}, likeliest first
 * @param rows the stored logins equal to one of them
 * @returns the account's id; undefined where none or several could be meant (the answer to the visitor is the same)
 */
export function pickAccount(candidates: readonly string[], rows: readonly StoredLogin[]): string | undefined {
  for (const candidate of candidates)
    for (const kind of KINDS) {
      const ids = new Set(
        rows.filter((row) => row.login === candidate && row.kind === kind).map((row) => row.accountId),
      )
      if (ids.size > 0) return ids.size === 1 ? [...ids][0] : undefined
    }
  return undefined
}
