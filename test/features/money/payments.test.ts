/**
 * Dues by card: from the page to the role, however often events come (every order of them: payments-orders); and what
 * is no event of ours.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { civilDay } from '#app/calendar/civil-day.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import type { Posted } from '../../outside/stripe.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const HOST = 'isep.localhost'
let account: string
let number = 0

async function newMember(): Promise<Seat & { personId: string }> {
  number += 1
  const [person] = await addPeople('isep', [
    {
      values: {
        firstName: 'Payeuse',
        lastName: `Nom${number}`,
        promotion: 1998,
        primaryEmail: `p${number}@courriel.example`,
      },
    },
  ])
  return { ...(await personSeat('isep', person!.id)), personId: person!.id }
}

const join = (seat: Seat, more: Record<string, string> = {}) =>
  request(HOST, '/adhesion', { form: { situation: 'active', gift: '', ...more }, cookie: seat.cookie })
const saleOf = (answer: Response) => answer.headers.get('Location')!.split('/').pop()!
const directory = async (seat: Seat) => (await request(HOST, '/annuaire', { cookie: seat.cookie })).status

interface Facts {
  sale: string
  payment: string | null
  session: string
  periods: number
  invoices: number
  mails: number
  entries: number
  unbalanced: number
}

const factsOf = (saleId: string): Promise<Facts> =>
  inside('isep', async (query, { id }) => {
    const [row] = await query<Facts>(sql`
      SELECT s."state" AS sale, p."state" AS payment, p."stripeSession" AS session,
        (SELECT count(*)::int FROM "membership_period" m JOIN "sale_line" l ON l."tenantId" = m."tenantId"
        AND l."id" = m."lineId"
          WHERE m."tenantId" = ${id} AND l."saleId" = s."id" AND m."withdrawnAt" IS NULL) AS periods,
        (SELECT count(*)::int FROM "invoice" i WHERE i."tenantId" = ${id} AND i."saleId" = s."id") AS invoices,
        (SELECT count(*)::int FROM "mail" m WHERE m."tenantId" = ${id} AND m."key" = 'paid/' || s."id") AS mails,
        (SELECT count(*)::int FROM "ledger_entry" e WHERE e."tenantId" = ${id} AND e."saleId" = s."id") AS entries,
        (SELECT count(*)::int FROM (SELECT 1 FROM "ledger_line" l WHERE l."tenantId" = ${id} GROUP BY l."entryId"
          HAVING sum(l."debitCents") <> sum(l."creditCents")) x) AS unbalanced
      FROM "sale" s LEFT JOIN "payment" p ON p."tenantId" = s."tenantId" AND p."saleId" = s."id"
      WHERE s."tenantId" = ${id} AND s."id" = ${saleId}`)
    return row!
  })

const sessionOf = async (saleId: string) => (await factsOf(saleId)).session
const PAID = { sale: 'paid', payment: 'succeeded', periods: 1, invoices: 1, mails: 1, entries: 2, unbalanced: 0 }

beforeAll(async () => {
  await apply('isep', 'supmeca')
  account = await stripe.connect('isep')
  await stripe.connect('supmeca')
})

describe('a member', () => {
  test('sees the tier, why, from when to when; pays; and is let in at the next request', async () => {
    const seat = await newMember()
    const page = await (await request(HOST, '/adhesion?situation=active', { cookie: seat.cookie })).text()
    expect(page).toContain('Adhésion diplômé')
    expect(page).toContain('80,00')
    expect(await directory(seat)).toBe(403)
    const answer = await join(seat, { gift: '20' })
    expect(answer.status).toBe(303)
    const sale = saleOf(answer)
    const toPay = await (await request(HOST, `/paiement/${sale}`, { cookie: seat.cookie })).text()
    expect(toPay).toContain('https://checkout.stripe.com/c/pay/')
    expect(toPay).toContain('100,00')
    for (const change of life.pay(stripe.account(account), await sessionOf(sale), 'card', new Date()))
      expect(await stripe.post(stripe.sign(account, change))).toBe(200)
    expect(await factsOf(sale)).toMatchObject(PAID)
    expect(await directory(seat)).toBe(200)
    const receipts = await (await request(HOST, '/recus', { cookie: seat.cookie })).text()
    expect(receipts).toMatch(new RegExp(`F${civilDay(new Date()).slice(0, 4)}-\\d{6}`))
  })

  test('has one sale and one session, from ten presses at once', async () => {
    const seat = await newMember()
    const before = stripe.account(account).sessions.size
    const answers = await Promise.all(Array.from({ length: 10 }, () => join(seat)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    expect(new Set(answers.map(saleOf)).size).toBe(1)
    expect(stripe.account(account).sessions.size).toBe(before + 1)
  })

  test('may change their mind: the first page of payment closes', async () => {
    const seat = await newMember()
    const first = saleOf(await join(seat))
    const session = await sessionOf(first)
    const second = saleOf(await join(seat, { gift: '50' }))
    expect(second).not.toBe(first)
    expect(stripe.account(account).sessions.get(session)?.status).toBe('expired')
    expect((await factsOf(first)).sale).toBe('cancelled')
  })

  test('who has paid cannot pay for the same period again', async () => {
    const seat = await newMember()
    const sale = saleOf(await join(seat))
    const session = await sessionOf(sale)
    life.pay(stripe.account(account), session, 'card', new Date())
    // No event came: asking again finds out instead of charging again.
    expect(saleOf(await join(seat, { gift: '30' }))).toBe(sale)
    expect(await factsOf(sale)).toMatchObject(PAID)
    const again = await join(seat)
    expect(again.status).toBe(422)
  })

  test('sees nobody else’s sale', async () => {
    const [one, other] = [await newMember(), await newMember()]
    const sale = saleOf(await join(one))
    expect((await request(HOST, `/paiement/${sale}`, { cookie: other.cookie })).status).toBe(404)
    expect((await request(HOST, `/paiement/${sale}`)).status).toBe(404)
  })
})

describe('events in any order', () => {
  test('all at the same instant, each three times', async () => {
    const seat = await newMember()
    const sale = saleOf(await join(seat))
    const events = life
      .pay(stripe.account(account), await sessionOf(sale), 'card', new Date())
      .map((change) => stripe.sign(account, change))
    const statuses = await Promise.all([...events, ...events, ...events].map((event) => stripe.post(event)))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(await factsOf(sale)).toMatchObject(PAID)
  })

  test('a debit: not before the bank has said yes', async () => {
    const seat = await newMember()
    const sale = saleOf(await join(seat))
    const session = await sessionOf(sale)
    for (const change of life.pay(stripe.account(account), session, 'sepa', new Date()))
      await stripe.post(stripe.sign(account, change))
    expect(await factsOf(sale)).toMatchObject({ sale: 'pending', payment: 'processing', periods: 0, invoices: 0 })
    expect(await directory(seat)).toBe(403)
    for (const change of life.answerDebit(stripe.account(account), session, true).reverse())
      await stripe.post(stripe.sign(account, change))
    expect(await factsOf(sale)).toMatchObject(PAID)
    expect(await directory(seat)).toBe(200)
  })

  test('a debit that the bank refuses opens nothing, says so, and may be tried again', async () => {
    const seat = await newMember()
    const sale = saleOf(await join(seat))
    const session = await sessionOf(sale)
    for (const change of life.pay(stripe.account(account), session, 'sepa', new Date()))
      await stripe.post(stripe.sign(account, change))
    for (const change of life.answerDebit(stripe.account(account), session, false))
      await stripe.post(stripe.sign(account, change))
    expect(await factsOf(sale)).toMatchObject({ sale: 'failed', payment: 'failed', periods: 0, invoices: 0, mails: 0 })
    expect(saleOf(await join(seat))).not.toBe(sale)
  })
})

describe('what is no event of ours changes nothing', () => {
  let sale: string
  let good: Posted
  beforeAll(async () => {
    sale = saleOf(await join(await newMember()))
    good = stripe.sign(account, [
      'checkout.session.completed',
      stripe.account(account).sessions.get(await sessionOf(sale))!,
    ])
  })
  const unchanged = async () =>
    expect(await factsOf(sale)).toMatchObject({ sale: 'open', payment: 'open', periods: 0, invoices: 0 })
  const at = (seconds: number) => {
    const before = stripe.now
    stripe.now = () => new Date(Date.now() + seconds * 1000)
    const posted = stripe.sign(account, ['checkout.session.completed', JSON.parse(good.body).data.object])
    stripe.now = before
    return posted
  }

  test.each([
    ['without signature', () => ({ ...good, signature: '' })],
    [
      'with another signature',
      () => ({ ...good, signature: good.signature.replace(/.$/, (sign) => (sign === '0' ? '1' : '0')) }),
    ],
    ['with a changed body', () => ({ ...good, body: good.body.replace('"amount_total":8000', '"amount_total":1') })],
    ['301 seconds old', () => at(-301)],
    ['from the future', () => at(3600)],
  ])('%s: refused', async (_, posted) => {
    expect(await stripe.post(posted())).toBe(400)
    await unchanged()
  })

  test('299 seconds old is not too old', async () => expect(await stripe.post(at(-299))).toBe(200))

  test('of an unpaid session, whatever the event says of it', async () => {
    const session = JSON.parse(good.body).data.object
    const lies = stripe.sign(account, [
      'checkout.session.completed',
      { ...session, status: 'complete', payment_status: 'paid' },
    ])
    expect(await stripe.post(lies)).toBe(200)
    await unchanged()
  })

  test('of another association’s account', async () => {
    const session = JSON.parse(good.body).data.object
    stripe.account('acct_supmeca').sessions.set(session.id, { ...session, status: 'complete', payment_status: 'paid' })
    expect(await stripe.post(stripe.sign('acct_supmeca', ['checkout.session.completed', session]))).toBe(200)
    expect(await stripe.post(stripe.sign('acct_nobody', ['checkout.session.completed', session]))).toBe(200)
    await unchanged()
  })

  test.each([{ amount_total: 1 }, { currency: 'usd' }, { livemode: true }])('paid, but %j', async (lie) => {
    const seat = await newMember()
    const other = saleOf(await join(seat))
    const id = await sessionOf(other)
    const changes = life.pay(stripe.account(account), id, 'card', new Date())
    Object.assign(stripe.account(account).sessions.get(id)!, lie)
    for (const change of changes) await stripe.post(stripe.sign(account, change))
    expect(await factsOf(other)).toMatchObject({ sale: 'open', periods: 0, invoices: 0 })
  })
})
