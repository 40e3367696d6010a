/**
 * The events of one payment in every order, and those of what follows it in drawn ones, repeated at random: one final
 * state each.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { drawn, everyOrder, inLanes, someOrder, withRepeats } from '../../factories/event-orders.ts'
import { personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import type { Account } from '../../outside/stripe-state.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const LANES = 4
let account: string
const { booksAgree } = stripeSide(stripe, () => account)

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
})

interface Begun {
  sale: string
  session: string
}

/** Members with an open page of payment each. */
async function begin(count: number): Promise<Begun[]> {
  const people = await addPeople(
    'isep',
    Array.from({ length: count }, () => ({
      values: { firstName: 'Ordre', lastName: 'Quelconque', promotion: 1998, primaryEmail: 'ordre@courriel.example' },
    })),
  )
  const sales: string[] = []
  await inLanes(people, LANES, async ({ id }) => {
    const seat: Seat = await personSeat('isep', id)
    sales.push(saleOf(await post(seat, '/adhesion', { situation: 'active', gift: '20' })))
  })
  return inside('isep', (query) =>
    query<Begun>(
      sql`SELECT "saleId" AS "sale", "stripeSession" AS "session" FROM "payment"
        WHERE "saleId" = ANY(${sales}::uuid[])`,
    ),
  )
}

interface Facts {
  sale: string
  payment: string
  /** Periods that run; invoices, credit notes and letters by name; entries. */
  open: number
  invoices: number
  credits: number
  paid: number
  refunded: number
  failed: number
  /** Cents that are back. */
  back: number
  entries: number
}

async function factsOf({ sale }: Begun): Promise<Facts> {
  const [row] = await inside('isep', (query) =>
    query<Facts>(sql`
      SELECT s."state" AS "sale", p."state" AS "payment", s."refundedCents" AS "back",
        (SELECT count(*)::int FROM "membership_period" m JOIN "sale_line" l ON l."tenantId" = m."tenantId"
        AND l."id" = m."lineId"
          WHERE l."saleId" = s."id" AND m."withdrawnAt" IS NULL) AS "open",
        (SELECT count(*)::int FROM "invoice" i WHERE i."saleId" = s."id" AND i."kind" = 'invoice') AS "invoices",
        (SELECT count(*)::int FROM "invoice" i WHERE i."saleId" = s."id" AND i."kind" = 'credit-note') AS "credits",
        (SELECT count(*)::int FROM "mail" m WHERE m."key" = 'paid/' || s."id") AS "paid",
        (SELECT count(*)::int FROM "mail" m JOIN "refund" r ON m."key" = 'refunded/' || r."id"
        WHERE r."paymentId" = p."id") AS "refunded",
        (SELECT count(*)::int FROM "mail" m WHERE m."key" = 'failed/' || p."id") AS "failed",
        (SELECT count(*)::int FROM "ledger_entry" e WHERE e."saleId" = s."id") AS "entries"
      FROM "sale" s JOIN "payment" p ON p."tenantId" = s."tenantId" AND p."saleId" = s."id" WHERE s."id" = ${sale}`),
  )
  return row!
}

const PAID: Facts = {
  ...{ sale: 'paid', payment: 'succeeded', open: 1, invoices: 1, credits: 0, back: 0, entries: 2 },
  ...{ paid: 1, refunded: 0, failed: 0 },
}

type Step = (box: Account, session: string) => life.Change[]
const intentOf = (box: Account, session: string) => box.sessions.get(session)!.payment_intent!
const pay =
  (how: 'card' | 'sepa'): Step =>
  (box, session) =>
    life.pay(box, session, how, new Date())
const answer =
  (yes: boolean): Step =>
  (box, session) =>
    life.answerDebit(box, session, yes)
const refund =
  (cents?: number): Step =>
  (box, session) =>
    life.refund(box, intentOf(box, session), cents, {}, new Date()).changes
const dispute =
  (outcome: 'won' | 'lost'): Step =>
  (box, session) => {
    const { made, changes } = life.dispute(box, intentOf(box, session))
    return [...changes, ...life.closeDispute(box, made.id, outcome)]
  }

const send = async (changes: readonly life.Change[]) => {
  for (const change of changes) expect(await stripe.post(stripe.sign(account, change))).toBe(200)
}

test('a card’s five events in each of their 120 orders, repeated at random', async () => {
  const orders = everyOrder([0, 1, 2, 3, 4])
  expect(orders).toHaveLength(120)
  const begun = await begin(orders.length)
  await inLanes(begun, LANES, async (one, at) => {
    const changes = pay('card')(stripe.account(account), one.session)
    expect(changes).toHaveLength(5)
    // The same event again is the same signed words; drawn by its number, so that a failure can be told.
    const signed = changes.map((change) => stripe.sign(account, change))
    for (const i of withRepeats(orders[at]!, drawn(at))) expect(await stripe.post(signed[i]!)).toBe(200)
    expect(await factsOf(one), orders[at]!.join()).toEqual(PAID)
  })
  await booksAgree()
}, 120_000)

/** So many drawn orders of each. */
const DRAWN = 12

describe('what follows a payment, in drawn orders', () => {
  test.each<[string, Step[], Facts]>([
    ['a debit that the bank pays', [pay('sepa'), answer(true)], PAID],
    [
      'a debit that the bank refuses',
      [pay('sepa'), answer(false)],
      { ...PAID, sale: 'failed', payment: 'failed', open: 0, invoices: 0, entries: 0, paid: 0, failed: 1 },
    ],
    [
      'a payment given back whole',
      [pay('card'), refund()],
      { ...PAID, open: 0, credits: 1, back: 10_000, entries: 4, refunded: 1 },
    ],
    [
      'a payment given back in part, twice',
      [pay('card'), refund(3000), refund(2000)],
      { ...PAID, credits: 2, back: 5000, entries: 6, refunded: 2 },
    ],
    ['a dispute that is won', [pay('card'), dispute('won')], { ...PAID, entries: 4 }],
    [
      'a dispute that is lost',
      [pay('card'), dispute('lost')],
      { ...PAID, open: 0, credits: 1, back: 10_000, entries: 5 },
    ],
  ])(
    '%s',
    async (_, steps, facts) => {
      const begun = await begin(DRAWN)
      await inLanes(begun, LANES, async (one, at) => {
        const next = drawn(1000 + at)
        let late: life.Change[] = []
        for (const step of steps) {
          // Some are told before the next thing happens, the others whenever.
          const told = someOrder([...late, ...step(stripe.account(account), one.session)], next)
          const now = Math.floor(next() * (told.length + 1))
          await send(withRepeats(told.slice(0, now), next))
          late = told.slice(now)
        }
        await send(withRepeats(late, next))
        expect(await factsOf(one), `order ${at}`).toEqual(facts)
      })
      await booksAgree()
    },
    60_000,
  )
})
