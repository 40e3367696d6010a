/** What the plain forms of one's own record ask (S8), and what the association alone may correct; no rules in here. */
import { CHOICES } from '#app/vocabulary/choices.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { HELPS } from '#app/vocabulary/helps.ts'

/** How an answer is given. */
export type Control = 'text' | 'lines' | 'date' | 'phone' | 'yesNo' | 'choice' | 'ticks' | 'words' | 'country'

export interface Question {
  field: FieldId
  control: Control
  required?: true
  /** Characters at most. */
  most?: number
  autoComplete?: string
  /**
   * Answers of a `choice` or of `ticks`: values as stored; words are texts `choices.<field>.<value>`, else the value.
   */
  options?: readonly string[]
}

export const text = (field: FieldId, more: Partial<Question> = {}): Question => ({
  field,
  control: 'text',
  most: 200,
  ...more,
})
export const lines = (field: FieldId, more: Partial<Question> = {}): Question => ({
  field,
  control: 'lines',
  most: 2000,
  ...more,
})

/** Parts that are one plain form: their questions, in order. */
export const FORMS = {
  identite: [
    { field: 'civility', control: 'choice', options: CHOICES.civility },
    text('firstName', { required: true, most: 80, autoComplete: 'given-name' }),
    text('lastName', { required: true, most: 80, autoComplete: 'family-name' }),
    text('pseudonym', { required: true, most: 40, autoComplete: 'nickname' }),
    text('purpose', { required: true, most: 120 }),
    { field: 'birthDate', control: 'date', autoComplete: 'bday' },
    text('birthPlace', { most: 120 }),
  ],
  adresse: [
    text('homeAddress', { most: 300, autoComplete: 'street-address' }),
    text('homePostcode', { most: 16, autoComplete: 'postal-code' }),
    text('homeCity', { most: 120, autoComplete: 'address-level2' }),
    { field: 'homeCountry', control: 'country', most: 80, autoComplete: 'country-name' },
    text('secondHome', { most: 300 }),
    { field: 'mailingAddressChoice', control: 'choice', options: CHOICES.mailingAddressChoice },
  ],
  competences: [{ field: 'skills', control: 'words', most: 2000 }],
  diplomes: [
    text('speciality'),
    text('prepCycle'),
    text('engineeringCycle'),
    lines('schoolActivities'),
    lines('alumniActivities'),
  ],
  aide: [{ field: 'canHelp', control: 'ticks', options: HELPS }],
  autres: [
    { field: 'status', control: 'choice', options: CHOICES.status },
    lines('bio', { most: 4000 }),
    lines('hobbies', { most: 1000 }),
  ],
} satisfies Record<string, readonly Question[]>

/** What the association's own data say: shown with the reason, corrected by the association alone. */
export const READ_ONLY: Partial<Record<string, readonly FieldId[]>> = {
  identite: ['diplomaName'],
  diplomes: [
    ...(['diploma', 'promotion', 'programme', 'level', 'apprenticeship', 'diplomaState', 'labellis'] as const),
    ...(['studentNumber', 'diplomaNumber', 'registrationNumber'] as const),
  ],
  contact: ['lifetimeEmail', 'invalidEmail'],
  autres: ['badges', 'remarks', 'publishedAt'],
}
