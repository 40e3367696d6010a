/** Which events stand in which calendar: of everybody, of one person, of one event (B10). */
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { plainText } from '#app/domain/content/markdown.server.ts'
import { VISITOR } from '#app/policy/viewer.ts'
import { type CalendarEvent, calendarText } from './calendar-text.ts'
import { type EventRow, type Reader, shownEvents } from './read-events.server.ts'

const DAY = 86_400_000
/** Days that what was cancelled goes on saying so, until every calendar has noticed. */
const CANCELLED_FOR = 30
/** Days that what is over stays. */
const PAST_FOR = 90
const MOST = 500

/** @param base scheme and host of the association */
function entryOf(row: EventRow, slug: string, base: string, coming: boolean): CalendarEvent {
  const { id, sequence, startsLocal, endsLocal, zone, title, link } = row
  const url = base + href.event(row.slug)
  const text = [row.lead, plainText(row.text), coming ? link : null, url].filter(Boolean).join('\n\n')
  return {
    ...{ sequence, startsLocal, endsLocal, zone, title, text, url },
    uid: `${id}@${slug}`,
    changedAt: row.changedAt ?? row.createdAt,
    where: [row.place, row.address, row.city].filter(Boolean).join(', ') || (coming && link) || '',
    cancelled: row.cancelledAt !== null,
  }
}

const recent = (now: Date) => sql`x."endsAt" > ${new Date(now.getTime() - PAST_FOR * DAY)}
  AND (x."cancelledAt" IS NULL OR x."cancelledAt" > ${new Date(now.getTime() - CANCELLED_FOR * DAY)})`

/** @returns the agenda as a visitor finds it, whoever asks */
export async function publicCalendar(ctx: Ctx, base: string): Promise<string> {
  const { tenant, now, language, sisters } = ctx
  const reader: Reader = { tenant, now, language, ability: abilityOf(tenant, VISITOR, sisters) }
  const rows = await ctx.sql((query) =>
    query<EventRow>(sql`SELECT x.* FROM "event" x WHERE x."tenantId" = ${tenant.id} AND ${recent(now)}
      AND ${shownEvents(reader)} ORDER BY x."startsAt", x."id" LIMIT ${MOST}`),
  )
  const events = rows.map((row) => entryOf(row, tenant.slug, base, false))
  return calendarText({ name: tenant.config.name, language, events })
}

/** @returns what a person comes to, as they still may read it */
export async function personCalendar(query: Query, reader: Reader, personId: string, base: string): Promise<string> {
  const { tenant, now, language } = reader
  const rows = await query<EventRow>(sql`SELECT x.* FROM "event" x
    JOIN "event_registration" r ON r."tenantId" = ${tenant.id} AND r."eventId" = x."id" AND r."personId" = ${personId}
      AND r."state" = 'registered'
    WHERE x."tenantId" = ${tenant.id} AND ${recent(now)} AND ${shownEvents(reader)}
    ORDER BY x."startsAt", x."id" LIMIT ${MOST}`)
  const events = rows.map((row) => entryOf(row, tenant.slug, base, true))
  return calendarText({ name: tenant.config.name, language, events })
}

/** @returns the calendar of one event that the viewer reads */
export function eventCalendar({ tenant, language }: Ctx, row: EventRow, base: string, coming: boolean): string {
  const events = [entryOf(row, tenant.slug, base, coming)]
  return calendarText({ name: tenant.config.name, language, events })
}

/** @returns the answer of a calendar: never kept between */
export function calendarResponse(text: string, file?: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...(file ? { 'Content-Disposition': `attachment; filename="${file}.ics"` } : {}),
    },
  })
}
