/** Events of the demo (S14, E3, I10). */
import { addDays, civilDay, ZONE } from '#app/calendar/civil-day.ts'
import { instantIn } from '#app/calendar/local-time.ts'
import { daysOf, onDay } from '#app/calendar/repeating.ts'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { freeSlug, slugOf } from '#app/domain/content/slugs.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileGroupId } from '#app/tenant/groups.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import type { AddedPerson } from './add-people.ts'
import { cityOf, type DemoEvent, eventsOf } from './events.data.ts'
import { paidEventOf } from './paid-events.data.ts'
import type { Everybody } from './ties.ts'

const EVENTS: BulkTable = {
  name: 'event',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', slug: 'text', title: 'text', lead: 'text', text: 'text', category: 'text' },
    ...{ groupId: 'uuid', state: 'text', audience: 'text', visibleFrom: 'timestamptz', visibleUntil: 'timestamptz' },
    ...{ cancelledAt: 'timestamptz', startsLocal: 'text', endsLocal: 'text', zone: 'text', startsAt: 'timestamptz' },
    ...{ endsAt: 'timestamptz', place: 'text', address: 'text', city: 'text', link: 'text', registration: 'text' },
    ...{ capacity: 'integer', guests: 'smallint', createdAt: 'timestamptz' },
    ...{ seriesId: 'uuid', seriesRule: 'text' },
  },
  key: ['tenantId', 'id'],
}
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Places that all go. */
const FEW = 12
/** Days since when they stand in the agenda. */
const SHOWN_FOR = 45

/** The first group of a kind in the association's file. */
function groupOf({ id, config }: Scope, kind: DemoEvent['of']): string | null {
  const group = kind && config.groups.find((one) => one.kind === kind)
  return group ? fileGroupId(id, group.id) : null
}

/** The first such day of the week from then on; Monday is 1. */
function onWeekday(day: string, on: number | undefined): string {
  const is = new Date(`${day}T12:00:00Z`).getUTCDay()
  return on === undefined ? day : addDays(day, (on - is + 7) % 7)
}

function rowOf(scope: Scope, one: DemoEvent, now: Date) {
  const { day, on, from, to, of, cancelled, free, repeats, zone = ZONE, ...words } = one
  const date = onWeekday(addDays(civilDay(now), day), on)
  const [startsLocal, endsLocal] = [`${date}T${from}`, `${date}T${to}`]
  const shownAt = new Date(now.getTime() - SHOWN_FOR * DAY)
  const groupId = groupOf(scope, of)
  return {
    tenantId: scope.id,
    id: uuidv7(shownAt.getTime()),
    state: 'published',
    audience: 'public',
    guests: 0,
    ...words,
    ...(words.audience === 'group' && !groupId ? { audience: 'network' } : {}),
    ...{ zone, startsLocal, endsLocal, groupId },
    startsAt: instantIn(zone, startsLocal)!,
    endsAt: instantIn(zone, endsLocal)!,
    registration: free ? 'none' : 'open',
    cancelledAt: cancelled ? new Date(now.getTime() - 2 * DAY) : null,
    ...{ visibleFrom: shownAt, visibleUntil: NO_END, createdAt: shownAt },
    ...(repeats ? { seriesId: uuidv7(shownAt.getTime()), seriesRule: repeats.rule } : {}),
  }
}

/** The other dates of an event that repeats. */
function datesAfter(first: Row & { slug: string }, { repeats }: DemoEvent): (Row & { slug: string })[] {
  if (!repeats) return []
  const [, ...days] = daysOf(repeats.rule, first.startsLocal.slice(0, 10), repeats.times)
  return days.map((day) => {
    const times = onDay(first.zone, day, first)
    const [startsAt, endsAt] = [instantIn(first.zone, times.startsLocal)!, instantIn(first.zone, times.endsLocal)!]
    return { ...first, ...times, startsAt, endsAt, id: uuidv7(first.createdAt.getTime()), slug: `${first.slug}-${day}` }
  })
}

const REGISTRATIONS: BulkTable = {
  name: 'event_registration',
  columns: {
    ...{ tenantId: 'uuid', eventId: 'uuid', personId: 'uuid', state: 'text', seats: 'smallint', shown: 'boolean' },
    ...{ at: 'timestamptz' },
  },
  key: ['tenantId', 'eventId', 'personId'],
}

type Row = ReturnType<typeof rowOf>

/** People who come: half as many as there are places; where there are few, all of them, and some who wait. */
function registrationsOf({ scope, now }: Pick<Demo, 'scope' | 'now'>, row: Row, people: readonly AddedPerson[]) {
  if (row.registration !== 'open' || row.cancelledAt || row.audience === 'group') return []
  const capacity = 'capacity' in row && row.capacity ? row.capacity : 24
  const coming = capacity <= FEW ? capacity : Math.min(Math.ceil(capacity / 2), 30)
  const all = people.slice(0, capacity <= FEW ? coming + 2 : coming)
  return all.map(({ id }, i) => ({
    ...{ tenantId: scope.id, eventId: row.id, personId: id },
    state: i < coming ? 'registered' : 'waiting',
    seats: 1,
    shown: i % 5 !== 4,
    at: new Date(now.getTime() - (all.length - i) * HOUR),
  }))
}

const INVITATIONS: BulkTable = {
  name: 'event_invitation',
  columns: {
    ...{ tenantId: 'uuid', eventId: 'uuid', personId: 'uuid', state: 'text', moves: 'integer', at: 'timestamptz' },
  },
  key: ['tenantId', 'eventId', 'personId'],
}

/** People who were asked to the next event and have not come: some said no. */
const ASKED = 12

/** The demo's mailbox is not filled: invitations were sent before it began, and no more leave. */
function invitationsTo({ scope, now }: Pick<Demo, 'scope' | 'now'>, event: Row, people: readonly AddedPerson[]) {
  return people.slice(0, ASKED).map(({ id }, i) => ({
    ...{ tenantId: scope.id, eventId: event.id, personId: id, moves: 0 },
    state: i % 3 === 2 ? 'declined' : 'invited',
    at: new Date(now.getTime() - 2 * DAY),
  }))
}

interface Demo {
  scope: Scope
  now: Date
  everybody?: Everybody
}

const TICKETS: BulkTable = {
  name: 'event_ticket_type',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', eventId: 'uuid', name: 'text', cents: 'integer', memberCents: 'integer' },
    ...{ paidUpCents: 'integer', quota: 'integer', refundDays: 'smallint', keepCents: 'integer' },
    ...{ createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}

const CODES: BulkTable = {
  name: 'event_code',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', eventId: 'uuid', code: 'text', percent: 'smallint', most: 'integer' },
    ...{ perBuyer: 'smallint', createdAt: 'timestamptz' },
  },
  key: ['tenantId', 'id'],
}

/** The evening whose places are sold, what they cost, and a code; nobody has bought one yet. */
async function addPaidEvent(query: Query, { scope, now }: Demo): Promise<void> {
  const { slug } = scope.config
  const category = scope.config.events.categories.find(({ id }) => id.startsWith('rencontre'))?.id ?? 'autre'
  for (const { tickets, ...one } of paidEventOf(slug, cityOf(slug), category)) {
    const row = { ...rowOf(scope, one, now), slug: slugOf(one.title, 'evenement') }
    await query(insertRows(EVENTS, [row]))
    const kinds = tickets.map((ticket, i) => ({
      ...{ keepCents: 0, ...ticket, tenantId: scope.id, id: uuidv7(row.createdAt.getTime() + i), eventId: row.id },
      createdAt: new Date(row.createdAt.getTime() + i),
    }))
    await query(insertRows(TICKETS, kinds))
    const code = { tenantId: scope.id, id: uuidv7(row.createdAt.getTime()), eventId: row.id, createdAt: row.createdAt }
    await query(insertRows(CODES, [{ ...code, code: 'BIENVENUE-10', percent: 10, most: 50, perBuyer: 2 }]))
  }
}

/** Writes the association's events, past and to come, and who comes. */
export async function addEvents(query: Query, { scope, now, everybody }: Demo): Promise<void> {
  const slugs: string[] = []
  const events = eventsOf(scope.config.slug)
  const rows = events.map((one) => {
    const slug = freeSlug(slugOf(one.title, 'evenement'), slugs)
    slugs.push(slug)
    return { ...rowOf(scope, one, now), slug }
  })
  const dates = rows.flatMap((row, i) => datesAfter(row, events[i]!))
  if (rows.length > 0) await query(insertRows(EVENTS, [...rows, ...dates]))
  await addPaidEvent(query, { scope, now })
  if (!everybody) return
  const { member, adherent, others } = everybody
  const alive = others.filter(({ record }) => record.status !== 'décédé').slice(0, 60)
  const registrations = rows.flatMap((row, i) => {
    // The demo's paid-up member comes to every second event; the others are different ones each time.
    const cast = i % 2 === 0 ? [adherent, ...(i % 4 === 2 ? [member] : [])] : []
    const turned = [...alive.slice(i * 7), ...alive.slice(0, i * 7)]
    return registrationsOf({ scope, now }, row, [...cast, ...turned])
  })
  if (registrations.length > 0) await query(insertRows(REGISTRATIONS, registrations))
  const next = rows.find((row) => row.registration === 'open' && !row.cancelledAt && row.startsAt > now)
  if (!next || scope.config.events.invitations === undefined) return
  const coming = new Set(registrations.flatMap(({ eventId, personId }) => (eventId === next.id ? [personId] : [])))
  const asked = [member, ...alive].filter(({ id }) => !coming.has(id))
  await query(insertRows(INVITATIONS, invitationsTo({ scope, now }, next, asked)))
}
