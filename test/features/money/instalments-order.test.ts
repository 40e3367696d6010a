/**
 * Events of one debit in every order, each twice, before our own answer and after it: one payment, one receipt, one
 * letter.
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { now } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { one, stripeSide } from '../../factories/buyers.ts'
import { charged, debit, instalmentSide, later, mailsOf, quiet } from '../../factories/instalments.ts'
import { apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
const { send, pay, booksAgree } = stripeSide(stripe, () => account)
const { begun } = instalmentSide(stripe, () => account, pay)

beforeAll(async () => {
  await apply(tenantFile('isep'))
  account = await stripe.connect('isep')
  stripe.now = now
})
afterEach(() => quiet(stripe))

const NAMES = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'] as const
const orders = NAMES.flatMap((first) =>
  NAMES.filter((name) => name !== first).map((second) => {
    const third = NAMES.find((name) => name !== first && name !== second)!
    return [first, second, third, second, first, third]
  }),
)

test.each(orders.flatMap((order) => [true, false].map((lost) => ({ lost, order }))))(
  'answer lost: $lost, $order',
  async ({ lost, order }) => {
    const { member } = await begun()
    await later(32)
    if (lost) stripe.faults.push({ kind: 'lost' }, { kind: 'lost' }, { kind: 'lost' })
    await debit()
    const box = stripe.account(account)
    const intent = [...box.intents.values()].at(-1)!
    const charge = box.charges.get(intent.latest_charge!)!
    await Promise.all([
      send(order.map((name) => [name, name.startsWith('charge') ? charge : intent])),
      debit(),
      reconcile((await tenantOfSlug('isep'))!, now()),
    ])
    await debit()
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    expect(await mailsOf(member, 'payments.paid')).toBe(2)
    const { pieces, intents } = await one<{ pieces: number; intents: number }>(sql`
      SELECT (SELECT count(*) FROM "invoice" WHERE "personId" = ${member.personId})::int AS pieces,
        count(DISTINCT p."stripeIntent")::int AS intents FROM "payment" p
      JOIN "sale" s ON s."tenantId" = p."tenantId" AND s."id" = p."saleId" WHERE s."personId" = ${member.personId}`)
    expect({ pieces, intents }).toEqual({ pieces: 2, intents: 2 })
    await booksAgree()
  },
)
