/**
 * Limited things: held while a basket is open, sold once it is paid, given back where it is not. Fifty buyers of ten
 * seats: ten.
 */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Limits } from '#app/domain/ledger/sale.ts'
import { demandRoomOfVisitors } from './item-limits.server.ts'

/** Thrown where fewer are left than a basket asks for; names the item. */
export class SoldOut extends Error {
  readonly itemId: string
  constructor(itemId: string) {
    super(`not enough of ${itemId} is left`)
    this.itemId = itemId
  }
}

interface Hold {
  itemId: string
  lineId: string
  quantity: number
  /** How many there are in all. */
  stock: number
  visitor?: Limits['visitor']
}

/** @throws SoldOut; the caller's transaction then has to end without a trace */
export async function holdStock(
  query: Query,
  tenantId: string,
  { itemId, lineId, quantity, stock, visitor }: Hold,
  now: Date,
): Promise<void> {
  await query(sql`
    INSERT INTO "stock" ("tenantId", "id", "taken") VALUES (${tenantId}, ${itemId}, 0)
      ON CONFLICT ("tenantId", "id") DO NOTHING`)
  // The row's lock makes buyers follow each other; each sees what the one before took.
  const taken = await query(sql`
    UPDATE "stock" SET "taken" = "taken" + ${quantity}::int WHERE "tenantId" = ${tenantId} AND "id" = ${itemId}
      AND "taken" + ${quantity}::int <= ${stock}::int RETURNING "taken"`)
  if (taken.length === 0) throw new SoldOut(itemId)
  if (visitor) await demandRoomOfVisitors(query, tenantId, { itemId, quantity, visitor })
  await query(sql`
    INSERT INTO "stock_hold" ("tenantId", "id", "itemId", "lineId", "quantity", "createdAt", "expiresAt", "network")
    VALUES (${tenantId}, ${uuidv7(now.getTime())}, ${itemId}, ${lineId}, ${quantity}, ${now}, ${visitor?.until ?? null},
      ${visitor?.network || null})`)
}

/** Turns what a sale holds of limited items into what it has sold, and forgets the visitor’s network. */
export async function sellStock(query: Query, tenantId: string, saleId: string, now: Date): Promise<void> {
  await query(sql`
    UPDATE "stock_hold" SET "state" = 'sold', "settledAt" = ${now}, "network" = NULL WHERE "tenantId" = ${tenantId}
      AND "state" = 'held'
      AND "lineId" IN (SELECT l."id" FROM "sale_line" l WHERE l."tenantId" = ${tenantId} AND l."saleId" = ${saleId})`)
}

/** Gives back what a sale held or had bought. */
export async function releaseStock(query: Query, tenantId: string, saleId: string, now: Date): Promise<void> {
  await query(sql`
    WITH gone AS (
      UPDATE "stock_hold" SET "state" = 'released', "settledAt" = ${now}, "network" = NULL
        WHERE "tenantId" = ${tenantId} AND "state" <> 'released'
        AND "lineId" IN (SELECT l."id" FROM "sale_line" l WHERE l."tenantId" = ${tenantId} AND l."saleId" = ${saleId})
      RETURNING "itemId", "quantity")
    UPDATE "stock" s SET "taken" = s."taken" - g."quantity"
    FROM (SELECT "itemId", sum("quantity")::int AS "quantity" FROM gone GROUP BY 1) g
    WHERE s."tenantId" = ${tenantId} AND s."id" = g."itemId"`)
}

/** Sells again to a sale what it had given back at that instant, as far as others have not taken it. */
export async function resellStock(
  query: Query,
  tenantId: string,
  { saleId, since, limits }: { saleId: string; since: Date; limits: ReadonlyMap<string, number> },
  now: Date,
): Promise<void> {
  const holds = await query<RowOf<'stock_hold', 'id' | 'itemId' | 'quantity'>>(sql`
    SELECT h."id", h."itemId", h."quantity" FROM "stock_hold" h
    JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."id" = h."lineId"
    WHERE h."tenantId" = ${tenantId} AND l."saleId" = ${saleId} AND h."state" = 'released'
    AND h."settledAt" = ${since}`)
  for (const { id, itemId, quantity } of holds) {
    const limit = limits.get(itemId) ?? null
    const taken = await query(sql`
      UPDATE "stock" SET "taken" = "taken" + ${quantity}::int WHERE "tenantId" = ${tenantId} AND "id" = ${itemId}
        AND (${limit}::int IS NULL OR "taken" + ${quantity}::int <= ${limit}::int) RETURNING "taken"`)
    if (taken.length > 0)
      await query(sql`
        UPDATE "stock_hold" SET "state" = 'sold', "settledAt" = ${now} WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  }
}

/** @returns how many of each are taken. */
export async function takenStock(query: Query, tenantId: string): Promise<Map<string, number>> {
  const rows = await query<RowOf<'stock', 'id' | 'taken'>>(
    sql`SELECT "id", "taken" FROM "stock" WHERE "tenantId" = ${tenantId}`,
  )
  return new Map(rows.map(({ id, taken }) => [id, taken]))
}
