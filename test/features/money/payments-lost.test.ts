/** Lost answers and events, renewals, reminders. */
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { remind } from '#app/domain/dues/reminders.task.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { get, newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

let account: string

const { send, pay, booksAgree } = stripeSide(stripe, () => account)

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
})

describe('answers and events that are lost', () => {
  test('the answer of Stripe: asked again, the same session', async () => {
    const seat = await newMember()
    stripe.faults.push({ kind: 'lost' }, { kind: 'lost' }, { kind: 'lost' })
    const before = stripe.account(account).sessions.size
    expect((await post(seat, '/adhesion', { situation: 'active', gift: '' })).status).toBe(503)
    const again = await post(seat, '/adhesion', { situation: 'active', gift: '' })
    expect(again.status).toBe(303)
    expect(stripe.account(account).sessions.size).toBe(before + 1)
  })

  test('ten payments of which no event came, some answers lost: the round finds them, and the books agree', async () => {
    const seats = await Promise.all(Array.from({ length: 10 }, () => newMember()))
    for (const seat of seats) {
      const sale = saleOf(await post(seat, '/adhesion', { situation: 'active', gift: '' }))
      life.pay(stripe.account(account), (await paymentOf(sale)).stripeSession, 'card', new Date())
    }
    stripe.faults.push({ kind: 'lost' }, { kind: 'status', status: 500 }, { kind: 'status', status: 429 })
    const later = new Date(Date.now() + 5 * 60_000)
    const tenant = (await tenantOfSlug('isep'))!
    await reconcile(tenant, later)
    await reconcile(tenant, new Date(later.getTime() + 15 * 60_000))
    for (const seat of seats) expect((await get(seat, '/annuaire')).status).toBe(200)
    await booksAgree()
  })

  test('Stripe away while an event comes: it is asked to send it again', async () => {
    const seat = await newMember()
    const sale = saleOf(await post(seat, '/adhesion', { situation: 'active', gift: '' }))
    const changes = life.pay(stripe.account(account), (await paymentOf(sale)).stripeSession, 'card', new Date())
    const event = stripe.sign(account, changes.find(([type]) => type === 'checkout.session.completed')!)
    stripe.faults.push(...Array.from({ length: 3 }, () => ({ kind: 'status', status: 500 }) as const))
    expect(await stripe.post(event)).toBe(503)
    expect(await stripe.post(event)).toBe(200)
    expect((await get(seat, '/annuaire')).status).toBe(200)
  })
})

/** Given up here, and at Stripe by the next round; an answer that is lost meanwhile does not keep it alive. */
async function endsAtStripe(stripeId: string) {
  const state = async () =>
    (await one<{ state: string }>(sql`SELECT "state" FROM "subscription" WHERE "stripeSubscription" = ${stripeId}`))
      .state
  expect(await state()).toBe('ending')
  const tenant = (await tenantOfSlug('isep'))!
  stripe.faults.push({ kind: 'status', status: 500 }, { kind: 'status', status: 500 }, { kind: 'status', status: 500 })
  for (const _ of [1, 2]) await reconcile(tenant, new Date())
  expect(await state()).toBe('cancelled')
  expect(stripe.account(account).subscriptions.get(stripeId)?.status).toBe('canceled')
}

describe('dues that renew themselves', () => {
  test('a year later; refused a finite number of times, then over and said so', async () => {
    const seat = await newMember()
    await pay(await post(seat, '/adhesion', { situation: 'active', gift: '', renew: 'on' }))
    const sub = await one<{ stripeSubscription: string; state: string }>(
      sql`SELECT * FROM "subscription" WHERE "personId" = ${seat.personId}`,
    )
    expect(sub.state).toBe('active')
    const ends = () =>
      one<{ n: number; last: Date }>(
        sql`SELECT count(*)::int AS n, max("endsAt") AS last FROM "membership_period"
          WHERE "personId" = ${seat.personId}`,
      )
    const first = await ends()
    const paid = life.renew(stripe.account(account), sub.stripeSubscription, true, new Date())
    await send([...paid, ...paid].reverse())
    const second = await ends()
    expect(second.n).toBe(2)
    expect(second.last.getUTCFullYear()).toBe(first.last.getUTCFullYear() + 1)
    await booksAgree()
    for (let i = 0; i < 4; i += 1)
      await send(life.renew(stripe.account(account), sub.stripeSubscription, false, new Date()))
    await endsAtStripe(sub.stripeSubscription)
    expect((await ends()).n).toBe(2)
    const mails = await one<{ n: number }>(sql`
      SELECT count(*)::int AS n FROM "mail" WHERE "kind" = 'payments.renewal-failed' AND "personId" = ${seat.personId}`)
    expect(mails.n).toBe(4)
  })

  test('end with the money that is given back whole, and go on after a part', async () => {
    const seat = await newMember()
    const { sale } = await pay(await post(seat, '/adhesion', { situation: 'active', gift: '', renew: 'on' }))
    const { stripeSubscription, cents } = await one<{ stripeSubscription: string; cents: number }>(
      sql`SELECT * FROM "subscription" WHERE "personId" = ${seat.personId}`,
    )
    const manager = await staffSeat('isep', 'manager')
    const giveBack = async (key: string, euros: number) =>
      expect((await post(manager, `/admin/ventes/${sale}`, { key: `${sale}/${key}`, amount: `${euros}` })).status).toBe(
        303,
      )
    await giveBack('part', 10)
    expect(await one(sql`SELECT "state" FROM "subscription" WHERE "personId" = ${seat.personId}`)).toEqual({
      state: 'active',
    })
    await giveBack('rest', cents / 100 - 10)
    await endsAtStripe(stripeSubscription)
  })

  test('end at Stripe, by the next round, for who is erased', async () => {
    const seat = await newMember()
    await pay(await post(seat, '/adhesion', { situation: 'active', gift: '', renew: 'on' }))
    const { id, stripeSubscription } = await one<{ id: string; stripeSubscription: string }>(
      sql`SELECT * FROM "subscription" WHERE "personId" = ${seat.personId}`,
    )
    const requestId = uuidv7()
    await inside('isep', (query, scope) =>
      query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt",
        "dueAt")
        VALUES (${scope.id}, ${requestId}, 'person', ${seat.personId}, ${seat.accountId}, now(), now())`),
    )
    const tenant = (await tenantOfSlug('isep'))!
    await eraseSubject(tenant, requestId, new Date())
    const row = () => one(sql`SELECT "state", "personId" FROM "subscription" WHERE "id" = ${id}`)
    expect(await row()).toEqual({ state: 'ending', personId: null })
    for (const _ of [1, 2]) await reconcile(tenant, new Date())
    expect(await row()).toEqual({ state: 'cancelled', personId: null })
    expect(stripe.account(account).subscriptions.get(stripeSubscription)?.status).toBe('canceled')
  })
})

test('reminders leave before the end and after it, each once', async () => {
  const seat = await newMember()
  await pay(await post(seat, '/adhesion', { situation: 'active', gift: '' }))
  const { endsAt } = await one<{ endsAt: Date }>(
    sql`SELECT "endsAt" FROM "membership_period" WHERE "personId" = ${seat.personId}`,
  )
  const tenant = (await tenantOfSlug('isep'))!
  const at = (days: number) => new Date(endsAt.getTime() + days * 86_400_000 + 3_600_000)
  for (const days of [-31, -30, -30, -29, -8, -7, 0, 6, 7, 8, 30, 31, 60]) await remind(tenant, at(days))
  const sent = await inside('isep', (query) =>
    query<{ key: string }>(
      sql`SELECT "key" FROM "mail" WHERE "personId" = ${seat.personId} AND "key" LIKE 'dues-%'
        ORDER BY "createdAt", "key"`,
    ),
  )
  expect(sent.map(({ key }) => key.replace(/\/.*\//, '/'))).toEqual([
    'dues-before/30',
    'dues-before/7',
    'dues-after/7',
    'dues-after/30',
  ])
})
