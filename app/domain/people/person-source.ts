/**
 * A person as the rows that own each value: what projections are made of and edits are applied to. Types and field
 * lists; pure.
 */
import type { RowOf } from '#app/db/rows.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'

/** Values of the diploma row of rank 0. */
export const DIPLOMA_FIELDS = [
  'promotion',
  'diploma',
  'programme',
  'speciality',
  'level',
  'apprenticeship',
  'diplomaState',
  'diplomaNumber',
  'registrationNumber',
] as const satisfies readonly FieldId[]
export type DiplomaField = (typeof DIPLOMA_FIELDS)[number]

/** Values of the latest current position and its company. */
export const POSITION_FIELDS = [
  'company',
  'companyAddress',
  'companySiret',
  'companyNaf',
  'workField',
  'workLevel',
  'jobTitle',
  'jobStart',
  'workPhone',
] as const satisfies readonly FieldId[]
export type PositionField = (typeof POSITION_FIELDS)[number]

/** Values of the e-mail rows. */
export const EMAIL_FIELDS = ['primaryEmail', 'secondaryEmail', 'workEmail', 'lifetimeEmail'] as const
export type EmailField = (typeof EMAIL_FIELDS)[number]

/** Lists projected from rows: other diplomas, other and past positions, ties. */
export const RECORD_FIELDS = ['otherDiplomas', 'workHistory', 'familyTies'] as const satisfies readonly FieldId[]

const elsewhere = new Set<FieldId>([
  ...DIPLOMA_FIELDS,
  ...POSITION_FIELDS,
  ...EMAIL_FIELDS,
  ...RECORD_FIELDS,
  'invalidEmail',
])

/** Fields that live on the person's own row and nowhere else. */
export const OWN_FIELDS: readonly FieldId[] = FIELD_IDS.filter((field) => !elsewhere.has(field))

/** Degrees, of the two places a map may show. */
export const COORDINATES = ['homeLat', 'homeLon', 'workLat', 'workLon'] as const
export type Coordinate = (typeof COORDINATES)[number]

/** The value of every field as pages show it; null where there is none. */
export type PersonValues = Partial<Record<FieldId, unknown>>

/** A row of `diploma`: rank 0 is the main one, `session` is of the official list (P2). */
export type DiplomaSource = RowOf<
  'diploma',
  | ('id' | 'rank' | 'promotion' | 'diploma' | 'programme' | 'speciality' | 'level' | 'apprenticeship')
  | ('diplomaState' | 'diplomaNumber' | 'registrationNumber' | 'school' | 'session')
>

/** A company as it was typed, or as the shared row that was found for it (then with an id). */
export interface CompanySource extends RowOf<'company', 'name' | 'siret' | 'naf' | 'address' | 'city' | 'country'> {
  id: string | null
}

/** A row of `position` with its company; a current one has no `endedOn`. */
export interface PositionSource
  extends RowOf<
    'position',
    'id' | 'jobTitle' | 'workField' | 'workLevel' | 'phone' | 'email' | 'city' | 'country' | 'startedOn' | 'endedOn'
  > {
  company: CompanySource | null
}

export const EMAIL_KINDS = ['personal', 'work', 'lifetime'] as const
export type EmailKind = (typeof EMAIL_KINDS)[number]

export interface EmailSource {
  id: string
  kind: EmailKind
  /** Personal ones: 0 is the primary address, 1 the second. */
  rank: number
  address: string
  preferred: boolean
  invalid: boolean
  verifiedAt: string | null
}

export interface TieSource {
  otherId: string
  kind: string
}

export interface Consents {
  school: boolean
  recruiters: boolean
  federation: boolean
}

export type Writer = 'person' | 'staff' | 'school' | 'system'

/** Where a value came from; `source` names the file or form. */
export interface Provenance {
  from: Writer
  at: string
  source?: string
  run?: string
}

/** By field; `*` is how the person came into the base, and holds for every field that has no line of its own. */
export type ProvenanceMap = Partial<Record<FieldId | '*', Provenance>>

export interface PersonSource {
  id: string
  handle: string
  own: PersonValues
  coordinates: Record<Coordinate, number | null>
  diplomas: DiplomaSource[]
  positions: PositionSource[]
  emails: EmailSource[]
  ties: TieSource[]
  /** Codes of `choiceCode`. */
  siteChoices: number[]
  printChoices: number[]
  consents: Consents
  /** False: the person objected to being listed. */
  listed: boolean
  provenance: ProvenanceMap
}

/** @returns who wrote a field last; undefined where nobody is known. */
export function writerOf(provenance: ProvenanceMap, field: FieldId): Provenance | undefined {
  return provenance[field] ?? provenance['*']
}
