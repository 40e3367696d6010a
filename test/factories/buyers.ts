/** Members of one association who buy, pay and are told so: what the tests of payments begin with. */
import { expect } from 'vitest'
import { sql } from '#app/db/sql.ts'
import * as life from '../outside/stripe-life.ts'
import { request } from '../setup/site.ts'
import type { useStripe } from '../setup/stripe.ts'
import { personSeat, type Seat } from './seats.ts'
import { addPeople, inside } from './world.ts'

const SLUG = 'isep'
let number = 0

export async function newMember(): Promise<Seat & { personId: string; handle: string }> {
  number += 1
  const primaryEmail = `s${number}@courriel.example`
  const [person] = await addPeople(SLUG, [
    { values: { firstName: 'Suite', lastName: `Nom${number}`, promotion: 1998, primaryEmail } },
  ])
  return { ...(await personSeat(SLUG, person!.id)), personId: person!.id, handle: person!.handle }
}

export const post = (seat: Seat, path: string, form: Record<string, string>) =>
  request(`${SLUG}.localhost`, path, { form, cookie: seat.cookie })
export const get = (seat: Seat, path: string) => request(`${SLUG}.localhost`, path, { cookie: seat.cookie })

/** The sale whose page an answer leads to. */
export const saleOf = (answer: Response) => answer.headers.get('Location')!.split('/').pop()!.split('?')[0]!

/** The first row of a statement. */
export const one = <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row> =>
  inside(SLUG, async (query) => (await query<Row>(statement))[0]!)

export const paymentOf = (sale: string) =>
  one<{ id: string; stripeSession: string; stripeIntent: string; state: string }>(sql`
    SELECT "id", "stripeSession", "stripeIntent", "state" FROM "payment" WHERE "saleId" = ${sale}
    ORDER BY "createdAt" DESC LIMIT 1`)

/** @param account Stripe's name of the association's account, known once it is connected */
export function stripeSide(stripe: ReturnType<typeof useStripe>, account: () => string) {
  async function send(changes: readonly life.Change[]) {
    for (const change of changes) expect(await stripe.post(stripe.sign(account(), change))).toBe(200)
  }
  return {
    send,
    /** Pays what an answer leads to by card, and tells it. */
    async pay(answer: Response): Promise<{ sale: string; intent: string; session: string }> {
      const sale = saleOf(answer)
      const { stripeSession } = await paymentOf(sale)
      await send(life.pay(stripe.account(account()), stripeSession, 'card', new Date()))
      return { sale, session: stripeSession, intent: (await paymentOf(sale)).stripeIntent }
    },
    /** Every euro: what the books say of Stripe is what Stripe has, and every entry balances. */
    async booksAgree() {
      const { books, unbalanced, fees } = await one<{ books: number; unbalanced: number; fees: number }>(sql`
        SELECT coalesce(sum("debitCents" - "creditCents") FILTER (WHERE "account" = '5115'), 0)::int AS books,
          coalesce(sum("debitCents" - "creditCents") FILTER (WHERE "account" = '627'), 0)::int AS fees,
          sum("debitCents" - "creditCents")::int AS unbalanced FROM "ledger_line"`)
      expect(unbalanced).toBe(0)
      expect(books + fees).toBe(stripe.balance(account()))
    },
  }
}
