/** Who is let in (B11): two doors at once, one « in »; every other case has a word of its own. */
import { minuteIn } from '#app/calendar/local-time.ts'
import { plainCode } from '#app/context/spoken-codes.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { entryCode } from './entry-codes.server.ts'
import type { EventRow } from './read-events.server.ts'

/**
 * `in`: now · `already`: before, since when · `withdrawn`: took it back · `transferred`: somebody else comes with it ·
 * `unpaid`: held, and not paid yet · `waiting`: no seat yet ·
 * `cancelled`: the event does not take place · `otherDay`: not today · `unknown`: nobody of this event
 */
const DOOR_WORDS = [
  'in',
  'already',
  'withdrawn',
  'transferred',
  'unpaid',
  'waiting',
  'cancelled',
  'otherDay',
  'unknown',
] as const
export type DoorWord = (typeof DOOR_WORDS)[number]

export interface Entry {
  word: DoorWord
  personId: string | null
  seats: number
  /** ISO 8601: when they were let in. */
  at: string | null
}

const NOBODY: Entry = { word: 'unknown', personId: null, seats: 0, at: null }

type Home = { id: string }
type Row = RowOf<'event_registration', 'personId' | 'state' | 'seats' | 'enteredAt'>

/** @returns whose code it is, among everybody who ever said that they come */
async function holderOf({ query, tenant }: Unit<Home>, eventId: string, typed: string): Promise<string | undefined> {
  const code = plainCode(typed)
  const rows = await query<RowOf<'event_registration', 'personId'>>(sql`SELECT "personId" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${eventId}`)
  return rows.find(({ personId }) => entryCode(tenant.id, eventId, personId) === code)?.personId
}

/** @returns true on the days of the event, by the clock of its place */
function isToday({ zone, startsLocal, endsLocal }: EventRow, now: Date): boolean {
  const today = minuteIn(zone, now).slice(0, 10)
  return today >= startsLocal.slice(0, 10) && today <= endsLocal.slice(0, 10)
}

/** Lets somebody in, once, whatever other doors do at the same instant. */
export async function letIn(unit: Unit<Home>, event: EventRow, personId: string): Promise<Entry> {
  const { query, tenant, now } = unit
  const [row] = await query<Row>(sql`SELECT "personId", "state", "seats", "enteredAt" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ${personId} FOR UPDATE`)
  if (!row) return NOBODY
  const { state, seats, enteredAt } = row
  const said = (word: DoorWord, at: Date | null = null): Entry => ({
    ...{ word, personId, seats },
    at: at?.toISOString() ?? null,
  })
  if (event.cancelledAt) return said('cancelled')
  if (state === 'withdrawn' || state === 'transferred') return said(state)
  if (state === 'paying') return said('unpaid')
  if (state !== 'registered') return said('waiting')
  if (enteredAt) return said('already', enteredAt)
  if (!isToday(event, now)) return said('otherDay')
  await query(sql`UPDATE "event_registration" SET "enteredAt" = ${now} WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${event.id} AND "personId" = ${personId}`)
  return said('in', now)
}

/** Takes an entry back: the wrong line was pressed. @returns whether there was one */
export async function letOut({ query, tenant }: Unit<Home>, eventId: string, personId: string): Promise<boolean> {
  const done = await query(sql`UPDATE "event_registration" SET "enteredAt" = NULL WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "personId" = ${personId} AND "enteredAt" IS NOT NULL RETURNING "personId"`)
  return done.length > 0
}

/** Lets in by a code that was typed or scanned. */
export async function letInByCode(unit: Unit<Home>, event: EventRow, typed: string): Promise<Entry> {
  const personId = await holderOf(unit, event.id, typed)
  return personId ? letIn(unit, event, personId) : NOBODY
}
