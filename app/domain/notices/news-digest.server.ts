/** News of contacts in digests: whose are due on this day, and how far each account was told (A22). */
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { USUAL_VOLUMES, type Volume } from '#app/vocabulary/notices.ts'
import { NEWS_FIELDS, type News, readNews, writtenSql } from './contacts-news.server.ts'
import type { NoticeReader } from './read-notices.server.ts'
import { DIGEST_HOUR } from './volumes.server.ts'

const DAY = 86_400_000
/** Contacts in one mail; the page has the others. */
const MOST_NEWS = 10

/** Volumes whose digest leaves on this day, with the days that it tells of; none before its hour. */
function leavingAt(now: Date): Partial<Record<Volume, number>> {
  const day = civilDay(now)
  if (now.getTime() < startOfDay(day)!.getTime() + DIGEST_HOUR) return {}
  return { daily: 1, ...(new Date(`${day}T12:00:00Z`).getUTCDay() === 1 ? { weekly: 7 } : {}) }
}

/** How the account `a` wants to hear of its contacts. */
const wishSql = (tenantId: string): Sql => sql`coalesce((SELECT v."volume" FROM "notice_choice" v
    WHERE v."tenantId" = ${tenantId} AND v."accountId" = a."id" AND v."scope" = 'kind' AND v."about" = 'news'),
  CASE WHEN EXISTS (SELECT 1 FROM "person" z WHERE z."tenantId" = ${tenantId} AND z."id" = a."personId"
    AND z."emailingConsent" IS FALSE) THEN 'site' ELSE ${USUAL_VOLUMES.news} END)`

/** @returns whether the reader still wants mails about their contacts */
export async function hearsNews({ tenant, accountId }: NoticeReader, query: Query): Promise<boolean> {
  const [row] = await query<{ wish: Volume }>(sql`SELECT ${wishSql(tenant.id)} AS "wish" FROM "account" a
    WHERE a."tenantId" = ${tenant.id} AND a."id" = ${accountId}`)
  return row !== undefined && row.wish !== 'site' && row.wish !== 'never'
}

/** @returns accounts whose contacts changed something since they were told, of those that hear of it today */
export async function findNewsDue({ id: tenantId }: Tenant, query: Query, now: Date, most: number): Promise<string[]> {
  const leaving = Object.keys(leavingAt(now))
  if (leaving.length === 0) return []
  const today = startOfDay(civilDay(now))!
  const since = new Date(now.getTime() - 7 * DAY)
  const rows = await query<RowOf<'account', 'id'>>(sql`SELECT a."id" FROM "account" a
    LEFT JOIN "notice_cursor" k ON k."tenantId" = ${tenantId} AND k."accountId" = a."id"
    WHERE a."tenantId" = ${tenantId} AND a."disabledAt" IS NULL AND a."personId" IS NOT NULL
      AND (k."newsTo" IS NULL OR k."newsTo" < ${today}) AND ${wishSql(tenantId)} = ANY(${leaving}::text[])
      AND EXISTS (SELECT 1 FROM "friendship" f
        JOIN "value_change" v ON v."tenantId" = ${tenantId} AND v."personId" = f."friendId"
        WHERE f."tenantId" = ${tenantId} AND f."personId" = a."personId"
          AND v."field" = ANY(${[...NEWS_FIELDS]}::text[]) AND v."at" <= ${now}
          AND v."at" > coalesce(k."newsTo", ${since}::timestamptz) AND ${writtenSql(tenantId)})
    LIMIT ${most}`)
  return rows.map(({ id }) => id)
}

/**
 * Takes the news that the reader's digest of this day tells, and moves the cursor past them, told or not: what they
 * may not see today is not told later.
 */
export async function takeNews(reader: NoticeReader, query: Query): Promise<News[]> {
  const { tenant, accountId, now } = reader
  const [row] = await query<{ wish: Volume; newsTo: Date | null }>(sql`SELECT ${wishSql(tenant.id)} AS "wish",
      (SELECT k."newsTo" FROM "notice_cursor" k WHERE k."tenantId" = ${tenant.id}
        AND k."accountId" = a."id") AS "newsTo"
    FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."id" = ${accountId}`)
  const days = row && leavingAt(now)[row.wish]
  if (!days || (row.newsTo && row.newsTo >= startOfDay(civilDay(now))!)) return []
  const since = row.newsTo ?? new Date(now.getTime() - days * DAY)
  const news = await readNews(reader, query, { since, limit: MOST_NEWS })
  await query(sql`INSERT INTO "notice_cursor" ("tenantId", "accountId", "newsTo")
    VALUES (${tenant.id}, ${accountId}, ${now})
    ON CONFLICT ("tenantId", "accountId") DO UPDATE SET "newsTo" = EXCLUDED."newsTo"`)
  return news
}
