/**
 * Adding, changing and removing people: what imports, edit forms, staff and tasks call. Everything goes through
 * `persist`.
 */
import { now } from '#app/context/clock.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { applyValues, clean, emptyDiploma, setDiplomaValue, type ValueChanges } from './apply-values.ts'
import { assignHandles } from './handles.server.ts'
import { loadPeople } from './load-people.server.ts'
import { type Choices, choiceCodes, loginPerson, type NewPerson, newSource } from './new-person.server.ts'
import { persist, type Written } from './persist-people.server.ts'
import { type Consents, DIPLOMA_FIELDS, type DiplomaSource, type PersonSource } from './person-source.ts'
import type { Trace, Write } from './person-writes.ts'
import { sealFor } from './seal.server.ts'
import { removeSharedEntries, type Scope } from './shared-entries.server.ts'
import { forgetTokens } from './token-rows.server.ts'

/**
 * Adds people to the association; not their accounts. At most a few thousand at a time: all of it is one batch in
 * memory.
 * @returns id and handle of each, in order
 * @throws TypeError for a value its field cannot hold
 */
export function insertPeople(
  query: Query,
  scope: Scope,
  people: readonly NewPerson[],
  trace: Trace,
): Promise<{ id: string; handle: string }[]> {
  return insertDrafts(query, scope, draftPeople(scope, people), trace)
}

/**
 * The part of {@link insertPeople} that needs no transaction.
 * @returns rows of people without a handle, in order
 * @throws TypeError for a value its field cannot hold
 */
export function draftPeople(scope: Scope, people: readonly NewPerson[]): PersonSource[] {
  return people.map((person) => newSource(scope, person))
}

/** The rest of {@link insertPeople}: what is drafted gets its handle and is written. */
export async function insertDrafts(
  query: Query,
  scope: Scope,
  sources: readonly PersonSource[],
  trace: Trace,
): Promise<{ id: string; handle: string }[]> {
  if (sources.length === 0) return []
  const handles = await assignHandles(query, scope, sources.map(loginPerson))
  for (const [i, source] of sources.entries()) source.handle = handles[i]!
  const writes = sources.map((after) => ({ after }))
  const written = await persist(query, scope, writes, trace)
  return written.map(({ id, handle }) => ({ id, handle }))
}

/** One person's change: fields, values of a given diploma, and diplomas the person did not have. */
export interface PersonUpdate {
  personId: string
  /** By field; diploma fields go to the main diploma. */
  changes?: ValueChanges
  /** Values of other diplomas than the main one, or of any by its id. */
  diplomas?: { id: string; values: Partial<Record<FieldId, unknown>> }[]
  added?: (Partial<DiplomaSource> & { id?: string })[]
}

/**
 * Changes many people at once, for imports; pass up to about a thousand at a time. A person named twice is changed
 * twice, in order.
 * @returns what changed, for each person met; people who are not in this association are absent
 * @throws TypeError for a value its field cannot hold
 */
export function updatePeople(
  query: Query,
  scope: Scope,
  updates: readonly PersonUpdate[],
  trace: Trace,
): Promise<Written[]> {
  const byPerson = new Map<string, PersonUpdate[]>()
  for (const update of updates) byPerson.set(update.personId, [...(byPerson.get(update.personId) ?? []), update])
  return editPeople({ query, tenant: scope }, [...byPerson.keys()], trace, (source) => {
    for (const { changes, diplomas, added } of byPerson.get(source.id)!) {
      applyValues(source, changes ?? {}, sealFor(scope.id, source.id))
      for (const { id, values } of diplomas ?? []) setValuesOfDiploma(source, id, values)
      for (const diploma of added ?? []) addDiplomaTo(source, diploma)
    }
  })
}

function setValuesOfDiploma(source: PersonSource, id: string, values: Partial<Record<FieldId, unknown>>): void {
  const diploma = source.diplomas.find((one) => one.id === id)
  if (!diploma) return
  for (const field of DIPLOMA_FIELDS) if (field in values) setDiplomaValue(diploma, field, clean(field, values[field]))
}

/** Adds a diploma after those the person has; the first one becomes the main one. */
export function addDiplomaTo(source: PersonSource, diploma: Partial<DiplomaSource>): DiplomaSource {
  const rank = Math.max(-1, ...source.diplomas.map((one) => one.rank)) + 1
  const added = { ...emptyDiploma(rank, diploma.id ?? uuidv7()), ...diploma, rank }
  source.diplomas.push(added)
  return added
}

/**
 * Changes people by a function on their rows; the editors of positions, diplomas, e-mails and choices are made of this.
 * @param edit changes the given source in place
 */
export async function editPeople(
  { query, tenant: scope }: Scoped<Scope>,
  ids: readonly string[],
  trace: Trace,
  edit: (source: PersonSource) => void,
): Promise<Written[]> {
  const loaded = await loadPeople(query, scope.id, ids)
  const writes: Write[] = [...loaded.values()].map((before) => {
    const after = structuredClone(before.source)
    edit(after)
    return { before, after }
  })
  return writes.length > 0 ? persist(query, scope, writes, trace) : []
}

/**
 * Changes one person's fields.
 * @returns the fields that are different now; undefined where this association has no such person
 * @throws TypeError for a value its field cannot hold
 */
export async function writeValues(
  { query, tenant: scope }: Scoped<Scope>,
  personId: string,
  changes: ValueChanges,
  trace: Trace,
): Promise<FieldId[] | undefined> {
  const [written] = await updatePeople(query, scope, [{ personId, changes }], trace)
  return written?.changed
}

/** What a person decides about their data; a list left out stays as it is. */
export interface Decisions {
  /** The whole list for the site; a field left out takes the association's default. */
  site?: Choices
  print?: Choices
  consents?: Partial<Consents>
  /** False: hidden from everybody but the staff. */
  listed?: boolean
}

/**
 * Audiences and consents of one person (S10, I16, P7). Withdrawn consent leaves the shared base at once.
 * @returns false where this association has no such person
 */
export async function writeDecisions(
  { query, tenant: scope }: Scoped<Scope>,
  personId: string,
  { site, print, consents, listed }: Decisions,
  trace: Trace,
): Promise<boolean> {
  const written = await editPeople({ query, tenant: scope }, [personId], trace, (source) => {
    if (site) source.siteChoices = choiceCodes(site)
    if (print) source.printChoices = choiceCodes(print)
    Object.assign(source.consents, consents)
    if (listed !== undefined) source.listed = listed
  })
  return written.length > 0
}

/**
 * Removes people and everything that hangs on them: rows, accounts, words, shared entries. Files are the caller's to
 * delete.
 * @returns how many there were
 */
export async function removePeople(query: Query, scope: Scope, ids: readonly string[]): Promise<number> {
  const tied = await query<RowOf<'family_tie', 'personId'>>(sql`SELECT "personId" FROM "family_tie"
    WHERE "tenantId" = ${scope.id} AND "otherId" = ANY(${[...ids]}::uuid[])`)
  const words = await query<RowOf<'search_token', 'token'>>(sql`SELECT DISTINCT "token" FROM "search_token"
    WHERE "tenantId" = ${scope.id} AND "personId" = ANY(${[...ids]}::uuid[])`)
  await removeSharedEntries(query, scope.id, ids)
  const gone = await query(sql`DELETE FROM "person"
    WHERE "tenantId" = ${scope.id} AND "id" = ANY(${[...ids]}::uuid[]) RETURNING "id"`)
  await forgetTokens(
    query,
    scope.id,
    words.map(({ token }) => token),
  )
  const left = tied.map(({ personId }) => personId).filter((id) => !ids.includes(id))
  if (left.length > 0) await editPeople({ query, tenant: scope }, left, { from: 'system', now: now() }, () => {})
  return gone.length
}
