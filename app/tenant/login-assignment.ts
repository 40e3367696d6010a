/** Gives every person a login of their own, the same at each run (S1, I1), and foresees a change of format. Pure. */
import { isReservedLogin, type LoginFormat, type LoginPerson, renderLogin } from './login-format.ts'

/**
 * A person under a key that never changes (student number, row id): homonyms are numbered in the order of their keys.
 */
export interface KeyedPerson extends LoginPerson {
  key: string
}

/** True for formats of which a second holder cannot be numbered: an address belongs to whom it belongs. */
function isAddress(format: LoginFormat): boolean {
  return format.template === '{email}'
}

function byKey(a: KeyedPerson, b: KeyedPerson): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

/**
 * Assigns logins to people who have none yet. The first of several homonyms has the plain login, the others `-2`, `-3`.
 *
 * Such a number is nobody's natural login. Names are written without digits, so natural logins of a format have one
 * count of digit groups, and the number adds a group. A pseudonym never has a hyphen before a digit.
 * @param taken logins in use, of any format; none of them is given again
 * @param reserved the tenant's own refused names, besides `RESERVED_LOGINS`
 * @returns key → login, whatever the order of `people`; null where the format's e-mail or pseudonym is missing, or
 * where the e-mail is somebody else's login already
 */
export function assignLogins(
  people: readonly KeyedPerson[],
  format: LoginFormat,
  taken: ReadonlySet<string>,
  reserved: ReadonlySet<string> = new Set(),
): Map<string, string | null> {
  const logins = new Map<string, string | null>()
  const given = new Set<string>()
  const lastNumber = new Map<string, number>()
  const isFree = (login: string) => !given.has(login) && !taken.has(login) && !isReservedLogin(login, reserved)
  for (const person of people.toSorted(byKey)) {
    const natural = renderLogin(format, person)
    let login = natural
    if (natural !== null && !isFree(natural)) {
      let number = lastNumber.get(natural) ?? 1
      do number++
      while (!isFree(`${natural}-${number}`))
      lastNumber.set(natural, number)
      login = isAddress(format) ? null : `${natural}-${number}`
    }
    if (login !== null) given.add(login)
    logins.set(person.key, login)
  }
  return logins
}

/**
 * Every other way in which a person may write their login (S1 « plusieurs formes »): each accepted format with the
 * number that the assigned login has. Not unique among people: {@link pickAccount} in `login-candidates.ts` settles it.
 * @param formats the tenant's accepted formats; the first is the one logins are assigned in
 * @param assigned the person's own login
 */
export function otherForms(formats: readonly LoginFormat[], person: LoginPerson, assigned: string): string[] {
  const natural = formats[0] && renderLogin(formats[0], person)
  const number = natural && assigned.startsWith(`${natural}-`) ? assigned.slice(natural.length) : ''
  const forms = new Set<string>()
  for (const format of formats) {
    const form = renderLogin(format, person)
    if (form !== null) forms.add(isAddress(format) ? form : form + number)
  }
  forms.delete(assigned)
  return [...forms]
}

export interface LoginCollision {
  login: string
  /**
   * `same`: several people would have it · `taken`: it is somebody else's login or alias · `reserved` · `missing`: no
   * e-mail or pseudonym to make it of.
   */
  reason: 'same' | 'taken' | 'reserved' | 'missing'
  /** Keys of the people concerned, in order; for `taken` the present holder comes last. */
  keys: string[]
}

/**
 * Finds the collisions of a change of format before it is made: no old login may open another person's account.
 * @param takenAliases every login and alias in use → the key of its holder; a person's own alias is no collision
 * @returns collisions by login; empty where everybody would have the natural login
 */
export function collisionsOnChange(
  people: readonly KeyedPerson[],
  newFormat: LoginFormat,
  takenAliases: ReadonlyMap<string, string>,
  reserved: ReadonlySet<string> = new Set(),
): LoginCollision[] {
  const claims = new Map<string, string[]>()
  const missing: string[] = []
  for (const person of people.toSorted(byKey)) {
    const login = renderLogin(newFormat, person)
    const claim = login === null ? missing : claims.get(login)
    if (claim) claim.push(person.key)
    else claims.set(login!, [person.key])
  }
  const found: LoginCollision[] = missing.length > 0 ? [{ login: '', reason: 'missing', keys: missing }] : []
  for (const [login, keys] of claims) {
    const holder = takenAliases.get(login)
    if (isReservedLogin(login, reserved)) found.push({ login, reason: 'reserved', keys })
    else if (keys.length > 1) found.push({ login, reason: 'same', keys })
    if (holder !== undefined && keys.some((key) => key !== holder))
      found.push({ login, reason: 'taken', keys: [...keys.filter((key) => key !== holder), holder] })
  }
  return found.sort((a, b) => (a.login < b.login ? -1 : a.login > b.login ? 1 : 0))
}
