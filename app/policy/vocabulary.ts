/**
 * The closed lists every rule is written in. A tenant chooses among these words; nothing else is ever interpreted.
 * Sources: interface.md "Field ids", rules.md "Relations" and "Roles".
 */

/** Who may be admitted, from widest to narrowest (rules.md, "Relations"; S10). The order is the meaning. */
export const AUDIENCES = ['public', 'recruiters', 'network', 'friends', 'nobody'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Where a value is shown; each person chooses an audience for each (S10). */
export const CHANNELS = ['site', 'print'] as const
export type Channel = (typeof CHANNELS)[number]

/** Roles worked out at each request from rows of periods and grants (rules.md, "Roles"). */
export const ROLES = [
  'visitor',
  'member',
  'adherent',
  'recruiter',
  'poster',
  'school',
  'manager',
  'admin',
  'federation-admin',
] as const
export type Role = (typeof ROLES)[number]

/** Roles a row of `role_grant` may give; the others follow from periods and from the kind of account. */
export const GRANTED_ROLES = ['manager', 'admin', 'federation-admin'] as const satisfies readonly Role[]
export type GrantedRole = (typeof GRANTED_ROLES)[number]

/** The three bases of accounts, each with a sign-in page of its own (N1). */
export const DOORS = ['people', 'recruiters', 'schools'] as const
export type Door = (typeof DOORS)[number]

/** What a role may do besides reading fields. */
export const ACTIONS = [
  'search',
  'administer',
  'keep-books',
  'extract',
  'write-to',
  'federation',
  'befriend',
  'report',
  'map',
  'companies',
  'cohort',
] as const
export type Action = (typeof ACTIONS)[number]

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
} as const

export type FieldGroup = keyof typeof FIELD_GROUPS
export type FieldId = (typeof FIELD_GROUPS)[FieldGroup][number]

/** Every field id, in the order in which pages, matrices and exports list them. Position + 1 is the field's number in stored audience codes: append only. */
export const FIELD_IDS: readonly FieldId[] = Object.values(FIELD_GROUPS).flat()

type Telling = Partial<Record<FieldId, readonly FieldId[]>>

/**
 * Values out of which another field's value can be read (rules.md, "Fields that tell another"): such a field is never shown
 * further than the fields it tells. What those tell in turn holds as well.
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
 * Files in which the person writes what they like: shown no further than the person closed these, by a choice or where the
 * association lets nobody wider in. A mere default closes nothing: a CV is uploaded to be found.
 */
export const HINTS: Telling = { cv: ['company', 'jobTitle'] }

/** @returns every field that the field's value tells, directly or through another. */
export function toldBy(field: FieldId): FieldId[] {
  const direct = TELLS[field] ?? []
  return [...new Set(direct.flatMap((one) => [one, ...toldBy(one)]))]
}

/** Never granted to any role but the person, never exported (rules.md, "iesfCode"). */
export const SECRET_FIELDS = ['iesfCode'] as const satisfies readonly FieldId[]

/** How a field's value is stored: decides its column, its form input, its comparison in imports and its JSON in exports. */
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

/** What a directory search may be narrowed by (interface.md, "Addresses"), and the field whose visibility each stands on. */
export const CRITERIA = {
  nom: 'lastName',
  prenom: 'firstName',
  promo: 'promotion',
  promoMin: 'promotion',
  promoMax: 'promotion',
  diplome: 'diploma',
  entreprise: 'company',
  ville: 'homeCity',
  pays: 'homeCountry',
  secteur: 'workField',
  fonction: 'jobTitle',
  competence: 'skills',
} as const satisfies Record<string, FieldId>
export type Criterion = keyof typeof CRITERIA | 'q'
export const CRITERION_IDS = ['q', ...Object.keys(CRITERIA)] as Criterion[]

/** People agree to these transfers one by one (rules.md, "ISEP", "Roles"). */
export const CONSENTS = ['school', 'recruiters', 'federation'] as const
export type Consent = (typeof CONSENTS)[number]

/** @returns true where `value` is one of the closed list `words`; narrows its type. */
export function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return typeof value === 'string' && (words as readonly string[]).includes(value)
}

const FIELD_NUMBER = new Map(FIELD_IDS.map((field, index) => [field, index + 1]))

/** @returns the number under which stored codes and search words know a field. */
export function fieldNumber(field: FieldId): number {
  return FIELD_NUMBER.get(field)!
}

/**
 * One small integer for "this person chose this audience for this field", as kept in `person.siteChoices` and
 * `person.printChoices`: field number × 8 + audience rank (0 = public … 4 = nobody).
 */
export function choiceCode(field: FieldId, audience: Audience): number {
  return fieldNumber(field) * 8 + AUDIENCES.indexOf(audience)
}

/** The inverse of {@link choiceCode}; undefined for a number that is no code. */
export function readChoiceCode(code: number): { field: FieldId; audience: Audience } | undefined {
  const field = FIELD_IDS[Math.floor(code / 8) - 1]
  const audience = AUDIENCES[code % 8]
  return field && audience ? { field, audience } : undefined
}
