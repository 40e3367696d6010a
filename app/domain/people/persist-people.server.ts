/**
 * The one write path: people's source rows, their projection, words, shared entries, provenance and history, together
 * in the caller's transaction. Editors change a {@link PersonSource} and hand it over here; nothing else writes these
 * tables.
 */

import { setImmediate as immediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Scoped, Unit } from '#app/context/unit.ts'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import { name, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { voidAccessLinks } from '#app/domain/links/links.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { writeConsents } from './consent-events.server.ts'
import { followEmails, type MovedEmail } from './follow-emails.server.ts'
import { followPlaces } from './follow-places.server.ts'
import { refreshLifetimeAliases } from './lifetime-aliases.server.ts'
import type { PersonSource, PersonValues, Provenance } from './person-source.ts'
import {
  CHANGE_TABLE,
  DIPLOMA_TABLE,
  diplomaRow,
  EMAIL_TABLE,
  emailRow,
  PERSON_TABLE,
  POSITION_TABLE,
  personRow,
  positionRow,
  TIE_TABLE,
} from './person-tables.ts'
import type { Trace, Write } from './person-writes.ts'
import { emailIn, project, sortNameOf } from './projection.ts'
import { resolveCompanies } from './resolve-companies.server.ts'
import { tokensOf } from './search-tokens.ts'
import { type Scope, sharesDifferently, writeSharedEntries } from './shared-entries.server.ts'
import { learnWords, writeTokens } from './token-rows.server.ts'

export interface Written {
  id: string
  handle: string
  /** Fields whose value is another than before. */
  changed: FieldId[]
}

interface Prepared extends Write {
  values: PersonValues
  changed: FieldId[]
}

/** From here on, a batch may have made tables another size than the planner believes (migration "statistics"). */
const MANY = 100

/** People whose rows travel together; fewer at first, while the database has nothing to do yet. */
const AT_ONCE = 250
const AT_FIRST = MANY

/** What history keeps in the place of a secret. */
const CONCEALED = '•'

/** @returns one entry per write, in order; those that change nothing write nothing. */
export async function persist(query: Query, scope: Scope, writes: readonly Write[], trace: Trace): Promise<Written[]> {
  const afters = writes.map(({ after }) => after)
  await resolveCompanies(query, scope.id, afters)
  await followPlaces(scope, writes)
  const prepared: Prepared[] = []
  const sent: Promise<string[]>[] = []
  // Sent one behind the other without waiting: the database writes some people while the next ones are put into words.
  for (let from = 0, size = AT_FIRST; from < writes.length; from += size, size = AT_ONCE) {
    const some = writes.slice(from, from + size).map((write) => prepare(write, trace))
    prepared.push(...some)
    const written = writeSome({ query, tenant: scope }, some, trace, from === 0)
    // Heard below; until then its failure is nobody's.
    written.catch(() => {})
    sent.push(written)
    if (from + size < writes.length) await immediate()
  }
  const words = await allOf(sent)
  await writeTies(query, scope.id, prepared)
  await learnWords(query, scope.id, words.flat())
  await writeShared(query, scope, prepared)
  await voidAccessLinks(query, scope.id, withOtherPrimary(prepared))
  await followEmails(query, scope, movedEmails(prepared, trace))
  if (scope.config.lifetimeMail) await refreshLifetimeAliases(query, withOtherEmails(prepared))
  return prepared.map(({ after, changed }) => ({ id: after.id, handle: after.handle, changed }))
}

/**
 * What stands on each person by themselves.
 * @param isFirst the planner's idea of the tables is looked at once per batch, behind its first people
 * @returns words that are new to them
 */
async function writeSome(
  { query, tenant: scope }: Scoped<Scope>,
  prepared: readonly Prepared[],
  trace: Trace,
  isFirst: boolean,
): Promise<string[]> {
  const tokens = prepared.map(({ before, after, values }) => {
    return { id: after.id, before: before ? tokensOf(before.values) : [], after: tokensOf(values) }
  })
  const parts = [
    writePeople({ query, tenant: scope, now: trace.now }, prepared, isFirst),
    writeParts(query, scope.id, prepared),
    writeHistory(query, scope.id, prepared, trace),
    writeConsents(query, scope.id, prepared, trace),
  ]
  const [words] = await allOf([writeTokens(query, scope.id, tokens), ...parts])
  return words as string[]
}

function prepare({ before, after }: Write, trace: Trace): Prepared {
  const values = project(after)
  const changed = before
    ? FIELD_IDS.filter((field) => !isDeepStrictEqual(plain(before.values[field]), plain(values[field])))
    : []
  const { from, now, source, runId } = trace
  const mark: Provenance = {
    from,
    at: now.toISOString(),
    ...(source ? { source } : {}),
    ...(runId ? { run: runId } : {}),
  }
  after.provenance = before
    ? { ...after.provenance, ...Object.fromEntries(changed.map((field) => [field, mark])) }
    : { '*': mark, ...after.provenance }
  return { ...(before ? { before } : {}), after, values, changed }
}

/** Nothing, the empty list and the missing key are one to a reader; JSON columns come back without undefined. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null
  return typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value
}

/** Waits for all of it, whatever fails: nothing may be sent any more once the caller gives up its transaction. */
async function allOf<T>(parts: readonly Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(parts)
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
}

function writePeople(
  { query, tenant: scope, now }: Unit<Scope>,
  prepared: readonly Prepared[],
  isFirst: boolean,
): Promise<unknown> {
  const row = ({ after, values }: Prepared) =>
    personRow(scope.id, after, values, { sortName: sortNameOf(scope.config, values), now })
  const [fresh, known] = [prepared.filter(({ before }) => !before), prepared.filter(differs)]
  return allOf([
    ...(fresh.length > 0 ? [query(insertRows(PERSON_TABLE, fresh.map(row)))] : []),
    ...(isFirst && fresh.length >= MANY ? [query(sql`SELECT refresh_statistics()`)] : []),
    ...(known.length > 0 ? [query(insertRows(PERSON_TABLE, known.map(row), 'update'))] : []),
  ])
}

/** True for a known person of whom anything on their own row may differ. */
function differs({ before, after, changed }: Prepared): boolean {
  if (!before) return false
  if (changed.length > 0) return true
  const rest = ({ coordinates, siteChoices, printChoices, consents, listed }: PersonSource) => {
    return { coordinates, siteChoices, printChoices, consents, listed }
  }
  return !isDeepStrictEqual(rest(before.source), rest(after))
}

function writeParts(query: Query, tenantId: string, prepared: readonly Prepared[]): Promise<unknown> {
  return allOf([
    writePart(query, DIPLOMA_TABLE, tenantId, { prepared, partsOf: (person) => person.diplomas, rowOf: diplomaRow }),
    writePart(query, POSITION_TABLE, tenantId, { prepared, partsOf: (person) => person.positions, rowOf: positionRow }),
    writePart(query, EMAIL_TABLE, tenantId, { prepared, partsOf: (person) => person.emails, rowOf: emailRow }),
  ])
}

/** Once everybody is in: two new people may be each other's. */
async function writeTies(query: Query, tenantId: string, prepared: readonly Prepared[]): Promise<void> {
  const ties = prepared.flatMap(({ before, after }) =>
    before ? [] : after.ties.map((tie) => ({ tenantId, personId: after.id, ...tie })),
  )
  if (ties.length > 0) await query(insertRows(TIE_TABLE, ties, 'nothing'))
}

/** Rows that appeared or differ are written, rows that went are deleted. */
async function writePart<Part extends { id: string }>(
  query: Query,
  table: BulkTable,
  tenantId: string,
  {
    prepared,
    partsOf,
    rowOf,
  }: {
    prepared: readonly Prepared[]
    partsOf: (person: PersonSource) => Part[]
    rowOf: (tenantId: string, personId: string, part: Part) => object
  },
): Promise<void> {
  const fresh: object[] = []
  const changed: object[] = []
  const gone: string[] = []
  for (const { before, after } of prepared) {
    const old = new Map(before ? partsOf(before.source).map((part) => [part.id, part]) : [])
    for (const part of partsOf(after)) {
      const known = old.get(part.id)
      old.delete(part.id)
      if (!known) fresh.push(rowOf(tenantId, after.id, part))
      else if (!isDeepStrictEqual(known, part)) changed.push(rowOf(tenantId, after.id, part))
    }
    gone.push(...old.keys())
  }
  if (gone.length > 0)
    await query(sql`DELETE FROM ${name(table.name)} WHERE "tenantId" = ${tenantId} AND "id" = ANY(${gone}::uuid[])`)
  if (changed.length > 0) await query(insertRows(table, changed, 'update'))
  if (fresh.length > 0) await query(insertRows(table, fresh))
}

/** Whose addresses, or what is known of them, differ. */
function withOtherEmails(prepared: readonly Prepared[]): string[] {
  return prepared
    .filter(({ before, after }) => !isDeepStrictEqual(before?.source.emails ?? [], after.emails))
    .map(({ after }) => after.id)
}

const withOtherPrimary = (prepared: readonly Prepared[]): string[] =>
  prepared.filter(({ changed }) => changed.includes('primaryEmail')).map(({ after }) => after.id)

/** What somebody types about themself opens no account before it is proven: it may be another's address. */
function movedEmails(prepared: readonly Prepared[], { from }: Trace): MovedEmail[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const isProven = ({ after }: Prepared) => {
    const primary = emailIn(after.emails, 'personal')
    return primary ? primary.verifiedAt !== null : from === 'person'
  }
  return prepared
    .filter((one) => one.changed.includes('primaryEmail') && (from !== 'person' || isProven(one)))
    .map((one) => {
      const [before, after] = [one.before!.values.primaryEmail, one.values.primaryEmail].map(text)
      return { personId: one.after.id, before: before!, after: after!, proven: isProven(one) }
    })
}

async function writeShared(query: Query, scope: Scope, prepared: readonly Prepared[]): Promise<void> {
  const shared = ({ after, values }: Prepared) => ({ ...after, values })
  const fresh = prepared.filter(({ before }) => !before).map(shared)
  if (fresh.length > 0) await writeSharedEntries(query, scope, fresh, true)
  const known = prepared.filter((one) => {
    const { before } = one
    return before && sharesDifferently(scope, { ...before.source, values: before.values }, shared(one))
  })
  if (known.length > 0) await writeSharedEntries(query, scope, known.map(shared))
}

async function writeHistory(
  query: Query,
  tenantId: string,
  prepared: readonly Prepared[],
  { from, now, accountId, runId }: Trace,
): Promise<void> {
  const rows = prepared.flatMap(({ before, after, values, changed }) =>
    changed.map((field) => ({
      ...{ tenantId, id: uuidv7(now.getTime()), personId: after.id, field },
      ...{ before: concealed(field, before!.values[field]), after: concealed(field, values[field]) },
      ...{ from, accountId, runId, at: now },
    })),
  )
  if (rows.length > 0) await query(insertRows(CHANGE_TABLE, rows))
}

function concealed(field: FieldId, value: unknown): unknown {
  return isOneOf(SECRET_FIELDS, field) && value !== null ? CONCEALED : value
}
