/** Writing, publishing, moving, cancelling and copying events (S14, E3). */
import { instantIn } from '#app/calendar/local-time.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { freeSlug, slugOf } from '#app/domain/content/slugs.ts'
import { dropFiles, loosen } from '#app/domain/files/loose-files.server.ts'
import { type EventAudience, NO_END } from '#app/vocabulary/things.ts'
import type { Zone } from '#app/vocabulary/zones.ts'
import { type Telling, tellAttendees } from './attendee-mails.server.ts'
import type { EventRow } from './read-events.server.ts'
import { lockEvent } from './seats.server.ts'
import { copyTicketTypes } from './write-ticket-types.server.ts'

export interface EventWords {
  title: string
  lead: string | null
  text: string
  category: string
  groupId: string | null
  audience: EventAudience
  /** `2026-11-22T18:30`, by the clock of the zone. */
  startsLocal: string
  endsLocal: string
  zone: Zone
  place: string | null
  address: string | null
  city: string | null
  link: string | null
}

/** @returns the event for its writers, in any state, locked until the transaction ends; undefined: there is none */
export async function eventToWrite({ tenant }: Ctx, query: Query, id: string): Promise<EventRow | undefined> {
  return isUuid(id) ? lockEvent({ query, tenant }, id) : undefined
}

/** One date of a series has its day in its address. */
const addressText = ({ title, startsLocal }: Pick<EventWords, 'title' | 'startsLocal'>, inSeries: boolean): string =>
  inSeries ? `${title.slice(0, 48)} ${startsLocal.slice(0, 10)}` : title

/** @returns the address that the text gives, free of others' */
async function addressFor({ tenant }: Ctx, query: Query, text: string, id: string): Promise<string> {
  const slug = slugOf(text, 'evenement')
  const rows = await query<RowOf<'event', 'slug'>>(sql`
    SELECT "slug" FROM "event" WHERE "tenantId" = ${tenant.id} AND "id" <> ${id} AND starts_with("slug", ${slug})`)
  const taken = rows.map((row) => row.slug)
  // An address beside those of single events.
  return freeSlug(slug, [...taken, 'nouveau'])
}

const instants = ({ zone, startsLocal, endsLocal }: Pick<EventWords, 'zone' | 'startsLocal' | 'endsLocal'>) => ({
  startsAt: instantIn(zone, startsLocal)!,
  endsAt: instantIn(zone, endsLocal)!,
})

/** @param inSeries one of several dates. @returns the id of a new draft */
export async function addEvent(ctx: Ctx, query: Query, words: EventWords, inSeries = false): Promise<string> {
  const { tenant, now } = ctx
  const id = uuidv7(now.getTime())
  const slug = await addressFor(ctx, query, addressText(words, inSeries), id)
  const { startsAt, endsAt } = instants(words)
  await query(sql`INSERT INTO "event" ("tenantId", "id", "slug", "title", "lead", "text", "category", "groupId",
      "state", "audience", "visibleFrom", "visibleUntil", "startsLocal", "endsLocal", "zone", "startsAt", "endsAt",
      "place", "address", "city", "link", "registration", "createdAt")
    VALUES (${tenant.id}, ${id}, ${slug}, ${words.title}, ${words.lead}, ${words.text}, ${words.category},
      ${words.groupId}::uuid, 'draft', ${words.audience}, ${now}, ${NO_END}, ${words.startsLocal}, ${words.endsLocal},
      ${words.zone}, ${startsAt}, ${endsAt}, ${words.place}, ${words.address}, ${words.city}, ${words.link}, 'none',
      ${now})`)
  return id
}

/** Changes the words. The address follows the title while it is a draft; calendars notice what changes later. */
export async function changeEvent(ctx: Ctx, query: Query, row: EventRow, words: EventWords): Promise<void> {
  const { tenant, now } = ctx
  const isDraft = row.state === 'draft'
  const slug = isDraft ? await addressFor(ctx, query, addressText(words, row.seriesId !== null), row.id) : row.slug
  const { startsAt, endsAt } = instants(words)
  // Who said no to one date is asked for the other (B6); another hour of the same day is told to who comes.
  const asksAgain =
    (!isDraft || row.invitesFrom !== null) && words.startsLocal.slice(0, 10) !== row.startsLocal.slice(0, 10)
  await query(sql`UPDATE "event" SET "title" = ${words.title}, "lead" = ${words.lead}, "text" = ${words.text},
      "category" = ${words.category}, "groupId" = ${words.groupId}::uuid, "audience" = ${words.audience},
      "slug" = ${slug}, "startsLocal" = ${words.startsLocal}, "endsLocal" = ${words.endsLocal}, "zone" = ${words.zone},
      "startsAt" = ${startsAt}, "endsAt" = ${endsAt}, "place" = ${words.place}, "address" = ${words.address},
      "city" = ${words.city}, "link" = ${words.link}, "changedAt" = ${now},
      "sequence" = "sequence" + ${isDraft ? 0 : 1}::int, "moves" = "moves" + ${asksAgain ? 1 : 0}::int,
      "remindedTo" = CASE WHEN ${asksAgain} THEN NULL ELSE "remindedTo" END
    WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  if (!isDraft && isMoved(row, words)) await tellAll(ctx, query, row, { what: 'moved', once: String(row.sequence + 1) })
}

const MOVING = ['startsLocal', 'endsLocal', 'zone', 'place', 'address', 'city', 'link'] as const

/** Another time or place: who comes has to know. */
const isMoved = (row: EventRow, words: EventWords): boolean => MOVING.some((one) => row[one] !== words[one])

/** Tells everybody who comes, waits or was offered a seat, once. */
async function tellAll(
  { tenant, now }: Ctx,
  query: Query,
  { id, endsAt }: EventRow,
  news: Pick<Telling, 'what' | 'once'>,
): Promise<void> {
  if (endsAt <= now) return
  const people = await query<RowOf<'event_registration', 'personId'>>(sql`SELECT "personId" FROM "event_registration"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${id} AND "state" NOT IN ('withdrawn', 'transferred') ORDER BY "personId"`)
  const personIds = people.map(({ personId }) => personId)
  await tellAttendees({ query, tenant, now }, { eventId: id, personIds, ...news })
}

/** Shows it from now on. */
export async function publishEvent(ctx: Ctx, query: Query, id: string): Promise<void> {
  await query(sql`UPDATE "event" SET "state" = 'published', "visibleFrom" = ${ctx.now}
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
  await audit(query, ctx, 'event.published', { subjectId: id })
}

/** Back to a draft: gone for everybody but who answers for it, at once. */
export async function withdrawEvent(ctx: Ctx, query: Query, id: string): Promise<void> {
  await query(sql`UPDATE "event" SET "state" = 'draft' WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
  await audit(query, ctx, 'event.withdrawn', { subjectId: id })
}

/** It does not take place, and says so where it stands and to everybody who wanted to come. */
export async function cancelEvent(ctx: Ctx, query: Query, row: EventRow): Promise<void> {
  const { id } = row
  await query(sql`UPDATE "event" SET "cancelledAt" = ${ctx.now}, "changedAt" = ${ctx.now},
      "sequence" = "sequence" + 1
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id} AND "cancelledAt" IS NULL`)
  await tellAll(ctx, query, row, { what: 'cancelled', once: 'once' })
  await audit(query, ctx, 'event.cancelled', { subjectId: id })
}

/** @returns what an event says, to be written again */
export function wordsOf(row: EventRow): EventWords {
  const { title, lead, text, category, groupId, startsLocal, endsLocal, place, address, city, link } = row
  const words = { title, lead, text, category, groupId, startsLocal, endsLocal, place, address, city, link }
  return { ...words, audience: row.audience as EventAudience, zone: row.zone as Zone }
}

/** Gives an event the places of another: how people register, and what they are asked. */
export async function copyPlaces({ tenant }: Ctx, query: Query, row: EventRow, id: string): Promise<void> {
  await query(sql`UPDATE "event" SET "registration" = ${row.registration}, "capacity" = ${row.capacity}::int,
      "guests" = ${row.guests}::smallint, "questions" = ${JSON.stringify(row.questions)}::jsonb
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}

/** @returns the id of a draft with the same words: nothing of its people, nor its picture */
export async function copyEvent(ctx: Ctx, query: Query, row: EventRow): Promise<string> {
  const id = await addEvent(ctx, query, wordsOf(row))
  await copyPlaces(ctx, query, row, id)
  await copyTicketTypes({ query, tenant: ctx.tenant, now: ctx.now }, row.id, id)
  return id
}

/** Deletes a draft and its picture. @returns whether it was one that nobody had taken part in */
export async function removeEvent(ctx: Ctx, id: string): Promise<boolean> {
  const { tenant, now } = ctx
  const gone = await ctx.sql(async (query) => {
    const row = await eventToWrite(ctx, query, id)
    if (row?.state !== 'draft' || (await hasPeople(ctx, query, id))) return undefined
    const keys = row.pictureKey ? [row.pictureKey] : []
    await query(sql`DELETE FROM "event" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await loosen(query, tenant.id, keys, now)
    await audit(query, ctx, 'event.removed', { subjectId: id })
    return keys
  })
  if (gone) await dropFiles(tenant.id, gone)
  return gone !== undefined
}

/** @returns true where somebody comes, waits or came once: such an event is cancelled, never withdrawn */
export async function hasPeople({ tenant }: Ctx, query: Query, id: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "event_registration" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${id} LIMIT 1`)
  return rows.length > 0
}
