/**
 * Conversations of whoever signed in, read with the viewer: how many are unread, for the navigation, and with whom
 * there is one.
 */
import { type Sql, sql } from '#app/db/sql.ts'

/** `isHeardOf` of policy/message.rules.ts, of a seat `u` with something unread. */
const HEARD_OF = sql`u."theirLast" > u."readTo" AND u."mutedAt" IS NULL AND u."archivedAt" IS NULL
  AND u."state" IN ('open', 'request')`

/** @returns unread conversations and requests of the account `a`: its person's, or its organisation's */
export const unreadOf = (tenantId: string): Sql => sql`((SELECT count(*) FROM "conversation_seat" u
    WHERE u."tenantId" = ${tenantId} AND u."personId" = a."personId" AND ${HEARD_OF})
  + (SELECT count(*) FROM "conversation_seat" u
    WHERE u."tenantId" = ${tenantId} AND u."organisationId" = a."organisationId" AND ${HEARD_OF}))::int`

/**
 * @returns people who answered the account `a` or accepted its request, for whatever an exchange of messages unlocks
 * (N2); with the comma before it
 */
export const contactsOf = (tenantId: string): Sql => sql`, coalesce((SELECT array_agg(DISTINCT o."personId")
    FROM "conversation_seat" m
    JOIN "conversation" c ON c."tenantId" = ${tenantId} AND c."id" = m."conversationId" AND c."accepted"
    JOIN "conversation_seat" o ON o."tenantId" = ${tenantId} AND o."conversationId" = m."conversationId"
      AND o."seat" = 1 - m."seat" AND o."state" = 'open' AND o."personId" IS NOT NULL
    WHERE m."tenantId" = ${tenantId} AND m."state" = 'open'
      AND (m."personId" = a."personId" OR m."organisationId" = a."organisationId")), '{}') AS "contactIds"`
