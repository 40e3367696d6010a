/** What an account chose to hear of, and how (A23): about a kind, a group, one article. */
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { type ChoiceScope, VOLUMES, type Volume } from '#app/vocabulary/notices.ts'
import { READ_DAYS } from './put-notices.server.ts'
import { dueSql, volumeSql } from './volumes.server.ts'

export type Choices = Record<ChoiceScope, Map<string, Volume>>

/** @returns every choice of the account, by what it is about; what is not there is as usual */
export async function readChoices({ query, tenant }: Scoped<{ id: string }>, accountId: string): Promise<Choices> {
  const rows = await query<RowOf<'notice_choice', 'about' | 'volume'> & { scope: ChoiceScope }>(sql`
    SELECT "scope", "about", "volume" FROM "notice_choice" WHERE "tenantId" = ${tenant.id}
      AND "accountId" = ${accountId}`)
  const choices: Choices = { item: new Map(), group: new Map(), kind: new Map() }
  for (const { scope, about, volume } of rows) if (isOneOf(VOLUMES, volume)) choices[scope].set(about, volume)
  return choices
}

/** Keeps a choice. @param volume null: as usual again, or as the group or the kind says */
export async function choose(
  { query, tenant, now }: Unit<{ id: string }>,
  accountId: string,
  { scope, about, volume }: { scope: ChoiceScope; about: string; volume: Volume | null },
): Promise<void> {
  if (volume === null)
    await query(sql`DELETE FROM "notice_choice" WHERE "tenantId" = ${tenant.id} AND "accountId" = ${accountId}
      AND "scope" = ${scope} AND "about" = ${about}`)
  else
    await query(sql`INSERT INTO "notice_choice" ("tenantId", "accountId", "scope", "about", "volume", "at")
      VALUES (${tenant.id}, ${accountId}, ${scope}, ${about}, ${volume}, ${now})
      ON CONFLICT ("tenantId", "accountId", "scope", "about") DO UPDATE SET "volume" = EXCLUDED."volume",
        "at" = EXCLUDED."at"`)
}

const DAY = 86_400_000

/**
 * Applies changed choices to notices that are there: mails that wait move with them, and what one wants to hear nothing
 * of is no news any more.
 */
export async function applyChoices({ query, tenant, now }: Unit<{ id: string }>, accountId: string): Promise<void> {
  const { id: tenantId } = tenant
  const columns = { kind: sql`n."kind"`, placeId: sql`n."placeId"`, itemId: sql`coalesce(c."postId", n."subjectId")` }
  const end = new Date(now.getTime() + READ_DAYS * DAY)
  await query(sql`UPDATE "notice" u SET
      "seenAt" = CASE WHEN d."volume" = 'never' THEN ${now}::timestamptz ELSE u."seenAt" END,
      "expiresAt" = CASE WHEN d."volume" = 'never' THEN least(u."expiresAt", ${end}::timestamptz)
        ELSE u."expiresAt" END,
      "dueAt" = CASE WHEN u."dueAt" IS NOT NULL THEN ${dueSql(sql`d."volume"`, sql`u."kind"`, now)} END
    FROM (SELECT n."kind", n."subjectId", n."placeId", ${volumeSql(tenantId, columns)} AS "volume" FROM "notice" n
      JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = n."accountId"
      LEFT JOIN "comment" c ON c."tenantId" = ${tenantId} AND c."id" = n."subjectId"
      WHERE n."tenantId" = ${tenantId} AND n."accountId" = ${accountId} AND n."seenAt" IS NULL) d
    WHERE u."tenantId" = ${tenantId} AND u."accountId" = ${accountId} AND u."kind" = d."kind"
      AND u."subjectId" = d."subjectId" AND u."placeId" = d."placeId"`)
}
