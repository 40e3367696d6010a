/** What there is between two parties, as rows say it; the rules on it are policy/message.rules.ts. */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Scoped } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Between, SeatState, Talk } from '#app/policy/message.rules.ts'
import { type Party, seatOf } from './party.ts'

/** A conversation and both its seats, as the database knows them: `theirs` is never shown to the other seat. */
export interface Found {
  id: string
  seat: number
  state: SeatState
  readTo: number
  muted: boolean
  archived: boolean
  draft: string | null
  accepted: boolean
  frozen: boolean
  /** None where the other is erased. */
  other: Party | null
  /** The one name by which the other is known here: they were written to through a profile (decision 059). */
  mask: string | null
  theirs: { state: SeatState; muted: boolean; toldTo: number } | null
}

interface Row extends Omit<Found, 'other' | 'theirs'> {
  otherPerson: string | null
  otherOrganisation: string | null
  theirState: SeatState | null
  theirMuted: boolean
  theirTold: number
}

async function find(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  where: Sql,
): Promise<Found | undefined> {
  const [row] = await query<Row>(sql`
    SELECT c."id", mine."seat"::int AS "seat", mine."state", mine."readTo", mine."mutedAt" IS NOT NULL AS "muted",
      mine."archivedAt" IS NOT NULL AS "archived", mine."draft", c."accepted", c."frozenAt" IS NOT NULL AS "frozen",
      theirs."personId" AS "otherPerson", theirs."organisationId" AS "otherOrganisation",
      theirs."mask", theirs."state" AS "theirState", theirs."mutedAt" IS NOT NULL AS "theirMuted", theirs."toldTo" AS "theirTold"
    FROM "conversation_seat" mine
    JOIN "conversation" c ON c."tenantId" = ${tenantId} AND c."id" = mine."conversationId"
    LEFT JOIN "conversation_seat" theirs ON theirs."tenantId" = ${tenantId}
      AND theirs."conversationId" = mine."conversationId" AND theirs."seat" = 1 - mine."seat"
    WHERE mine."tenantId" = ${tenantId} AND ${where} ORDER BY mine."lastAt" DESC LIMIT 1`)
  if (!row) return undefined
  const { otherPerson, otherOrganisation, theirState, theirMuted, theirTold, ...found } = row
  const theirs = theirState && { state: theirState, muted: theirMuted, toldTo: theirTold }
  return { ...found, other: theirs && { personId: otherPerson, organisationId: otherOrganisation }, theirs }
}

/** @returns the party's conversation of that id; undefined for everybody else's */
export const findConversation = (scoped: Scoped<{ id: string }>, me: Party, id: string) =>
  find(scoped, sql`mine."conversationId" = ${id}::uuid AND ${seatOf(me, sql`mine`)}`)

/**
 * Each profile by which somebody is written to has a conversation of its own: two of them tell nothing of each other.
 * @param profileId none: the two know each other by their records
 * @returns the conversation of the two; after a merger of records the newest of several
 */
export const findPair = (scoped: Scoped<{ id: string }>, me: Party, other: Party, profileId: string | null = null) =>
  find(
    scoped,
    sql`${seatOf(me, sql`mine`)} AND ${seatOf(other, sql`theirs`)} AND mine."profileId" IS NULL
      AND theirs."profileId" IS NOT DISTINCT FROM ${profileId}::uuid`,
  )

/** @returns friendship and blocks between two people; nothing of the kind where one is an organisation */
async function bondOf({ query, tenant: { id: tenantId } }: Scoped<{ id: string }>, me: Party, other: Party | null) {
  if (!me.personId || !other?.personId) return { friend: false, blocks: false, blocked: false }
  const [row] = await query<{ friend: boolean; blocks: boolean; blocked: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM "friendship" f WHERE f."tenantId" = ${tenantId} AND f."personId" = ${me.personId}
        AND f."friendId" = ${other.personId}) AS "friend",
      EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenantId} AND b."personId" = ${me.personId}
        AND b."otherId" = ${other.personId}) AS "blocks",
      EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenantId} AND b."personId" = ${other.personId}
        AND b."otherId" = ${me.personId}) AS "blocked"`)
  return row!
}

export interface Standing {
  found: Found | undefined
  /** What the writer may know. */
  between: Between
  /** The other keeps the writer away: never told. */
  blocked: boolean
}

/** @returns what the seat's owner may know of the conversation */
export function talkOf(found: Found | undefined): Talk | null {
  if (!found) return null
  const { seat, accepted, frozen, theirs } = found
  return { seat, accepted, frozen, left: theirs?.state === 'left', gone: theirs === null }
}

/** @param found their conversation where there is one */
export async function standing(
  scoped: Scoped<{ id: string }>,
  me: Party,
  other: Party | null,
  found: Found | undefined,
): Promise<Standing> {
  const { friend, blocks, blocked } = await bondOf(scoped, me, other)
  return { found, between: { friend, blocks, talk: talkOf(found) }, blocked }
}

/** @returns what is between a party and a person whom they look at */
export async function standingWith(scoped: Scoped<{ id: string }>, me: Party, other: Party): Promise<Standing> {
  return standing(scoped, me, other, await findPair(scoped, me, other))
}

/** @returns whether the person has died, whoever may know of it: nothing reaches them */
export async function hasDied({ query, tenant }: Scoped, { personId }: Party): Promise<boolean> {
  if (!personId) return false
  const rows = await query(sql`SELECT 1 AS "one" FROM "person" p WHERE p."tenantId" = ${tenant.id}
    AND p."id" = ${personId} AND ${deceasedSql(tenant.config)}`)
  return rows.length > 0
}

/**
 * Of two steps about the same pair one waits for the other; so do two first messages of one writer, whose budget is
 * counted. People before organisations, each in the order of their ids.
 * @returns false where one of the two is erased by now
 */
export async function lockParties(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  parties: readonly (Party | null)[],
): Promise<boolean> {
  const ids = (key: keyof Party) => [...new Set(parties.flatMap((party) => party?.[key] ?? []))]
  const people = ids('personId')
  const organisations = ids('organisationId')
  const held = await query(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId}
    AND "id" = ANY(${people}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`)
  if (organisations.length === 0) return held.length === people.length
  const also = await query(sql`SELECT "id" FROM "organisation" WHERE "tenantId" = ${tenantId}
    AND "id" = ANY(${organisations}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`)
  return held.length === people.length && also.length === organisations.length
}
