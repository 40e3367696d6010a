/**
 * Dues are one thing per person, whatever day they are asked for again: a debit takes two weeks to settle, a page
 * outlives midnight.
 */
import { duesRows, notEnded } from '#app/context/in-force.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { SaleRow } from '#app/domain/ledger/sale.ts'
import { isOwed } from './instalment-plans.server.ts'
import { type Basket, type Opened, openBasket } from './make-sale.server.ts'
import { paidAndWaiting } from './papers-asked.server.ts'

/**
 * Opens a basket as `openBasket` does; one with dues never beside other dues of the same person that are open, pending,
 * or paid in the meantime for the same days.
 * @throws SoldOut
 */
export async function openOnce(query: Query, tenantId: string, basket: Basket, now: Date): Promise<Opened> {
  const dues = basket.lines.find(({ kind }) => kind === 'dues')
  const { personId } = basket.buyer
  if (!dues || !personId) return openBasket(query, tenantId, basket, now)
  // Whoever else opens dues of this person waits. Rows that only point to the person do not: a payment settles
  // meanwhile.
  await query(sql`SELECT 1 FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ${personId} FOR NO KEY UPDATE`)
  const [begun] = await query<RowOf<'sale', 'key'>>(sql`
    SELECT s."key" FROM "sale" s WHERE s."tenantId" = ${tenantId} AND s."personId" = ${personId}
    AND s."state" IN ('open', 'pending')
      AND s."source" <> 'instalment'
      AND EXISTS (SELECT 1 FROM "sale_line" l WHERE l."tenantId" = ${tenantId} AND l."saleId" = s."id"
      AND l."kind" = 'dues')
    ORDER BY s."state" = 'pending' DESC, s."createdAt" LIMIT 1`)
  const other = basket.planId && (await instalmentElsewhere(query, tenantId, basket, basket.planId))
  if (other) return { kind: 'there', sale: other }
  if (begun) return openBasket(query, tenantId, { ...basket, key: begun.key }, now)
  if (basket.planId) return openBasket(query, tenantId, basket, now)
  const paid =
    (await paidAndWaiting(query, tenantId, personId)) ??
    (dues.startsAt && (await paidAfter(query, tenantId, personId, dues.startsAt)))
  return paid ? { kind: 'there', sale: paid } : openBasket(query, tenantId, basket, now)
}

/**
 * @returns the sale that already pays for days from `start` on: it was settled after the basket had been worked out.
 */
async function paidAfter(query: Query, tenantId: string, personId: string, start: Date): Promise<SaleRow | undefined> {
  const [sale] = await query<SaleRow>(sql`
    SELECT s.* FROM ${duesRows(tenantId)} m
    JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."id" = m."lineId"
    JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = l."saleId"
    WHERE m."personId" = ${personId} AND ${notEnded(sql`m`, start)}
    ORDER BY m."startsAt" DESC LIMIT 1`)
  return sale
}

/**
 * A later instalment: the round of debits waits for the plan that is locked here.
 * @returns the sale by which it is being debited just now, or has been paid since the basket was worked out
 */
async function instalmentElsewhere(
  query: Query,
  tenantId: string,
  basket: Basket,
  planId: string,
): Promise<SaleRow | undefined> {
  const owed = await isOwed(query, tenantId, { planId, source: basket.source }, basket.lines)
  const [sale] = await query<SaleRow>(sql`
    SELECT * FROM "sale" WHERE "tenantId" = ${tenantId} AND "planId" = ${planId}
      AND (("source" = 'instalment' AND "state" IN ('open', 'pending')) OR (NOT ${owed}::boolean AND "state" = 'paid'))
    ORDER BY "state" = 'paid', "createdAt" DESC LIMIT 1`)
  return sale
}
