/** What stops dues in several times: nothing more is debited, and what was under way goes back. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { get, one, post, stripeSide } from '../../factories/buyers.ts'
import {
  charged,
  debit,
  instalmentSide,
  isIn,
  join,
  later,
  type Member,
  monthLater,
  planOf,
  quiet,
} from '../../factories/instalments.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
let manager: Seat
const { send, pay, booksAgree } = stripeSide(stripe, () => account)
const { begun } = instalmentSide(stripe, () => account, pay)

beforeAll(async () => {
  await apply(tenantFile('isep'))
  account = await stripe.connect('isep')
  stripe.now = now
  manager = await staffSeat('isep', 'manager')
})
afterEach(() => quiet(stripe))

describe('what stops it', () => {
  const nothingMore = async (member: Member, cents: number) => {
    for (const _ of [1, 2, 3]) await monthLater()
    expect((await charged(member)).cents).toBe(cents)
    expect((await planOf(member)).customer).toBeNull()
    await booksAgree()
  }

  test('one payment given back whole; in part it goes on', async () => {
    const { member, intent } = await begun()
    await send(life.refund(stripe.account(account), intent, 500, {}, now()).changes)
    expect(await planOf(member)).toMatchObject({ state: 'active' })
    await send(life.refund(stripe.account(account), intent, undefined, {}, now()).changes)
    expect(await planOf(member)).toMatchObject({ state: 'stopped', reason: 'refunded' })
    expect(await isIn(member)).toBe(false)
    await nothingMore(member, 0)
    expect((await join(member, { times: '1' })).status).toBe(303)
  })

  test('a dispute pauses it; won, it goes on; lost, it is over', async () => {
    for (const outcome of ['won', 'lost'] as const) {
      setClock(undefined)
      const { member, intent } = await begun()
      const { made, changes } = life.dispute(stripe.account(account), intent)
      await send(changes)
      expect(await planOf(member)).toMatchObject({ state: 'paused' })
      expect(await isIn(member)).toBe(false)
      await monthLater()
      expect((await charged(member)).n).toBe(1)
      await send(life.closeDispute(stripe.account(account), made.id, outcome))
      await debit()
      expect(await isIn(member)).toBe(outcome === 'won')
      expect((await charged(member)).n).toBe(outcome === 'won' ? 2 : 1)
      await booksAgree()
    }
  })

  test('the person, who is told what it means; the rest lets them in again', async () => {
    const { member } = await begun()
    expect((await post(member, '/adhesion', { intent: 'stop-plan' })).status).toBe(303)
    expect(await isIn(member)).toBe(false)
    await nothingMore(member, 2667)
    await pay(await post(member, '/adhesion', { intent: 'pay-rest' }))
    expect(await isIn(member)).toBe(true)
    expect((await charged(member)).cents).toBe(8000)
  })

  test('the staff, who end the period: the person cannot pay themselves in again', async () => {
    const { member } = await begun()
    const { id } = await one<{ id: string }>(
      sql`SELECT "id" FROM "membership_period" WHERE "personId" = ${member.personId}`,
    )
    const path = `/admin/membres/${member.handle}/cotisations`
    expect((await post(manager, path, { intent: 'end', period: id })).status).toBe(303)
    expect(await planOf(member)).toMatchObject({ state: 'stopped', reason: 'staff' })
    await nothingMore(member, 2667)
    expect((await post(member, '/adhesion', { intent: 'pay-rest' })).status).toBe(422)
  })

  test('the treasurer, from any of its payments; they see every plan, and what is still to come', async () => {
    const { member, sale } = await begun()
    const list = await (await get(manager, '/admin/paiements/liste?vue=echeances')).text()
    expect(list).toMatch(/1\/3 – Adhésion diplômé/)
    expect(await (await get(manager, '/admin/paiements')).text()).toContain('?vue=echeances')
    expect(await (await get(manager, `/admin/ventes/${sale}`)).text()).toContain('data-part="3"')
    expect((await post(member, `/admin/ventes/${sale}`, { intent: 'stop-plan' })).status).toBe(403)
    expect((await post(manager, `/admin/ventes/${sale}`, { intent: 'stop-plan' })).status).toBe(303)
    expect(await planOf(member)).toMatchObject({ state: 'stopped', reason: 'staff' })
    expect(await isIn(member)).toBe(false)
    await nothingMore(member, 2667)
  })

  test('an erasure: plan and pieces are nobody’s, and Stripe keeps nothing to debit', async () => {
    const { member } = await begun()
    const { id, customer } = await planOf(member)
    const requestId = uuidv7()
    await inside('isep', (query, scope) =>
      query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt",
        "dueAt")
        VALUES (${scope.id}, ${requestId}, 'person', ${member.personId}, ${member.accountId}, now(), now())`),
    )
    await eraseSubject((await tenantOfSlug('isep'))!, requestId, now())
    for (const _ of [1, 2]) await monthLater()
    expect(
      await one(sql`SELECT "state", "reason", "personId", "stripeCustomer" FROM "instalment_plan" WHERE "id" = ${id}`),
    ).toEqual({
      ...{ state: 'stopped', reason: 'erased', personId: null, stripeCustomer: null },
    })
    expect(stripe.account(account).customers.has(customer!)).toBe(false)
    expect(await one(sql`SELECT count(*)::int AS n FROM "sale" WHERE "planId" = ${id}`)).toEqual({ n: 1 })
    await booksAgree()
  })

  test('a debit whose answer never came, and no event: looked for, it goes back; never made, it is closed', async () => {
    for (const lost of ['lost', 'status'] as const) {
      setClock(undefined)
      const { member } = await begun()
      await later(32)
      const fault = lost === 'lost' ? { kind: lost } : { kind: lost, status: 503 }
      stripe.faults.push(fault, fault, fault)
      await debit()
      expect((await post(member, '/adhesion', { intent: 'stop-plan' })).status).toBe(303)
      await later(1)
      await debit()
      await reconcile((await tenantOfSlug('isep'))!, now())
      await debit()
      expect(await charged(member)).toEqual({ n: lost === 'lost' ? 2 : 1, cents: 2667 })
      expect((await planOf(member)).customer).toBeNull()
      await booksAgree()
    }
  })

  test('a debit that was under way meanwhile goes back by itself', async () => {
    const { member } = await begun()
    await later(32)
    stripe.faults.push({ kind: 'lost' }, { kind: 'lost' }, { kind: 'lost' })
    await debit()
    expect((await post(member, '/adhesion', { intent: 'stop-plan' })).status).toBe(303)
    const box = stripe.account(account)
    const intent = [...box.intents.values()].at(-1)!
    await send([['payment_intent.succeeded', intent]])
    await reconcile((await tenantOfSlug('isep'))!, now())
    expect((await charged(member)).cents).toBe(2667)
    await booksAgree()
  })
})
