/**
 * Withdrawing within fourteen days: the role falls with the word, all of the money goes back, once; and who has no such
 * right.
 */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { get, newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { isIn, join as joinInTimes, planOf } from '../../factories/instalments.ts'
import { ADDRESS, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

let account: string
let manager: Seat
const { send, pay, booksAgree } = stripeSide(stripe, () => account)
const box = () => stripe.account(account)

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
  manager = await staffSeat('isep', 'manager')
})
afterEach(() => setClock(undefined))

const join = (seat: Seat, more: Record<string, string> = {}) =>
  post(seat, '/adhesion', { situation: 'active', gift: '', ...more })
const address = (sale: string) => `/paiement/${sale}/retractation`
const withdraw = (seat: Seat, sale: string, email = 'chez.moi@courriel.example') => post(seat, address(sale), { email })
const text = async (seat: Seat, path: string) => (await get(seat, path)).text()
const refunded = (intent: string) =>
  [...box().refunds.values()].filter(({ payment_intent }) => payment_intent === intent).map(({ amount }) => amount)

describe('a member', () => {
  test('reads of it before paying and after, withdraws, and everything goes back at once', async () => {
    const seat = await newMember()
    const answer = await join(seat, { gift: '20', renew: 'on' })
    expect(await text(seat, `/paiement/${saleOf(answer)}`)).toContain('14 jours pour y renoncer')
    const { sale, intent } = await pay(answer)
    expect((await get(seat, '/annuaire')).status).toBe(200)
    for (const path of [`/paiement/${sale}`, '/recus']) {
      expect(await text(seat, path)).toContain('Renoncer au contrat ici')
      expect(await text(seat, path)).toContain(address(sale))
    }
    expect(await text(seat, address(sale))).toContain('Confirmer la rétractation')
    const wrong = await withdraw(seat, sale, 'nulle part')
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('Saisissez une adresse e-mail')])
    expect((await get(seat, '/annuaire')).status).toBe(200)
    const answers = await Promise.all([1, 2, 3].map(() => withdraw(seat, sale)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect((await get(seat, '/annuaire')).status).toBe(403)
    expect(refunded(intent)).toEqual([10_000])
    const facts = await one<{ credits: number; cents: number; mails: number; to: string; renews: string }>(sql`
      SELECT (SELECT count(*)::int FROM "invoice" WHERE "saleId" = ${sale} AND "kind" = 'credit-note') AS credits,
        (SELECT sum("totalCents")::int FROM "invoice" WHERE "saleId" = ${sale} AND "kind" = 'credit-note') AS cents,
        (SELECT count(*)::int FROM "mail" WHERE "key" = ${`withdrawn/${sale}`}) AS mails,
        (SELECT "recipient" FROM "mail" WHERE "key" = ${`withdrawn/${sale}`}) AS "to",
        (SELECT u."state" FROM "subscription" u WHERE u."personId" = ${seat.personId}) AS renews`)
    expect(facts).toEqual({ credits: 1, cents: 10_000, mails: 1, to: 'chez.moi@courriel.example', renews: 'ending' })
    await booksAgree()
    expect(await text(seat, '/recus')).not.toContain('Renoncer au contrat ici')
    expect((await get(seat, address(sale))).status).toBe(404)
    expect((await join(seat)).status).toBe(303)
  })

  test('is out with the word, although Stripe does not answer; the money follows', async () => {
    const seat = await newMember()
    const { sale, intent } = await pay(await join(seat))
    await inside('isep', (query) => query(sql`UPDATE "payment" SET "stripeIntent" = NULL WHERE "saleId" = ${sale}`))
    expect((await withdraw(seat, sale)).status).toBe(303)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    expect(await text(seat, `/paiement/${sale}`)).toContain('l’argent est en route')
    await inside('isep', (query) =>
      query(sql`UPDATE "payment" SET "stripeIntent" = ${intent} WHERE "saleId" = ${sale}`),
    )
    expect(refunded(intent)).toEqual([])
  })

  test.each([
    ['2026-10-12T09:00:00Z', '2026-10-26T22:59:59Z', 'clocks go back in between'],
    ['2026-03-14T09:00:00Z', '2026-03-30T21:59:59Z', 'they go forward, and a weekend is passed over'],
    ['2026-12-11T22:59:59Z', '2026-12-28T22:59:59Z', 'bought in the last second of a day; Christmas'],
  ])('bought at %s may say so until %s, and not a second later', async (bought, last) => {
    const seats = [await newMember(), await newMember()]
    const sales: string[] = []
    for (const seat of seats) sales.push((await pay(await join(seat))).sale)
    await inside('isep', async (query) => {
      await query(sql`UPDATE "sale" SET "paidAt" = ${bought}::timestamptz WHERE "id" = ANY(${sales}::uuid[])`)
      await query(sql`UPDATE "session" SET "createdAt" = '2026-01-01', "expiresAt" = '2100-01-01'`)
    })
    const [inTime, late] = [seats[0]!, seats[1]!]
    setClock(new Date(last))
    expect(await text(late, '/recus')).toContain('Renoncer au contrat ici')
    expect((await withdraw(inTime, sales[0]!)).status).toBe(303)
    setClock(new Date(Date.parse(last) + 1000))
    expect(await text(late, '/recus')).not.toContain('Renoncer au contrat ici')
    expect((await get(late, address(sales[1]!))).status).toBe(404)
    expect((await withdraw(late, sales[1]!)).status).toBe(404)
  })

  test('a debit under way: nothing opens, and what the bank takes all the same goes back', async () => {
    const seat = await newMember()
    const sale = saleOf(await join(seat))
    const { stripeSession } = await paymentOf(sale)
    await send(life.pay(box(), stripeSession, 'sepa', new Date()))
    expect(await text(seat, `/paiement/${sale}`)).toContain('Renoncer au contrat ici')
    expect((await withdraw(seat, sale)).status).toBe(303)
    await send(life.answerDebit(box(), stripeSession, true))
    expect((await get(seat, '/annuaire')).status).toBe(403)
    const { cents } = await one<{ cents: number }>(sql`SELECT r."cents" FROM "refund" r
      JOIN "payment" p ON p."id" = r."paymentId" WHERE p."saleId" = ${sale}`)
    expect(cents).toBe(8000)
    await booksAgree()
  })

  test('has back what is left of it, where a part went back before', async () => {
    const seat = await newMember()
    const { sale, intent } = await pay(await join(seat))
    expect((await post(manager, `/admin/ventes/${sale}`, { key: `${sale}/0`, amount: '30' })).status).toBe(303)
    expect(await text(seat, address(sale))).toContain('50,00')
    expect((await withdraw(seat, sale)).status).toBe(303)
    expect(refunded(intent).sort()).toEqual([3000, 5000])
    expect((await get(seat, '/annuaire')).status).toBe(403)
    await booksAgree()
  })
})

test('of dues in several times everything that was paid goes back, and nothing more is debited', async () => {
  const member = await newMember()
  const { sale, intent } = await pay(await joinInTimes(member))
  const rest = await pay(await post(member, '/adhesion', { intent: 'pay-rest' }))
  expect(await isIn(member)).toBe(true)
  expect((await get(member, address(rest.sale))).status).toBe(404)
  expect(await text(member, address(sale))).toContain('80,00')
  expect((await withdraw(member, sale)).status).toBe(303)
  expect([...refunded(intent), ...refunded(rest.intent)].reduce((sum, cents) => sum + cents, 0)).toBe(8000)
  expect(await isIn(member)).toBe(false)
  const begun = await newMember()
  const first = await pay(await joinInTimes(begun))
  expect((await withdraw(begun, first.sale)).status).toBe(303)
  expect(await planOf(begun)).toMatchObject({ state: 'stopped', reason: 'asked' })
  expect(await isIn(begun)).toBe(false)
  await booksAgree()
})

describe('no such right', () => {
  test('for somebody else, before the payment, or while a bank looks into it', async () => {
    const [seat, other] = [await newMember(), await newMember()]
    const answer = await join(seat)
    const open = saleOf(answer)
    expect((await withdraw(seat, open)).status).toBe(404)
    const { sale, intent } = await pay(answer)
    expect((await get(other, address(sale))).status).toBe(404)
    expect((await withdraw(other, sale)).status).toBe(404)
    expect((await request('isep.localhost', address(sale))).status).toBe(404)
    await send(life.dispute(box(), intent).changes)
    expect((await withdraw(seat, sale)).status).toBe(404)
    expect(refunded(intent)).toEqual([])
  })

  test('for a company’s pass', async () => {
    const seat = await organisationSeat('isep', 'company', { open: false })
    const bought = await post(seat, '/acces-annuaire', {
      ...{ intent: 'buy', offer: 'usual', siret: '73282932000074' },
      ...ADDRESS,
    })
    const { sale } = await pay(bought)
    expect(await text(seat, `/paiement/${sale}`)).not.toContain('retractation')
    expect((await withdraw(seat, sale)).status).toBe(404)
    expect((await get(seat, '/annuaire')).status).toBe(200)
  })

  test('for a ticket, which says so; a partner membership has it', async () => {
    const buy = (item: string) =>
      request('isep.localhost', '/boutique', {
        form: { item, quantity: '1', key: crypto.randomUUID(), name: 'Ana Passante', email: 'ana@courriel.example' },
      })
    const ticket = await buy('conference')
    expect(await (await request('isep.localhost', `/paiement/${saleOf(ticket)}`)).text()).toContain('L221-28')
    const { sale } = await pay(ticket)
    const form = { email: 'ana@courriel.example' }
    expect((await request('isep.localhost', address(sale), { form })).status).toBe(404)
    const seat = await newMember()
    const partner = await pay(
      await post(seat, '/boutique', { item: 'isep-ba', quantity: '1', key: crypto.randomUUID() }),
    )
    expect((await withdraw(seat, partner.sale)).status).toBe(303)
    expect(refunded(partner.intent)).toEqual([5000])
  })

  test('for what the staff recorded', async () => {
    const seat = await newMember()
    const cheque = { person: seat.handle, tier: 'diplome', means: 'cheque', receivedOn: '2026-01-05', gift: '' }
    const sale = saleOf(await post(manager, '/admin/ventes/nouvelle', cheque))
    expect((await withdraw(seat, sale)).status).toBe(404)
    expect((await get(seat, '/annuaire')).status).toBe(200)
  })
})
