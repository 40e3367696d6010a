/**
 * What Stripe takes and pays out, in the books: 5115 is what Stripe holds, and the bank statement knows its payouts.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { followBalance } from '#app/domain/sales/movements.server.ts'
import { get, newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, scopeOf, tenantFile } from '../../factories/world.ts'
import { DISPUTE_FEE, move, movementsOf, payOut } from '../../outside/stripe-balance.ts'
import * as life from '../../outside/stripe-life.ts'
import { newCharge, newIntent } from '../../outside/stripe-make.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
let manager: Seat
const { pay, send } = stripeSide(stripe, () => account)

beforeAll(async () => {
  const config = tenantFile('isep')
  config.money.feePoints = 150
  await apply(config)
  account = await stripe.connect('isep')
  manager = await staffSeat('isep', 'manager')
})

const follow = async () => followBalance((await scopeOf('isep')) as never, new Date())
const standsAt = async (of: string) =>
  (
    await one<{ cents: number }>(sql`
      SELECT coalesce(sum("debitCents" - "creditCents"), 0)::int AS "cents" FROM "ledger_line" WHERE "account" = ${of}`)
  ).cents
const agrees = async () => expect(await standsAt('5115')).toBe(stripe.net(account))
const buy = async () => pay(await post(await newMember(), '/adhesion', { situation: 'active', gift: '' }))

test('nothing is asked before anybody has paid', async () => {
  expect(await follow()).toBe(0)
  expect(stripe.requests).toEqual([])
})

test('fees of charges, refunds and disputes are booked once, on the payment they belong to', async () => {
  const [plain, part, lost, won] = [await buy(), await buy(), await buy(), await buy()]
  await send(life.refund(stripe.account(account), part.intent, 2999, {}, new Date()).changes)
  for (const [{ intent }, outcome] of [
    [lost, 'lost'],
    [won, 'won'],
  ] as const) {
    const { made, changes } = life.dispute(stripe.account(account), intent)
    await send(changes)
    await send(life.closeDispute(stripe.account(account), made.id, outcome))
  }
  expect(await follow()).toBeGreaterThan(0)
  await agrees()
  expect(await follow()).toBe(0)
  expect(await Promise.all([follow(), follow(), follow()])).toEqual([0, 0, 0])
  await agrees()
  const own = movementsOf(stripe.account(account), new Date()).reduce(
    (sum, { fee_details }) =>
      sum + fee_details.reduce((all, fee) => all + (fee.type === 'stripe_fee' ? fee.amount : 0), 0),
    0,
  )
  const fees = await one<{ cents: number; disputes: number }>(sql`
    SELECT sum(l."debitCents" - l."creditCents")::int AS "cents",
      count(*) FILTER (WHERE l."debitCents" = ${DISPUTE_FEE})::int AS "disputes"
    FROM "ledger_line" l JOIN "ledger_entry" e ON e."tenantId" = l."tenantId" AND e."id" = l."entryId"
    WHERE l."account" = '627' AND starts_with(e."key", 'stripe/')`)
  expect(fees).toEqual({ cents: own, disputes: 2 })
  const page = await (
    await get(
      manager,
      `/admin/paiements/${
        (
          await one<{ id: string }>(sql`
    SELECT "id" FROM "payment" WHERE "saleId" = ${plain.sale}`)
        ).id
      }`,
    )
  ).text()
  expect(page).toContain('Frais de Stripe')
})

test('the account of fees is a dated setting', async () => {
  const admin = await staffSeat('isep', 'admin')
  const setting = {
    ...{
      subject: 'seller',
      legalName: 'ISEP Alumni',
      legalForm: 'association loi 1901',
      street: '1 rue Neuve',
      more: '',
    },
    ...{ postcode: '75001', city: 'Paris', country: 'FR', siren: '', rna: '', iban: '', bic: '', yearEnds: '12-31' },
    ...{
      members: 'exempt-261-7-1',
      companies: 'franchise-293-b',
      rateBasisPoints: '20',
      number: '',
      lateBasisPoints: '12,15',
    },
    ...{ feesAccount: '6278', startsOn: '2026-01-01' },
  }
  expect((await post(admin, '/admin/paiements/reglages', { ...setting, feesAccount: '999' })).status).toBe(422)
  expect((await post(admin, '/admin/paiements/reglages', setting)).status).toBe(303)
  const before = await standsAt('627')
  await buy()
  await follow()
  expect(await standsAt('627')).toBe(before)
  // Stripe: 1.5 % of 80 € and 25 cents; the platform: 1.5 %.
  expect(await standsAt('6278')).toBe(145 + 120)
  await agrees()
})

test('a payout leaves Stripe, is on its way, and arrives with the line of the bank statement that somebody confirms', async () => {
  const paidOut = stripe.net(account)
  const { made, changes } = payOut(stripe.account(account), new Date())
  await send([...changes, ...changes])
  expect([await standsAt('5115'), await standsAt('580')]).toEqual([0, paidOut])
  const day = new Date().toISOString().slice(0, 10).split('-').reverse().join('/')
  const text = `Date;Libellé;Montant\n${day};VIR SEPA STRIPE TECHNOLOGY ${made.id};${(paidOut / 100).toFixed(2).replace('.', ',')}\n${day};VIR DUPONT;12,00\n`
  const form = new FormData()
  form.set('file', new File([text], 'releve.csv'))
  const taken = await request('isep.localhost', '/admin/paiements/banque', { cookie: manager.cookie, form })
  const path = taken.headers.get('Location')!.split('?')[0]!
  const page = await (await get(manager, path)).text()
  expect(page).toContain('Virement de Stripe')
  const { id: line } = await one<{ id: string }>(sql`SELECT "id" FROM "bank_line" WHERE "cents" = ${paidOut}`)
  const { id: other } = await one<{ id: string }>(sql`SELECT "id" FROM "bank_line" WHERE "cents" = 1200`)
  const { id: payout } = await one<{ id: string }>(sql`SELECT "id" FROM "stripe_movement" WHERE "kind" = 'payout'`)
  const act = (intent: string, more: Record<string, string> = {}) => post(manager, path, { intent, line, ...more })
  expect((await act('match', { line: other, payout })).status).toBe(422)
  const answers = await Promise.all([act('match', { payout }), act('match', { payout })])
  expect(answers.map(({ status }) => status).sort()).not.toEqual([303, 303])
  expect([await standsAt('580'), await standsAt('512')]).toEqual([0, paidOut])
  expect((await act('reopen')).status).toBe(303)
  expect([await standsAt('580'), await standsAt('512')]).toEqual([paidOut, 0])
  expect((await act('match', { payout })).status).toBe(303)
  expect([await standsAt('580'), await standsAt('512')]).toEqual([0, paidOut])
})

test('what moves at Stripe for a reason that we do not know waits in 471; a fee of its own is one', async () => {
  move(stripe.account(account), { type: 'stripe_fee', amount: -199, source: null }, new Date())
  move(stripe.account(account), { type: 'contribution', amount: -50, source: null }, new Date())
  expect(await follow()).toBe(2)
  expect(await standsAt('471')).toBe(50)
  await agrees()
  const { n } = await one<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM "stripe_movement" WHERE "kind" IN ('fee', 'other')`,
  )
  expect(n).toBe(2)
  await expect(inside('isep', (query) => query(sql`UPDATE "stripe_movement" SET "cents" = 0`))).rejects.toThrow()
})

describe('what was paid outside, on the association’s own account', () => {
  const HOURS = 3_600_000
  const later = (hours: number) => new Date(Date.now() + hours * HOURS)
  const followAt = async (hours: number) => followBalance((await scopeOf('isep')) as never, later(hours))
  const PATH = '/admin/paiements/mouvements'
  /** A link of payment made in Stripe's own dashboard: nothing of it is ours. */
  function outside(cents: number) {
    const intent = newIntent(stripe.account(account), cents, {})
    const charge = newCharge(stripe.account(account), intent, 'card', null)
    return { intent, charge, id: `txn_${charge.id}_charge_in` }
  }
  const rows = async () => {
    const page = await (await get(manager, PATH)).text()
    return new Map([...page.matchAll(/data-movement="([^"]+)" data-account="(\d*)"/g)].map(([, id, of]) => [id!, of!]))
  }
  const book = (movement: string, to: string, seat = manager) => post(seat, PATH, { movement, account: to })

  test('it waits in 471 after a day, is shown, and is booked once to the account that the treasurer chooses', async () => {
    const before = await standsAt('471')
    const { id } = outside(4500)
    await follow()
    // For a day an event may still tell of it.
    expect([await standsAt('471'), (await rows()).has(id)]).toEqual([before, false])
    await followAt(25)
    await followAt(26)
    expect(await standsAt('471')).toBe(before - 4500)
    await agrees()
    expect((await rows()).get(id)).toBe('')
    const overview = await (await get(manager, '/admin/paiements')).text()
    expect(overview).toContain(`href="${PATH}"`)
    expect(await (await get(manager, '/admin/paiements/banque')).text()).toContain(`href="${PATH}"`)
    for (const wrong of ['', '512', '5115', 'x']) expect((await book(id, wrong)).status, wrong).toBe(422)
    expect((await book('txn_nowhere', '706')).status).toBe(422)
    expect((await book(id, '706', await newMember())).status).toBe(403)
    const services = await standsAt('706')
    const answers = await Promise.all([book(id, '706'), book(id, '706'), book(id, '706')])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
    expect([await standsAt('471'), await standsAt('706')]).toEqual([before, services - 4500])
    expect((await rows()).get(id)).toBe('706')
    // Chosen wrongly: taken back, and booked elsewhere.
    expect((await book(id, '471')).status).toBe(303)
    expect([await standsAt('471'), await standsAt('706')]).toEqual([before - 4500, services])
    expect((await book(id, '75411')).status).toBe(303)
    expect(await standsAt('471')).toBe(before)
    await agrees()
  })

  test('a refund of it, a dispute, and other movements stand beside', async () => {
    const before = await standsAt('471')
    const [back, disputed] = [outside(3000), outside(2000)]
    const refund = life.refund(stripe.account(account), back.intent.id, 1000, {}, new Date())
    const dispute = life.dispute(stripe.account(account), disputed.intent.id)
    await send([...refund.changes, ...dispute.changes])
    await followAt(25)
    expect(await standsAt('471')).toBe(before - 3000 - 2000 + 1000 + 2000)
    await agrees()
    const shown = await rows()
    for (const source of [refund.made.id, dispute.made.id])
      expect(
        [...shown.keys()].some((id) => id.includes(source)),
        source,
      ).toBe(true)
    const given = [...shown.keys()].find((id) => id.includes(refund.made.id))!
    const gifts = await standsAt('75411')
    expect((await book(given, '75411')).status).toBe(303)
    expect(await standsAt('75411')).toBe(gifts + 1000)
    await agrees()
  })

  test('a sale whose event came late explains it after all: nothing is counted twice, wherever it was booked meanwhile', async () => {
    const before = await standsAt('471')
    const answer = await post(await newMember(), '/adhesion', { situation: 'active', gift: '' })
    const { stripeSession } = await paymentOf(saleOf(answer))
    const told = life.pay(stripe.account(account), stripeSession, 'card', new Date())
    await followAt(25)
    const waits = [...(await rows())].filter(([, of]) => of === '').map(([id]) => id)
    const charge = [...stripe.account(account).charges.keys()].at(-1)!
    const id = waits.find((one) => one.includes(charge))!
    const services = await standsAt('706')
    expect((await book(id, '706')).status).toBe(303)
    await send(told)
    await followAt(26)
    await followAt(27)
    expect([await standsAt('471'), await standsAt('706')]).toEqual([before, services])
    expect((await rows()).has(id)).toBe(false)
    await agrees()
  })
})
