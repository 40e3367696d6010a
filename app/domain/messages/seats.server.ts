/** What somebody does with their own seat of a conversation; the other learns of an acceptance and a farewell only. */
import type { Scoped, Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'

export interface SeatKey {
  conversationId: string
  seat: number
}

function change({ query, tenant }: Scoped, { conversationId, seat }: SeatKey, set: Sql): Promise<unknown> {
  return query(sql`UPDATE "conversation_seat" SET ${set} WHERE "tenantId" = ${tenant.id}
    AND "conversationId" = ${conversationId}::uuid AND "seat" = ${seat}`)
}

/** Both may write from now on. */
export async function accept(unit: Unit, key: SeatKey): Promise<void> {
  const { query, tenant } = unit
  await change(unit, key, sql`"state" = 'open'`)
  await query(sql`UPDATE "conversation" SET "accepted" = TRUE WHERE "tenantId" = ${tenant.id}
    AND "id" = ${key.conversationId}::uuid`)
}

/** Nothing of the conversation itself changes: to who asked, it is a request without answer. */
export async function decline(unit: Unit, key: SeatKey): Promise<void> {
  await change(unit, key, sql`"state" = 'declined', "readTo" = "theirLast", "notifyAt" = NULL`)
}

/** Leaves a conversation for good; the other learns of it. */
export async function leave(unit: Unit, key: SeatKey): Promise<void> {
  await change(unit, key, sql`"state" = 'left', "readTo" = "theirLast", "notifyAt" = NULL, "draft" = NULL`)
}

/** Puts a conversation aside, for this seat alone. */
export const archive = (unit: Unit, key: SeatKey) => change(unit, key, sql`"archivedAt" = ${unit.now}`)
/** Takes a conversation back among the others. */
export const unarchive = (unit: Unit, key: SeatKey) => change(unit, key, sql`"archivedAt" = NULL`)
/** Ends notices of a conversation, for this seat alone, and the one that waits. */
export const mute = (unit: Unit, key: SeatKey) => change(unit, key, sql`"mutedAt" = ${unit.now}, "notifyAt" = NULL`)
/** Begins notices of a conversation again. */
export const unmute = (unit: Unit, key: SeatKey) => change(unit, key, sql`"mutedAt" = NULL`)

/** Keeps what was typed and not sent. @param text nothing takes the draft away */
export const keepDraft = (unit: Unit, key: SeatKey, text: string) => change(unit, key, sql`"draft" = ${text || null}`)

/**
 * Marks as read what stood on a page that was shown: messages committed since have a higher number and stay unread.
 * @param n number of the newest message on the page
 */
export async function markRead(unit: Unit, key: SeatKey, n: number): Promise<void> {
  await change(unit, key, sql`"readTo" = greatest("readTo", ${n}::int)`)
}

/**
 * Closes conversations against a person who is kept away: their request is declined, their unread messages are told no
 * more. Messages they write from now on are withheld (policy/message.rules.ts).
 */
export async function closeAgainst({ query, tenant }: Scoped, personId: string, otherId: string): Promise<void> {
  await query(sql`UPDATE "conversation_seat" mine SET "readTo" = mine."theirLast", "notifyAt" = NULL,
      "state" = CASE WHEN mine."state" = 'request' THEN 'declined' ELSE mine."state" END
    FROM "conversation_seat" theirs WHERE mine."tenantId" = ${tenant.id} AND mine."personId" = ${personId}
      AND theirs."tenantId" = ${tenant.id} AND theirs."conversationId" = mine."conversationId"
      AND theirs."seat" = 1 - mine."seat" AND theirs."personId" = ${otherId}`)
}
