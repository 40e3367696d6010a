/** How the staff's form asks for each field; also read in the browser, so nothing heavy is imported here. Pure. */

import { STAFF_CHOICES } from '#app/vocabulary/choices.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type FieldId, fieldKind, SECRET_FIELDS } from '#app/vocabulary/fields.ts'

/** Lines of records and what each line holds, in the order of the form. */
export const RECORD_PARTS = {
  otherDiplomas: ['diploma', 'programme', 'speciality', 'promotion', 'level', 'diplomaState', 'school'],
  workHistory: ['company', 'jobTitle', 'workField', 'workLevel', 'city', 'country', 'from', 'to'],
} as const
export type RecordField = keyof typeof RECORD_PARTS
export const RECORD_FIELDS = Object.keys(RECORD_PARTS) as RecordField[]

/** Ties name two people and are changed from the page of either; what one offers is one's own to say. */
const ELSEWHERE: readonly FieldId[] = ['familyTies', 'canHelp']
const LONG: readonly FieldId[] = [
  'bio',
  'hobbies',
  'remarks',
  'schoolActivities',
  'alumniActivities',
  'homeAddress',
  'companyAddress',
]
const PHONES: readonly FieldId[] = ['mobilePhone', 'homePhone', 'workPhone']
const CHOSEN = Object.keys(STAFF_CHOICES) as (keyof typeof STAFF_CHOICES)[]
/** Fields whose values have a form of their own. */
const SPECIAL: Partial<Record<FieldId, InputKind>> = {
  ...{ homePostcode: 'postcode', homeCountry: 'country', companySiret: 'siret' },
}
const EMAILS: readonly FieldId[] = ['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail']

export type InputKind =
  | 'text'
  | 'long'
  | 'email'
  | 'date'
  | 'year'
  | 'boolean'
  | 'list'
  | 'links'
  | 'file'
  | 'secret'
  | 'records'
  | 'phone'
  | 'choice'
  | 'postcode'
  | 'country'
  | 'siret'

/** @returns how a field is asked for; undefined for one that this form does not change. */
export function inputOf(field: FieldId): InputKind | undefined {
  if (ELSEWHERE.includes(field)) return undefined
  if (isOneOf(SECRET_FIELDS, field)) return 'secret'
  if (EMAILS.includes(field)) return 'email'
  if (PHONES.includes(field)) return 'phone'
  if (isOneOf(CHOSEN, field)) return 'choice'
  if (LONG.includes(field)) return 'long'
  if (SPECIAL[field]) return SPECIAL[field]
  const kind = fieldKind(field)
  return kind === 'records' && !isOneOf(RECORD_FIELDS, field) ? undefined : kind
}

/** What may be wrong with an answer; words are texts `member.errors.<fault>`. */
export type FieldFault =
  | 'date'
  | 'year'
  | 'order'
  | 'email'
  | 'link'
  | 'long'
  | 'required'
  | 'value'
  | Extract<InputKind, 'phone' | 'choice' | 'postcode' | 'country' | 'siret'>
