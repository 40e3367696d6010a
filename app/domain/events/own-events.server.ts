/** Events that a person comes to, waits for, or was offered a seat of: still to come, the next first. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { EventLine } from './event-line.ts'
import { type EventRow, eventLines, type Reader, shownEvents } from './read-events.server.ts'

const MOST = 50

export interface OwnEvent extends EventLine {
  /** registered | paying | waiting | offered */
  own: string
}

/** @returns the person's events that they still read; a cancelled one stays until it would have ended */
export async function ownEvents(query: Query, reader: Reader, personId: string, most = MOST): Promise<OwnEvent[]> {
  const { tenant, now } = reader
  const rows = await query<EventRow & { own: string }>(sql`SELECT x.*, r."state" AS "own" FROM "event" x
    JOIN "event_registration" r ON r."tenantId" = ${tenant.id} AND r."eventId" = x."id" AND r."personId" = ${personId}
    WHERE x."tenantId" = ${tenant.id} AND x."endsAt" > ${now} AND ${shownEvents(reader)}
      AND (r."state" IN ('registered', 'paying', 'waiting') OR (r."state" = 'offered' AND r."heldUntil" > ${now}))
    ORDER BY x."startsAt", x."id" LIMIT ${most}`)
  const lines = await eventLines(query, reader, rows)
  return lines.map((line, i) => ({ ...line, own: rows[i]!.own }))
}
