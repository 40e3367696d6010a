/**
 * Events that repeat (S14, B9): each date is an event of its own, with its own places, people and address, which shares
 * the id of its series. What is changed for the series leaves alone what was changed, cancelled or held before.
 */
import { daysOf, onDay, type Repeat } from '#app/calendar/repeating.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { EventLine } from './event-line.ts'
import { type EventRow, eventLines, type Reader, shownEvents } from './read-events.server.ts'
import { changedAlike, isUnchanged, type SeriesScope } from './series-words.ts'
import {
  addEvent,
  cancelEvent,
  changeEvent,
  copyPlaces,
  type EventWords,
  publishEvent,
  wordsOf,
} from './write-events.server.ts'

/** Dates of a series: a year of weeks. */
export const MOST_DATES = 52
/** Other dates on an event's page. */
const MOST_SHOWN = 12

/**
 * Makes an event the first date of a series, and writes the others: shown where it is shown. Its people, invitations
 * and picture stay its own; the caller holds its lock.
 * @param times how many dates in all
 */
export async function makeSeries(ctx: Ctx, query: Query, row: EventRow, rule: { repeat: Repeat; times: number }) {
  const { tenant, now } = ctx
  const { repeat, times } = rule
  const seriesId = uuidv7(now.getTime())
  const words = wordsOf(row)
  const [, ...days] = daysOf(repeat, row.startsLocal.slice(0, 10), times)
  const ids = [row.id]
  for (const day of days) {
    const id = await addEvent(ctx, query, { ...words, ...onDay(row.zone, day, row) }, true)
    await copyPlaces(ctx, query, row, id)
    if (row.state === 'published') await publishEvent(ctx, query, id)
    ids.push(id)
  }
  await query(sql`UPDATE "event" SET "seriesId" = ${seriesId}, "seriesRule" = ${repeat}
    WHERE "tenantId" = ${tenant.id} AND "id" = ANY(${ids}::uuid[])`)
  await audit(query, ctx, 'event.repeated', { subjectId: row.id, detail: { count: times } })
}

/** Locks every date of the event's series in one order, so that two who change it wait for each other. */
export async function lockSeries(query: Query, { tenant }: Pick<Ctx, 'tenant'>, id: string): Promise<void> {
  await query(sql`SELECT "id" FROM "event" WHERE "tenantId" = ${tenant.id} AND "seriesId" =
    (SELECT x."seriesId" FROM "event" x WHERE x."tenantId" = ${tenant.id} AND x."id" = ${id}) ORDER BY "id" FOR UPDATE`)
}

/** @returns the other dates that a step taken on this one reaches, the first first: still to come, and not cancelled */
async function othersIn(query: Query, { tenant, now }: Ctx, row: EventRow, scope: SeriesScope): Promise<EventRow[]> {
  if (scope === 'one' || row.seriesId === null) return []
  const from = scope === 'following' ? row.startsAt : new Date(0)
  return query<EventRow>(sql`SELECT * FROM "event" WHERE "tenantId" = ${tenant.id} AND "seriesId" = ${row.seriesId}
    AND "id" <> ${row.id} AND "cancelledAt" IS NULL AND "endsAt" > ${now} AND "startsAt" >= ${from}
    ORDER BY "startsAt", "id"`)
}

interface SeriesChange {
  words: EventWords
  scope: SeriesScope
}

/** Changes one date of a series, and what was changed of it in those that the scope reaches. */
export async function changeSeries(ctx: Ctx, query: Query, row: EventRow, change: SeriesChange): Promise<void> {
  const { words, scope } = change
  const before = wordsOf(row)
  if (isUnchanged(before, words)) return
  const others = (await othersIn(query, ctx, row, scope)).filter(({ seriesApart }) => !seriesApart)
  await changeEvent(ctx, query, row, words)
  for (const other of others) await changeEvent(ctx, query, other, changedAlike(before, words, wordsOf(other)))
  if (scope === 'one')
    await query(sql`UPDATE "event" SET "seriesApart" = TRUE WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${row.id}`)
}

/** Cancels this date and those that the scope reaches, also what was changed by itself; drafts stay drafts. */
export async function cancelDates(ctx: Ctx, query: Query, row: EventRow, scope: SeriesScope): Promise<void> {
  const others = await othersIn(query, ctx, row, scope)
  for (const one of [row, ...others]) if (one.state === 'published') await cancelEvent(ctx, query, one)
}

/** Shows every date of the series that is still a draft. */
export async function publishDates(ctx: Ctx, query: Query, row: EventRow): Promise<void> {
  const others = await othersIn(query, ctx, row, 'all')
  for (const one of [row, ...others]) if (one.state === 'draft') await publishEvent(ctx, query, one.id)
}

/** @returns every date of the series, in any state, for who writes them */
export async function datesOf(query: Query, { tenant }: Pick<Ctx, 'tenant'>, row: EventRow): Promise<EventRow[]> {
  if (row.seriesId === null) return []
  return query<EventRow>(sql`SELECT * FROM "event" WHERE "tenantId" = ${tenant.id} AND "seriesId" = ${row.seriesId}
    ORDER BY "startsAt", "id"`)
}

/** @returns the next other dates that this reader finds in the agenda */
export async function otherDates(query: Query, reader: Reader, row: EventRow): Promise<EventLine[]> {
  if (row.seriesId === null) return []
  const rows = await query<EventRow>(sql`SELECT x.* FROM "event" x WHERE x."tenantId" = ${reader.tenant.id}
    AND x."seriesId" = ${row.seriesId} AND x."id" <> ${row.id} AND x."endsAt" > ${reader.now}
    AND ${shownEvents(reader)} ORDER BY x."startsAt", x."id" LIMIT ${MOST_SHOWN}`)
  return eventLines(query, reader, rows)
}
