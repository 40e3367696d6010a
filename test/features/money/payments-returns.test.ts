/**
 * Money that comes back, and renewals that never begin: refunds that fail after they were done, first debits that are
 * refused; events in a crowd.
 */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { get, newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { ADDRESS, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

const database = useDatabase()
const stripe = useStripe()

let account: string
let manager: Seat

const { send, pay, booksAgree } = stripeSide(stripe, () => account)
const DUES = { situation: 'active', gift: '' }

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
  manager = await staffSeat('isep', 'manager')
  await inside('isep', (query) =>
    query(sql`UPDATE "account" SET "email" = 'comptes@courriel.example', "passwordHash" = coalesce("passwordHash", 'x')
      WHERE "id" = ${manager.accountId}`),
  )
})

const subscriptionOf = (seat: { personId: string }) =>
  one<{ state: string; stripeSubscription: string | null }>(
    sql`SELECT "state", "stripeSubscription" FROM "subscription" WHERE "personId" = ${seat.personId}
      ORDER BY "createdAt" DESC LIMIT 1`,
  )
const piecesOf = (sale: string) =>
  inside('isep', (query) =>
    query<{ kind: string; totalCents: number }>(
      sql`SELECT "kind", "totalCents" FROM "invoice" WHERE "saleId" = ${sale} ORDER BY "issuedAt", "id"`,
    ),
  )

describe('a refund that fails after it was done', () => {
  async function refunded() {
    const seat = await newMember()
    const { sale, intent } = await pay(await post(seat, '/adhesion', DUES))
    const { made, changes } = life.refund(stripe.account(account), intent, undefined, {}, new Date())
    await send(changes)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    return { seat, sale, made, changes }
  }

  test('is taken back by its own pieces, what it closed opens again, the staff are told once', async () => {
    const { seat, sale, made, changes } = await refunded()
    const failed = life.refundFails(stripe.account(account), made.id)
    await send([...failed, ...changes, ...failed].reverse())
    expect((await get(seat, '/annuaire')).status).toBe(200)
    expect(await piecesOf(sale)).toEqual([
      { kind: 'invoice', totalCents: 8000 },
      { kind: 'credit-note', totalCents: 8000 },
      { kind: 'invoice', totalCents: 8000 },
    ])
    await booksAgree()
    const owed = await one<{ n: number }>(sql`
      SELECT sum(l."debitCents" - l."creditCents")::int AS n FROM "ledger_line" l JOIN "ledger_entry" e
      ON e."tenantId" = l."tenantId" AND e."id" = l."entryId" WHERE e."saleId" = ${sale} AND l."account" = '411'`)
    expect(owed.n).toBe(0)
    const mails = await one<{ n: number }>(sql`
      SELECT count(*)::int AS n FROM "mail" WHERE "kind" = 'payments.refund-failed'
      AND "accountId" = ${manager.accountId}`)
    expect(mails.n).toBe(1)
    const page = await (await get(manager, `/admin/ventes/${sale}`)).text()
    expect(page).toContain('la banque a renvoyé l’argent')
    const again = await (await get(seat, `/paiement/${sale}`)).text()
    expect(again).toContain('votre paiement est reçu')
  })

  test('and is given back by hand: by the bank, once, and closed again', async () => {
    const { seat, sale, made } = await refunded()
    await send(life.refundFails(stripe.account(account), made.id))
    const before = stripe.account(account).refunds.size
    const form = { key: `${sale}/1`, amount: '80', byHand: 'on' }
    for (const _ of [1, 2]) expect((await post(manager, `/admin/ventes/${sale}`, form)).status).toBe(303)
    expect(stripe.account(account).refunds.size).toBe(before)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    await booksAgree()
    const bank = await one<{ n: number }>(sql`
      SELECT sum(l."creditCents")::int AS n FROM "ledger_line" l JOIN "ledger_entry" e
      ON e."tenantId" = l."tenantId" AND e."id" = l."entryId" WHERE e."saleId" = ${sale} AND l."account" = '512'`)
    expect(bank.n).toBe(8000)
  })

  test('opens nothing again that the staff had ended before', async () => {
    const seat = await newMember()
    const { intent } = await pay(await post(seat, '/adhesion', DUES))
    await inside('isep', (query) =>
      query(
        sql`UPDATE "membership_period" SET "withdrawnAt" = now(), "endsAt" = now() WHERE "personId" = ${seat.personId}`,
      ),
    )
    const { made, changes } = life.refund(stripe.account(account), intent, undefined, {}, new Date())
    await send([...changes, ...life.refundFails(stripe.account(account), made.id)])
    expect((await get(seat, '/annuaire')).status).toBe(403)
    await booksAgree()
  })

  test('of a part: the part alone', async () => {
    const seat = await newMember()
    const { sale, intent } = await pay(await post(seat, '/adhesion', DUES))
    const { made, changes } = life.refund(stripe.account(account), intent, 1000, {}, new Date())
    await send(changes)
    await send(life.refundFails(stripe.account(account), made.id))
    expect((await piecesOf(sale)).map(({ totalCents }) => totalCents)).toEqual([8000, 1000, 1000])
    expect((await get(seat, '/annuaire')).status).toBe(200)
    await booksAgree()
  })

  test('a company’s pass opens again, to the second it had', async () => {
    const seat = await organisationSeat('isep', 'company', { open: false })
    const buy = { intent: 'buy', offer: 'usual', siret: '73282932000074', ...ADDRESS }
    const { intent } = await pay(await post(seat, '/acces-annuaire', buy))
    const end = () =>
      one<{ endsAt: Date }>(sql`SELECT "endsAt" FROM "pass_period" WHERE "organisationId" = ${seat.organisationId}`)
    const before = await end()
    const { made, changes } = life.refund(stripe.account(account), intent, undefined, {}, new Date())
    await send(changes)
    expect((await get(seat, '/annuaire')).status).toBe(403)
    await send(life.refundFails(stripe.account(account), made.id))
    expect((await get(seat, '/annuaire')).status).toBe(200)
    expect(await end()).toEqual(before)
  })
})

describe('a renewal whose first debit is refused', () => {
  async function asked() {
    const seat = await newMember()
    const sale = saleOf(await post(seat, '/adhesion', { ...DUES, renew: 'on' }))
    const { stripeSession: session } = await paymentOf(sale)
    await send(life.pay(stripe.account(account), session, 'sepa', new Date()))
    expect((await subscriptionOf(seat)).state).toBe('incomplete')
    expect((await get(seat, '/annuaire')).status).toBe(403)
    return { seat, sale, session }
  }

  async function nothingIsLeft({ seat, sale }: { seat: Seat & { personId: string }; sale: string }) {
    expect((await paymentOf(sale)).state).toBe('failed')
    const page = await (await get(seat, `/paiement/${sale}`)).text()
    expect(page).toContain('Le paiement n’a pas abouti')
    expect(page).toContain('Recommencer')
    const { stripeSubscription } = await subscriptionOf(seat)
    for (const _ of [1, 2]) await reconcile((await tenantOfSlug('isep'))!, new Date())
    expect((await subscriptionOf(seat)).state).toBe('cancelled')
    expect(['canceled', 'incomplete_expired']).toContain(
      stripe.account(account).subscriptions.get(stripeSubscription!)!.status,
    )
    // Tried again, by card: let in, and renewed from now on.
    await pay(await post(seat, '/adhesion', { ...DUES, renew: 'on' }))
    expect((await subscriptionOf(seat)).state).toBe('active')
    expect((await get(seat, '/annuaire')).status).toBe(200)
    await booksAgree()
  }

  test('is closed, told, ended at Stripe; and may be tried again', async () => {
    const all = await asked()
    await send(life.answerDebit(stripe.account(account), all.session, false))
    const mails = await one<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM "mail" WHERE "kind" = 'payments.failed' AND "personId" = ${all.seat.personId}`,
    )
    expect(mails.n).toBe(1)
    await nothingIsLeft(all)
  })

  test('by the invoice’s event alone', async () => {
    const all = await asked()
    const changes = life.answerDebit(stripe.account(account), all.session, false)
    await send(changes.filter(([type]) => type === 'invoice.payment_failed'))
    await nothingIsLeft(all)
  })

  test('and given up by Stripe itself, told by the subscription alone', async () => {
    const all = await asked()
    const changes = life.neverBegins(stripe.account(account), all.session)
    await send(changes.filter(([type]) => type === 'customer.subscription.updated'))
    await nothingIsLeft(all)
  })

  test('paid after all, when all was closed: given back, and it renews nothing', async () => {
    const { seat, session } = await asked()
    const box = stripe.account(account)
    await send(life.answerDebit(box, session, false))
    const invoice = box.invoices.get(box.sessions.get(session)!.invoice!)!
    const intent = box.intents.get(invoice.payments.data[0]!.payment.payment_intent)!
    box.charges.get(intent.latest_charge!)!.status = 'succeeded'
    Object.assign(intent, { status: 'succeeded', last_payment_error: null })
    box.sessions.get(session)!.payment_status = 'paid'
    invoice.status = 'paid'
    await send([['invoice.paid', invoice]])
    const tenant = (await tenantOfSlug('isep'))!
    for (const _ of [1, 2]) await reconcile(tenant, new Date())
    expect((await subscriptionOf(seat)).state).toBe('cancelled')
    expect((await get(seat, '/annuaire')).status).toBe(403)
    expect([...box.refunds.values()].some(({ payment_intent }) => payment_intent === intent.id)).toBe(true)
    await booksAgree()
  })

  test('a page that nobody pays leaves no renewal behind', async () => {
    const seat = await newMember()
    const sale = saleOf(await post(seat, '/adhesion', { ...DUES, renew: 'on' }))
    await send(life.expire(stripe.account(account), (await paymentOf(sale)).stripeSession))
    expect((await subscriptionOf(seat)).state).toBe('cancelled')
  })
})

test('an event waits for its number longer than a page would: in a crowd every sale of the association needs the next one', async () => {
  const seat = await newMember()
  const sale = saleOf(await post(seat, '/adhesion', { situation: 'active', gift: '' }))
  const changes = life.pay(stripe.account(account), (await paymentOf(sale)).stripeSession, 'card', new Date())
  const owner = new pg.Client({ connectionString: database.url('owner') })
  await owner.connect()
  try {
    await owner.query('BEGIN')
    await owner.query('LOCK TABLE "piece_counter" IN EXCLUSIVE MODE')
    const told = stripe.post(stripe.sign(account, changes.find(([type]) => type === 'checkout.session.completed')!))
    await wait(6_000)
    await owner.query('ROLLBACK')
    expect(await told).toBe(200)
  } finally {
    await owner.end()
  }
  expect((await get(seat, '/annuaire')).status).toBe(200)
})
