/** Alerts of companies and schools: searches of profiles that an account keeps for a year (N6; C20). */
import type { Ctx } from '#app/context/open.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import { readerFacts } from './exclusions.server.ts'
import { knowProfiles, type LibrarySearch } from './library.server.ts'

/** Alerts that an account keeps at most. */
export const MOST_ALERTS = 10

export type CareerAlertRow = RowOf<'career_alert'>

/** @returns the search that an alert keeps */
export const searchOfAlert = ({ q, purpose, level, speciality, town }: CareerAlertRow): LibrarySearch => ({
  ...{ q, purpose: purpose ?? undefined, level: level ?? undefined },
  ...{ speciality: speciality ?? undefined, town: town ?? undefined },
})

/** @returns an account's alerts that have not ended, the oldest first */
export const careerAlertsOf = ({ query, tenant, now }: Unit, accountId: string): Promise<CareerAlertRow[]> =>
  query(sql`SELECT * FROM "career_alert" WHERE "tenantId" = ${tenant.id} AND "accountId" = ${accountId}
    AND "at" > ${cutOff(periodOf(tenant.config.keep, 'alert'), now)} ORDER BY "id"`)

/**
 * Keeps a search as an alert; what the account finds by it now is known to it.
 * @returns false where it keeps as many as there may be
 */
export async function addCareerAlert(query: Query, ctx: Ctx, search: LibrarySearch): Promise<boolean> {
  const { tenant, now, viewer } = ctx
  const accountId = viewer.accountId!
  await query(sql`SELECT 1 FROM "account" WHERE "tenantId" = ${tenant.id} AND "id" = ${accountId} FOR NO KEY UPDATE`)
  if ((await careerAlertsOf({ query, tenant, now }, accountId)).length >= MOST_ALERTS) return false
  const { q, purpose = null, level = null, speciality = null, town = null } = search
  await query(sql`INSERT INTO "career_alert" ("tenantId", "id", "accountId", "q", "purpose", "level", "speciality",
      "town", "at")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${accountId}, ${q}, ${purpose}, ${level}, ${speciality}, ${town},
      ${now})`)
  await knowProfiles(query, ctx, await readerFacts(query, ctx), { search, accountId })
  return true
}

/** Ends an alert, or gives it its whole year again. @returns whether it was the account's */
export async function changeCareerAlert(
  { query, tenant, now }: Unit,
  accountId: string,
  id: string,
  change: 'remove' | 'renew',
): Promise<boolean> {
  if (!isUuid(id)) return false
  const rows = await query(
    change === 'remove'
      ? sql`DELETE FROM "career_alert" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
          AND "accountId" = ${accountId} RETURNING "id"`
      : sql`UPDATE "career_alert" SET "at" = ${now}, "warned" = FALSE WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
          AND "accountId" = ${accountId} RETURNING "id"`,
  )
  return rows.length > 0
}

/** Notes what was told, in the transaction of its mail: neither is there without the other. */
export async function noteTold(
  { query, tenant, now }: Unit,
  accountId: string,
  profiles: readonly string[],
): Promise<void> {
  await query(sql`INSERT INTO "career_told" ("tenantId", "accountId", "profileId", "at")
    SELECT ${tenant.id}::uuid, ${accountId}::uuid, one.id, ${now}::timestamptz
    FROM unnest(${[...profiles]}::uuid[]) AS one(id)
    ON CONFLICT ("tenantId", "accountId", "profileId") DO UPDATE SET "at" = EXCLUDED."at"`)
}

/** @returns the words by which pages and mails name an alert; empty for one of everything */
export const wordsOfAlert = ({ q, purpose, speciality, town }: CareerAlertRow): string =>
  [q, purpose, speciality, town].filter(Boolean).join(' · ')
