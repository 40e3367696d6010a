/** Writing notices: pointers, in the transaction of what they tell. The same one is written once, however often. */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { NoticeKind } from '#app/vocabulary/notices.ts'
import { dueSql, volumeSql } from './volumes.server.ts'

const DAY = 86_400_000
/** Days of a notice that nobody reads, and of one that was read. */
const UNREAD_DAYS = 365
export const READ_DAYS = 90

export interface NewNotice {
  kind: NoticeKind
  /** An article, an answer, a group, a person. */
  subjectId: string
  /** The group; of contacts the association. */
  placeId: string
  /** The article that it belongs to, if any. */
  itemId?: string
}

/**
 * Writes a notice to each account that is in use, of people who live, and that has not shut the kind.
 * @param who the condition on the account `a` and its person `p`
 */
export async function putNotices(
  { query, tenant, now }: Unit,
  { kind, subjectId, placeId, itemId }: NewNotice,
  who: Sql,
): Promise<void> {
  const { id: tenantId, config } = tenant
  const said = sql`${kind}::text`
  const columns = { kind: said, placeId: sql`${placeId}::uuid`, itemId: sql`${itemId ?? null}::uuid` }
  const expiresAt = new Date(now.getTime() + UNREAD_DAYS * DAY)
  await query(sql`
    INSERT INTO "notice" ("tenantId", "accountId", "kind", "subjectId", "placeId", "at", "dueAt", "expiresAt")
    SELECT ${tenantId}::uuid, d."id", ${said}, ${subjectId}::uuid, ${placeId}::uuid, ${now}::timestamptz,
      ${dueSql(sql`d."volume"`, said, now)}, ${expiresAt}::timestamptz
    FROM (SELECT a."id", ${volumeSql(tenantId, columns)} AS "volume" FROM "account" a
      LEFT JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = a."personId"
      WHERE a."tenantId" = ${tenantId} AND a."disabledAt" IS NULL AND NOT ${deceasedSql(config)} AND ${who}) d
    WHERE d."volume" <> 'never' ON CONFLICT DO NOTHING`)
}

/** Writes a notice to one person, if they have an account. */
export function putNotice(unit: Unit, notice: NewNotice, personId: string): Promise<void> {
  return putNotices(unit, notice, sql`a."personId" = ${personId}::uuid`)
}

/** Takes a notice back: what it told is over, such as a request that was answered. */
export async function dropNotices(
  { query, tenant }: Pick<Unit, 'query' | 'tenant'>,
  { kind, subjectId, placeId }: NewNotice,
): Promise<void> {
  await query(sql`DELETE FROM "notice" n USING "account" a WHERE n."tenantId" = ${tenant.id}
    AND a."tenantId" = ${tenant.id} AND a."id" = n."accountId" AND n."kind" = ${kind}
    AND n."subjectId" = ${subjectId} AND n."placeId" = ${placeId}`)
}
