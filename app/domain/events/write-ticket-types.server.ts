/** Writing what places of an event are sold at (P6); the caller holds the event's lock. */
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { type TicketType, takenTickets, ticketTypesOf } from './ticket-types.server.ts'

export type TicketWords = Omit<TicketType, 'tenantId' | 'id' | 'eventId' | 'createdAt'>

type Scope = Unit<{ id: string }>

async function addTicketType({ query, tenant, now }: Scope, eventId: string, words: TicketWords): Promise<void> {
  const { name, cents, memberCents, paidUpCents, paidUpOnly, quota, opensAt, closesAt, refundDays, keepCents } = words
  await query(sql`INSERT INTO "event_ticket_type" ("tenantId", "id", "eventId", "name", "cents", "memberCents",
      "paidUpCents", "paidUpOnly", "quota", "opensAt", "closesAt", "refundDays", "keepCents", "createdAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${eventId}, ${name}, ${cents}, ${memberCents}::int,
      ${paidUpCents}::int, ${paidUpOnly}, ${quota}::int, ${opensAt}::timestamptz, ${closesAt}::timestamptz,
      ${refundDays}::smallint, ${keepCents}, ${now})`)
}

/**
 * Writes a kind of ticket, new or known. What was sold keeps its price and its terms: they stand on the line of the
 * sale.
 * @param id none for a new one
 * @returns how many are sold or kept where the quota would fall below; `gone` where the event has no such kind
 */
export async function keepTicketType(
  unit: Scope,
  eventId: string,
  id: string,
  words: TicketWords,
): Promise<'done' | 'gone' | { sold: number }> {
  const { query, tenant } = unit
  if (id === '') {
    await addTicketType(unit, eventId, words)
    return 'done'
  }
  if (!isUuid(id)) return 'gone'
  const sold = (await takenTickets(unit, eventId)).get(id) ?? 0
  if (words.quota !== null && words.quota < sold) return { sold }
  const { name, cents, memberCents, paidUpCents, paidUpOnly, quota, opensAt, closesAt, refundDays, keepCents } = words
  const kept = await query(sql`UPDATE "event_ticket_type" SET "name" = ${name}, "cents" = ${cents},
      "memberCents" = ${memberCents}::int, "paidUpCents" = ${paidUpCents}::int, "paidUpOnly" = ${paidUpOnly},
      "quota" = ${quota}::int, "opensAt" = ${opensAt}::timestamptz, "closesAt" = ${closesAt}::timestamptz,
      "refundDays" = ${refundDays}::smallint, "keepCents" = ${keepCents}
    WHERE "tenantId" = ${tenant.id} AND "eventId" = ${eventId} AND "id" = ${id} RETURNING "id"`)
  return kept.length > 0 ? 'done' : 'gone'
}

/** Takes a kind of ticket away that nobody holds or bought. @returns whether it was one */
export async function dropTicketType(unit: Scope, eventId: string, id: string): Promise<boolean> {
  const { query, tenant } = unit
  if (!isUuid(id) || ((await takenTickets(unit, eventId)).get(id) ?? 0) > 0) return false
  const gone = await query(sql`DELETE FROM "event_ticket_type" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "id" = ${id} RETURNING "id"`)
  return gone.length > 0
}

/** Gives the copy of an event the same kinds of ticket. */
export async function copyTicketTypes(unit: Scope, fromId: string, toId: string): Promise<void> {
  for (const type of await ticketTypesOf(unit, fromId)) await addTicketType(unit, toId, type)
}
