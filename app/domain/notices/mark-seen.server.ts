/** What its reader has seen: it then ends after ninety days, and no mail tells of it any more. */
import type { Ctx } from '#app/context/open.ts'
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { READ_DAYS } from './put-notices.server.ts'

const DAY = 86_400_000

/** Marks unread notices of an account as read. @param which a condition on the notices `u` */
export async function markSeen(
  { query, tenant, now }: Unit<{ id: string }>,
  accountId: string,
  which: Sql,
): Promise<void> {
  const end = new Date(now.getTime() + READ_DAYS * DAY)
  await query(sql`UPDATE "notice" u SET "seenAt" = ${now}, "dueAt" = NULL, "expiresAt" = least(u."expiresAt", ${end})
    WHERE u."tenantId" = ${tenant.id} AND u."accountId" = ${accountId} AND u."seenAt" IS NULL AND ${which}`)
}

/** @returns the condition that a notice `u` is about an article or an answer under it */
export const ofArticle = (tenantId: string, postId: string): Sql => sql`u."kind" <> 'waiting'
  AND (u."subjectId" = ${postId}::uuid OR u."subjectId" IN (SELECT c."id" FROM "comment" c
    WHERE c."tenantId" = ${tenantId} AND c."postId" = ${postId}::uuid))`

/** Marks the notices of a document or of news that were shown just now; nothing is asked where none is unread. */
export async function markShown({ sql: work, tenant, account, now, standIn }: Ctx, id: string): Promise<void> {
  if (standIn || !account?.notices.some((one) => one.subjectId === id)) return
  await work((query) => markSeen({ query, tenant, now }, account.accountId, sql`u."subjectId" = ${id}::uuid`))
}
