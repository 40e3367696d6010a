/**
 * What a line changes on a person: cell by cell, nothing for a blank, nothing for a spelling, nothing over a person's
 * own edit. Pure.
 */
import type { FieldId } from '#app/vocabulary/fields.ts'
import { deathOf } from './clean-status.ts'
import { diplomaOfProgramme } from './clean-studies.ts'
import type { FieldValues } from './clean-value.ts'
import { type Change, DIPLOMA_FIELDS, type ExistingDiploma, type ExistingPerson, type PlanMode } from './import-plan.ts'
import { sameValue } from './same-value.ts'

/** An address is moved as a whole: the street one person corrected is not mixed with the school's old town. */
const ADDRESS: readonly FieldId[] = ['homeAddress', 'homePostcode', 'homeCity', 'homeCountry']
/** What a list of known people is matched by is not laid on them. */
const KEYS: ReadonlySet<FieldId> = new Set(['firstName', 'lastName', 'promotion', 'civility'])

/** @returns the values that belong to the person and those of the diploma, apart */
export function splitValues(values: FieldValues): { own: FieldValues; studies: FieldValues } {
  const own: FieldValues = {}
  const studies: FieldValues = {}
  for (const [field, value] of Object.entries(values) as [FieldId, FieldValues[FieldId]][])
    (DIPLOMA_FIELDS.has(field) ? studies : own)[field] = value
  return { own, studies }
}

/**
 * @returns a diploma of its own for a line's studies, named after a well-known programme where the file has no name for
 * it
 */
export function makeDiploma(studies: FieldValues, newId: () => string): ExistingDiploma {
  const name = studies.diploma ?? (studies.programme && diplomaOfProgramme(String(studies.programme)))
  return { id: newId(), values: name ? { ...studies, diploma: name } : studies }
}

export interface Comparison {
  changes: Change[]
  conflicts: Change[]
}

/**
 * @param diploma the one the line is about, if the person has it already
 * @param rule whose word counts where the person or the staff wrote otherwise (`imports.conflict` of the tenant)
 */
export function comparePerson(
  values: FieldValues,
  person: ExistingPerson,
  diploma: ExistingDiploma | undefined,
  { rule, mode }: { rule: 'person' | 'school'; mode: PlanMode },
): Comparison {
  const { own, studies } = splitValues(values)
  const found = [...differences(own, person, null, mode)]
  if (diploma) found.push(...differences(studies, { ...person, values: diploma.values }, diploma.id, mode))
  if (rule === 'school') return { changes: found, conflicts: [] }
  const kept = protectedFields(person)
  // The dead do not correct their file: what was written before a death stands against no news of it.
  const isKept = ({ field, to }: Change) => kept.has(field) && !(field === 'status' && deathOf(String(to)))
  return { changes: found.filter((change) => !isKept(change)), conflicts: found.filter(isKept) }
}

function* differences(
  values: FieldValues,
  { values: known, owners }: Pick<ExistingPerson, 'values' | 'owners'>,
  diploma: string | null,
  mode: PlanMode,
): Generator<Change, void, undefined> {
  for (const [field, to] of Object.entries(values) as [FieldId, NonNullable<FieldValues[FieldId]>][]) {
    if (mode === 'lay' && KEYS.has(field)) continue
    const from = known[field] ?? null
    const owner = owners[field]
    if (!sameValue(field, from, to)) yield { diploma, field, from, to, ...(owner && { owner }) }
  }
}

function protectedFields({ owners }: ExistingPerson): Set<FieldId> {
  const kept = new Set<FieldId>()
  for (const [field, owner] of Object.entries(owners) as [FieldId, string][])
    if (owner === 'person' || owner === 'staff') kept.add(field)
  if (ADDRESS.some((field) => kept.has(field))) for (const field of ADDRESS) kept.add(field)
  return kept
}
