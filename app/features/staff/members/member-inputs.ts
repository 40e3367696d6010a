/** How the staff's form asks for each field; also read in the browser, so nothing heavy is imported here. Pure. */

import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type FieldId, fieldKind, SECRET_FIELDS } from '#app/vocabulary/fields.ts'

/** Lines of records and what each line holds, in the order of the form. */
export const RECORD_PARTS = {
  otherDiplomas: ['diploma', 'programme', 'speciality', 'promotion', 'level', 'diplomaState', 'school'],
  workHistory: ['company', 'jobTitle', 'workField', 'workLevel', 'city', 'country', 'from', 'to'],
} as const
export type RecordField = keyof typeof RECORD_PARTS
export const RECORD_FIELDS = Object.keys(RECORD_PARTS) as RecordField[]

/** Ties name two people and are changed from the page of either. */
const ELSEWHERE: readonly FieldId[] = ['familyTies']
const LONG: readonly FieldId[] = [
  'bio',
  'hobbies',
  'remarks',
  'schoolActivities',
  'alumniActivities',
  'homeAddress',
  'companyAddress',
]
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

/** @returns how a field is asked for; undefined for one that this form does not change. */
export function inputOf(field: FieldId): InputKind | undefined {
  if (ELSEWHERE.includes(field)) return undefined
  if (isOneOf(SECRET_FIELDS, field)) return 'secret'
  if (EMAILS.includes(field)) return 'email'
  if (LONG.includes(field)) return 'long'
  const kind = fieldKind(field)
  return kind === 'records' && !isOneOf(RECORD_FIELDS, field) ? undefined : kind
}

export type FieldFault = 'date' | 'year' | 'email' | 'link' | 'long' | 'required' | 'value'
