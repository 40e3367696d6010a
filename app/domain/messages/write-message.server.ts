/**
 * A message, from its writer to the other's seat: numbered under a lock, counted, kept from whoever keeps the writer
 * away.
 */
import { addDays, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { named } from '#app/domain/files/loose-files.server.ts'
import { fold } from '#app/i18n/fold.ts'
import {
  type Addressee,
  type Reached,
  reaches,
  type SeatState,
  stateAfter,
  strangersPerDay,
  type WhyNot,
  whyNotWrite,
} from '#app/policy/message.rules.ts'
import type { Ability } from '#app/policy/types.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { MESSAGE_DELAYS, type MessageDelay, USUAL_DELAY } from '#app/vocabulary/message-delays.ts'
import {
  type Found,
  findConversation,
  findPair,
  hasDied,
  lockParties,
  type Standing,
  standing,
} from './between.server.ts'
import { tellLive } from './live.server.ts'
import { type Mask, type Party, partyOf, seatOf, type Writer } from './party.ts'

/** Characters of a message. */
export const TEXT_LENGTH = 5000

/** A file that lies in the store and that no row names yet (loose-files.server.ts). */
export interface FileKept {
  key: string
  contentType: string
  bytes: number
}

export interface Written {
  conversationId: string
  /** The message's number. */
  n: number
}

export type Outcome = { written: Written } | { refused: WhyNot | 'budget' }

/** Who writes, by which right. */
export interface Hand {
  ability: Ability
  writer: Writer
}

/** @returns the viewer as a writer; undefined where they have nobody's seat */
export function writerOf(ability: Ability): Writer | undefined {
  const party = partyOf(ability.viewer)
  return party && { ...party, accountId: ability.viewer.accountId ?? null }
}

/**
 * Writes to somebody whom the writer found, with or without a conversation between the two.
 * @param to with what the writer may read of them; masked where they are written to through a profile
 */
export async function writeTo(
  unit: Unit,
  { ability, writer }: Hand,
  to: Addressee & { party: Party; mask?: Mask },
  text: string,
): Promise<Outcome> {
  if (!(await lockParties(unit, [writer, to.party]))) return { refused: 'gone' }
  const before = await findPair(unit, writer, to.party, to.mask?.profileId)
  const there = await standing(unit, writer, to.party, before)
  const why = whyNotWrite(ability, unit.tenant.config, there.between, to)
  if (why) return { refused: why }
  const { friend } = there.between
  const isFull =
    !there.found && !friend && (await askedToday(unit, writer)) >= strangersPerDay(unit.tenant.config, ability.viewer)
  if (isFull) return { refused: 'budget' }
  const reached = await reachedBy(unit, to.party, there)
  const conversation = there.found ?? (await begin(unit, writer, to, reached))
  return { written: await append(unit, writer, { conversation, to: to.party, reached }, text) }
}

/**
 * Writes on in a conversation of the writer's.
 * @param readable what the writer may read of the other now; of an organisation everything
 * @returns undefined where there is no such conversation for them
 */
export async function writeOn(
  unit: Unit,
  { ability, writer }: Hand,
  conversationId: string,
  { text, readable, file }: { text: string; readable: Addressee; file?: FileKept | undefined },
): Promise<Outcome | undefined> {
  const before = await findConversation(unit, writer, conversationId)
  if (!before || !isOpenTo(before)) return undefined
  await lockParties(unit, [writer, before.other])
  const found = await findConversation(unit, writer, conversationId)
  if (!found || !isOpenTo(found)) return undefined
  const there = await standing(unit, writer, found.other, found)
  const why = whyNotWrite(ability, unit.tenant.config, there.between, readable)
  if (why || !found.other) return { refused: why ?? 'gone' }
  const reached = await reachedBy(unit, found.other, there)
  const written = await append(unit, writer, { conversation: found, to: found.other, reached }, text)
  if (file) await addFile(unit, writer, written, file)
  return { written }
}

async function addFile({ query, tenant, now }: Unit, writer: Writer, { conversationId, n }: Written, file: FileKept) {
  await query(sql`INSERT INTO "message_file" ("tenantId", "id", "conversationId", "n", "personId", "organisationId",
      "fileKey", "contentType", "bytes", "at")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${conversationId}, ${n}, ${writer.personId}::uuid,
      ${writer.organisationId}::uuid, ${file.key}, ${file.contentType}, ${file.bytes}, ${now})`)
  await named(query, tenant.id, file.key)
}

/** A seat that declined or left finds its conversation no more, until somebody writes anew from a profile. */
export const isOpenTo = ({ state }: Pick<Found, 'state'>): boolean => state === 'open' || state === 'request'

async function reachedBy(unit: Unit, other: Party, { found, blocked, between }: Standing): Promise<Reached> {
  return {
    state: found?.theirs?.state ?? null,
    blocks: blocked,
    deceased: await hasDied(unit, other),
    friend: between.friend,
  }
}

/** @returns strangers to whom the party wrote first since midnight in Paris */
async function askedToday({ query, tenant, now }: Unit, writer: Party): Promise<number> {
  const since = startOfDay(civilDay(now))!
  const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "conversation_seat" s
    JOIN "conversation" c ON c."tenantId" = ${tenant.id} AND c."id" = s."conversationId"
    WHERE s."tenantId" = ${tenant.id} AND ${seatOf(writer, sql`s`)} AND s."seat" = 0 AND s."lastAt" >= ${since}
      AND c."asked" AND c."createdAt" >= ${since}`)
  return row!.n
}

type Begun = Pick<Found, 'id' | 'seat' | 'theirs' | 'accepted'>

async function begin(
  { query, tenant, now }: Unit,
  writer: Party,
  { party: to, mask }: { party: Party; mask?: Mask },
  reached: Reached,
): Promise<Begun> {
  const id = uuidv7(now.getTime())
  const { friend } = reached
  await query(sql`INSERT INTO "conversation" ("tenantId", "id", "createdAt", "lastAt", "asked", "accepted")
    VALUES (${tenant.id}, ${id}, ${now}, ${now}, ${!friend}, ${friend})`)
  const state = stateAfter(reached)
  await query(sql`INSERT INTO "conversation_seat"
    ("tenantId", "conversationId", "seat", "personId", "organisationId", "state", "lastAt", "mask", "profileId")
    VALUES (${tenant.id}, ${id}, 0, ${writer.personId}::uuid, ${writer.organisationId}::uuid, 'open', ${now}, NULL, NULL),
      (${tenant.id}, ${id}, 1, ${to.personId}::uuid, ${to.organisationId}::uuid, ${state}, ${now},
        ${mask?.pseudonym ?? null}, ${mask?.profileId ?? null}::uuid)`)
  return { id, seat: 0, accepted: friend, theirs: { state, muted: false, toldTo: 0 } }
}

interface Line {
  conversation: Begun
  to: Party
  reached: Reached
}

/** The conversation's row gives the number, so that numbers stand in the order of commits. */
async function append(unit: Unit, writer: Writer, line: Line, text: string): Promise<Written> {
  const { query, tenant, now } = unit
  const { conversation, reached } = line
  const { id, seat } = conversation
  const agreed = reached.friend || seat === 1 || conversation.accepted
  const [row] = await query<{ messages: number }>(sql`UPDATE "conversation" SET "messages" = "messages" + 1,
    "lastAt" = ${now}, "accepted" = ${agreed}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${id} RETURNING "messages"`)
  const n = row!.messages
  const withheld = !reaches(reached)
  const { personId, organisationId, accountId } = writer
  await query(sql`INSERT INTO "message" ("tenantId", "conversationId", "n", "seat", "personId", "organisationId",
      "accountId", "text", "folded", "at", "withheld")
    VALUES (${tenant.id}, ${id}, ${n}, ${seat}, ${personId}::uuid, ${organisationId}::uuid, ${accountId}::uuid, ${text},
      ${fold(text)}, ${now}, ${withheld})`)
  await query(sql`UPDATE "conversation_seat" SET "lastAt" = ${now}, "lastNumber" = ${n}, "state" = 'open',
      "archivedAt" = NULL, "draft" = NULL
    WHERE "tenantId" = ${tenant.id} AND "conversationId" = ${id} AND "seat" = ${seat}`)
  if (!withheld) await deliver(unit, line, n)
  return { conversationId: id, n }
}

async function deliver(unit: Unit, { conversation, to, reached }: Line, n: number): Promise<void> {
  const { query, tenant, now } = unit
  const state = stateAfter(reached)
  const mailAt = await mailDue(unit, to, { ...conversation.theirs!, state })
  await query(sql`UPDATE "conversation_seat" SET "lastAt" = ${now}, "lastNumber" = ${n}, "theirLast" = ${n},
      "state" = ${state}, "notifyAt" = coalesce("notifyAt", ${mailAt}::timestamptz),
      "archivedAt" = CASE WHEN "mutedAt" IS NULL THEN NULL ELSE "archivedAt" END
    WHERE "tenantId" = ${tenant.id} AND "conversationId" = ${conversation.id} AND "seat" = ${1 - conversation.seat}`)
  await tellLive(unit, to)
}

/** Of a request only where the association's file says so, and then once. */
async function mailDue(
  unit: Unit,
  to: Party,
  { state, muted, toldTo }: { state: SeatState; muted: boolean; toldTo: number },
): Promise<Date | null> {
  const isSilent = state === 'request' && (unit.tenant.config.messages.requests === 'site' || toldTo > 0)
  return muted || isSilent ? null : dueAt(await delayOf(unit, to.personId), unit.now)
}

const MINUTES: Record<Exclude<MessageDelay, 'day' | 'never'>, number> = { once: 0, quarter: 15, hour: 60 }
/** The daily mail: at eight in the morning, Paris. */
const MORNING = 8

/** @returns when the mail about a message of this instant is due; null: never */
export function dueAt(delay: MessageDelay, now: Date): Date | null {
  if (delay === 'never') return null
  if (delay !== 'day') return new Date(now.getTime() + MINUTES[delay] * 60_000)
  const morning = (day: string) => new Date(startOfDay(day)!.getTime() + MORNING * 3_600_000)
  const today = civilDay(now)
  return morning(today) > now ? morning(today) : morning(addDays(today, 1))
}

/** @returns after how long the person hears of a message; organisations after the usual time */
async function delayOf({ query, tenant }: Scoped, personId: string | null): Promise<MessageDelay> {
  if (!personId) return USUAL_DELAY
  const [row] = await query<RowOf<'message_setting', 'delay'>>(sql`SELECT "delay" FROM "message_setting"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  return isOneOf(MESSAGE_DELAYS, row?.delay) ? row.delay : USUAL_DELAY
}
