/**
 * Tickets of an order, one row each: whose they are, whom they are for, which were given back (B12, B13). A ticket
 * counts while its holder's row of the event stands on the same sale and it was not given back.
 */
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Rate, RefundRule } from '#app/policy/ticket.rules.ts'

type Home = { id: string }

/** Whose tickets of which order. */
export interface Holding {
  eventId: string
  personId: string
  saleId: string
}

/** A ticket that counts, with what its line says of price and terms. */
export interface HeldTicket
  extends RowOf<'event_ticket', 'id' | 'number' | 'name' | 'lineId'>,
    RowOf<'sale_line', 'label' | 'productId' | 'unitCents'> {
  data: RefundRule & { rate: Rate; paidUpOnly: boolean }
}

/** Writes a row for each place of a basket that has just been written. The caller holds the event's lock. */
export async function makeTickets(
  { query, tenant, now }: Unit<Home>,
  { eventId, personId, saleId }: Holding,
): Promise<void> {
  // Those of baskets that were never paid say nothing more.
  await query(sql`DELETE FROM "event_ticket" t WHERE t."tenantId" = ${tenant.id} AND t."eventId" = ${eventId}
    AND t."personId" = ${personId} AND EXISTS (SELECT 1 FROM "sale" s WHERE s."tenantId" = ${tenant.id}
      AND s."id" = t."saleId" AND s."id" <> ${saleId} AND s."state" <> 'paid')`)
  const lines = await query<RowOf<'sale_line', 'id' | 'quantity'>>(sql`SELECT "id", "quantity" FROM "sale_line"
    WHERE "tenantId" = ${tenant.id} AND "saleId" = ${saleId} AND "kind" = 'ticket' ORDER BY "position"`)
  const all = lines.flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id))
  for (const [i, lineId] of all.entries())
    await query(sql`INSERT INTO "event_ticket" ("tenantId", "id", "eventId", "personId", "saleId", "lineId", "number")
      VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${eventId}, ${personId}, ${saleId}, ${lineId},
        ${i + 1}::smallint)`)
}

/** @returns the holder's tickets of an order that they did not give back, in its order */
export function heldTickets(
  { query, tenant }: Scoped<Home>,
  { eventId, personId, saleId }: Holding,
): Promise<HeldTicket[]> {
  return query<HeldTicket>(sql`SELECT t."id", t."number", t."name", t."lineId", l."label", l."productId",
      l."unitCents", l."data"
    FROM "event_ticket" t JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = t."lineId"
    WHERE t."tenantId" = ${tenant.id} AND t."eventId" = ${eventId} AND t."personId" = ${personId}
      AND t."saleId" = ${saleId} AND t."goneAt" IS NULL ORDER BY t."number", t."id"`)
}

/** @returns the tickets of an order that were not given back, whoever holds them now */
export function orderTickets(
  { query, tenant }: Scoped<Home>,
  saleId: string,
): Promise<Pick<HeldTicket, 'lineId' | 'unitCents'>[]> {
  return query(sql`SELECT t."lineId", l."unitCents"
    FROM "event_ticket" t JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = t."lineId"
    WHERE t."tenantId" = ${tenant.id} AND t."saleId" = ${saleId} AND t."goneAt" IS NULL ORDER BY t."number", t."id"`)
}

/** @returns cents that the terms gave back for tickets of an order, each at the moment at which it was given back */
export async function dueBefore({ query, tenant }: Scoped<Home>, saleId: string): Promise<number> {
  const [row] = await query<{ cents: number }>(sql`SELECT coalesce(sum("dueCents"), 0)::int AS "cents"
    FROM "event_ticket" WHERE "tenantId" = ${tenant.id} AND "saleId" = ${saleId} AND "goneAt" IS NOT NULL`)
  return row!.cents
}

/** Says of tickets that they were given back; whom they were for is forgotten. @param due cents by ticket */
export async function giveTickets({ query, tenant, now }: Unit<Home>, due: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, cents] of due)
    await query(sql`UPDATE "event_ticket" SET "goneAt" = ${now}, "dueCents" = ${cents}::int, "name" = NULL
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "goneAt" IS NULL`)
}

/** @returns true while somebody comes with a ticket of the order */
export async function isOrderUsed({ query, tenant }: Scoped<Home>, saleId: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "event_ticket" t
    JOIN "event_registration" r ON r."tenantId" = ${tenant.id} AND r."eventId" = t."eventId"
      AND r."personId" = t."personId" AND r."saleId" = t."saleId" AND r."state" IN ('paying', 'registered')
    WHERE t."tenantId" = ${tenant.id} AND t."saleId" = ${saleId} AND t."goneAt" IS NULL LIMIT 1`)
  return rows.length > 0
}

/** Hands tickets to somebody else, or all of the holder's; whom they were for was the holder's to say, and ends. */
export async function moveTickets(
  { query, tenant }: Scoped<Home>,
  { eventId, personId, saleId }: Holding,
  { to, ticketId }: { to: string; ticketId: string | null },
): Promise<void> {
  await query(sql`UPDATE "event_ticket" SET "personId" = ${to}, "name" = NULL WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "personId" = ${personId} AND "saleId" = ${saleId} AND "goneAt" IS NULL
    AND (${ticketId}::uuid IS NULL OR "id" = ${ticketId}::uuid)`)
}

/** Longest name that a ticket bears. */
export const TICKET_NAME_LENGTH = 80

/** Writes whom the holder's tickets are for. @param names by ticket; empty: nobody is said. Others' tickets stay. */
export async function nameTickets(
  { query, tenant }: Scoped<Home>,
  { eventId, personId, saleId }: Holding,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [id, name] of names)
    await query(sql`UPDATE "event_ticket" SET "name" = ${name || null} WHERE "tenantId" = ${tenant.id}
      AND "id" = ${id} AND "eventId" = ${eventId} AND "personId" = ${personId} AND "saleId" = ${saleId}
      AND "goneAt" IS NULL`)
}

/** Takes seats from a row that keeps some. The caller holds the event's lock. */
export async function lessSeats(
  { query, tenant }: Scoped<Home>,
  { eventId, personId, saleId }: Holding,
  seats: number,
): Promise<void> {
  await query(sql`UPDATE "event_registration" SET "seats" = "seats" - ${seats}::smallint
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${eventId} AND "personId" = ${personId} AND "saleId" = ${saleId}
      AND "seats" > ${seats}::smallint`)
}
