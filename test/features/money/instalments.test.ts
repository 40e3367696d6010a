/**
 * Dues in several times: what is promised is debited on its day, once each; what the bank refuses is tried again, and
 * paid on a page.
 */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { civilDay } from '#app/calendar/civil-day.ts'
import { now, setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { get, newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import {
  charged,
  debit,
  instalmentSide,
  isIn,
  join,
  later,
  type Member,
  mailsOf,
  monthLater,
  planOf,
  quiet,
} from '../../factories/instalments.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { answerIntent } from '../../outside/stripe-debits.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
let manager: Seat
const { send, pay, booksAgree } = stripeSide(stripe, () => account)
const { begun, refuses, fallen } = instalmentSide(stripe, () => account, pay)

beforeAll(async () => {
  await apply(tenantFile('isep'))
  account = await stripe.connect('isep')
  stripe.now = now
  manager = await staffSeat('isep', 'manager')
})
afterEach(() => quiet(stripe))

describe('a plan that runs', () => {
  test('is shown before paying; the first payment opens the whole period; the others are debited on their day, each with its invoice', async () => {
    const member = await newMember()
    const page = await (await get(member, '/adhesion?situation=active')).text()
    expect(page).toMatch(/26,67.*aujourd/)
    const { sale } = await pay(await join(member))
    expect(await isIn(member)).toBe(true)
    const { days } = await one<{ days: number }>(sql`
      SELECT extract(day FROM "endsAt" - "startsAt")::int AS days FROM "membership_period"
      WHERE "personId" = ${member.personId}`)
    expect(days).toBeGreaterThan(360)
    expect(await (await get(member, `/paiement/${sale}`)).text()).toContain('data-part="3"')
    await debit()
    expect(await charged(member)).toEqual({ n: 1, cents: 2667 })
    await monthLater()
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    await monthLater()
    await monthLater()
    expect(await charged(member)).toEqual({ n: 3, cents: 8000 })
    expect(await planOf(member)).toMatchObject({ state: 'done', paid: 3, customer: null })
    const { labels } = await one<{ labels: string[] }>(sql`
      SELECT array_agg("lines"->0->>'label' ORDER BY "issuedAt") AS labels FROM "invoice"
      WHERE "personId" = ${member.personId}`)
    expect(labels.map((label) => /échéance (\d\/\d)$/.exec(label)?.[1])).toEqual(['1/3', '2/3', '3/3'])
    const { income, owed } = await one<{ income: number; owed: number }>(sql`
      SELECT sum(l."creditCents") FILTER (WHERE l."account" = '7562')::int AS income,
        sum(l."debitCents" - l."creditCents") FILTER (WHERE l."account" = '411')::int AS owed
      FROM "ledger_line" l JOIN "ledger_entry" e ON e."tenantId" = l."tenantId" AND e."id" = l."entryId"
      JOIN "sale" s ON s."tenantId" = e."tenantId" AND s."id" = e."saleId" WHERE s."personId" = ${member.personId}`)
    expect({ income, owed }).toEqual({ income: 8000, owed: 0 })
    const periods = await one<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM "membership_period" WHERE "personId" = ${member.personId}`,
    )
    expect(periods.n).toBe(1)
    await booksAgree()
  })

  test('a gift is paid whole with the first; a number that is not on offer, or a renewal besides, is refused', async () => {
    const { member } = await begun({ gift: '20' })
    expect(await charged(member)).toEqual({ n: 1, cents: 4667 })
    const other = await newMember()
    expect((await join(other, { times: '10' })).status).toBe(422)
    expect((await join(other, { renew: 'on' })).status).toBe(422)
    expect((await join(other, { times: '1' })).status).toBe(303)
  })

  test('ten presses, two tabs, another number of times: one page of payment, one plan', async () => {
    const member = await newMember()
    const answers = await Promise.all(Array.from({ length: 10 }, () => join(member)))
    expect(new Set(answers.map(saleOf)).size).toBe(1)
    const once = saleOf(await join(member, { times: '1' }))
    await pay(await join(member))
    const { states } = await one<{ states: string[] }>(sql`
      SELECT array_agg("state" ORDER BY "createdAt") AS states FROM "instalment_plan"
      WHERE "personId" = ${member.personId}`)
    expect(states).toEqual(['stopped', 'active'])
    expect((await paymentOf(once)).state).toBe('expired')
    expect((await join(member, { times: '1' })).status).toBe(422)
  })
})

describe('nobody is debited twice', () => {
  test('two workers at once, an answer that is lost, events again and in any order', async () => {
    const { member } = await begun()
    await later(32)
    stripe.faults.push({ kind: 'lost' }, { kind: 'lost' }, { kind: 'lost' })
    await debit()
    expect((await planOf(member)).paid).toBe(1)
    await later(2)
    await Promise.all([debit(), debit(), debit()])
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    const box = stripe.account(account)
    const { customer } = await planOf(member)
    expect([...box.intents.values()].filter((one) => one.customer === customer)).toHaveLength(2)
    const made = await one<{ intent: string }>(sql`
      SELECT p."stripeIntent" AS intent FROM "payment" p JOIN "sale" s ON s."id" = p."saleId"
      WHERE s."personId" = ${member.personId} AND s."source" = 'instalment'`)
    const intent = box.intents.get(made.intent)!
    for (const _ of [1, 2])
      await send([
        ['payment_intent.succeeded', intent],
        ['payment_intent.created', intent],
      ])
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    await booksAgree()
  })
})

describe('a debit that the bank refuses', () => {
  test('is tried a finite number of times and told each time; then the status falls, and the rest opens it again', async () => {
    const { member } = await begun()
    await refuses(member, true)
    await monthLater()
    expect(await planOf(member)).toMatchObject({ state: 'late', paid: 1 })
    expect(await isIn(member)).toBe(true)
    await debit()
    expect(await mailsOf(member, 'payments.instalment-refused')).toBe(1)
    for (const _ of [1, 2, 3]) {
      await later(5)
      await debit()
      await debit()
    }
    expect(await planOf(member)).toMatchObject({ state: 'stopped', reason: 'refused', paid: 1 })
    expect(await mailsOf(member, 'payments.instalment-refused')).toBe(4)
    expect(await isIn(member)).toBe(false)
    const asked = stripe.requests.filter(({ path }) => path === '/v1/payment_intents').length
    await monthLater()
    expect(stripe.requests.filter(({ path }) => path === '/v1/payment_intents')).toHaveLength(asked)
    const page = await (await get(member, '/adhesion')).text()
    expect(page).toMatch(/name="intent" value="pay-rest".*53,33/s)
    expect((await join(member, { times: '1' })).status).toBe(422)
    const { sale } = await pay(await post(member, '/adhesion', { intent: 'pay-rest' }))
    expect(await isIn(member)).toBe(true)
    expect(await planOf(member)).toMatchObject({ state: 'done', paid: 3 })
    expect(await charged(member)).toEqual({ n: 2, cents: 8000 })
    const { label } = await one<{ label: string }>(
      sql`SELECT "lines"->0->>'label' AS label FROM "invoice" WHERE "saleId" = ${sale}`,
    )
    expect(label).toMatch(/échéances 2 à 3 sur 3$/)
    await booksAgree()
  })

  test('is paid with another card before it is given up: that card pays the others', async () => {
    const { member } = await begun()
    await refuses(member, true)
    await monthLater()
    const first = (await planOf(member)).method
    await pay(await post(member, '/adhesion', { intent: 'pay-late' }))
    expect(await planOf(member)).toMatchObject({ state: 'active', paid: 2 })
    expect((await planOf(member)).method).not.toBe(first)
    await monthLater()
    expect(await charged(member)).toEqual({ n: 3, cents: 8000 })
    await booksAgree()
  })

  test('while somebody pays the rest on a page nothing is debited; closed unpaid, it goes on', async () => {
    const { member } = await begun()
    const rest = saleOf(await post(member, '/adhesion', { intent: 'pay-rest' }))
    await monthLater()
    expect(await charged(member)).toEqual({ n: 1, cents: 2667 })
    await send(life.expire(stripe.account(account), (await paymentOf(rest)).stripeSession))
    await debit()
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    // Two tabs, one of them paid: the other leads to what is paid.
    const [one, two] = await Promise.all([1, 2].map(() => post(member, '/adhesion', { intent: 'pay-rest' })))
    expect(saleOf(one!)).toBe(saleOf(two!))
    await pay(one!)
    expect((await post(member, '/adhesion', { intent: 'pay-rest' })).status).toBe(422)
    expect(await charged(member)).toEqual({ n: 3, cents: 8000 })
    await booksAgree()
  })

  test('nothing was left that could be debited: told as a refusal, and paid on a page', async () => {
    const { member } = await begun()
    await inside('isep', (query) =>
      query(sql`UPDATE "instalment_plan" SET "stripeMethod" = NULL WHERE "personId" = ${member.personId}`),
    )
    await monthLater()
    expect(await planOf(member)).toMatchObject({ state: 'late', paid: 1 })
    await pay(await post(member, '/adhesion', { intent: 'pay-late' }))
    await monthLater()
    expect(await charged(member)).toEqual({ n: 3, cents: 8000 })
    await booksAgree()
  })

  test('the rest by cheque opens it again; other dues are not recorded beside a plan that runs', async () => {
    const cheque = (member: Member, tier: string) =>
      post(manager, '/admin/ventes/nouvelle', {
        ...{ person: member.handle, tier, means: 'cheque', receivedOn: '2026-01-05', reference: '', gift: '' },
      })
    const { member } = await fallen()
    expect((await cheque(member, '-rest')).status).toBe(303)
    expect(await isIn(member)).toBe(true)
    expect(await planOf(member)).toMatchObject({ state: 'done', paid: 3 })
    expect((await cheque(member, '-rest')).status).toBe(422)
    setClock(undefined)
    const other = await begun()
    expect((await cheque(other.member, 'diplome')).status).toBe(422)
    expect((await cheque(other.member, '-rest')).status).toBe(303)
    await monthLater()
    expect((await charged(other.member)).cents).toBe(8000)
    await booksAgree()
  })

  test('dues paid anew after the fall: the rest is asked for no more', async () => {
    const { member } = await fallen()
    await post(manager, '/admin/ventes/nouvelle', {
      ...{
        person: member.handle,
        tier: 'diplome',
        means: 'cheque',
        receivedOn: civilDay(now()),
        reference: '',
        gift: '',
      },
    })
    expect(await isIn(member)).toBe(true)
    expect((await post(member, '/adhesion', { intent: 'pay-rest' })).status).toBe(422)
  })
})

describe('by SEPA', () => {
  const bySepa = async () => {
    const member = await newMember()
    const sale = saleOf(await join(member))
    const { stripeSession } = await paymentOf(sale)
    const box = stripe.account(account)
    await send(life.pay(box, stripeSession, 'sepa', now()))
    expect(await isIn(member)).toBe(false)
    await send(life.answerDebit(box, stripeSession, true))
    expect(await isIn(member)).toBe(true)
    return { member, box }
  }
  const underWay = ({ personId }: Member) =>
    one<{ intent: string }>(sql`
      SELECT p."stripeIntent" AS intent FROM "payment" p JOIN "sale" s ON s."tenantId" = p."tenantId"
      AND s."id" = p."saleId"
      WHERE s."personId" = ${personId} AND p."state" = 'processing'`)

  test('a debit waits for its bank, once; meanwhile the rest is not paid beside it; refused days later it counts', async () => {
    const { member, box } = await bySepa()
    await monthLater()
    await debit()
    expect(await charged(member)).toEqual({ n: 1, cents: 2667 })
    const { intent } = await underWay(member)
    expect((await post(member, '/adhesion', { intent: 'pay-rest' })).status).toBe(422)
    await send([...answerIntent(box, intent, true)].reverse())
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    await monthLater()
    await send(answerIntent(box, (await underWay(member)).intent, false))
    expect(await planOf(member)).toMatchObject({ state: 'late', paid: 2 })
    expect(await isIn(member)).toBe(true)
    await booksAgree()
  })

  test('no event came: the round asks', async () => {
    const { member, box } = await bySepa()
    await monthLater()
    answerIntent(box, (await underWay(member)).intent, true)
    await later(1)
    await reconcile((await tenantOfSlug('isep'))!, now())
    expect(await charged(member)).toEqual({ n: 2, cents: 5334 })
    await booksAgree()
  })
})
