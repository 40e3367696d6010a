/** The tables of a person as bulk writes see them. */
import type { BulkTable, ColumnType } from '#app/db/bulk.ts'
import { fold } from '#app/i18n/fold.ts'
import { FIELD_IDS, type FieldId, type FieldKind, fieldKind } from '#app/vocabulary/fields.ts'
import type { DiplomaSource, EmailSource, PersonSource, PersonValues, PositionSource } from './person-source.ts'

const TYPES: Record<FieldKind, ColumnType> = {
  text: 'text',
  date: 'text',
  file: 'text',
  year: 'integer',
  boolean: 'boolean',
  list: 'text[]',
  links: 'jsonb',
  records: 'jsonb',
}

const ids = { tenantId: 'uuid', id: 'uuid' } as const
const ofPerson = { ...ids, personId: 'uuid' } as const

export const PERSON_TABLE: BulkTable = {
  name: 'person',
  columns: {
    ...ids,
    handle: 'text',
    ...(Object.fromEntries(FIELD_IDS.map((field) => [field, TYPES[fieldKind(field)]])) as Record<FieldId, ColumnType>),
    homeLat: 'double precision',
    homeLon: 'double precision',
    workLat: 'double precision',
    workLon: 'double precision',
    siteChoices: 'smallint[]',
    printChoices: 'smallint[]',
    consentSchool: 'boolean',
    consentRecruiters: 'boolean',
    consentFederation: 'boolean',
    listed: 'boolean',
    sortName: 'text',
    provenance: 'jsonb',
    updatedAt: 'timestamptz',
  },
  key: ['tenantId', 'id'],
  // Of people who come out of one file.
  alike: [
    ...['tenantId', 'skills', 'badges', 'canHelp', 'siteChoices', 'printChoices', 'provenance'],
    ...['updatedAt', 'consentSchool', 'consentRecruiters', 'consentFederation', 'listed'],
  ],
}

/** @param values projected from the source @returns the row of `person`, one member per column */
export function personRow(
  tenantId: string,
  source: PersonSource,
  values: PersonValues,
  { sortName, now }: { sortName: string; now: Date },
): object {
  const { id, handle, coordinates, siteChoices, printChoices, consents, provenance } = source
  return {
    ...{ tenantId, id, handle, ...values, ...coordinates, siteChoices, printChoices },
    consentSchool: consents.school,
    consentRecruiters: consents.recruiters,
    consentFederation: consents.federation,
    listed: source.listed,
    ...{ sortName, provenance, updatedAt: now },
  }
}

export const DIPLOMA_TABLE: BulkTable = {
  name: 'diploma',
  columns: {
    ...ofPerson,
    rank: 'smallint',
    diploma: 'text',
    programme: 'text',
    speciality: 'text',
    promotion: 'integer',
    level: 'text',
    apprenticeship: 'boolean',
    diplomaState: 'text',
    school: 'text',
    diplomaNumber: 'text',
    registrationNumber: 'text',
    session: 'text',
  },
  key: ['tenantId', 'id'],
  alike: ['tenantId', 'rank'],
}

/** @returns the row of `diploma`, one member per column */
export function diplomaRow(tenantId: string, personId: string, diploma: DiplomaSource): object {
  return { tenantId, personId, ...diploma }
}

export const COMPANY_TABLE: BulkTable = {
  name: 'company',
  columns: {
    ...ids,
    name: 'text',
    folded: 'text',
    siret: 'text',
    naf: 'text',
    address: 'text',
    city: 'text',
    country: 'text',
  },
  key: ['tenantId', 'id'],
  alike: ['tenantId'],
}

export const POSITION_TABLE: BulkTable = {
  name: 'position',
  columns: {
    ...ofPerson,
    companyId: 'uuid',
    jobTitle: 'text',
    workField: 'text',
    workLevel: 'text',
    phone: 'text',
    email: 'text',
    city: 'text',
    country: 'text',
    startedOn: 'text',
    endedOn: 'text',
  },
  key: ['tenantId', 'id'],
  alike: ['tenantId'],
}

/** @returns the row of `position`, its company by id */
export function positionRow(tenantId: string, personId: string, { company, ...position }: PositionSource): object {
  return { tenantId, personId, companyId: company?.id ?? null, ...position }
}

export const EMAIL_TABLE: BulkTable = {
  name: 'person_email',
  columns: {
    ...ofPerson,
    kind: 'text',
    rank: 'smallint',
    address: 'text',
    folded: 'text',
    preferred: 'boolean',
    invalid: 'boolean',
    verifiedAt: 'timestamptz',
  },
  key: ['tenantId', 'id'],
  alike: ['tenantId', 'preferred', 'invalid'],
}

/** @returns the row of `person_email`, with the form in which spellings are compared */
export function emailRow(tenantId: string, personId: string, email: EmailSource): object {
  return { tenantId, personId, folded: foldAddress(email.address), ...email }
}

/** @returns the form in which two spellings of one address are equal. */
export function foldAddress(address: string): string {
  return address.normalize('NFKC').trim().toLowerCase()
}

export const TIE_TABLE: BulkTable = {
  name: 'family_tie',
  columns: { tenantId: 'uuid', personId: 'uuid', otherId: 'uuid', kind: 'text' },
  key: ['tenantId', 'personId', 'otherId'],
}

export const CHANGE_TABLE: BulkTable = {
  name: 'value_change',
  columns: {
    ...ofPerson,
    field: 'text',
    before: 'jsonb',
    after: 'jsonb',
    from: 'text',
    accountId: 'uuid',
    runId: 'uuid',
    at: 'timestamptz',
  },
  key: ['tenantId', 'id'],
  alike: ['tenantId', 'from', 'accountId', 'runId', 'at'],
}

export const SHARED_TABLE: BulkTable = {
  name: 'shared_entry',
  columns: {
    ...ids,
    federationId: 'uuid',
    handle: 'text',
    fields: 'jsonb',
    promotion: 'integer',
    siteChoices: 'smallint[]',
    sortName: 'text',
    sharedFrom: 'timestamptz',
    sharedUntil: 'timestamptz',
  },
  key: ['federationId', 'tenantId', 'id'],
}

/** @returns the one spelling under which a company is found (I3). */
export function foldCompany(name: string): string {
  return fold(name).slice(0, 200)
}
