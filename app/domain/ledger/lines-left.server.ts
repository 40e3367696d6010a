/**
 * What of a sale's lines its pieces have left: the credit notes themselves are added up, so that in any order nothing
 * is lost by rounding.
 */
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Left } from './given-back.ts'
import { vatIn } from './plan.ts'
import type { Line } from './sale.ts'

/**
 * The lines of a payment's credit notes, and of the invoices that took one back the other way round.
 * Reads `l` (sale_line) of the statement around it. Earlier pieces do not say which line they are of.
 * @param payment the payment's id, or its column
 */
function backsOf(tenantId: string, payment: Sql): Sql {
  return sql`FROM "invoice" i CROSS JOIN LATERAL jsonb_array_elements(i."lines") b WHERE i."tenantId" = ${tenantId}
    AND i."saleId" = l."saleId"
    AND i."paymentId" = ${payment} AND i."creditOf" IS NOT NULL AND CASE WHEN b ? 'position'
    THEN (b->>'position')::int = l."position"
      ELSE b->>'kind' = l."kind" AND b->>'productId' = l."productId" END`
}

const SIGN = sql`CASE i."kind" WHEN 'credit-note' THEN 1 ELSE -1 END`

/** @returns cents of `l` that went back. */
export function givenBackOf(tenantId: string, payment: Sql): Sql {
  return sql`(SELECT coalesce(sum(${SIGN} * (b->>'cents')::int), 0)::int ${backsOf(tenantId, payment)})`
}

function vatBackOf(tenantId: string, payment: Sql): Sql {
  const rounded = sql`round((b->>'cents')::numeric * (b->>'vatPoints')::int / (10000 + (b->>'vatPoints')::int))`
  return sql`(SELECT coalesce(sum(${SIGN} * coalesce((b->>'vatCents')::numeric, ${rounded})),
    0)::int ${backsOf(tenantId, payment)})`
}

/** @returns line by line, in the order of `lines`, which are the sale's. */
export async function linesLeft(
  query: Query,
  tenantId: string,
  { id, saleId }: { id: string; saleId: string },
  lines: readonly Line[],
): Promise<Left[]> {
  const payment = sql`${id}::uuid`
  const backs = await query<RowOf<'sale_line', 'position'> & { cents: number; vatCents: number }>(sql`
    SELECT l."position", ${givenBackOf(tenantId, payment)} AS "cents", ${vatBackOf(tenantId, payment)} AS "vatCents"
    FROM "sale_line" l WHERE l."tenantId" = ${tenantId} AND l."saleId" = ${saleId}`)
  const by = new Map(backs.map((back) => [back.position, back]))
  return lines.map(({ position, cents, vatPoints }) => {
    const back = by.get(position)
    return {
      cents: Math.max(0, cents - (back?.cents ?? 0)),
      vatCents: Math.max(0, vatIn(cents, vatPoints) - (back?.vatCents ?? 0)),
    }
  })
}
