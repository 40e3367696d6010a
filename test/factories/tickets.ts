/** Events whose places are sold, and what buyers do about them. */
import { expect } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { type OpenEvent, openEvent } from './event-forms.ts'
import { post } from './groups.ts'
import type { Seat } from './seats.ts'
import { inside } from './world.ts'

/** What the organiser's form says of a ticket: twenty euros, twelve for paid-up members. */
export const TICKET = {
  ...{ intent: 'save', ticket: '', name: 'Dîner', price: '20', member: '', paidUp: '12', quota: '', opens: '' },
  ...{ closes: '', refund: '3', keep: '2' },
}

export interface PaidEvent extends OpenEvent {
  tickets: string
  /** Ids of its kinds of ticket, in the order in which they were written. */
  types: string[]
}

/** @returns an event that the keeper opened, with these kinds of ticket */
export async function paidEvent(
  slug: string,
  keeper: Seat,
  opened: Parameters<typeof openEvent>[1],
  tickets: readonly Record<string, string>[] = [{}],
): Promise<PaidEvent> {
  const event = await openEvent(keeper, opened)
  for (const ticket of tickets)
    expect((await post(keeper, `${event.desk}/billets`, { ...TICKET, ...ticket })).status).toBe(303)
  const rows = await inside(slug, (query, scope) =>
    query<{ id: string }>(sql`SELECT "id" FROM "event_ticket_type" WHERE "tenantId" = ${scope.id}
      AND "eventId" = ${event.id} ORDER BY "createdAt", "id"`),
  )
  return { ...event, tickets: `/evenements/${event.slug}/billets`, types: rows.map(({ id }) => id) }
}

/** Sends the buyer's form. @param counts how many of each kind, in their order */
export function buy(who: Seat, { tickets, types }: PaidEvent, counts: readonly number[] = [1]): Promise<Response> {
  const chosen = Object.fromEntries(counts.map((n, i) => [`t-${types[i]}`, String(n)]))
  return post(who, tickets, { intent: 'buy', shown: 'on', ...chosen })
}

/** @returns seats of an event by the state of their rows */
export async function seatsOf(slug: string, { id }: OpenEvent): Promise<Record<string, number>> {
  const rows = await inside(slug, (query, scope) =>
    query<{ state: string; n: number }>(sql`SELECT "state", sum("seats")::int AS "n" FROM "event_registration"
      WHERE "tenantId" = ${scope.id} AND "eventId" = ${id} GROUP BY "state"`),
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
