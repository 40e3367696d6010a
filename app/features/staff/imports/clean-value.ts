/** One cell → the value its field holds, or an issue to report. Pure; each field's ways are in the clean-* files. */
import { type FieldId, fieldKind } from '#app/vocabulary/fields.ts'
import { cleanDate, cleanYear } from './clean-date.ts'
import { cleanCivility, cleanName, cleanPlace } from './clean-name.ts'
import { cleanPhone } from './clean-phone.ts'
import { cleanCountry, cleanPostcode } from './clean-place.ts'
import { cleanBoolean, cleanDiplomaState, cleanProgramme, cleanStudentNumber } from './clean-studies.ts'
import { type Cell, cellText } from './source-table.ts'

/** What a field of a person or a diploma holds: dates are ISO 8601 text, promotions numbers, skills a list. */
export type FieldValue = string | number | boolean | string[]
export type FieldValues = Partial<Record<FieldId, FieldValue>>

/**
 * Each has a text under `imports.issue.<code>`; `odd-phone` and `several-…` keep a value, the others leave the field
 * empty.
 */
export type IssueCode =
  | 'bad-email'
  | 'several-emails'
  | 'bad-phone'
  | 'odd-phone'
  | 'several-phones'
  | 'bad-date'
  | 'bad-year'
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
  /** Country and post code of the line's address, where it has them. */
  country?: string
  postcode?: string
}

const NOTHING = /^[\s\p{P}\p{S}]*$/u
const NONE =
  /^(?:n\/?a|n\.a\.|nc|n\.c\.|neant|néant|aucune?|none|null|nil|vide|inconnu|unknown|non renseigne|non renseigné)$/i
const ERROR = /^#(?:N\/A|REF!|VALUE!|VALEUR!|DIV\/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!)$/i
const LONG: ReadonlySet<FieldId> = new Set(['homeAddress', 'companyAddress', 'secondHome', 'remarks', 'bio'])
const NAMES: ReadonlySet<FieldId> = new Set(['firstName', 'lastName', 'diplomaName'])
const PLACES: ReadonlySet<FieldId> = new Set(['homeCity', 'birthPlace'])
const PHONES: ReadonlySet<FieldId> = new Set(['mobilePhone', 'homePhone', 'workPhone'])
const EMAILS: ReadonlySet<FieldId> = new Set(['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail'])

/**
 * @param cell as read from the file
 * @returns the value in the field's own form; neither value nor issue where the cell says nothing
 */
export function cleanValue(field: FieldId, cell: Cell | undefined, context: CleanContext): Cleaned {
  const text = cellText(cell)
  if (!text || NOTHING.test(text)) return {}
  if (ERROR.test(text)) return { issue: 'cell-error' }
  if (EMAILS.has(field)) return cleanEmail(text)
  if (!NAMES.has(field) && NONE.test(text)) return {}
  if (text.length > (LONG.has(field) ? 2_000 : 400)) return { issue: 'too-long' }
  const kind = fieldKind(field)
  if (kind === 'year') return orIssue(cleanYear(typeof cell === 'number' ? cell : text, context.thisYear), 'bad-year')
  if (kind === 'date') return orIssue(cleanDate(typeof cell === 'number' ? cell : text, context.thisYear), 'bad-date')
  if (kind === 'boolean') return orIssue(cleanBoolean(text), 'bad-boolean')
  if (kind === 'list') return { value: [...new Set(text.split(/\s*[;,|•]\s*/).filter(Boolean))] }
  if (PHONES.has(field)) return cleanPhone(text, context)
  return { value: cleanText(field, field === 'homeAddress' ? addressLine(cell) : text, context) }
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
  if (field === 'studentNumber') return cleanStudentNumber(text, context.numberWidth)
  if (field === 'diplomaState') return cleanDiplomaState(text)
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
