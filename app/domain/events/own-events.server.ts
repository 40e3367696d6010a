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

/** A place of an event that its person may no longer read: nothing but its day is told of it. */
export interface LostPlace {
  eventId: string
  startsLocal: string
  zone: string
  /** It was paid for, or is being paid: the association gives it back with its money. */
  bought: boolean
}

/**
 * @returns places still to be used, of events that were narrowed since, or whose group the person left: to keep a
 *   seat from somebody else for ever is nobody's wish
 */
export async function lostPlaces(query: Query, reader: Reader, personId: string): Promise<LostPlace[]> {
  const { tenant, now } = reader
  const rows = await query<Pick<EventRow, 'id' | 'startsLocal' | 'zone'> & { saleId: string | null }>(sql`
    SELECT x."id", x."startsLocal", x."zone", r."saleId" FROM "event" x
    JOIN "event_registration" r ON r."tenantId" = ${tenant.id} AND r."eventId" = x."id" AND r."personId" = ${personId}
    WHERE x."tenantId" = ${tenant.id} AND x."startsAt" > ${now} AND NOT (${shownEvents(reader)})
      AND (r."state" IN ('registered', 'paying', 'waiting') OR (r."state" = 'offered' AND r."heldUntil" > ${now}))
    ORDER BY x."startsAt", x."id" LIMIT ${MOST}`)
  return rows.map(({ id, startsLocal, zone, saleId }) => ({ eventId: id, startsLocal, zone, bought: saleId !== null }))
}
