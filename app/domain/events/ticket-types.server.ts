/** What places of an event are sold at, and how many of each are held or sold; read under the event's lock to sell. */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export type TicketType = RowOf<'event_ticket_type'>

type Scope = Pick<Unit<{ id: string }>, 'query' | 'tenant'>

/** @returns the event's kinds of ticket, the first written first; none: its places are free */
export function ticketTypesOf({ query, tenant }: Scope, eventId: string): Promise<TicketType[]> {
  return query<TicketType>(sql`SELECT * FROM "event_ticket_type" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} ORDER BY "createdAt", "id"`)
}

/** @returns true where places of the event are sold */
export async function sellsPlaces(query: Query, tenantId: string, eventId: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "event_ticket_type" WHERE "tenantId" = ${tenantId}
    AND "eventId" = ${eventId} LIMIT 1`)
  return rows.length > 0
}

/** @returns how many of each kind are held or sold now, by its id */
export async function takenTickets({ query, tenant }: Scope, eventId: string): Promise<Map<string, number>> {
  const rows = await query<RowOf<'sale_line', 'productId'> & { n: number }>(sql`
    SELECT l."productId", count(*)::int AS "n" FROM "event_registration" r
    JOIN "event_ticket" t ON t."tenantId" = ${tenant.id} AND t."eventId" = r."eventId" AND t."personId" = r."personId"
      AND t."saleId" = r."saleId" AND t."goneAt" IS NULL
    JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = t."lineId"
    WHERE r."tenantId" = ${tenant.id} AND r."eventId" = ${eventId} AND r."state" IN ('paying', 'registered')
    GROUP BY l."productId"`)
  return new Map(rows.map(({ productId, n }) => [productId, n]))
}

/** @returns places of all kinds together, where each kind has its number; null where one has none, or there are none */
export async function placesOfTypes({ query, tenant }: Scope, eventId: string): Promise<number | null> {
  const [row] = await query<{ n: number | null }>(sql`
    SELECT CASE WHEN bool_and("quota" IS NOT NULL) THEN sum("quota")::int END AS "n" FROM "event_ticket_type"
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${eventId}`)
  return row!.n
}
