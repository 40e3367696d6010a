/** Who a line is about. Pure: numbers decide, names with a year find, and what stays unclear is left to a person. */

import { withinOneTypo } from '#app/i18n/fold.ts'
import { samePhone } from './clean-phone.ts'
import { numberKey, programmeKey } from './clean-studies.ts'
import type { FieldValue, FieldValues } from './clean-value.ts'
import { foldCached as fold } from './fold-cached.ts'
import type { DoubtReason, ExistingDiploma, ExistingPerson, PlanMode } from './import-plan.ts'

export type Match = { person: ExistingPerson } | { doubt: DoubtReason; candidates: string[] } | 'new'

/** @returns one key for all spellings of a first and a last name */
export function nameKey(values: FieldValues): string {
  return `${squeeze(values.lastName)}|${squeeze(values.firstName)}`
}

const squeeze = (value: FieldValue | undefined): string => fold(String(value ?? '')).replace(/[^a-z0-9]/g, '')
const key = (value: FieldValue | undefined): string => (value === undefined ? '' : numberKey(String(value)))
const doubt = (reason: DoubtReason, people: ExistingPerson[]): Match => ({
  doubt: reason,
  candidates: people.map(({ id }) => id),
})

/**
 * Keys under which a person is looked up. A line with a number asks for names among people without one (`q:`): whoever
 * has another number is a homonym.
 */
export function keysOf({ values, diplomas, handle }: ExistingPerson): Set<string> {
  const names = [nameKey(values)]
  if (values.diplomaName) names.push(nameKey({ ...values, lastName: values.diplomaName }))
  const keys = new Set(names.map((name) => `p:${name}`))
  if (values.studentNumber) keys.add(`n:${numberKey(String(values.studentNumber))}`)
  else for (const name of names) keys.add(`q:${name}`)
  if (handle) keys.add(`h:${handle}`)
  for (const { values: studies } of diplomas)
    if (studies.registrationNumber) keys.add(`n:${numberKey(String(studies.registrationNumber))}`)
  return keys
}

export interface Sought {
  /** One cleaned line. */
  values: FieldValues
  /** By which an export names the person: where it is known it decides. */
  handle?: string
}

/**
 * @param pool people who share the line's handle, number or name; others are ignored
 * @param mode what an unknown name means: a new person, or a question
 */
export function matchPerson({ values, handle }: Sought, pool: ExistingPerson[], mode: PlanMode): Match {
  const named = handle ? pool.filter((person) => person.handle === handle) : []
  if (named.length === 1)
    return namesAgree(values, named[0]!.values) ? { person: named[0]! } : doubt('number-of-another', named)
  const byNumber = values.studentNumber
    ? pool.filter((person) => key(person.values.studentNumber) === key(values.studentNumber))
    : pool.filter((person) => holdsRegistration(person, values))
  if (byNumber.length === 1)
    return namesAgree(values, byNumber[0]!.values) ? { person: byNumber[0]! } : doubt('number-of-another', byNumber)
  if (byNumber.length > 1) return doubt('several', byNumber)
  const found = matchByName(
    values,
    pool.filter((person) => couldBe(values, person)),
  )
  return found === 'new' && mode === 'lay' ? doubt('nobody', []) : found
}

function holdsRegistration(person: ExistingPerson, values: FieldValues): boolean {
  const number = key(values.registrationNumber)
  return number !== '' && person.diplomas.some((diploma) => key(diploma.values.registrationNumber) === number)
}

/** After a marriage the last name is another; where the first name is, the number was given twice. */
function namesAgree(a: FieldValues, b: FieldValues): boolean {
  if (firstNamesAgree(String(a.firstName ?? ''), String(b.firstName ?? ''))) return true
  // Names in each other's columns.
  const words = (values: FieldValues) => fold(`${values.firstName} ${values.lastName}`).split(' ').sort().join(' ')
  return words(a) === words(b)
}

/** Letters from which one that differs is a slip: shorter names are others' (Léa, Lia). */
const TYPO_FROM = 5

/** @returns whether two first names may be one person's: the same, a part of the other, one letter apart, or none */
export function firstNamesAgree(a: string, b: string): boolean {
  const [left, right] = [a, b].map((name) =>
    fold(name)
      .replace(/[^a-z0-9 ]/g, ' ')
      .split(' ')
      .filter(Boolean),
  )
  if (!left!.length || !right!.length) return true
  const [one, other] = [left!.join(''), right!.join('')]
  const initials = (words: string[]) => words.map((word) => word[0]).join('')
  if (one === other || one === initials(right!) || other === initials(left!)) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  // « J.-P. » for Jean-Pierre; but Luc is not Lucie, nor Michel Michèle.
  if (long.startsWith(short)) return short.length <= 2 || left!.concat(right!).includes(long.slice(short.length))
  if (short.length >= TYPO_FROM && withinOneTypo(one, other)) return true
  return left!.some((word) => word.length > 2 && right!.includes(word))
}

/** Same name, and no number or birth date that says it is a homonym. */
function couldBe(values: FieldValues, { values: known, diplomas }: ExistingPerson): boolean {
  if (nameKey(values) !== nameKey(known) && nameKey(values) !== nameKey({ ...known, lastName: known.diplomaName }))
    return false
  const differ = (a: FieldValue | undefined, b: FieldValue | undefined) =>
    a !== undefined && b !== undefined && key(a) !== key(b)
  if (differ(values.studentNumber, known.studentNumber)) return false
  if (differ(values.birthDate, known.birthDate)) return false
  const number = values.registrationNumber
  const sameYear = diplomas.filter((diploma) => yearsAgree(values, diploma))
  return number === undefined || !sameYear.length || sameYear.some((d) => !differ(number, d.values.registrationNumber))
}

const yearsAgree = (values: FieldValues, diploma: ExistingDiploma): boolean =>
  values.promotion === undefined ||
  diploma.values.promotion === undefined ||
  values.promotion === diploma.values.promotion

function matchByName(values: FieldValues, homonyms: ExistingPerson[]): Match {
  const sure = homonyms.filter((person) => sharesSomethingOwn(values, person.values))
  if (sure.length === 1) return { person: sure[0]! }
  const sameYear = homonyms.filter(
    ({ diplomas }) => !diplomas.length || diplomas.some((diploma) => yearsAgree(values, diploma)),
  )
  if (sameYear.length > 1) return doubt('several', sameYear)
  const [only] = sameYear
  if (!only) return 'new'
  const oneHasNumber = values.studentNumber !== undefined && only.values.studentNumber === undefined
  const bothHaveYear = values.promotion !== undefined && only.diplomas.some((d) => d.values.promotion !== undefined)
  return oneHasNumber || !bothHaveYear ? doubt('maybe-same', [only]) : { person: only }
}

function sharesSomethingOwn(a: FieldValues, b: FieldValues): boolean {
  if (a.birthDate !== undefined && String(a.birthDate).length === 10 && a.birthDate === b.birthDate) return true
  for (const field of ['primaryEmail', 'secondaryEmail'] as const)
    if (a[field] !== undefined && (a[field] === b.primaryEmail || a[field] === b.secondaryEmail)) return true
  return (
    a.mobilePhone !== undefined &&
    b.mobilePhone !== undefined &&
    samePhone(String(a.mobilePhone), String(b.mobilePhone))
  )
}

/**
 * Which of a person's diplomas a line is about.
 * @param claimed diplomas that other lines of the same file were about
 * @returns undefined for another diploma than those known: other programme, or the same one in another year beside a
 * claimed one
 */
export function pickDiploma(
  values: FieldValues,
  diplomas: ExistingDiploma[],
  claimed: ReadonlyMap<string, number>,
): ExistingDiploma | undefined {
  const same = diplomas.filter((diploma) => studiesAgree(values, diploma.values) !== 'differ')
  const inYear = same.filter((diploma) => yearsAgree(values, diploma))
  const equal = inYear.find((diploma) => studiesAgree(values, diploma.values) === 'equal')
  const free = inYear.find(({ id }) => !claimed.has(id))
  if (equal ?? free ?? inYear[0]) return equal ?? free ?? inYear[0]
  const corrected = same.filter(({ id }) => !claimed.has(id))
  return corrected.length === 1 ? corrected[0] : undefined
}

function studiesAgree(a: FieldValues, b: FieldValues): 'equal' | 'differ' | 'unknown' {
  for (const field of ['programme', 'diploma', 'speciality'] as const)
    if (a[field] !== undefined && b[field] !== undefined)
      return programmeKey(String(a[field])) === programmeKey(String(b[field])) ? 'equal' : 'differ'
  return 'unknown'
}
