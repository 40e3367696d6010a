/** Somebody who is not in the base yet, as imports, sign-ups and synthetic people give them. */
import { uuidv7 } from '#app/db/uuid.ts'
import { type Audience, choiceCode } from '#app/vocabulary/audiences.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { applyValues, emptyDiploma, emptyPosition, type ValueChanges } from './apply-values.ts'
import type {
  CompanySource,
  Consents,
  DiplomaSource,
  EmailSource,
  PersonSource,
  PositionSource,
  ProvenanceMap,
} from './person-source.ts'
import { emailIn } from './projection.ts'
import { sealFor } from './seal.server.ts'
import type { Scope } from './shared-entries.server.ts'

export type Choices = Partial<Record<FieldId, Audience>>

export type NewPosition = Partial<Omit<PositionSource, 'company'>> & {
  company?: (Partial<CompanySource> & { name: string }) | null
}

export interface NewPerson {
  /** A uuid of version 7; made where it is missing. */
  id?: string
  /** By field id; those of diplomas, positions and e-mails make rows of their own. */
  values: ValueChanges
  /** Instead of diploma fields in `values`; the first is the main one. */
  diplomas?: Partial<DiplomaSource>[]
  /** Instead of work fields in `values`. */
  positions?: NewPosition[]
  /** More addresses than `values` can say. */
  emails?: EmailSource[]
  siteChoices?: Choices
  printChoices?: Choices
  /** The association's defaults where nothing is said. */
  consents?: Partial<Consents>
  /** Fields that came otherwise than the rest. */
  provenance?: ProvenanceMap
}

/** @returns audience choices as stored codes. */
export function choiceCodes(choices: Choices): number[] {
  return (Object.entries(choices) as [FieldId, Audience][]).map(([field, audience]) => choiceCode(field, audience))
}

/**
 * @returns the rows of somebody new, with the association’s defaults; no handle yet.
 * @throws TypeError as {@link applyValues}
 */
export function newSource(scope: Scope, person: NewPerson): PersonSource {
  const { consents } = scope.config
  const id = person.id ?? uuidv7()
  const source: PersonSource = {
    ...{ id, handle: '', own: {}, coordinates: { homeLat: null, homeLon: null, workLat: null, workLon: null } },
    diplomas: (person.diplomas ?? []).map((diploma, rank) => ({ ...emptyDiploma(rank), ...diploma, rank })),
    positions: (person.positions ?? []).map(fillPosition),
    emails: [...(person.emails ?? [])],
    ties: [],
    siteChoices: choiceCodes(person.siteChoices ?? {}),
    printChoices: choiceCodes(person.printChoices ?? {}),
    listed: true,
    consents: {
      school: consents.school.default,
      recruiters: consents.recruiters.default,
      federation: consents.federation.default,
      ...person.consents,
    },
    provenance: { ...person.provenance },
  }
  applyValues(source, person.values, sealFor(scope.id, id))
  return source
}

/** @returns a whole position, with nothing where nothing was given. */
export function fillPosition({ company, ...position }: NewPosition): PositionSource {
  const none = { id: null, siret: null, naf: null, address: null, city: null, country: null }
  return { ...emptyPosition(), ...position, company: company ? { ...none, ...company } : null }
}

/** @returns the values that logins and handles are made of: names, year, e-mail, pseudonym */
export function loginPerson(source: PersonSource) {
  const main = source.diplomas.toSorted((a, b) => a.rank - b.rank)[0]
  return {
    id: source.id,
    firstName: String(source.own.firstName ?? ''),
    lastName: String(source.own.lastName ?? ''),
    promotion: main?.promotion ?? null,
    email: emailIn(source.emails, 'personal')?.address ?? null,
    pseudonym: (source.own.pseudonym as string | null | undefined) ?? null,
  }
}
