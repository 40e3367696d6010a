/**
 * Field ids by theme: the one vocabulary of rules, privacy page, mark-up, import and export. A tenant file chooses
 * among these words; nothing else is ever interpreted. Source: interface.md "Field ids". Pure.
 */

/** Field ids by theme: the one vocabulary of rules, privacy page, mark-up, import and export. */
export const FIELD_GROUPS = {
  identity: ['civility', 'firstName', 'lastName', 'diplomaName', 'birthDate', 'birthPlace', 'photo', 'status'],
  contact: [
    'primaryEmail',
    'secondaryEmail',
    'workEmail',
    'lifetimeEmail',
    'mobilePhone',
    'homePhone',
    'workPhone',
    'mailingAddressChoice',
    'emailingConsent',
    'invalidEmail',
  ],
  studies: [
    'promotion',
    'diploma',
    'programme',
    'speciality',
    'level',
    'apprenticeship',
    'diplomaState',
    'prepCycle',
    'engineeringCycle',
    'labellis',
    'otherDiplomas',
    'schoolActivities',
    'alumniActivities',
    'studentNumber',
    'diplomaNumber',
    'registrationNumber',
    'iesfCode',
  ],
  place: ['homeAddress', 'homePostcode', 'homeCity', 'homeCountry', 'secondHome'],
  work: [
    'company',
    'companyAddress',
    'companySiret',
    'companyNaf',
    'workField',
    'workLevel',
    'jobTitle',
    'jobStart',
    'skills',
    'workHistory',
  ],
  other: ['socialLinks', 'familyTies', 'bio', 'hobbies', 'cv', 'badges', 'acceptsContact', 'remarks'],
  publication: ['pseudonym', 'purpose', 'publishedAt'],
  help: ['canHelp'],
} as const
export type FieldGroup = keyof typeof FIELD_GROUPS
export type FieldId = (typeof FIELD_GROUPS)[FieldGroup][number]

/**
 * Every field id, in the order in which pages, matrices and exports list them. Position + 1 is the field's number in
 * stored audience codes: append only.
 */
export const FIELD_IDS: readonly FieldId[] = Object.values(FIELD_GROUPS).flat()

type Telling = Partial<Record<FieldId, readonly FieldId[]>>

/**
 * Values out of which another field's value can be read (rules.md, "Fields that tell another"): such a field is never
 * shown further than the fields it tells. What those tell in turn holds as well.
 */
export const TELLS: Telling = {
  companySiret: ['company'],
  companyNaf: ['company'],
  companyAddress: ['company'],
  workEmail: ['company'],
  homeAddress: ['homePostcode'],
  homePostcode: ['homeCity'],
  homeCity: ['homeCountry'],
  // Its address is the civil name, where the association knows people by another one too.
  lifetimeEmail: ['firstName', 'lastName'],
}

/**
 * Files in which the person writes what they like: shown no further than the person closed these, by a choice or where
 * the association lets nobody wider in. A mere default closes nothing: a CV is uploaded to be found.
 */
export const HINTS: Telling = { cv: ['company', 'jobTitle'] }

/** @returns every field that the field's value tells, directly or through another. */
export function toldBy(field: FieldId): FieldId[] {
  const direct = TELLS[field] ?? []
  return [...new Set(direct.flatMap((one) => [one, ...toldBy(one)]))]
}

/** Never granted to any role but the person, never exported (rules.md, "iesfCode"). */
export const SECRET_FIELDS = ['iesfCode'] as const satisfies readonly FieldId[]

/**
 * How a field's value is stored: decides its column, its form input, its comparison in imports and its JSON in exports.
 */
export type FieldKind = 'text' | 'date' | 'year' | 'boolean' | 'list' | 'links' | 'records' | 'file'

const KINDS: Partial<Record<FieldId, FieldKind>> = {
  birthDate: 'date',
  jobStart: 'date',
  publishedAt: 'date',
  promotion: 'year',
  emailingConsent: 'boolean',
  invalidEmail: 'boolean',
  apprenticeship: 'boolean',
  acceptsContact: 'boolean',
  skills: 'list',
  badges: 'list',
  canHelp: 'list',
  socialLinks: 'links',
  otherDiplomas: 'records',
  workHistory: 'records',
  familyTies: 'records',
  photo: 'file',
  cv: 'file',
}

/** @returns how values of the field are stored; text unless the list above says otherwise. */
export function fieldKind(field: FieldId): FieldKind {
  return KINDS[field] ?? 'text'
}

const FIELD_NUMBER = new Map(FIELD_IDS.map((field, index) => [field, index + 1]))

/** @returns the number under which stored codes and search words know a field. */
export function fieldNumber(field: FieldId): number {
  return FIELD_NUMBER.get(field)!
}
