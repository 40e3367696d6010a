/**
 * Login formats (C2, S1, I1): templates over a person's data, written by a tenant in closed words, never a tenant's
 * regular expression. Parsing and writing; `login-assignment.ts` gives logins out, `login-candidates.ts` reads what
 * people type. Pure.
 */
import { fold } from '#app/i18n/fold.ts'

/** What a template may name in braces; everything else in it is literal. */
export const LOGIN_WORDS = ['prenom', 'nom', 'p', 'aa', 'aaaa', 'email', 'suffix', 'pseudonyme'] as const
export type LoginWord = (typeof LOGIN_WORDS)[number]

/** Spaces, hyphens and apostrophes inside one name: a hyphen (I1) or nothing (S1). */
export type NameJoin = 'hyphen' | 'none'

export type LoginPart = { word: LoginWord } | { literal: string }

export interface LoginFormat {
  readonly template: string
  readonly parts: readonly LoginPart[]
  readonly join: NameJoin
  /** The tenant's constant, for templates that name it; else empty. */
  readonly suffix: string
}

/** What of a person a login may be made of. */
export interface LoginPerson {
  firstName: string
  lastName: string
  /** Four-digit year; a person without one is written 0000 (00). */
  promotion?: number | null
  email?: string | null
  pseudonym?: string | null
}

/**
 * Longest login written out of names: leaves room for a homonym's number in the 64 characters of a mailbox name (I1:
 * same form as the universal mail).
 */
export const LOGIN_LENGTH = 58
const TEMPLATE_LENGTH = 80

/** Names no person may have, since addresses, mailboxes or hosts of that name mean something else. */
export const RESERVED_LOGINS: ReadonlySet<string> = new Set(
  `abuse account accueil actualites adhesion admin administrateur administration administrator annuaire anonymous api
  app assets associations bounce bounces cdn compte confidentialite connexion contact daemon deconnexion demo dns
  domaine ecole ecoles entreprises evenements ftp groupes guest healthz help hostmaster imap info invite legal
  localhost login logout mail mailer-daemon marketing messagerie moderateur moderation mot-de-passe-oublie news noc
  no-reply nobody noreply null offres operator paiement paiements parametres pop postmaster presse president privacy
  profil public recruteurs registre root sales secretariat security server service services smtp spam ssl staff
  static status support sysadmin system test tresorier undefined unsubscribe usenet uucp webhooks webmail webmaster
  www`.split(/\s+/),
)

/**
 * @returns true where `login` names something else than a person: one of {@link RESERVED_LOGINS} or of the tenant's own
 * list.
 */
export function isReservedLogin(login: string, reserved: ReadonlySet<string> = new Set()): boolean {
  const plain = login.trim().toLowerCase()
  return RESERVED_LOGINS.has(plain) || reserved.has(plain)
}

export type ParsedLoginFormat = { ok: true; format: LoginFormat } | { ok: false; message: string }

/**
 * Reads a template such as `{prenom}.{nom}.{suffix}{aaaa}`.
 * @param options how names are joined inside (hyphen unless told) and the tenant's constant for `{suffix}`
 * @returns the format, or what is wrong with it in one English sentence
 */
export function parseLoginFormat(
  template: string,
  options: { join?: NameJoin; suffix?: string } = {},
): ParsedLoginFormat {
  const parts: LoginPart[] = []
  if (template.length > TEMPLATE_LENGTH) return refuse(`a login format has at most ${TEMPLATE_LENGTH} characters`)
  for (const [piece, word, literal] of template.matchAll(/\{([^{}]*)\}|([a-z0-9._-]+)|[\s\S]/gu)) {
    if (literal !== undefined) parts.push({ literal })
    else if (word === undefined)
      return refuse(`“${piece}” is not allowed: only words in braces, lower-case letters, digits, “.”, “-” and “_”`)
    else if ((LOGIN_WORDS as readonly string[]).includes(word)) parts.push({ word: word as LoginWord })
    else
      return refuse(`{${word}} is not a word of login formats; there are ${LOGIN_WORDS.map((w) => `{${w}}`).join(' ')}`)
  }
  const format = { template, parts, join: options.join ?? 'hyphen', suffix: options.suffix ?? '' }
  const fault = faultOf(format)
  return fault ? refuse(fault) : { ok: true, format }
}

function refuse(message: string): ParsedLoginFormat {
  return { ok: false, message }
}

/** The rules about a whole template. Together they make {@link renderLogin} always give one tidy ASCII word. */
function faultOf(format: LoginFormat): string | undefined {
  const words = format.parts.flatMap((part) => ('word' in part ? [part.word] : []))
  const alone = words.find((word) => word === 'email' || word === 'pseudonyme')
  if (alone && format.parts.length > 1) return `{${alone}} must stand alone`
  if (!alone && !words.includes('nom')) return 'a login format must hold {nom}, or be {email} or {pseudonyme}'
  const twice = words.find((word, i) => words.indexOf(word) !== i)
  if (twice) return `{${twice}} stands twice`
  const skeleton = format.parts.map((part) => ('word' in part ? 'x' : part.literal)).join('')
  if (!/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(skeleton))
    return 'a login may not begin or end with “.”, “-” or “_”, nor hold two of them in a row'
  if (skeleton.length > LOGIN_LENGTH / 2) return `the literal part is too long: ${LOGIN_LENGTH / 2} characters at most`
  if (!words.includes('suffix')) return undefined
  return /^[a-z][a-z0-9]{0,11}$/.test(format.suffix)
    ? undefined
    : '{suffix} needs the tenant’s constant: a lower-case letter, then at most 11 lower-case letters or digits'
}

/**
 * One name as logins write it: lower-case letters, accents removed, and (I1) apostrophes, spaces and hyphens as one
 * hyphen, or (S1) as nothing. Digits are left out of names, so that only years and homonyms' numbers have them; `x`
 * where no letter is left.
 */
export function loginName(name: string, join: NameJoin): string {
  const letters = fold(name)
    .replace(/[0-9]+/g, '')
    .replace(/[^a-z]+/g, join === 'hyphen' ? '-' : '')
    .replace(/^-+|-+$/g, '')
  return letters || 'x'
}

/** @returns the address in lower case, or null where it is none or not in ASCII. */
export function loginEmail(email: string | null | undefined): string | null {
  const address = email?.normalize('NFKC').trim().toLowerCase() ?? ''
  return address.length <= 254 && /^[!-?A-~]+@[!-?A-~]+$/.test(address) ? address : null
}

/** A pseudonym may hold digits, but never a hyphen before one: that is how homonyms are numbered. */
function loginPseudonym(pseudonym: string | null | undefined): string | null {
  const plain = fold(pseudonym ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-(?=[0-9])|^-+|-+$/g, '')
    .slice(0, LOGIN_LENGTH)
    .replace(/-+$/, '')
  return plain || null
}

/**
 * The login a person has by nature: without the number that tells homonyms apart.
 * @returns lower-case ASCII; null where the format needs an e-mail address or a pseudonym that the person has not
 */
export function renderLogin(format: LoginFormat, person: LoginPerson): string | null {
  const first = format.parts[0]
  if (first && 'word' in first && first.word === 'email') return loginEmail(person.email)
  if (first && 'word' in first && first.word === 'pseudonyme') return loginPseudonym(person.pseudonym)
  const names = { prenom: loginName(person.firstName, format.join), nom: loginName(person.lastName, format.join) }
  const login = write(format, person, names)
  return login.length <= LOGIN_LENGTH
    ? login
    : write(format, person, shorten(format, names, login.length - LOGIN_LENGTH))
}

function write(format: LoginFormat, person: LoginPerson, names: { prenom: string; nom: string }): string {
  const known = Number.isInteger(person.promotion) && person.promotion! > 0 ? person.promotion! : 0
  const year = String(known).padStart(4, '0')
  let login = ''
  for (const part of format.parts) {
    if ('literal' in part) login += part.literal
    else if (part.word === 'prenom' || part.word === 'nom') login += names[part.word]
    else if (part.word === 'p') login += names.prenom[0]
    else if (part.word === 'aaaa') login += year.slice(-4)
    else if (part.word === 'aa') login += year.slice(-2)
    else login += format.suffix
  }
  return login
}

/**
 * Takes `excess` characters away, from the longer name until both are equally long, never leaving a hyphen at an end.
 */
function shorten(format: LoginFormat, names: { prenom: string; nom: string }, excess: number) {
  const shown = { ...names }
  const hasFirst = format.parts.some((part) => 'word' in part && part.word === 'prenom')
  for (let left = excess; left > 0; left--) {
    const longest = hasFirst && shown.prenom.length > shown.nom.length ? 'prenom' : 'nom'
    shown[longest] = shown[longest].slice(0, -1)
  }
  return { prenom: shown.prenom.replace(/-+$/, ''), nom: shown.nom.replace(/-+$/, '') }
}
