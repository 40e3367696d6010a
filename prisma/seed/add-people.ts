/** Synthetic graduates into an association, in batches: the demo's base and load tests. */
import { now } from '#app/context/clock.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { insertPeople } from '#app/domain/people/write-people.server.ts'
import { generatePeople, type PeopleOptions } from '../people/people.ts'
import type { PersonRecord } from '../people/record.ts'
import { fromRecord } from './from-record.ts'

const BATCH = 2000
const STATEMENT_TIMEOUT = 120_000
/** Name of the source in every value's provenance. */
export const SYNTHETIC = 'synthetic'

export interface AddedPerson {
  id: string
  handle: string
  record: PersonRecord
}

/**
 * One transaction per batch, so that a million people need no more memory than a thousand.
 * @param progress hears how many are in, after each batch
 */
export async function addPeople(
  scope: Scope,
  options: PeopleOptions,
  progress: (done: number) => void = () => {},
): Promise<void> {
  let done = 0
  for (const batch of batches(generatePeople(options), BATCH)) {
    await inTenantSql(scope.id, (query) => insertRecords(query, scope, batch), { statementTimeout: STATEMENT_TIMEOUT })
    done += batch.length
    progress(done)
  }
}

/** @returns the people with the ids and handles they were given, in order. */
export async function insertRecords(
  query: Query,
  scope: Scope,
  records: readonly PersonRecord[],
): Promise<AddedPerson[]> {
  const trace = { from: 'school', source: SYNTHETIC, now: now() } as const
  const published = scope.config.identity.field === 'pseudonym'
  const people = records.map((record) => fromRecord(record, published))
  const written = await insertPeople(query, scope, people, trace)
  return written.map((person, i) => ({ ...person, record: records[i]! }))
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
