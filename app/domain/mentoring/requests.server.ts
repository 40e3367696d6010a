/**
 * Requests between two people: asked, answered, followed up, ended. The mentor's own row is locked before places are
 * counted, so that twenty answers at once take no more places than there are (C23).
 */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { apartSql } from '#app/domain/contacts/apart.server.ts'
import type { MentoringState } from '#app/policy/mentoring-steps.ts'
import { tellMentoring } from './tell.server.ts'

export interface RequestRow extends Omit<RowOf<'mentor_request'>, 'tenantId' | 'state'> {
  state: MentoringState
}

const COLUMNS = sql`r."id", r."personId", r."otherId", r."words", r."state", r."reached", r."at", r."updatedAt",
  r."answer", r."thanks"`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @returns the request of that id, whoever's it is: rules say for whom it exists */
export async function requestRow({ query, tenant }: Unit, id: string): Promise<RequestRow | undefined> {
  if (!UUID.test(id)) return undefined
  const [row] = await query<RequestRow>(sql`SELECT ${COLUMNS} FROM "mentor_request" r
    WHERE r."tenantId" = ${tenant.id} AND r."id" = ${id}::uuid`)
  return row
}

/** @returns every request of the person, on either side, those that wait first and then the latest */
export function requestsOf({ query, tenant }: Unit, personId: string): Promise<RequestRow[]> {
  return query<RequestRow>(sql`SELECT ${COLUMNS} FROM "mentor_request" r
    WHERE r."tenantId" = ${tenant.id} AND (r."personId" = ${personId} OR r."otherId" = ${personId})
    ORDER BY r."state" <> 'asked', r."state" <> 'accepted', r."updatedAt" DESC, r."id" LIMIT 200`)
}

/** @returns the ids of those who were the person's mentors, and of whom they were the mentor of */
export async function formerOf(unit: Unit, personId: string): Promise<{ mentors: string[]; mentees: string[] }> {
  const ended = (await requestsOf(unit, personId)).filter(({ state }) => state === 'ended')
  return {
    mentors: ended.flatMap((row) => (row.personId === personId ? row.otherId : [])),
    mentees: ended.flatMap((row) => (row.otherId === personId ? row.personId : [])),
  }
}

/** @returns whether a request of the one to the other waits or goes on */
export async function standsBetween({ query, tenant }: Unit, personId: string, otherId: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "mentor_request" r WHERE r."tenantId" = ${tenant.id}
    AND r."personId" = ${personId} AND r."otherId" = ${otherId} AND r."state" IN ('asked', 'accepted')`)
  return rows.length > 0
}

/**
 * Asks; nothing stands between the two, the message that carries the words was written before, and both people are
 * locked since.
 * @param reached false where that message was kept from the mentor
 * @returns the request
 */
export async function askMentor(
  unit: Unit,
  { personId, otherId, words, reached }: Pick<RequestRow, 'personId' | 'otherId' | 'words' | 'reached'>,
): Promise<string> {
  const { query, tenant, now } = unit
  const id = uuidv7(now.getTime())
  await query(sql`INSERT INTO "mentor_request" ("tenantId", "id", "personId", "otherId", "words", "state", "reached",
      "at", "updatedAt")
    VALUES (${tenant.id}, ${id}, ${personId}, ${otherId}, ${words}, 'asked', ${reached}, ${now}, ${now})`)
  if (reached) await tellMentoring(unit, { id, to: otherId, what: 'asked' })
  return id
}

/** @returns the mentor's places, locked until the transaction ends; none where they offer nothing any more */
async function lockPlaces({ query, tenant }: Unit, mentorId: string): Promise<{ places: number; queues: boolean }> {
  const [row] = await query<RowOf<'mentor_offer', 'places' | 'queues'>>(sql`SELECT "places", "queues"
    FROM "mentor_offer" WHERE "tenantId" = ${tenant.id} AND "personId" = ${mentorId} FOR UPDATE`)
  return row ?? { places: 0, queues: false }
}

/**
 * Accepts while there is a place. With the last one those who still wait are closed kindly, or stay in the queue where
 * the mentor keeps one.
 * @returns whether it was accepted; `full` where no place is left
 */
export async function acceptRequest(unit: Unit, { id, otherId }: RequestRow): Promise<'accepted' | 'full' | 'gone'> {
  const { query, tenant } = unit
  const { places, queues } = await lockPlaces(unit, otherId)
  const [count] = await query<{ taken: number }>(sql`SELECT count(*)::int AS "taken" FROM "mentor_request"
    WHERE "tenantId" = ${tenant.id} AND "otherId" = ${otherId} AND "state" = 'accepted'`)
  const taken = count!.taken
  if (taken >= places) return 'full'
  if (!(await moveTo(unit, id, { from: 'asked', to: 'accepted' }))) return 'gone'
  if (taken + 1 >= places && !queues) await closeOthers(unit, otherId)
  return 'accepted'
}

/** One that never reached the mentor is closed like the others: staying alone it would tell that it was kept away. */
async function closeOthers(unit: Unit, mentorId: string): Promise<void> {
  const { query, tenant, now } = unit
  const closed = await query<RowOf<'mentor_request', 'id' | 'personId'>>(sql`UPDATE "mentor_request" r
    SET "state" = 'full', "updatedAt" = ${now}
    WHERE r."tenantId" = ${tenant.id} AND r."otherId" = ${mentorId} AND r."state" = 'asked'
      AND NOT ${apartSql(tenant.id, sql`r."personId"`, sql`r."otherId"`)}
    RETURNING r."id", r."personId"`)
  for (const { id, personId } of closed) await tellMentoring(unit, { id, to: personId, what: 'full' })
}

type Move = { from: MentoringState; to: MentoringState; answer?: string | null }

/** @returns false where the request is in another state by now: nothing was changed */
async function moveTo(unit: Unit, id: string, { from, to, answer = null }: Move): Promise<boolean> {
  const { query, tenant, now } = unit
  const [row] = await query<RowOf<'mentor_request', 'personId'>>(sql`UPDATE "mentor_request"
    SET "state" = ${to}, "updatedAt" = ${now}, "answer" = coalesce(${answer}::text, "answer")
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" = ${from} RETURNING "personId"`)
  if (row && (to === 'accepted' || to === 'declined')) await tellMentoring(unit, { id, to: row.personId, what: to })
  return row !== undefined
}

/** Answers kindly, with words that who asked reads. */
export const declineRequest = (unit: Unit, { id }: RequestRow, answer: string | null) =>
  moveTo(unit, id, { from: 'asked', to: 'declined', answer })

/** Takes the request back: who was asked finds it no more. */
export const withdrawRequest = (unit: Unit, { id }: RequestRow) => moveTo(unit, id, { from: 'asked', to: 'withdrawn' })

/** Ends the mentoring for both; the place is free again. @param by who ends it: the other is told */
export async function endMentoring(unit: Unit, { id, personId, otherId }: RequestRow, by: string): Promise<boolean> {
  const ended = await moveTo(unit, id, { from: 'accepted', to: 'ended' })
  if (ended) await tellMentoring(unit, { id, to: by === personId ? otherId : personId, what: 'ended' })
  return ended
}

/** Keeps words of thanks for the mentor alone: they are counted and shown nowhere (C23). */
export async function thankMentor({ query, tenant }: Unit, { id }: RequestRow, thanks: string): Promise<void> {
  await query(sql`UPDATE "mentor_request" SET "thanks" = ${thanks} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
    AND "thanks" IS NULL`)
}

/**
 * Ends what there was between somebody and who they keep away from now on: requests of the other stay with the other as
 * if they waited, and nobody is told.
 */
export async function partMentoring({ query, tenant, now }: Unit, personId: string, otherId: string): Promise<void> {
  await query(sql`UPDATE "mentor_request" SET "state" = 'withdrawn', "updatedAt" = ${now} WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId} AND "otherId" = ${otherId} AND "state" = 'asked'`)
  await query(sql`UPDATE "mentor_request" SET "reached" = FALSE WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${otherId} AND "otherId" = ${personId} AND "state" = 'asked'`)
  await query(sql`UPDATE "mentor_request" SET "state" = 'ended', "updatedAt" = ${now} WHERE "tenantId" = ${tenant.id}
    AND "state" = 'accepted' AND (("personId" = ${personId} AND "otherId" = ${otherId})
      OR ("personId" = ${otherId} AND "otherId" = ${personId}))`)
}
