/**
 * Conversations and notices of whoever signed in, read with the viewer: how many are unread, for the navigation, and
 * with whom there is one.
 */
import { type Sql, sql } from '#app/db/sql.ts'
import { type JudgedNotice, mayReadNotice } from '#app/policy/notice.rules.ts'
import type { Ability } from '#app/policy/types.ts'

/** `isHeardOf` of policy/message.rules.ts, of a seat `u` with something unread. */
const HEARD_OF = sql`u."theirLast" > u."readTo" AND u."mutedAt" IS NULL AND u."archivedAt" IS NULL
  AND u."state" IN ('open', 'request')`

/** As many are counted or judged at each page, the newest; nobody counts further in a menu. */
export const MOST_UNREAD = 100

/**
 * @returns unread conversations and requests of the account `a`, its person's or its organisation's, up to
 *   {@link MOST_UNREAD}: every page asks, by an index of unread seats alone
 */
export const unreadOf = (tenantId: string): Sql => sql`((SELECT count(*) FROM (SELECT FROM "conversation_seat" u
    WHERE u."tenantId" = ${tenantId} AND u."personId" = a."personId" AND ${HEARD_OF} LIMIT ${MOST_UNREAD}) one)
  + (SELECT count(*) FROM (SELECT FROM "conversation_seat" u WHERE u."tenantId" = ${tenantId}
      AND u."organisationId" = a."organisationId" AND ${HEARD_OF} LIMIT ${MOST_UNREAD}) one))::int`

/**
 * @returns people who answered the account `a` or accepted its request, for whatever an exchange of messages unlocks
 * (N2), less those who are known by a pseudonym; with the comma before it
 */
export const contactsOf = (tenantId: string): Sql => sql`, coalesce((SELECT array_agg(DISTINCT o."personId")
    FROM "conversation_seat" m
    JOIN "conversation" c ON c."tenantId" = ${tenantId} AND c."id" = m."conversationId" AND c."accepted"
    JOIN "conversation_seat" o ON o."tenantId" = ${tenantId} AND o."conversationId" = m."conversationId"
      AND o."seat" = 1 - m."seat" AND o."state" = 'open' AND o."personId" IS NOT NULL
        AND o."mask" IS NULL
    WHERE m."tenantId" = ${tenantId} AND m."state" = 'open'
      AND (m."personId" = a."personId" OR m."organisationId" = a."organisationId")), '{}') AS "contactIds"`

/**
 * Joins what notices `u` are judged by: `x` the article, `c` the answer, `g` the group, `r` and `m` the request that
 * waits.
 * @param personId whose notices they are
 */
export const noticeFacts = (tenantId: string, personId: Sql): Sql => sql`
  LEFT JOIN "comment" c ON c."tenantId" = ${tenantId} AND c."id" = u."subjectId"
  LEFT JOIN "post" x ON x."tenantId" = ${tenantId} AND x."id" = coalesce(c."postId", u."subjectId")
  LEFT JOIN "group" g ON g."tenantId" = ${tenantId} AND g."id" = u."placeId"
  LEFT JOIN "friend_request" r ON r."tenantId" = ${tenantId} AND u."kind" = 'contact-asked'
    AND r."personId" = u."subjectId" AND r."otherId" = ${personId} AND r."withdrawnAt" IS NULL AND r."answer" IS NULL
  LEFT JOIN "group_member" m ON m."tenantId" = ${tenantId} AND u."kind" = 'join-asked' AND m."groupId" = u."placeId"
    AND m."personId" = u."subjectId" AND m."state" = 'asked'`

/** @returns `open` of `JudgedNotice`, of the rows of {@link noticeFacts} */
export const noticeOpen = (personId: Sql): Sql => sql`coalesce(CASE u."kind"
    WHEN 'contact-asked' THEN r."personId" IS NOT NULL
    WHEN 'join-asked' THEN m."personId" IS NOT NULL
    WHEN 'proposal' THEN g."personId" = ${personId} AND g."state" IN ('open', 'refused', 'closed')
    WHEN 'waiting' THEN CASE WHEN c."id" IS NOT NULL THEN c."state" = 'pending'
      WHEN x."id" IS NOT NULL THEN x."state" = 'pending' OR (x."state" = 'published' AND x."newText" IS NOT NULL)
      ELSE g."state" = 'proposed' END
    ELSE TRUE END, FALSE)`

const judged = (alias: Sql): Sql => sql`jsonb_build_object('id', ${alias}."id", 'state', ${alias}."state",
    'audience', ${alias}."audience", 'groupId', ${alias}."groupId", 'cohort', ${alias}."cohort",
    'personId', ${alias}."personId", 'visibleFrom', ${alias}."visibleFrom", 'visibleUntil', ${alias}."visibleUntil")`

/** What the association publishes itself has neither author nor group. */
const published = (alias: Sql): Sql => sql`jsonb_build_object('state', ${alias}."state",
    'audience', ${alias}."audience", 'visibleFrom', ${alias}."visibleFrom", 'visibleUntil', ${alias}."visibleUntil")`

/** The document or the news of a notice `u`; looked up for these kinds alone, since every page asks. */
const fileOf = (tenantId: string): Sql => sql`CASE u."kind"
    WHEN 'document' THEN (SELECT ${judged(sql`f`)} FROM "group_document" f
      WHERE f."tenantId" = ${tenantId} AND f."id" = u."subjectId")
    WHEN 'site-document' THEN (SELECT ${published(sql`f`)} FROM "site_document" f
      WHERE f."tenantId" = ${tenantId} AND f."id" = u."subjectId")
    WHEN 'association-news' THEN (SELECT ${published(sql`f`)} FROM "news" f
      WHERE f."tenantId" = ${tenantId} AND f."id" = u."subjectId") END`

/** @returns unread notices of the account `a`, the newest, with what they are judged by */
export const unreadNoticesOf = (tenantId: string): Sql => sql`(SELECT coalesce(jsonb_agg(jsonb_build_object(
      'kind', u."kind", 'subjectId', u."subjectId", 'placeId', u."placeId", 'open', ${noticeOpen(sql`a."personId"`)},
      'post', CASE WHEN x."id" IS NOT NULL THEN ${judged(sql`x`)} END,
      'comment', CASE WHEN c."id" IS NOT NULL THEN ${judged(sql`c`)} END, 'file', ${fileOf(tenantId)})), '[]')
    FROM (SELECT n."kind", n."subjectId", n."placeId" FROM "notice" n WHERE n."tenantId" = ${tenantId}
      AND n."accountId" = a."id" AND n."seenAt" IS NULL ORDER BY n."at" DESC LIMIT ${MOST_UNREAD}) u
    ${noticeFacts(tenantId, sql`a."personId"`)})`

/** A notice as {@link unreadNoticesOf} gives it: instants are text. */
export interface UnreadNotice extends Omit<JudgedNotice, 'file'> {
  post: (JudgedNotice['post'] & { id: string; visibleFrom: string; visibleUntil: string }) | null
  comment: (JudgedNotice['comment'] & { visibleFrom: string; visibleUntil: string }) | null
  file: { state: string; visibleFrom: string; visibleUntil: string } | null
}

/** @returns how many of them exist for the viewer: nobody learns of others by a number (A24) */
export function countUnread(looker: { ability: Ability; now: Date }, notices: readonly UnreadNotice[]): number {
  const dated = <T extends { visibleFrom: string; visibleUntil: string } | null>(thing: T) =>
    thing && { ...thing, visibleFrom: new Date(thing.visibleFrom), visibleUntil: new Date(thing.visibleUntil) }
  const isThere = ({ post, comment, file, ...one }: UnreadNotice) =>
    mayReadNotice(looker, { ...one, post: dated(post), comment: dated(comment), file: dated(file) } as JudgedNotice)
  return notices.filter(isThere).length
}
