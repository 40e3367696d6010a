/**
 * The pages of « Réglages » about one's own record (S8), and the fields each edits. Shared by pages and server; no
 * rules in here.
 */
import { CHOICES } from '#app/vocabulary/choices.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

/** How an answer is given. */
export type Control = 'text' | 'lines' | 'date' | 'phone' | 'yesNo' | 'choice' | 'words' | 'country'

export interface Question {
  field: FieldId
  control: Control
  required?: true
  /** Characters at most. */
  most?: number
  autoComplete?: string
  /** Answers of a `choice`: values as stored; words are texts `choices.<field>.<value>`, else the value itself. */
  options?: readonly string[]
}

const text = (field: FieldId, more: Partial<Question> = {}): Question => ({
  field,
  control: 'text',
  most: 200,
  ...more,
})
const lines = (field: FieldId, more: Partial<Question> = {}): Question => ({
  field,
  control: 'lines',
  most: 2000,
  ...more,
})

/** Pages that are one plain form: address → questions, in order. */
export const FORMS: Record<string, readonly Question[]> = {
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
  autres: [
    { field: 'status', control: 'choice', options: CHOICES.status },
    lines('bio', { most: 4000 }),
    lines('hobbies', { most: 1000 }),
  ],
}

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

/** Every page of one's own record. */
export const SECTIONS = [
  ...(['identite', 'photo', 'contact', 'adresse', 'postes', 'parcours', 'diplomes', 'competences', 'famille'] as const),
  ...(['autres', 'adresses', 'abonnements', 'notifications', 'confidentialite', 'securite'] as const),
] as const
export type Section = (typeof SECTIONS)[number]

/** The six subjects of the menu, in its order; words are texts `subjects.<id>`. One's data stand with the account. */
export const SUBJECTS = {
  fiche: ['identite', 'photo', 'autres', 'famille'],
  parcours: ['postes', 'parcours', 'diplomes', 'competences'],
  coordonnees: ['contact', 'adresse', 'adresses'],
  confidentialite: ['confidentialite'],
  abonnements: ['abonnements', 'notifications'],
  compte: ['securite'],
} as const satisfies Record<string, readonly Section[]>
export type Subject = keyof typeof SUBJECTS
export const SUBJECT_IDS = Object.keys(SUBJECTS) as Subject[]
