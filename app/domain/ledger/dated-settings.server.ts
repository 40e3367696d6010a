/** Settings that hold from a day on, each change a row: who sells, and what tax receipts stand on. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'

export const SUBJECTS = ['seller', 'tax-receipts'] as const
export type Subject = (typeof SUBJECTS)[number]

export interface DatedSetting {
  id: string
  /** Civil day from which it holds. */
  startsOn: string
  data: unknown
  /** Login of who wrote it; null where that account is gone. */
  by: string | null
  at: string
}

/**
 * @returns what holds on a civil day: of the rows that have begun the one that begins last, of two the later written.
 */
export async function settingOn(query: Query, tenantId: string, subject: Subject, day: string): Promise<unknown> {
  const [row] = await query<{ data: unknown }>(sql`
    SELECT "data" FROM "dated_setting" WHERE "tenantId" = ${tenantId} AND "subject" = ${subject}
    AND "startsOn" <= ${day}
    ORDER BY "startsOn" DESC, "id" DESC LIMIT 1`)
  return row?.data
}

/** @returns the whole history, newest first. */
export async function settingHistory(query: Query, tenantId: string, subject: Subject): Promise<DatedSetting[]> {
  const rows = await query<Omit<DatedSetting, 'at'> & { at: Date }>(sql`
    SELECT s."id", s."startsOn", s."data", a."login" AS "by", s."createdAt" AS "at"
    FROM "dated_setting" s LEFT JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = s."accountId"
    WHERE s."tenantId" = ${tenantId} AND s."subject" = ${subject}
    ORDER BY s."startsOn" DESC, s."id" DESC LIMIT 100`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/**
 * Writes a change; earlier rows stay. The caller has checked `data` by its schema.
 * @returns its id; undefined where the last change of that day says the same: a second click changes nothing
 */
export async function writeSetting(
  query: Query,
  { tenant, viewer, now }: Pick<Ctx, 'tenant' | 'viewer' | 'now'>,
  { subject, startsOn, data }: { subject: Subject; startsOn: string; data: unknown },
): Promise<string | undefined> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtext(${`setting ${subject}`}), hashtext(${tenant.id}))`)
  const [last] = await query<{ same: boolean }>(sql`
    SELECT "data" = ${JSON.stringify(data)}::jsonb AS "same" FROM "dated_setting"
    WHERE "tenantId" = ${tenant.id} AND "subject" = ${subject} AND "startsOn" = ${startsOn} ORDER BY "id" DESC LIMIT 1`)
  if (last?.same) return undefined
  const id = uuidv7(now.getTime())
  await query(sql`
    INSERT INTO "dated_setting" ("tenantId", "id", "subject", "startsOn", "data", "accountId", "createdAt")
    VALUES (${tenant.id}, ${id}, ${subject}, ${startsOn}, ${JSON.stringify(data)}::jsonb,
      ${viewer.accountId ?? null}::uuid, ${now})`)
  return id
}
