/** Events whose places are sold, and what buyers do about them. */
import { beforeAll, expect } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import * as life from '../outside/stripe-life.ts'
import type { StripeInTests } from '../setup/stripe.ts'
import { saleOf } from './buyers.ts'
import { type OpenEvent, openEvent } from './event-forms.ts'
import { post, type Somebody, text } from './groups.ts'
import { mailsOf } from './outbox.ts'
import { type Seat, staffSeat } from './seats.ts'
import { apply, inside } from './world.ts'

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

/** @returns links that hand tickets of somebody's over: one for each of several, then one for all of them */
export async function linksOf(who: Seat, { tickets }: PaidEvent): Promise<string[]> {
  const page = await text(who, tickets)
  return [...page.matchAll(/value="https?:\/\/[^/]+(\/evenements\/[^"]+\/reprise\/[^"]+)"/g)].map((found) => found[1]!)
}

/** @returns seats of an event by the state of their rows */
export async function seatsOf(slug: string, { id }: OpenEvent): Promise<Record<string, number>> {
  const rows = await inside(slug, (query, scope) =>
    query<{ state: string; n: number }>(sql`SELECT "state", sum("seats")::int AS "n" FROM "event_registration"
      WHERE "tenantId" = ${scope.id} AND "eventId" = ${id} GROUP BY "state"`),
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

export interface Paid {
  id: string
  stripeSession: string
  stripeIntent: string
  cents: number
  refundedCents: number
  saleState: string
  saleId: string
}

/** An association that sells places, with its account at Stripe's double. Call at the top of a test file. */
export function useTickets(slug: string, stripe: StripeInTests) {
  const host = `${slug}.localhost`
  const side = { account: '', manager: undefined as unknown as Seat }
  let count = 0
  beforeAll(async () => {
    await apply(slug)
    side.account = await stripe.connect(slug)
    side.manager = await staffSeat(slug, 'manager')
  })
  const account = () => stripe.account(side.account)
  async function send(changes: readonly life.Change[]): Promise<void> {
    for (const change of changes) expect(await stripe.post(stripe.sign(side.account, change), host)).toBe(200)
  }
  async function first<Row extends object>(statement: ReturnType<typeof sql>): Promise<Row> {
    const [row] = await inside(slug, (query) => query<Row>(statement))
    return row!
  }
  /** The payment that an answer leads to. */
  const paymentOf = (answer: Response) =>
    first<Paid>(sql`SELECT p."id", p."stripeSession", p."stripeIntent", p."cents", p."refundedCents", p."saleId",
        s."state" AS "saleState"
      FROM "payment" p JOIN "sale" s ON s."tenantId" = p."tenantId" AND s."id" = p."saleId"
      WHERE p."saleId" = ${saleOf(answer)}`)
  return {
    ...{ side, account, send, first, paymentOf },
    make: (places: Record<string, string> = {}, tickets?: readonly Record<string, string>[]) =>
      paidEvent(slug, side.manager, { title: `Diner numero ${++count}`, places }, tickets),
    home: async () => (await tenantOfSlug(slug)) as Tenant,
    seats: (event: PaidEvent) => seatsOf(slug, event),
    async pay(answer: Response, how: 'card' | 'sepa' = 'card'): Promise<Paid> {
      expect(answer.status).toBe(303)
      const { stripeSession } = await paymentOf(answer)
      await send(life.pay(account(), stripeSession, how, new Date()))
      return paymentOf(answer)
    },
    /** What was written about an event to somebody. */
    told: async ({ id }: PaidEvent, to: Somebody) =>
      (await mailsOf(slug, 'events.told')).flatMap((mail) =>
        mail.data.event === id && mail.to === `${to.name}@exemple.fr` ? [mail.data.what] : [],
      ),
    codeOf: async (who: Seat, { tickets }: PaidEvent) => /data-ticket="([^"]+)"/.exec(await text(who, tickets))?.[1],
    async scan({ desk }: PaidEvent, code: string): Promise<string> {
      const answer = await post(side.manager, `${desk}/entrees/scan`, { code })
      return ((await answer.json()) as { word: string }).word
    },
  }
}
