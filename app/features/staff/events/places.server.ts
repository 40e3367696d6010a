/** `/admin/evenements/:event/places`: whether people register, how many come, what they are asked (E3, B5). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { instantIn, minuteIn } from '#app/calendar/local-time.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { attendeeRows } from '#app/domain/events/attendees.server.ts'
import { type EventQuestion, LABEL_LENGTH, MOST_QUESTIONS, questionsOf } from '#app/domain/events/questions.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { lockEvent, offerSeats, takenSeats } from '#app/domain/events/seats.server.ts'
import type { Line } from '#app/domain/search/row.ts'
import { eventOfDesk } from './edit.server.ts'

const MOST_SEATS = 20_000
const MOST_GUESTS = 9
const OPTIONS_LENGTH = 1000

export interface QuestionTyped {
  label: string
  /** One a line. */
  options: string
  required: boolean
}

export interface PlacesTyped {
  registration: string
  capacity: string
  guests: string
  closes: string
  questions: QuestionTyped[]
}

type Errors = Partial<Record<'capacity' | 'guests' | 'closes' | 'questions', string>>

const EMPTY: QuestionTyped = { label: '', options: '', required: false }

function typedOf(row: EventRow): PlacesTyped {
  const questions = questionsOf(row.questions).map(({ label, options, required }) => ({
    ...{ label, required },
    options: options.join('\n'),
  }))
  const missing = Array.from({ length: Math.max(0, MOST_QUESTIONS - questions.length) }, () => EMPTY)
  return {
    registration: row.registration,
    capacity: row.capacity === null ? '' : String(row.capacity),
    guests: String(row.guests),
    closes: row.closesAt ? minuteIn(row.zone, row.closesAt) : '',
    questions: [...questions, ...missing],
  }
}

export async function readPlaces(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  return { title: ctx.t('events:places.title'), id, event: row.title, typed: typedOf(row) }
}

function typedIn(form: FormData): PlacesTyped {
  const of = (name: string) => String(form.get(name) ?? '').trim()
  return {
    registration: of('registration') === 'open' ? 'open' : 'none',
    capacity: of('capacity'),
    guests: of('guests'),
    closes: of('closes'),
    questions: Array.from({ length: MOST_QUESTIONS }, (_, n) => ({
      label: of(`label-${n}`),
      options: of(`options-${n}`),
      required: form.get(`required-${n}`) === 'on',
    })),
  }
}

const numberIn = (typed: string, most: number) =>
  /^\d{1,6}$/.test(typed) && Number(typed) <= most ? Number(typed) : NaN

/**
 * Answers are kept by the question's id: a question whose words stay keeps them, and no other takes the id of one that
 * was answered.
 */
function questionsIn(row: EventRow, typed: readonly QuestionTyped[], answered: readonly string[]): EventQuestion[] {
  const known = new Map(questionsOf(row.questions).map(({ label, id }) => [label, id]))
  const used = new Set([...known.values(), ...answered])
  let next = 1
  const fresh = () => {
    while (used.has(String(next))) next++
    used.add(String(next))
    return String(next)
  }
  return typed
    .filter(({ label }) => label !== '')
    .map(({ label, options, required }) => ({
      ...{ label, required },
      id: known.get(label) ?? fresh(),
      options: [...new Set(options.split('\n').map((one) => one.trim()))].filter(Boolean),
    }))
}

/** @returns ids of the event's questions, today's and former ones, that somebody answered */
async function answeredIds({ tenant }: Ctx, query: Query, eventId: string): Promise<string[]> {
  const rows = await query<{ id: string }>(sql`SELECT DISTINCT k."id" FROM "event_registration" r
    CROSS JOIN LATERAL jsonb_object_keys(r."answers") AS k("id")
    WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${eventId}`)
  return rows.map(({ id }) => id)
}

function judge(row: EventRow, typed: PlacesTyped) {
  const capacity = typed.capacity === '' ? null : numberIn(typed.capacity, MOST_SEATS)
  const guests = numberIn(typed.guests || '0', MOST_GUESTS)
  const closesAt = typed.closes === '' ? null : instantIn(row.zone, typed.closes)
  const long = typed.questions.some((one) => one.label.length > LABEL_LENGTH || one.options.length > OPTIONS_LENGTH)
  const labels = typed.questions.map(({ label }) => label).filter(Boolean)
  const errors: Errors = {
    ...(Number.isNaN(capacity) || capacity === 0 ? { capacity: 'capacity' } : {}),
    ...(Number.isNaN(guests) ? { guests: 'guests' } : {}),
    ...(closesAt === undefined || (closesAt && closesAt > row.startsAt) ? { closes: 'closes' } : {}),
    ...(long || new Set(labels).size < labels.length ? { questions: 'questions' } : {}),
  }
  return { capacity, guests, closesAt: closesAt ?? null, errors }
}

export interface PlacesAnswer {
  typed: PlacesTyped
  errors: Errors
  /** Seats taken or held, and who came last to the list, where fewer were asked for. */
  over: { taken: number; lines: Line[] } | null
}

/** The last who registered, whose seats would be too many. */
async function beyond(ctx: Ctx, id: string, capacity: number): Promise<Line[]> {
  const people = await ctx.sql((query) => attendeeRows(ctx, query, id))
  const coming = people
    .filter(({ state }) => state === 'registered' || state === 'paying' || state === 'offered')
    .toSorted((a, b) => a.at.localeCompare(b.at))
  let seats = 0
  const lines = coming.flatMap((one) => {
    seats += one.seats
    return seats > capacity && one.line ? [one.line] : []
  })
  await countShown(ctx, lines)
  return lines
}

/** POST: a number of seats below those taken is refused with the names of who came last (B5). */
export async function changePlaces(ctx: Ctx, id: string, form: FormData) {
  const typed = typedIn(form)
  const { errors, ...wish } = judge(await eventOfDesk(ctx, id), typed)
  const refuse = (more: Partial<PlacesAnswer>) =>
    data({ typed, errors, over: null, ...more } as PlacesAnswer, { status: 422 })
  if (Object.keys(errors).length > 0) return refuse({})
  const { tenant, now } = ctx
  const taken = await ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const row = await lockEvent(unit, id)
    if (!row) throw notFound()
    const seats = await takenSeats(unit, id)
    if (wish.capacity !== null && seats > wish.capacity) return seats
    const questions = questionsIn(row, typed.questions, await answeredIds(ctx, query, id))
    await query(sql`UPDATE "event" SET "registration" = ${typed.registration}, "capacity" = ${wish.capacity}::int,
        "guests" = ${wish.guests}::smallint, "closesAt" = ${wish.closesAt}::timestamptz,
        "questions" = ${JSON.stringify(questions)}::jsonb
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await offerSeats(unit, { ...row, ...wish, registration: typed.registration })
    return null
  })
  if (taken === null) return redirect(`${href.eventDesk(id)}?fait=places`, 303)
  return refuse({ errors: { capacity: 'over' }, over: { taken, lines: await beyond(ctx, id, wish.capacity!) } })
}
