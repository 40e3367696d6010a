/**
 * Baskets whose time to pay is over, of visitors and of places of events: their page at Stripe is closed first, then
 * what they held is for sale again.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { SaleRow } from '#app/domain/ledger/sale.ts'
import { closeOther } from './checkout.server.ts'
import { latestPayment } from './make-sale.server.ts'
import type { TenantStripe } from './stripe-gate.server.ts'

/** A payment that has begun (a debit under way, a card just accepted) keeps what it holds. */
export async function releaseExpired(tenant: Tenant, stripe: TenantStripe | undefined, now: Date): Promise<void> {
  const over = await inTenantSql(tenant.id, async (query) => {
    const sales = await query<SaleRow>(sql`
      SELECT DISTINCT s.* FROM "stock_hold" h
      JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = h."lineId"
      JOIN "sale" s ON s."tenantId" = ${tenant.id} AND s."id" = l."saleId" AND s."state" = 'open'
      WHERE h."tenantId" = ${tenant.id} AND h."state" = 'held' AND h."expiresAt" <= ${now}
      UNION SELECT s.* FROM "event_registration" r
      JOIN "sale" s ON s."tenantId" = ${tenant.id} AND s."id" = r."saleId" AND s."state" = 'open'
      WHERE r."tenantId" = ${tenant.id} AND r."state" = 'paying' AND r."heldUntil" <= ${now} LIMIT 100`)
    const found = []
    for (const sale of sales) found.push({ sale, payment: await latestPayment(query, tenant.id, sale.id) })
    return found
  })
  for (const { sale, payment } of over) await closeOther(tenant, stripe, sale, { payment, now })
}

/**
 * Keeps a basket's holds for their minutes from now on, at its way to payment: at most twice as long as at first.
 * @param minutes of each item
 */
export async function lengthenHolds(
  { query, tenant, now }: Unit<{ id: string }>,
  saleId: string,
  minutes: (itemId: string) => number,
): Promise<void> {
  const holds = await query<RowOf<'stock_hold', 'id' | 'itemId'>>(sql`
    SELECT h."id", h."itemId" FROM "stock_hold" h
    JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = h."lineId"
    WHERE h."tenantId" = ${tenant.id} AND l."saleId" = ${saleId} AND h."state" = 'held' AND h."expiresAt" > ${now}`)
  for (const { id, itemId } of holds) {
    const more = `${minutes(itemId)} minutes`
    await query(sql`
      UPDATE "stock_hold" SET "expiresAt" = greatest("expiresAt",
          least(${now}::timestamptz + ${more}::interval, "createdAt" + 2 * ${more}::interval))
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "state" = 'held' AND "expiresAt" > ${now}`)
  }
}

/** @returns until when the sale's limited things are held; null where no such end is near */
export async function heldUntil(tenantId: string, saleId: string): Promise<Date | null> {
  const [row] = await inTenantSql(tenantId, (query) =>
    query<{ until: Date | null }>(sql`
      SELECT min(x."until") AS "until" FROM (
        SELECT h."expiresAt" AS "until" FROM "stock_hold" h
        JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."id" = h."lineId"
        WHERE h."tenantId" = ${tenantId} AND l."saleId" = ${saleId} AND h."state" = 'held'
        UNION ALL SELECT r."heldUntil" FROM "event_registration" r
        WHERE r."tenantId" = ${tenantId} AND r."saleId" = ${saleId} AND r."state" = 'paying') x`),
  )
  return row?.until ?? null
}
