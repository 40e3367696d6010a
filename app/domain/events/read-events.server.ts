/** Events as this viewer may read them: every statement carries `whereVisible` (policy/thing.rules.ts). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { beginning } from '#app/domain/content/markdown.server.ts'
import type { NewsPicture } from '#app/domain/content/news.server.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { fileGroupOf } from '#app/tenant/groups.ts'
import type { EventLine } from './event-line.ts'

export const EVENT_ROWS = 20
const LEAD = 180

export type EventRow = RowOf<'event'>

/** Who reads, and of which association: a request, or a calendar that is written for somebody. */
export type Reader = Pick<Ctx, 'tenant' | 'ability' | 'now' | 'language' | 'holder'>

const readable = (reader: Reader): Sql => toSql(whereVisible(reader, 'Event'), 'x')

/** @returns the condition on `x`: published, in its time, for an audience that admits the reader */
export function shownEvents(reader: Reader): Sql {
  const { now } = reader
  return sql`x."state" = 'published' AND x."visibleFrom" <= ${now} AND x."visibleUntil" > ${now}
    AND ${readable(reader)}`
}

/** @returns the address of the picture, which changes with it, and its size; null where there is none */
export function eventPicture(row: EventRow): NewsPicture | null {
  const { slug, pictureKey, pictureAlt, pictureWidth, pictureHeight } = row
  if (!pictureKey) return null
  const version = pictureKey.replace(/\W/g, '').slice(-12)
  const src = `${href.eventPicture(slug)}?v=${version}`
  return { src, alt: pictureAlt ?? '', width: pictureWidth ?? 0, height: pictureHeight ?? 0 }
}

/** @returns the category in the reader's language; null for one that the association no longer has */
export function eventCategory({ tenant, language }: Pick<Reader, 'tenant' | 'language'>, id: string): string | null {
  return tenant.config.events.categories.find((one) => one.id === id)?.name[language] ?? null
}

export interface Organiser {
  slug: string
  name: string
}

/** @returns the groups behind these events, by id: of the file by its own words, proposed ones by their row */
export async function organisersOf(
  query: Query,
  { tenant, language }: Pick<Reader, 'tenant' | 'language'>,
  rows: readonly Pick<EventRow, 'groupId'>[],
): Promise<Map<string, Organiser>> {
  const ids = [...new Set(rows.flatMap(({ groupId }) => groupId ?? []))]
  const named = ids.flatMap((id): [string, Organiser][] => {
    const one = fileGroupOf(tenant, id)
    return one ? [[id, { slug: one.id, name: one.name[language] }]] : []
  })
  const others = ids.filter((id) => !fileGroupOf(tenant, id))
  const found =
    others.length > 0
      ? await query<RowOf<'group', 'id' | 'slug' | 'name'>>(sql`SELECT "id", "slug", "name" FROM "group"
          WHERE "tenantId" = ${tenant.id} AND "id" = ANY(${others}::uuid[])`)
      : []
  return new Map([...named, ...found.map(({ id, slug, name }) => [id, { slug, name: name ?? slug }] as const)])
}

/** @returns how an event stands as people say it, seats aside */
export function stateOf(row: Pick<EventRow, 'state' | 'cancelledAt' | 'endsAt'>, now: Date): EventLine['state'] {
  if (row.state !== 'published') return 'draft'
  if (row.cancelledAt) return 'cancelled'
  return row.endsAt <= now ? 'ended' : 'published'
}

function lineOf(reader: Reader, row: EventRow, organisers: ReadonlyMap<string, Organiser>): EventLine {
  const { id, slug, title, audience, startsLocal, endsLocal, zone, place, city } = row
  return {
    ...{ id, slug, title, audience, startsLocal, endsLocal, zone, place, city },
    lead: row.lead ?? beginning(row.text, LEAD),
    category: eventCategory(reader, row.category),
    organiser: (row.groupId && organisers.get(row.groupId)?.name) || null,
    state: stateOf(row, reader.now),
    picture: eventPicture(row),
  }
}

/** What narrows the agenda. */
export interface EventFilter {
  category?: string | undefined
  groupIds?: readonly string[] | undefined
  /** The beginning of a town's name, or its whole. */
  city?: string | undefined
  /** What is over instead of what comes; null: whenever it is. */
  past?: boolean | null
  /** Instants that it lies between, if only in part. */
  between?: readonly [from: Date, until: Date] | undefined
}

interface ListOptions extends EventFilter {
  /** From 1. */
  page?: number
  rows?: number
}

function timeOf(now: Date, { past = false, between }: EventFilter): Sql {
  if (between) return sql`x."startsAt" < ${between[1]} AND x."endsAt" > ${between[0]}`
  if (past === null) return sql`TRUE`
  return past ? sql`x."endsAt" <= ${now}` : sql`x."endsAt" > ${now}`
}

function narrowed(reader: Reader, filter: EventFilter): Sql {
  const { category, groupIds, city } = filter
  const time = timeOf(reader.now, filter)
  return sql`x."tenantId" = ${reader.tenant.id} AND ${time} AND ${shownEvents(reader)}
    AND (${category ?? null}::text IS NULL OR x."category" = ${category ?? null})
    AND (${city ?? null}::text IS NULL OR lower(x."city") = lower(${city ?? null}))
    AND (${groupIds ? [...groupIds] : null}::uuid[] IS NULL OR x."groupId" = ANY(${groupIds ? [...groupIds] : null}))`
}

/** @returns a page of events, the next one first, past ones from the last; how many there are in all */
export async function listEvents(
  query: Query,
  reader: Reader,
  options: ListOptions = {},
): Promise<{ lines: EventLine[]; total: number }> {
  const { page = 1, rows = EVENT_ROWS, past = false } = options
  const where = narrowed(reader, options)
  const order = past ? sql`x."startsAt" DESC, x."id" DESC` : sql`x."startsAt", x."id"`
  const [count] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "event" x WHERE ${where}`)
  const found = await query<EventRow>(sql`SELECT x.* FROM "event" x WHERE ${where}
    ORDER BY ${order} LIMIT ${rows} OFFSET ${(page - 1) * rows}`)
  return { lines: await eventLines(query, reader, found), total: count!.n }
}

/** @returns every event that is narrowed to, the first first, as far as a page shows so many at once */
export async function allEvents(
  query: Query,
  reader: Reader,
  filter: EventFilter,
  most: number,
): Promise<{ lines: EventLine[]; cut: boolean }> {
  const rows = await query<EventRow>(sql`SELECT x.* FROM "event" x WHERE ${narrowed(reader, filter)}
    ORDER BY x."startsAt", x."id" LIMIT ${most + 1}`)
  return { lines: await eventLines(query, reader, rows.slice(0, most)), cut: rows.length > most }
}

/** @returns rows as lists show them, in their order */
export async function eventLines(query: Query, reader: Reader, rows: readonly EventRow[]): Promise<EventLine[]> {
  const organisers = await organisersOf(query, reader, rows)
  const full = await fullEvents(query, reader, rows)
  return rows.map((row) => {
    const line = lineOf(reader, row, organisers)
    return line.state === 'published' && full.has(row.id) ? { ...line, state: 'full' } : line
  })
}

/** @returns the ids of events whose every seat is taken or held */
async function fullEvents(query: Query, { tenant, now }: Reader, rows: readonly EventRow[]): Promise<Set<string>> {
  const limited = rows.filter(({ capacity, registration }) => capacity !== null && registration === 'open')
  if (limited.length === 0) return new Set()
  const ids = limited.map(({ id }) => id)
  const taken = await query<
    RowOf<'event_registration', 'eventId'> & { n: number }
  >(sql`SELECT r."eventId", sum(r."seats")::int AS "n"
    FROM "event_registration" r WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ANY(${ids}::uuid[])
      AND (r."state" IN ('registered', 'paying') OR (r."state" = 'offered' AND r."heldUntil" > ${now})) GROUP BY r."eventId"`)
  const seats = new Map(taken.map(({ eventId, n }) => [eventId, n]))
  return new Set(limited.flatMap(({ id, capacity }) => ((seats.get(id) ?? 0) >= capacity! ? [id] : [])))
}

/** @returns what the filters may offer this viewer: categories, groups and towns of events that they find */
export async function eventFacets(query: Query, reader: Reader, past: boolean | null) {
  type Facet = Pick<EventRow, 'category' | 'groupId' | 'city'>
  return query<Facet>(sql`SELECT DISTINCT x."category", x."groupId", x."city" FROM "event" x
    WHERE ${narrowed(reader, { past })} LIMIT 500`)
}

/** @returns undefined for an event that is hidden from this viewer as for what is not there */
export async function findEvent(query: Query, reader: Reader, slug: string): Promise<EventRow | undefined> {
  const [row] = await query<EventRow>(sql`SELECT x.* FROM "event" x WHERE x."tenantId" = ${reader.tenant.id}
    AND x."slug" = ${slug} AND ${readable(reader)}`)
  return row
}
