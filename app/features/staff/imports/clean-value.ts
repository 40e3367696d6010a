/** One cell → the value its field holds, or an issue to report. Pure; each field's ways are in the clean-* files. */
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { cleanDate, type DateOrder, isEitherOrder, readYear } from './clean-date.ts'
import { cleanCivility, cleanName, cleanPlace } from './clean-name.ts'
import { cleanPhone } from './clean-phone.ts'
import { cleanCountry, cleanPostcode } from './clean-place.ts'
import { cleanStatus, deathOf } from './clean-status.ts'
import {
  cleanBoolean,
  cleanConsent,
  cleanDiplomaState,
  cleanProgramme,
  cleanStudentNumber,
  isDiplomaState,
  isPlaceholder,
} from './clean-studies.ts'
import { type Cell, cellText } from './source-table.ts'
import { wholeNumber } from './whole-number.ts'

/** What a field of a person or a diploma holds: dates are ISO 8601 text, promotions numbers, skills a list. */
export type FieldValue = string | number | boolean | string[]
export type FieldValues = Partial<Record<FieldId, FieldValue>>

/** Each has a text under `imports.issue.<code>`, which says whether the field has a value. */
export type IssueCode =
  | 'bad-email'
  | 'several-emails'
  | 'bad-phone'
  | 'odd-phone'
  | 'several-phones'
  | 'bad-date'
  | 'either-date'
  | 'odd-birth'
  | 'bad-year'
  | 'guessed-year'
  | 'bad-number'
  | 'lost-digits'
  | 'shared-number'
  | 'guessed-name'
  | 'odd-state'
  | 'odd-status'
  | 'unclear-consent'
  | 'accents'
  | 'second-table'
  | 'bad-boolean'
  | 'cell-error'
  | 'too-long'

export interface Cleaned {
  value?: FieldValue
  issue?: IssueCode
}

/** What a cell is read in the light of. */
export interface CleanContext {
  /** ISO code of the association's own country. */
  home: string
  /** The current year, which says what two digits mean. */
  thisYear: number
  /** Width of this source's student numbers (`paddingWidth`). */
  numberWidth: number
  /** In which order columns of days write them, where that is not day first. */
  dateOrders?: ReadonlyMap<FieldId, DateOrder>
  /** Country and post code of the line's address, where it has them. */
  country?: string
  postcode?: string
}

const NOTHING = /^[\s\p{P}\p{S}]*$/u
const NONE =
  /^(?:n\/?a|n\.a\.|nc|n\.c\.|neant|néant|aucune?|none|null|nil|vide|inconnu|unknown|non renseigne|non renseigné|n\/?r|sans objet|à compléter|a completer)$/i
const ERROR = /^#(?:N\/A|CALCUL!|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!)$/i
const LONG: ReadonlySet<FieldId> = new Set(['homeAddress', 'companyAddress', 'secondHome', 'remarks', 'bio'])
const NAMES: ReadonlySet<FieldId> = new Set(['firstName', 'lastName', 'diplomaName'])
const PLACES: ReadonlySet<FieldId> = new Set(['homeCity', 'birthPlace'])
const NAMED: ReadonlySet<FieldId> = new Set([...NAMES, ...PLACES, 'homeAddress', 'company'])
const ADDRESSES: ReadonlySet<FieldId> = new Set(['homeAddress', 'companyAddress'])
const NUMBERS: ReadonlySet<FieldId> = new Set(['registrationNumber', 'diplomaNumber'])
const CODES: ReadonlySet<FieldId> = new Set([...NUMBERS, 'companySiret', 'homePostcode'])
const PHONES: ReadonlySet<FieldId> = new Set(['mobilePhone', 'homePhone', 'workPhone'])
const EMAILS: ReadonlySet<FieldId> = new Set(['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail'])

/**
 * @param cell as read from the file
 * @returns the value in the field's own form; neither value nor issue where the cell says nothing
 */
export function cleanValue(field: FieldId, cell: Cell | undefined, context: CleanContext): Cleaned {
  const text = cellText(cell)
  if (field === 'status' && deathOf(text)) return { value: cleanStatus(text) }
  // Yes or no to a question that the heading does not ask.
  if (field === 'status' && cleanBoolean(text) !== undefined) return { issue: 'odd-status' }
  if (!text || NOTHING.test(text)) return {}
  if (ERROR.test(text)) return { issue: 'cell-error' }
  // No spreadsheet keeps more than fifteen figures of a number.
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return { issue: 'lost-digits' }
  if (EMAILS.has(field)) return cleanEmail(text)
  if (!NAMES.has(field) && NONE.test(text)) return {}
  if (text.length > (LONG.has(field) ? 2_000 : 400)) return { issue: 'too-long' }
  const typed = cleanKind(field, typeof cell === 'number' ? cell : text, context)
  if (typed) return typed
  if (PHONES.has(field)) return cleanPhone(text, context)
  if (field === 'studentNumber') return cleanNumber(text, context)
  if (CODES.has(field) && wholeNumber(text) === undefined) return { issue: 'lost-digits' }
  if (NUMBERS.has(field) && isPlaceholder(text)) return /^0+$/.test(text) ? {} : { issue: 'bad-number' }
  const whole = CODES.has(field) ? (wholeNumber(text) ?? text) : text
  const value = cleanText(field, ADDRESSES.has(field) ? addressLine(cell) : whole, context)
  if (field === 'diplomaState' && !isDiplomaState(text)) return { value, issue: 'odd-state' }
  return isDamaged(text, field) ? { value, issue: 'accents' } : { value }
}

function cleanKind(field: FieldId, raw: string | number, context: CleanContext): Cleaned | undefined {
  const kind = fieldKind(field)
  if (kind === 'year') {
    const read = readYear(raw, context.thisYear)
    return read?.isGuess ? { value: read.year, issue: 'guessed-year' } : orIssue(read?.year, 'bad-year')
  }
  if (kind === 'date') return cleanDay(field, raw, context)
  if (field === 'emailingConsent') {
    const value = cleanConsent(String(raw))
    return value === undefined ? { value: false, issue: 'unclear-consent' } : { value }
  }
  if (kind === 'boolean') return orIssue(cleanBoolean(String(raw)), 'bad-boolean')
  return kind === 'list' ? { value: cleanList(String(raw)) } : undefined
}

function cleanDay(field: FieldId, raw: string | number, { thisYear, dateOrders }: CleanContext): Cleaned {
  const order = dateOrders?.get(field) ?? 'day'
  const value = cleanDate(raw, thisYear, order)
  if (value === undefined) return { issue: 'bad-date' }
  return order === 'mixed' && isEitherOrder(String(raw)) ? { value, issue: 'either-date' } : { value }
}

/** Our own exports part words by semicolons, and words may have commas. */
function cleanList(text: string): string[] {
  const words = text.split(text.includes(';') ? /\s*;\s*/ : /\s*[,|•]\s*/)
  return [...new Set(words.filter(Boolean))]
}

function cleanNumber(text: string, { numberWidth }: CleanContext): Cleaned {
  const whole = wholeNumber(text)
  if (whole === undefined) return { issue: 'lost-digits' }
  if (/^[0.,]+$/.test(whole)) return {}
  const number = cleanStudentNumber(whole, numberWidth)
  return isPlaceholder(number) ? { issue: 'bad-number' } : { value: number }
}

/**
 * Signs that no name has: they stand where an accent was lost, or where one encoding was taken for another.
 */
function isDamaged(text: string, field: FieldId): boolean {
  if (/[\u0080-\u009f\ufffd]|\p{L}[ŽŠŸ](?=\p{Ll})|\p{L}[‚ƒ„†‡‰]|[‚ƒ„†‡‰]\p{L}|[ÃÂ][\u00a0-\u00bf]/u.test(text))
    return true
  return NAMED.has(field) && /\p{L}\?|\?\p{L}/u.test(text)
}

function orIssue(value: FieldValue | undefined, issue: IssueCode): Cleaned {
  return value === undefined ? { issue } : { value }
}

function addressLine(cell: Cell | undefined): string {
  return String(cell ?? '')
    .split('\n')
    .map(cellText)
    .filter(Boolean)
    .join('\n')
}

function cleanText(field: FieldId, text: string, context: CleanContext): string {
  if (NAMES.has(field)) return cleanName(text)
  if (PLACES.has(field)) return cleanPlace(text)
  if (field === 'civility') return cleanCivility(text)
  if (field === 'homeCountry') return cleanCountry(text).name
  if (field === 'homePostcode') return cleanPostcode(text, context.country)
  if (field === 'diplomaState') return cleanDiplomaState(text)
  if (field === 'status') return cleanStatus(text)
  if (field === 'programme') return cleanProgramme(text)
  return text
}

const EMAIL = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u

/** « pas de mail » is reported and left empty; of several addresses the first counts. */
function cleanEmail(text: string): Cleaned {
  const [first = '', second] = text
    .replace(/^mailto:|[<>]/gi, '')
    .split(/\s*[;,|/]\s*|\s+(?:ou|or|et|and)\s+|\s+(?=\S+@)/)
    .filter((part) => part.includes('@'))
  const address = first
    .trim()
    .replace(/[.,;]+$/, '')
    .toLowerCase()
  if (address.length > 254 || !EMAIL.test(address) || address.includes('..')) return { issue: 'bad-email' }
  return second ? { value: address, issue: 'several-emails' } : { value: address }
}
