/** Alerts: searches of offers that a person keeps, and what of them was told already (I11, N5; C13, C14). */
import type { Ctx } from '#app/context/open.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import { type OfferReader, type OfferSearch, searchSql } from './read-offers.server.ts'

/** Alerts that a person keeps at most. */
export const MOST_ALERTS = 10

export type AlertRow = RowOf<'offer_alert'>

/** @returns the search that an alert keeps */
export const searchOfAlert = ({ q, kind, contract, town, remote }: AlertRow): OfferSearch => ({
  ...{ q, kind: kind ?? undefined, contract: contract ?? undefined },
  ...{ town: town ?? undefined, remote: remote ?? undefined },
})

/** @returns a person's alerts that have not ended, the oldest first */
export function alertsOf({ query, tenant, now }: Unit, personId: string): Promise<AlertRow[]> {
  return query(sql`SELECT * FROM "offer_alert" WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}
    AND "at" > ${cutOff(periodOf(tenant.config.keep, 'alert'), now)} ORDER BY "id"`)
}

/**
 * Keeps a search as an alert. What the person finds by it now is known to them: only what comes later is told, counted
 * from when this person could see it (C13).
 * @returns false where they keep as many as there may be
 */
export async function addAlert(query: Query, ctx: Ctx, personId: string, search: OfferSearch): Promise<boolean> {
  const { tenant, now } = ctx
  await query(sql`SELECT 1 FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${personId} FOR NO KEY UPDATE`)
  const kept = await alertsOf({ query, tenant, now }, personId)
  if (kept.length >= MOST_ALERTS) return false
  await query(sql`INSERT INTO "offer_alert" ("tenantId", "id", "personId", "q", "kind", "contract", "town", "remote",
      "at")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${personId}, ${search.q ?? ''}, ${search.kind ?? null},
      ${search.contract ?? null}, ${search.town ?? null}, ${search.remote ?? null}, ${now})`)
  await query(sql`INSERT INTO "offer_told" ("tenantId", "personId", "offerId", "at")
    SELECT ${tenant.id}::uuid, ${personId}::uuid, x."id", ${now}::timestamptz FROM "offer" x
    WHERE x."tenantId" = ${tenant.id} AND ${searchSql(ctx, search)} ON CONFLICT DO NOTHING`)
  return true
}

/** Ends an alert, or gives it its whole year again. @returns whether it was the person's, or the link's */
export async function changeAlert(
  { query, tenant, now }: Unit,
  id: string,
  change: 'remove' | 'renew',
  personId?: string,
): Promise<boolean> {
  if (!isUuid(id)) return false
  const whose = personId === undefined ? sql`TRUE` : sql`"personId" = ${personId}`
  const rows = await query(
    change === 'remove'
      ? sql`DELETE FROM "offer_alert" WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND ${whose} RETURNING "id"`
      : sql`UPDATE "offer_alert" SET "at" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND ${whose}
          RETURNING "id"`,
  )
  return rows.length > 0
}

export interface NewOffer extends RowOf<'offer', 'id' | 'title' | 'company' | 'town'> {}

/** @returns offers that an alert finds for its person now and that were not told to them yet, the newest first */
export function newOffers(
  query: Query,
  reader: OfferReader,
  personId: string,
  search: OfferSearch,
): Promise<NewOffer[]> {
  const tenantId = reader.tenant.id
  return query(sql`SELECT x."id", x."title", x."company", x."town" FROM "offer" x WHERE x."tenantId" = ${tenantId}
    AND ${searchSql(reader, search)} AND x."personId" IS DISTINCT FROM ${personId}::uuid
    AND NOT EXISTS (SELECT FROM "offer_told" k WHERE k."tenantId" = ${tenantId} AND k."personId" = ${personId}
      AND k."offerId" = x."id") ORDER BY x."visibleFrom" DESC, x."id" DESC LIMIT 20`)
}

/** Notes what was told, in the transaction of its mail: neither is there without the other (C13). */
export async function noteTold(
  { query, tenant, now }: Unit,
  personId: string,
  offers: readonly string[],
): Promise<void> {
  await query(sql`INSERT INTO "offer_told" ("tenantId", "personId", "offerId", "at")
    SELECT ${tenant.id}::uuid, ${personId}::uuid, one.id, ${now}::timestamptz
    FROM unnest(${[...offers]}::uuid[]) AS one(id) ON CONFLICT DO NOTHING`)
}
