/** Who is let in (B11): two doors at once, one « in »; every other case has a word of its own. */
import { createHash, createHmac } from 'node:crypto'
import { minuteIn } from '#app/calendar/local-time.ts'
import { env } from '#app/context/env.ts'
import { plainCode } from '#app/context/spoken-codes.ts'
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { type DoorLines, type DoorWord, hashed, KEY_LENGTH } from './door-words.ts'
import { entryCode } from './entry-codes.server.ts'
import type { EventRow } from './read-events.server.ts'

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

type Standing = RowOf<'event_registration', 'state' | 'enteredAt'>

/** @returns what is to be said to somebody, whatever the day; `in`: they may come in */
function standing({ cancelledAt }: EventRow, { state, enteredAt }: Standing): DoorWord {
  if (cancelledAt) return 'cancelled'
  if (state === 'withdrawn' || state === 'transferred') return state
  if (state === 'paying') return 'unpaid'
  if (state !== 'registered') return 'waiting'
  return enteredAt ? 'already' : 'in'
}

/** Lets somebody in, once, whatever other doors do at the same instant. */
export async function letIn(unit: Unit<Home>, event: EventRow, personId: string): Promise<Entry> {
  const { query, tenant, now } = unit
  const [row] = await query<Row>(sql`SELECT "personId", "state", "seats", "enteredAt" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id} AND "personId" = ${personId} FOR UPDATE`)
  if (!row) return NOBODY
  const { seats, enteredAt } = row
  const word = standing(event, row)
  const said = (word: DoorWord, at: Date | null = null): Entry => ({
    ...{ word, personId, seats },
    at: at?.toISOString() ?? null,
  })
  if (word !== 'in') return said(word, word === 'already' ? enteredAt : null)
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

/** Seats that are in, and that are expected. */
export async function doorCounts({ query, tenant }: Scoped<Home>, eventId: string) {
  const [row] = await query<{ inside: number; expected: number }>(sql`SELECT
      coalesce(sum(r."seats") FILTER (WHERE r."enteredAt" IS NOT NULL), 0)::int AS "inside",
      coalesce(sum(r."seats"), 0)::int AS "expected" FROM "event_registration" r
    WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${eventId} AND r."state" = 'registered'`)
  return row!
}

/** @returns what a door needs without a network: the answer to each code, under a hash of the code; nobody's name */
export async function doorLines({ query, tenant }: Scoped<Home>, event: EventRow): Promise<DoorLines> {
  const rows = await query<Row>(sql`SELECT "personId", "state", "seats", "enteredAt" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${event.id}`)
  return Object.fromEntries(
    rows.map((row) => {
      const hash = createHash('sha256').update(hashed(event.id, entryCode(tenant.id, event.id, row.personId)))
      const key = hash.digest('base64url').slice(0, KEY_LENGTH)
      return [key, { word: standing(event, row), seats: row.seats, at: row.enteredAt?.toISOString() ?? null }]
    }),
  )
}

/** Until how long after its end an event's door still hands in what it heard without a network. */
const AFTER = 24 * 3_600_000

/**
 * @returns the key that seals what a device keeps of this door: the same for one account, and never kept on the device.
 *   Null once the event is over for a day: what was kept opens for nobody any more
 */
export function deviceKey(tenantId: string, event: EventRow, accountId: string, now: Date) {
  const until = new Date(event.endsAt.getTime() + AFTER)
  if (until <= now) return null
  const text = `door ${tenantId} ${event.id} ${accountId}`
  const key = createHmac('sha256', env().DATA_KEY).update(text).digest()
  // Two who share a device keep apart what each heard.
  const slot = createHash('sha256').update(key).digest('hex').slice(0, 12)
  return { until: until.toISOString(), key: key.toString('base64'), slot }
}
