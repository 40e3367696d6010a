/** What paid places of an event add up to: seats, tickets, money in and money back. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { takenSeats } from '#app/domain/events/seats.server.ts'

export interface Sums {
  capacity: number
  seats: number
  /** Of tickets that are paid for and count, by the lines of their sales. */
  tickets: number
  /** Seats of those rows. */
  sold: number
  /** Of them, those by a code, and those that it was ever held or sold for now. */
  coded: number
  used: number
  paid: number
  returned: number
}

/** @returns what an event's paid places add up to, in seats and cents */
export async function sumsOf(ctx: Ctx, { id }: { id: string }): Promise<Sums> {
  const { id: tenantId } = ctx.tenant
  return ctx.sql(async (query) => {
    const seats = await takenSeats({ query, tenant: ctx.tenant, now: new Date() }, id)
    const coded = sql`JOIN "event_ticket" t ON t."tenantId" = ${tenantId} AND t."eventId" = r."eventId"
        AND t."personId" = r."personId" AND t."saleId" = r."saleId" AND t."goneAt" IS NULL
      JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."id" = t."lineId" AND l."data" ? 'code'
      WHERE r."tenantId" = ${tenantId} AND r."eventId" = ${id}`
    const [row] = await query<Omit<Sums, 'seats'>>(sql`SELECT e."capacity",
        (SELECT coalesce(sum(l."unitCents"), 0)::int FROM "event_registration" r
          JOIN "event_ticket" t ON t."tenantId" = ${tenantId} AND t."eventId" = r."eventId"
            AND t."personId" = r."personId" AND t."saleId" = r."saleId" AND t."goneAt" IS NULL
          JOIN "sale_line" l ON l."tenantId" = ${tenantId} AND l."id" = t."lineId"
          WHERE r."tenantId" = ${tenantId} AND r."eventId" = ${id} AND r."state" = 'registered') AS "tickets",
        (SELECT coalesce(sum(r."seats"), 0)::int FROM "event_registration" r WHERE r."tenantId" = ${tenantId}
          AND r."eventId" = ${id} AND r."state" = 'registered') AS "sold",
        (SELECT count(*)::int FROM "event_registration" r ${coded} AND r."state" = 'registered') AS "coded",
        (SELECT count(*)::int FROM "event_registration" r ${coded} AND r."state" IN ('paying', 'registered')) AS "used",
        (SELECT coalesce(sum(p."cents"), 0)::int FROM "payment" p JOIN "sale" s ON s."tenantId" = ${tenantId}
          AND s."id" = p."saleId" WHERE p."tenantId" = ${tenantId} AND p."state" = 'succeeded'
          AND starts_with(s."key", ${`ticket/${id}/`})) AS "paid",
        (SELECT coalesce(sum(f."cents"), 0)::int FROM "refund" f JOIN "payment" p ON p."tenantId" = ${tenantId}
          AND p."id" = f."paymentId" JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = p."saleId"
          WHERE f."tenantId" = ${tenantId} AND f."state" <> 'failed'
          AND starts_with(s."key", ${`ticket/${id}/`})) AS "returned"
      FROM "event" e WHERE e."tenantId" = ${tenantId} AND e."id" = ${id}`)
    return { ...row!, seats }
  })
}
