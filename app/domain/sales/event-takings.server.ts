/** What an event took in, as the sales of its places say it. */
import type { Scoped } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'

export interface Takings {
  /** Cents, what went back included. */
  received: number
  refunded: number
}

/** @returns what was paid for places of the event, and what of it went back, in cents */
export async function takingsOf({ query, tenant }: Scoped<{ id: string }>, eventId: string): Promise<Takings> {
  const [row] = await query<Takings>(sql`SELECT coalesce(sum(s."totalCents"), 0)::int AS "received",
      coalesce(sum(s."refundedCents"), 0)::int AS "refunded"
    FROM "sale" s WHERE s."tenantId" = ${tenant.id} AND s."state" = 'paid' AND EXISTS (
      SELECT 1 FROM "sale_line" l WHERE l."tenantId" = ${tenant.id} AND l."saleId" = s."id" AND l."kind" = 'ticket'
        AND l."data"->>'event' = ${eventId})`)
  return row!
}
