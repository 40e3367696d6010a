/**
 * The next decisions of a confirmed run, read and put into people while the database writes those before them. Only
 * what is still as it was read is applied: whoever is erased or merged meanwhile changes the rows, and then they are
 * read again.
 */
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import type { DiplomaSource, PersonSource } from '#app/domain/people/person-source.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { draftPeople } from '#app/domain/people/write-people.server.ts'
import type { Decision } from './import-plan.ts'
import type { StoredDecision } from './import-tables.ts'

export type Create = Decision & { kind: 'create' }

export interface Batch {
  decisions: readonly Pick<StoredDecision, 'line' | 'body'>[]
  /** Rows of those who are created, without a handle yet, by id. */
  drafts: ReadonlyMap<string, PersonSource>
}

interface Read extends Batch {
  /** Which state of which lines was read. */
  versions: string
}

interface Place {
  scope: Scope
  runId: string
  /** Decisions at most. */
  batch: number
}

/** Reads decisions of one run, ahead of their turn where it can. */
export interface DecisionReader {
  /** @returns the batch after a line, as it stands in this transaction */
  after(query: Query, cursor: number): Promise<Batch>
  /** Begins to read the batch after a line, on a connection of its own. */
  ahead(cursor: number): void
  /** @returns whether a batch that was read ahead waits: there will be another one */
  hasNext(): Promise<boolean>
}

export function readDecisions(place: Place): DecisionReader {
  let next: { cursor: number; batch: Promise<Read> } | undefined
  return {
    async after(query, cursor) {
      const known = next?.cursor === cursor ? await next.batch : undefined
      next = undefined
      const isSame = known && known.versions === (await readVersions(query, place, cursor))
      return isSame ? known : read(query, place, cursor)
    },
    ahead(cursor) {
      const batch = inTenantSql(place.scope.id, (query) => read(query, place, cursor), SLOW)
      // Heard by whoever takes it.
      batch.catch(() => {})
      next = { cursor, batch }
    },
    hasNext: async () => Boolean(next && (await next.batch).decisions.length > 0),
  }
}

interface Versioned {
  line: number
  version: string
}

const versionsOf = (rows: readonly Versioned[]) => rows.map(({ line, version }) => `${line} ${version}`).join()

const which = ({ scope, runId, batch }: Place, cursor: number) => sql`FROM "import_decision"
  WHERE "tenantId" = ${scope.id} AND "runId" = ${runId} AND "line" > ${cursor} AND "writes" ORDER BY "line"
  LIMIT ${batch}`

async function readVersions(query: Query, place: Place, cursor: number): Promise<string> {
  return versionsOf(await query<Versioned>(sql`SELECT "line", "xmin"::text AS "version" ${which(place, cursor)}`))
}

async function read(query: Query, place: Place, cursor: number): Promise<Read> {
  const rows = await query<StoredDecision & Versioned>(
    sql`SELECT "line", "body", "xmin"::text AS "version" ${which(place, cursor)}`,
  )
  const creates = rows.map(({ body }) => body).filter((body): body is Create => body.kind === 'create')
  const drafts = draftPeople(place.scope, creates.map(toNewPerson))
  return {
    decisions: rows,
    drafts: new Map(drafts.map((draft) => [draft.id, draft])),
    versions: versionsOf(rows),
  }
}

function toNewPerson({ person, values, diploma }: Create) {
  const hasStudies = Object.keys(diploma.values).length > 0
  return {
    id: person,
    values,
    diplomas: hasStudies ? [{ id: diploma.id, ...(diploma.values as Partial<DiplomaSource>) }] : [],
  }
}
