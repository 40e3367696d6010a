/** What a profile page is made of: plain values that only `show-person.server.ts` makes, out of a revealed person. */
import * as href from '#app/addresses.ts'
import type { FieldGroup, FieldId } from '#app/vocabulary/fields.ts'

/** One line of a list inside a field: a past position, a diploma, a link, a relative. */
export interface Entry {
  title: string
  note?: string
  end?: string
  /** Address of the title. */
  to?: string
  /** Handle of another person, where the line is one. */
  person?: string
  /** The stored word behind `note`. */
  kind?: string
}

/** One field as the page writes it. */
export interface Shown {
  field: FieldId
  /** The words; absent where the field is a list of entries or words. */
  text?: string
  /** The JSON value, where the words are formatted. */
  value?: unknown
  /** `mailto:`, `tel:` or an address of ours. */
  to?: string
  words?: string[]
  entries?: Entry[]
}

export type ShownFields = { [F in FieldId]?: Shown }

/** The current position, in the line of a curriculum vitae. */
export const POSITION_LINE = ['jobTitle', 'company', 'companyAddress', 'jobStart'] as const satisfies readonly FieldId[]

/** Names other than the one the association knows people by. */
export const OTHER_NAMES = ['pseudonym', 'purpose'] as const satisfies readonly FieldId[]

/** What few people read: folded at the foot of its card. */
export const DETAILS: readonly FieldId[] = [
  ...(['companySiret', 'companyNaf', 'workLevel', 'level', 'apprenticeship', 'diplomaState', 'labellis'] as const),
  ...(['prepCycle', 'engineeringCycle', 'studentNumber', 'diplomaNumber', 'registrationNumber'] as const),
  ...([
    'civility',
    'diplomaName',
    'acceptsContact',
    'invalidEmail',
    'mailingAddressChoice',
    'emailingConsent',
  ] as const),
]

/** The page of « Réglages » where the person changes what a card says. */
export const SETTINGS_OF: Record<string, string> = {
  contact: `${href.ownContact}#contact`,
  place: `${href.ownContact}#adresse`,
  brief: `${href.ownRecord}#autres`,
  career: `${href.ownCareer}#postes`,
  studies: `${href.ownCareer}#diplomes`,
  help: `${href.ownCareer}#aide`,
  identity: `${href.ownRecord}#identite`,
}

/** The cards of the page; `side` ones stand in the narrow column. */
export const CARDS: readonly { id: string; side?: true; group: FieldGroup; fields: readonly FieldId[] }[] = [
  {
    id: 'contact',
    side: true,
    group: 'contact',
    fields: [
      ...(['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail', 'invalidEmail', 'mobilePhone'] as const),
      ...([
        'homePhone',
        'workPhone',
        'acceptsContact',
        'socialLinks',
        'mailingAddressChoice',
        'emailingConsent',
      ] as const),
    ],
  },
  {
    id: 'place',
    side: true,
    group: 'place',
    fields: ['homeAddress', 'homePostcode', 'homeCity', 'homeCountry', 'secondHome'],
  },
  { id: 'help', side: true, group: 'help', fields: ['canHelp'] },
  { id: 'brief', group: 'other', fields: ['diploma', 'promotion', 'speciality', 'bio', 'workField', 'skills'] },
  { id: 'career', group: 'work', fields: ['workLevel', 'companySiret', 'companyNaf', 'cv'] },
  {
    id: 'studies',
    group: 'studies',
    fields: [
      ...(['programme', 'level', 'apprenticeship', 'diplomaState'] as const),
      ...([
        'prepCycle',
        'engineeringCycle',
        'labellis',
        'otherDiplomas',
        'schoolActivities',
        'alumniActivities',
      ] as const),
      ...(['studentNumber', 'diplomaNumber', 'registrationNumber'] as const),
    ],
  },
  {
    id: 'identity',
    group: 'identity',
    fields: [
      'civility',
      'diplomaName',
      'birthDate',
      'birthPlace',
      'status',
      'familyTies',
      'hobbies',
      'publishedAt',
      'remarks',
    ],
  },
]
