/**
 * The same dues are paid once, on whatever day and by whatever way they are tried again; what nobody can pay holds
 * nothing.
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()

const HOST = 'isep.localhost'
const HOUR = 3_600_000
let account: string
let manager: Seat
let number = 0

type Member = Seat & { personId: string; handle: string }

async function newMember(): Promise<Member> {
  number += 1
  const values = { firstName: 'Une', lastName: `Fois${number}`, promotion: 1998, primaryEmail: `u${number}@x.example` }
  const [person] = await addPeople('isep', [{ values }])
  return { ...(await personSeat('isep', person!.id)), personId: person!.id, handle: person!.handle }
}

const post = (seat: Seat, path: string, form: Record<string, string>) =>
  request(HOST, path, { form, cookie: seat.cookie })
const join = (seat: Seat, more = {}) => post(seat, '/adhesion', { situation: 'active', gift: '', ...more })
const cheque = ({ handle }: Member, receivedOn = '2026-01-05') =>
  post(manager, `/admin/ventes/nouvelle?personne=${handle}`, {
    person: handle,
    tier: 'diplome',
    means: 'cheque',
    receivedOn,
    reference: '',
    gift: '',
  })
const saleOf = (answer: Response) => answer.headers.get('Location')!.split('/').pop()!.split('?')[0]!
const one = <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row> =>
  inside('isep', async (query) => (await query<Row>(statement))[0]!)
const sessionOf = async (sale: string) =>
  (await one<{ stripeSession: string }>(sql`SELECT "stripeSession" FROM "payment" WHERE "saleId" = ${sale}`))
    .stripeSession
const salesOf = async ({ personId }: Member) => {
  const rows = await inside('isep', (query) =>
    query<{ state: string }>(sql`SELECT "state" FROM "sale" WHERE "personId" = ${personId} ORDER BY "createdAt", "id"`),
  )
  return rows.map(({ state }) => state)
}

async function paid(sale: string, how: 'card' | 'sepa') {
  const changes = life.pay(stripe.account(account), await sessionOf(sale), how, new Date())
  for (const change of changes) expect(await stripe.post(stripe.sign(account, change))).toBe(200)
}

/** Sessions of tests would be over; days pass for everything else. */
async function days(count: number) {
  await inside('isep', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01'`))
  setClock(new Date(Date.now() + count * 24 * HOUR))
}

afterEach(() => setClock(undefined))

beforeAll(async () => {
  const config = tenantFile('isep')
  config.shop.find(({ id }) => id === 'visite-culturelle')!.stock = 1
  await apply(config)
  account = await stripe.connect('isep')
  stripe.now = now
  manager = await staffSeat('isep', 'manager')
})

test('a debit is on its way: the next day leads to its page, and the staff record nothing beside it', async () => {
  const seat = await newMember()
  const sale = saleOf(await join(seat))
  await paid(sale, 'sepa')
  await days(1)
  expect((await join(seat, { gift: '50' })).headers.get('Location')).toBe(`/paiement/${sale}`)
  const refused = await cheque(seat)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain(`/admin/ventes/${sale}`)
  expect(await salesOf(seat)).toEqual(['pending'])
  const answers = life.answerDebit(stripe.account(account), await sessionOf(sale), false)
  for (const change of answers) expect(await stripe.post(stripe.sign(account, change))).toBe(200)
  // The bank said no: the way is free again.
  expect((await cheque(seat)).status).toBe(303)
})

test('a page of payment that outlives midnight closes before another opens', async () => {
  const seat = await newMember()
  const sale = saleOf(await join(seat))
  const session = await sessionOf(sale)
  await days(1)
  expect(saleOf(await join(seat))).not.toBe(sale)
  expect(stripe.account(account).sessions.get(session)?.status).toBe('expired')
  expect(await salesOf(seat)).toEqual(['cancelled', 'open'])
})

test('paid the evening before, and no event came: found out, not charged again', async () => {
  const [seat, other] = [await newMember(), await newMember()]
  const sales = [saleOf(await join(seat)), saleOf(await join(other))]
  for (const sale of sales) life.pay(stripe.account(account), await sessionOf(sale), 'card', new Date())
  await days(1)
  expect(saleOf(await join(seat, { gift: '30' }))).toBe(sales[0])
  expect((await cheque(other)).status).toBe(422)
  expect(await salesOf(seat)).toEqual(['paid'])
  expect(await salesOf(other)).toEqual(['paid'])
})

test('ten presses around midnight are one sale', async () => {
  const seat = await newMember()
  await days(0)
  const before = Array.from({ length: 5 }, () => join(seat))
  setClock(new Date(Date.now() + 24 * HOUR))
  await Promise.all([...before, ...Array.from({ length: 5 }, () => join(seat))])
  expect((await salesOf(seat)).filter((state) => state === 'open')).toHaveLength(1)
})

test('dues that renew themselves are not paid by hand as well, before the renewal is stopped', async () => {
  const seat = await newMember()
  await paid(saleOf(await join(seat, { renew: 'on' })), 'card')
  const { endsAt } = await one<{ endsAt: Date }>(
    sql`SELECT "endsAt" FROM "membership_period" WHERE "personId" = ${seat.personId}`,
  )
  await days((endsAt.getTime() - Date.now()) / (24 * HOUR) - 10)
  const refused = await join(seat)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('#renouvellement')
  expect((await cheque(seat)).status).toBe(422)
  expect((await post(seat, '/adhesion', { intent: 'stop' })).status).toBe(303)
  expect((await join(seat)).status).toBe(303)
})

test('Stripe never opened the page: after its time what it held is for sale again', async () => {
  const buy = () =>
    request(HOST, '/boutique', {
      form: {
        item: 'visite-culturelle',
        quantity: '1',
        key: crypto.randomUUID(),
        name: 'Visiteuse',
        email: 'v@x.example',
      },
    })
  stripe.faults.push({ kind: 'lost' }, { kind: 'lost' }, { kind: 'lost' })
  expect((await buy()).status).toBe(503)
  expect((await buy()).status).toBe(422)
  const tenant = (await tenantOfSlug('isep'))!
  // A visitor holds for ten minutes; the page that was never told can be paid by nobody.
  await reconcile(tenant, new Date(Date.now() + HOUR / 12))
  expect((await buy()).status).toBe(422)
  await reconcile(tenant, new Date(Date.now() + HOUR / 5))
  expect((await buy()).status).toBe(303)
})

test('an erased person’s sale is nobody’s, whoever holds its address; a visitor’s is', async () => {
  const seat = await newMember()
  const sale = saleOf(await join(seat))
  await inside('isep', (query) => query(sql`UPDATE "sale" SET "personId" = NULL WHERE "id" = ${sale}`))
  expect((await request(HOST, `/paiement/${sale}`)).status).toBe(404)
  expect((await request(HOST, `/paiement/${sale}`, { cookie: seat.cookie })).status).toBe(404)
  await inside('isep', (query) => query(sql`UPDATE "sale" SET "buyerKind" = 'visitor' WHERE "id" = ${sale}`))
  expect((await request(HOST, `/paiement/${sale}`)).status).toBe(200)
})
