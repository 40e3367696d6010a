/** Lost answers and events, renewals, reminders (issue 4). */
import { beforeAll, describe, expect, test } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { remind } from '#app/features/membership/reminders.task.ts'
import { reconcile } from '#app/features/payments/reconcile.task.ts'
import { eraseSubject } from '#app/features/rights/erase-subject.server.ts'
import { personSeat, type Seat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import * as life from '../outside/stripe-life.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'
import { useStripe } from '../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const HOST = 'isep.localhost'
let account: string
let number = 0

async function newMember(): Promise<Seat & { personId: string; handle: string }> {
  number += 1
  const [person] = await addPeople('isep', [
    {
      values: {
        firstName: 'Suite',
        lastName: `Nom${number}`,
        promotion: 1998,
        primaryEmail: `s${number}@courriel.example`,
      },
    },
  ])
  return { ...(await personSeat('isep', person!.id)), personId: person!.id, handle: person!.handle }
}

const post = (seat: Seat, path: string, form: Record<string, string>) =>
  request(HOST, path, { form, cookie: seat.cookie })
const get = (seat: Seat, path: string) => request(HOST, path, { cookie: seat.cookie })
const saleOf = (answer: Response) => answer.headers.get('Location')!.split('/').pop()!.split('?')[0]!
const one = <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row> =>
  inside('isep', async (query) => (await query<Row>(statement))[0]!)
const paymentOf = (sale: string) =>
  one<{ id: string; stripeSession: string; stripeIntent: string; state: string }>(sql`
    SELECT "id", "stripeSession", "stripeIntent", "state" FROM "payment" WHERE "saleId" = ${sale} ORDER BY "createdAt" DESC LIMIT 1`)

async function send(changes: readonly life.Change[]) {
  for (const change of changes) expect(await stripe.post(stripe.sign(account, change))).toBe(200)
}

async function pay(answer: Response): Promise<{ sale: string; intent: string; session: string }> {
  const sale = saleOf(answer)
  const { stripeSession } = await paymentOf(sale)
  await send(life.pay(stripe.account(account), stripeSession, 'card', new Date()))
  return { sale, session: stripeSession, intent: (await paymentOf(sale)).stripeIntent }
}

/** Every euro: what the books say of Stripe is what Stripe has, and every entry balances. */
async function booksAgree() {
  const { books, unbalanced, fees } = await one<{ books: number; unbalanced: number; fees: number }>(sql`
    SELECT coalesce(sum("debitCents" - "creditCents") FILTER (WHERE "account" = '5115'), 0)::int AS books,
      coalesce(sum("debitCents" - "creditCents") FILTER (WHERE "account" = '627'), 0)::int AS fees,
      sum("debitCents" - "creditCents")::int AS unbalanced FROM "ledger_line"`)
  expect(unbalanced).toBe(0)
  expect(books + fees).toBe(stripe.balance(account))
}

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
        sql`SELECT count(*)::int AS n, max("endsAt") AS last FROM "membership_period" WHERE "personId" = ${seat.personId}`,
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
    expect(await one(sql`SELECT "state" FROM "subscription" WHERE "personId" = ${seat.personId}`)).toEqual({
      state: 'cancelled',
    })
    expect(stripe.account(account).subscriptions.get(sub.stripeSubscription)?.status).toBe('canceled')
    expect((await ends()).n).toBe(2)
    const mails = await one<{ n: number }>(sql`
      SELECT count(*)::int AS n FROM "mail" WHERE "kind" = 'payments.renewal-failed' AND "personId" = ${seat.personId}`)
    expect(mails.n).toBe(4)
  })

  test('end at Stripe, by the next round, for who is erased', async () => {
    const seat = await newMember()
    await pay(await post(seat, '/adhesion', { situation: 'active', gift: '', renew: 'on' }))
    const { id, stripeSubscription } = await one<{ id: string; stripeSubscription: string }>(
      sql`SELECT * FROM "subscription" WHERE "personId" = ${seat.personId}`,
    )
    const requestId = uuidv7()
    await inside('isep', (query, scope) =>
      query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
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
      sql`SELECT "key" FROM "mail" WHERE "personId" = ${seat.personId} AND "key" LIKE 'dues-%' ORDER BY "createdAt", "key"`,
    ),
  )
  expect(sent.map(({ key }) => key.replace(/\/.*\//, '/'))).toEqual([
    'dues-before/30',
    'dues-before/7',
    'dues-after/7',
    'dues-after/30',
  ])
})
