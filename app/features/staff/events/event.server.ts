/** `/admin/evenements/:event`: how one event stands, and what may be done about it (S14, E3). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { type Attendee, attendeeRows, countAttendees } from '#app/domain/events/attendees.server.ts'
import { invitationList } from '#app/domain/events/invited.server.ts'
import { questionsOf } from '#app/domain/events/questions.ts'
import { type EventRow, eventCategory, organisersOf, stateOf } from '#app/domain/events/read-events.server.ts'
import { cancelDates, datesOf, lockSeries, publishDates } from '#app/domain/events/series.server.ts'
import type { SeriesScope } from '#app/domain/events/series-words.ts'
import {
  copyEvent,
  eventToWrite,
  hasPeople,
  publishEvent,
  removeEvent,
  withdrawEvent,
} from '#app/domain/events/write-events.server.ts'
import { cancelledEventsTask } from '#app/domain/sales/cancelled-events.task.ts'
import { extractsAttendees } from '#app/policy/event.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { eventOfDesk } from './edit.server.ts'
import { PEOPLE_STATES, type PeopleState } from './tones.ts'

export type EventStep = 'publish' | 'withdraw' | 'cancel' | 'remove' | 'publish-all' | 'cancel-following' | 'cancel-all'

/** Whoever said that they come is told that it does not take place: it is then cancelled, not taken back. */
function stepsOf(ctx: Ctx, row: EventRow, people: boolean): EventStep[] {
  const state = stateOf(row, ctx.now)
  const inSeries = row.seriesId !== null
  if (state === 'draft')
    return ['publish', ...(inSeries ? ['publish-all' as const] : []), ...(people ? [] : ['remove' as const])]
  if (state !== 'published') return []
  const dates: EventStep[] = inSeries ? ['cancel-following', 'cancel-all'] : []
  return people ? ['cancel', ...dates] : ['cancel', ...dates, 'withdraw']
}

/** People of one state on the page: the rest is for the printed list and the workbook. */
const MOST_SHOWN = 200

function listOf(all: readonly Attendee[], state: PeopleState) {
  const people = all.filter((one) => one.state === state)
  return { state, people: people.slice(0, MOST_SHOWN), count: people.length }
}

export async function readEventDesk(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const { organisers, people, dates } = await ctx.sql(async (query) => ({
    organisers: await organisersOf(query, ctx, [row]),
    people: await hasPeople(ctx, query, id),
    dates: await datesOf(query, ctx, row),
  }))
  const attendees = people ? await ctx.sql((query) => attendeeRows(ctx, query, id)) : []
  const lists = PEOPLE_STATES.map((state) => listOf(attendees, state))
  await countAttendees(
    ctx,
    lists.flatMap((one) => one.people),
  )
  const { slug, title, audience, startsLocal, endsLocal, zone, place, address, city, link } = row
  return {
    ...{ id, slug, title, audience, startsLocal, endsLocal, zone, place, address, city, link },
    category: eventCategory(ctx, row.category),
    organiser: (row.groupId && organisers.get(row.groupId)?.name) || null,
    state: stateOf(row, ctx.now),
    dates: dates.length,
    registration: row.registration,
    capacity: row.capacity,
    questions: questionsOf(row.questions),
    lists,
    seats: attendees.filter(({ state }) => state === 'registered').reduce((sum, one) => sum + one.seats, 0),
    extracts: extractsAttendees(ctx.ability),
    invites: row.registration === 'open' && row.audience !== 'staff' && invitationList(ctx.tenant) !== undefined,
    steps: stepsOf(ctx, row, people),
    outcome: ctx.url.searchParams.get('fait'),
  }
}

/** Takes a step under the event's lock. @returns false where it is not open any more */
async function take(ctx: Ctx, id: string, step: Exclude<EventStep, 'remove'>): Promise<boolean> {
  return ctx.sql(async (query) => {
    await lockSeries(query, ctx, id)
    const row = await eventToWrite(ctx, query, id)
    if (!row || !stepsOf(ctx, row, await hasPeople(ctx, query, id)).includes(step)) return false
    if (step === 'publish') await publishEvent(ctx, query, id)
    if (step === 'withdraw') await withdrawEvent(ctx, query, id)
    if (step === 'publish-all') await publishDates(ctx, query, row)
    const scope = CANCELS[step]
    if (scope) await cancelDates(ctx, query, row, scope)
    return true
  })
}

/** How far each step that cancels reaches. */
const CANCELS: Partial<Record<string, SeriesScope>> = {
  cancel: 'one',
  'cancel-following': 'following',
  'cancel-all': 'all',
}

const DONE = {
  ...{ publish: 'published', withdraw: 'withdrawn', cancel: 'cancelled' },
  ...{ 'publish-all': 'published', 'cancel-following': 'cancelled', 'cancel-all': 'cancelled' },
} as const

const isStep = (intent: string): intent is keyof typeof DONE => Object.hasOwn(DONE, intent)

/** POST `intent`: `copy`, `remove`, or one of `DONE`. */
export async function changeEventDesk(ctx: Ctx, id: string, form: FormData) {
  const intent = String(form.get('intent') ?? '')
  const row = await eventOfDesk(ctx, id)
  const here = href.eventDesk(id)
  if (intent === 'copy') {
    const copy = await ctx.sql((query) => copyEvent(ctx, query, row))
    return redirect(href.eventEdit(copy), 303)
  }
  if (intent === 'remove') {
    const done = await removeEvent(ctx, id)
    return redirect(done ? `${href.eventsDesk}?fait=removed` : here, 303)
  }
  if (!isStep(intent)) throw notFound()
  const done = await take(ctx, id, intent)
  if (done && CANCELS[intent]) await enqueue(cancelledEventsTask, { tenantId: ctx.tenant.id }, { once: 'now' })
  return redirect(done ? `${here}?fait=${DONE[intent]}` : here, 303)
}
