/**
 * Who comes: for people of the network their contacts and their year, as far as each may be seen and wants to be
 * (B14); for who organises everybody, by the same field policy.
 */
import * as href from '#app/addresses.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { meetsAttendees } from '#app/policy/event.rules.ts'
import { type JudgedRow, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { answersTo, questionsOf } from './questions.ts'
import type { OwnRegistration } from './register.server.ts'

/** Faces on an event's page. */
const MOST_KNOWN = 12
/** Lines of an organiser's list. */
const MOST_LINES = 20_000

/** @returns the fields that name somebody in this association */
function namingFields({ tenant }: Ctx): FieldId[] {
  const { identity } = tenant.config
  return [...new Set([identity.field, ...identity.with])]
}

/** @returns contacts and people of one's year who come, want that to be seen, and may be seen; each is counted */
export async function knownAttendees(ctx: Ctx, eventId: string): Promise<Line[]> {
  const { ability, tenant, viewer } = ctx
  if (!meetsAttendees(ability)) return []
  const fields = namingFields(ctx)
  const { promotion, apartIds = [], personId } = viewer
  // Whose contact somebody is stays between the two, also before the staff's eyes.
  const friendIds = ctx.standIn ? [] : viewer.friendIds
  const ofYear = sql`p."promotion" = ${promotion ?? null}::int
    AND ${toSql(whereReadable(ability, 'Person', 'promotion'), 'p')}`
  const rows = await ctx.sql((query) =>
    query<JudgedRow>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "event_registration" r
      JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId"
      WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${eventId} AND r."state" = 'registered' AND r."shown"
        AND p."id" IS DISTINCT FROM ${personId ?? null}::uuid AND NOT p."id" = ANY(${[...apartIds]}::uuid[])
        AND NOT ${deceasedSql(tenant.config)} AND ${toSql(whereListed(ability, 'Person'), 'p')}
        AND (p."id" = ANY(${[...friendIds]}::uuid[]) OR (${ofYear}))
      ORDER BY p."id" = ANY(${[...friendIds]}::uuid[]) DESC, p."sortName", p."id" LIMIT ${MOST_KNOWN}`),
  )
  const lines = rows.flatMap((row) => {
    const person = reveal(ability, 'Person', row, fields)
    return person ? [lineOf({ ...person, address: href.profile(person.handle) })] : []
  })
  await countShown(ctx, lines)
  return lines
}

type Said = Pick<OwnRegistration, 'personId' | 'state' | 'seats' | 'answers' | 'at' | 'enteredAt' | 'heldUntil'> & {
  guests: string[] | null
}

/** Somebody in an organiser's list. */
export interface Attendee {
  /** Null: somebody whom the organiser may not see. */
  line: Line | null
  personId: string
  state: string
  seats: number
  /** To the questions that the event asks today, by question; of who withdrew, none. */
  answers: Record<string, string>
  /** Whom their tickets are for, as they wrote it. */
  guests: string[]
  /** ISO 8601: since when it is so. */
  at: string
  /** ISO 8601: let in at the door. */
  enteredAt: string | null
}

/**
 * @param personId one of them alone
 * @returns everybody who said anything about the event, who comes first; callers count who is shown
 */
export async function attendeeRows(ctx: Ctx, query: Query, eventId: string, personId?: string): Promise<Attendee[]> {
  const { ability, tenant } = ctx
  const fields = namingFields(ctx)
  const rows = await query<
    JudgedRow & Said & RowOf<'event', 'questions'>
  >(sql`SELECT ${columns([...JUDGED, ...fields], 'p')}, r."personId", r."state",
      r."seats", r."answers", r."at", r."enteredAt", r."heldUntil", e."questions",
      (SELECT array_agg(t."name" ORDER BY t."number") FROM "event_ticket" t WHERE t."tenantId" = ${tenant.id}
        AND t."eventId" = r."eventId" AND t."personId" = r."personId" AND t."saleId" = r."saleId"
        AND t."goneAt" IS NULL AND t."name" IS NOT NULL) AS "guests"
    FROM "event_registration" r JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId"
    JOIN "event" e ON e."tenantId" = ${tenant.id} AND e."id" = r."eventId"
    WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${eventId}
      AND (${personId ?? null}::uuid IS NULL OR r."personId" = ${personId ?? null}::uuid)
    ORDER BY r."state" = 'registered' DESC, r."state" = 'paying' DESC, r."state" = 'offered' DESC, r."state" = 'waiting' DESC,
      CASE WHEN r."state" = 'waiting' THEN r."at" END, p."sortName", p."id" LIMIT ${MOST_LINES}`)
  return rows.map((row) => {
    const person = reveal(ability, 'Person', row, fields)
    const line = person ? lineOf({ ...person, address: href.profile(person.handle) }) : null
    const { personId, state, seats, answers, at, enteredAt } = row
    const times = { at: at.toISOString(), enteredAt: enteredAt?.toISOString() ?? null }
    const isOut = state === 'withdrawn' || state === 'transferred'
    const heard = isOut ? {} : answersTo(questionsOf(row.questions), answers)
    return { line, personId, state, seats, answers: heard, guests: isOut ? [] : (row.guests ?? []), ...times }
  })
}

/** Counts those of them whom the answer shows. @throws Response 429 beyond the budget */
export async function countAttendees(ctx: Ctx, people: readonly Pick<Attendee, 'line'>[]): Promise<void> {
  const lines = people.flatMap(({ line }) => line ?? [])
  await countShown(ctx, lines)
}

/** @returns everybody who said anything about the event, all counted: what an extraction takes */
export async function readAttendees(ctx: Ctx, eventId: string): Promise<Attendee[]> {
  const people = await ctx.sql((query) => attendeeRows(ctx, query, eventId))
  await countAttendees(ctx, people)
  return people
}
