/** How somebody wants to hear of a notice: the article, the group, the kind, in this order (A23); as SQL, for many. */
import { addDays, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import {
  choiceOf,
  NOTICE_KINDS,
  type NoticeKind,
  OF_ARTICLES,
  OF_GROUPS,
  USUAL_VOLUMES,
} from '#app/vocabulary/notices.ts'

/** Milliseconds after midnight in Paris: digests leave then. */
export const DIGEST_HOUR = 6 * 3_600_000

/** @returns the next instant at which daily digests leave, or weekly ones, on Mondays; strictly after `now` */
export function nextDigest(now: Date, weekly: boolean): Date {
  for (let days = 0; ; days++) {
    const day = addDays(civilDay(now), days)
    const at = new Date(startOfDay(day)!.getTime() + DIGEST_HOUR)
    if (at > now && (!weekly || new Date(`${day}T12:00:00Z`).getUTCDay() === 1)) return at
  }
}

/** A text of SQL for each kind, from a value for each. */
const byKind = (kind: Sql, of: (kind: NoticeKind) => string): Sql =>
  NOTICE_KINDS.reduce((all, one) => sql`${all} WHEN ${one} THEN ${of(one)}`, sql`CASE ${kind}`)

interface Columns {
  /** Text. */
  kind: Sql
  placeId: Sql
  /** The article; NULL where there is none. */
  itemId: Sql
}

const isOf = (kind: Sql, kinds: readonly NoticeKind[]): Sql => sql`${kind} = ANY(${[...kinds]}::text[])`

/** Who refused the association's mails is sent none that they did not ask for. */
const unasked = (tenantId: string, kind: Sql): Sql => sql`CASE WHEN ${kind} <> 'contact-asked' AND EXISTS (
    SELECT 1 FROM "person" z WHERE z."tenantId" = ${tenantId} AND z."id" = a."personId"
      AND z."emailingConsent" IS FALSE) THEN 'site' ELSE ${byKind(kind, (one) => USUAL_VOLUMES[choiceOf(one)])} END END`

/** @returns the volume of a notice to the account `a`, as text; a group in silence says nothing */
export function volumeSql(tenantId: string, { kind, placeId, itemId }: Columns): Sql {
  const chosen = (scope: string, about: Sql) => sql`(SELECT v."volume" FROM "notice_choice" v
    WHERE v."tenantId" = ${tenantId} AND v."accountId" = a."id" AND v."scope" = ${scope} AND v."about" = ${about})`
  return sql`coalesce(
    CASE WHEN ${isOf(kind, OF_ARTICLES)} THEN ${chosen('item', sql`${itemId}::text`)} END,
    CASE WHEN ${isOf(kind, OF_GROUPS)} THEN coalesce((SELECT 'never' FROM "group_member" q
        WHERE q."tenantId" = ${tenantId} AND q."groupId" = ${placeId} AND q."personId" = a."personId"
          AND q."mutedAt" IS NOT NULL), ${chosen('group', sql`${placeId}::text`)}) END,
    ${chosen('kind', sql`${byKind(kind, choiceOf)} END`)},
    ${unasked(tenantId, kind)})`
}

/** @returns when the mail about it is due; NULL for none. A request between two people has a letter of its own. */
export const dueSql = (volume: Sql, kind: Sql, now: Date): Sql => sql`CASE ${volume}
    WHEN 'mail' THEN CASE WHEN ${kind} <> 'contact-asked' THEN ${now}::timestamptz END
    WHEN 'daily' THEN ${nextDigest(now, false)}::timestamptz
    WHEN 'weekly' THEN ${nextDigest(now, true)}::timestamptz END`
