/** When somebody was last told that their dues end or have ended. SQL fragments for lists and for who is told again. */
import { type Sql, sql } from '#app/db/sql.ts'

/** Days within which nobody is told again by hand. */
export const REMINDED_DAYS = 14

/** @param personId a column of the statement @returns an instant; null where nothing was written that is still kept */
export const lastReminderSql = (tenantId: string, personId: Sql): Sql => sql`(SELECT max(w."createdAt") FROM "mail" w
    WHERE w."tenantId" = ${tenantId} AND w."personId" = ${personId}
    AND w."kind" IN ('membership.before', 'membership.after'))`
