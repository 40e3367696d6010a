/**
 * The history of consents (P7): one event each time one is given or taken back, whoever writes it and from whichever
 * page.
 */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { CONSENTS, type Consent } from '#app/vocabulary/consents.ts'
import type { Writer } from './person-source.ts'
import type { Trace, Write } from './person-writes.ts'

const TABLE: BulkTable = {
  name: 'consent_event',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', personId: 'uuid', consent: 'text', given: 'boolean', from: 'text' },
    ...{ accountId: 'uuid', at: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}

/** Of people who are new nothing is said: what holds for them is the association's rule, not an answer of theirs. */
export async function writeConsents(
  query: Query,
  tenantId: string,
  writes: readonly Write[],
  { from, now, accountId }: Trace,
): Promise<void> {
  const rows = writes.flatMap(({ before, after }) =>
    CONSENTS.filter((consent) => before && before.source.consents[consent] !== after.consents[consent]).map(
      (consent) => ({
        ...{ tenantId, id: uuidv7(now.getTime()), personId: after.id, consent, given: after.consents[consent] },
        ...{ from, accountId, at: now },
      }),
    ),
  )
  if (rows.length > 0) await query(insertRows(TABLE, rows))
}

/** One answer to one question, as its history shows it. */
export interface ConsentEvent {
  consent: Consent
  given: boolean
  /** Who wrote it. */
  from: Writer
  /** ISO 8601, UTC. */
  at: string
}

/** @returns the answers of one person, newest first. */
export async function readConsents(query: Query, tenantId: string, personId: string): Promise<ConsentEvent[]> {
  const rows = await query<Omit<ConsentEvent, 'at'> & { at: Date }>(sql`
    SELECT "consent", "given", "from", "at" FROM "consent_event"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId} ORDER BY "at" DESC, "id" DESC LIMIT 200`)
  return rows.map(({ at, ...event }) => ({ ...event, at: at.toISOString() }))
}
