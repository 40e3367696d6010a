/** From the rows that own a person's values to the one row that pages read (model `Person` of prisma/schema). Pure. */
import { fold } from '#app/i18n/fold.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import {
  DIPLOMA_FIELDS,
  type DiplomaSource,
  type EmailKind,
  type EmailSource,
  OWN_FIELDS,
  type PersonSource,
  type PersonValues,
  type PositionSource,
} from './person-source.ts'

/** @returns the value of every field id; null (an empty list for lists) where there is none. */
export function project(source: PersonSource): PersonValues {
  return {
    ...ownValues(source),
    ...diplomaValues(source.diplomas),
    ...positionValues(source.positions),
    ...emailValues(source.emails),
    // Ids and not handles: a handle says a name, and the other person may be hidden from who reads this.
    familyTies: orNull(source.ties.map(({ kind, otherId }) => ({ kind, id: otherId })).sort(byId)),
  }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

function orNull<T>(list: T[]): T[] | null {
  return list.length > 0 ? list : null
}

function ownValues({ own }: PersonSource): PersonValues {
  const values: PersonValues = {}
  for (const field of OWN_FIELDS) values[field] = own[field] ?? null
  values.skills ??= []
  values.badges ??= []
  values.canHelp ??= []
  return values
}

function diplomaValues(diplomas: readonly DiplomaSource[]): PersonValues {
  const [main, ...others] = diplomas.toSorted((a, b) => a.rank - b.rank || byId(a, b))
  const values: PersonValues = { otherDiplomas: orNull(others.map(diplomaRecord)) }
  for (const field of DIPLOMA_FIELDS) values[field] = main?.[field] ?? null
  return values
}

/** A diploma without its numbers: those are fields of their own, with audiences of their own. */
function diplomaRecord({ diploma, programme, speciality, promotion, level, diplomaState, school }: DiplomaSource) {
  return filled({ diploma, programme, speciality, promotion, level, diplomaState, school })
}

function filled(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined))
}

/** Current positions first, then the latest begun. */
export function inOrder(positions: readonly PositionSource[]): PositionSource[] {
  const latest = (a: string | null, b: string | null) => (a === b ? 0 : (a ?? '') > (b ?? '') ? -1 : 1)
  return positions.toSorted(
    (a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null) || latest(a.startedOn, b.startedOn) || byId(b, a),
  )
}

/** @returns the position shown as the current one, if there is one. */
export function currentPosition(positions: readonly PositionSource[]): PositionSource | undefined {
  return inOrder(positions).find((position) => position.endedOn === null)
}

function positionValues(positions: readonly PositionSource[]): PersonValues {
  const current = currentPosition(positions)
  const company = current?.company
  return {
    company: company?.name ?? null,
    companyAddress: company?.address ?? null,
    companySiret: company?.siret ?? null,
    companyNaf: company?.naf ?? null,
    workField: current?.workField ?? null,
    workLevel: current?.workLevel ?? null,
    jobTitle: current?.jobTitle ?? null,
    jobStart: current?.startedOn ?? null,
    workPhone: current?.phone ?? null,
    workHistory: orNull(
      inOrder(positions)
        .filter((position) => position !== current)
        .map(positionRecord),
    ),
  }
}

/** Without `to` where the person holds it beside the current one. Phones and mail addresses are left out. */
function positionRecord(position: PositionSource) {
  const { company, jobTitle, workField, workLevel, startedOn, endedOn } = position
  const place = { city: position.city ?? company?.city, country: position.country ?? company?.country }
  return filled({ company: company?.name, jobTitle, workField, workLevel, ...place, from: startedOn, to: endedOn })
}

/** @returns the address in one slot: personal 0 is the primary one, 1 the second. */
export function emailIn(emails: readonly EmailSource[], kind: EmailKind, rank = 0): EmailSource | undefined {
  return emails.find((email) => email.kind === kind && email.rank === rank)
}

function emailValues(emails: readonly EmailSource[]): PersonValues {
  const at = (kind: EmailKind, rank?: number) => emailIn(emails, kind, rank)?.address ?? null
  return {
    primaryEmail: at('personal'),
    secondaryEmail: at('personal', 1),
    workEmail: at('work'),
    lifetimeEmail: at('lifetime'),
    invalidEmail: preferredEmail(emails)?.invalid ?? null,
  }
}

/**
 * @returns the address the person would rather be written to: the one they marked, else the first personal, work,
 * lifetime one.
 */
export function preferredEmail(emails: readonly EmailSource[]): EmailSource | undefined {
  return inPreference(emails)[0]
}

/** @returns the address mail goes to: the preferred one unless it is in error, then the next valid one (I4). */
export function deliveryEmail(emails: readonly EmailSource[]): EmailSource | undefined {
  return inPreference(emails).find((email) => !email.invalid)
}

const KIND_ORDER: Record<EmailKind, number> = { personal: 0, work: 1, lifetime: 2 }

function inPreference(emails: readonly EmailSource[]): EmailSource[] {
  return emails.toSorted(
    (a, b) =>
      Number(b.preferred) - Number(a.preferred) ||
      KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
      a.rank - b.rank ||
      byId(a, b),
  )
}

/**
 * Sorts before every letter of a word and every space, so that « martin » with any first name comes before « martin
 * dupont ».
 */
export const BETWEEN = '\t'
const SORT_LENGTH = 240

/**
 * The order of every list: the association's identity field, then what goes with it, and nothing else, so that a list
 * under pseudonyms does not follow the names behind them.
 * @param config the association's `identity`
 */
export function sortNameOf({ identity }: Pick<TenantConfig, 'identity'>, values: PersonValues): string {
  const text = (field: FieldId) => fold(String(values[field] ?? ''))
  return [identity.field, ...identity.with].map(text).join(BETWEEN).trimEnd().slice(0, SORT_LENGTH)
}
