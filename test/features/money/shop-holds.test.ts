/** The ticket shop under visitors who pay nothing: what one buyer and one network may hold, and for how long. */
import { beforeAll, describe, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { reconcile } from '#app/domain/sales/reconcile.task.ts'
import { get, newMember, one, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
const { pay } = stripeSide(stripe, () => account)

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
})

let count = 0
/** A visitor of a network; 80 seats in all, four for one buyer. */
function visit(network: string, quantity: number, email = `v${count++}@courriel.example`) {
  const form = { item: 'conference', quantity: `${quantity}`, key: crypto.randomUUID(), name: 'Une visiteuse', email }
  return request('isep.localhost', '/boutique', { form, headers: { 'x-client-address': `198.51.${network}.7` } })
}
const held = async () =>
  (
    await one<{ n: number }>(
      sql`SELECT coalesce(sum("quantity"), 0)::int AS n FROM "stock_hold" WHERE "state" = 'held'`,
    )
  ).n
const isep = async () => (await tenantOfSlug('isep')) as Tenant
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

describe('holds of visitors', () => {
  test('seventeen anonymous requests from one network hold a tenth of the seats, for ten minutes', async () => {
    const answers = await Promise.all(Array.from({ length: 17 }, () => visit('100', 4)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(2)
    expect(await held()).toBe(8)
    const page = await request('isep.localhost', `/paiement/${saleOf(answers.find(({ status }) => status === 303)!)}`)
    expect(await page.text()).toContain('Vos places sont gardées jusqu’à')
    await reconcile(await isep(), later(5))
    expect(await held()).toBe(8)
    await reconcile(await isep(), later(11))
    expect(await held()).toBe(0)
    const { taken } = await one<{ taken: number }>(sql`SELECT "taken" FROM "stock" WHERE "id" = 'conference'`)
    expect(taken).toBe(0)
  })

  test('a family of four behind one address buys; a payment frees the network’s share', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => visit('101', 2)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    for (const answer of answers) await pay(answer)
    expect((await visit('101', 2)).status).toBe(303)
    await reconcile(await isep(), later(11))
  })

  test('members of a company share a network and buy all the same', async () => {
    const buy = (cookie: string) =>
      request('isep.localhost', '/boutique', {
        form: { item: 'conference', quantity: '1', key: crypto.randomUUID() },
        cookie,
        headers: { 'x-client-address': '198.51.102.7' },
      })
    // One after another: each takes two connections at once, and a pool has sixteen.
    const cookies: string[] = []
    while (cookies.length < 15) cookies.push((await newMember()).cookie)
    const answers = await Promise.all(cookies.map(buy))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
    await reconcile(await isep(), later(11))
    // Their accounts are known: no short hold ends.
    expect(await held()).toBe(15)
  })
})

describe('whoever goes to pay', () => {
  const expiry = (sale: string) =>
    one<{
      id: string
      left: number
    }>(sql`SELECT h."id", extract(epoch FROM h."expiresAt" - h."createdAt") / 60 AS "left"
      FROM "stock_hold" h JOIN "sale_line" l ON l."id" = h."lineId" WHERE l."saleId" = ${sale}`)
  const goToPay = (sale: string) => request('isep.localhost', `/paiement/${sale}/payer`)

  test('has as long again, and no longer however often', async () => {
    const sale = saleOf(await visit('110', 2))
    const page = await (await request('isep.localhost', `/paiement/${sale}`)).text()
    expect(page).toContain(`href="/paiement/${sale}/payer"`)
    // Nine minutes went by.
    const { id } = await expiry(sale)
    const ago = (minutes: number) =>
      one(sql`UPDATE "stock_hold" SET "createdAt" = "createdAt" - ${`${minutes} minutes`}::interval,
        "expiresAt" = "expiresAt" - ${`${minutes} minutes`}::interval WHERE "id" = ${id} RETURNING 1`)
    await ago(9)
    const answer = await goToPay(sale)
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, expect.stringContaining('stripe')])
    expect(Number((await expiry(sale)).left)).toBeGreaterThan(18.9)
    await reconcile(await isep(), later(9))
    expect(await held()).toBeGreaterThanOrEqual(2)
    await ago(9)
    await goToPay(sale)
    expect(Number((await expiry(sale)).left)).toBeCloseTo(20, 1)
    await reconcile(await isep(), later(3))
    const late = await goToPay(sale)
    expect([late.status, late.headers.get('Location')]).toEqual([302, `/paiement/${sale}`])
  })

  test('finds no sale of somebody else’s', async () => {
    const sale = saleOf(
      await post(await newMember(), '/boutique', { item: 'conference', quantity: '1', key: crypto.randomUUID() }),
    )
    expect((await goToPay(sale)).status).toBe(404)
  })
})

test('a hundred networks hold half of the seats at most; members buy meanwhile', async () => {
  await reconcile(await isep(), later(60))
  const before = await held()
  const answers: number[] = []
  for (let i = 0; i < 100; i += 10)
    answers.push(
      ...(await Promise.all(Array.from({ length: 10 }, async (_, j) => (await visit(`${120 + i + j}`, 4)).status))),
    )
  expect(answers.filter((status) => status === 303)).toHaveLength(10)
  expect((await held()) - before).toBe(40)
  const refused = await visit('221', 1)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Beaucoup de places sont réservées en ce moment')
  expect(
    (await post(await newMember(), '/boutique', { item: 'conference', quantity: '4', key: crypto.randomUUID() }))
      .status,
  ).toBe(303)
  await reconcile(await isep(), later(60))
})

test('four for one buyer, in whatever number of baskets, bought ones included', async () => {
  const seat = await newMember()
  const buy = (quantity: number) =>
    post(seat, '/boutique', { item: 'conference', quantity: `${quantity}`, key: crypto.randomUUID() })
  await pay(await buy(3))
  const answers = await Promise.all([1, 1, 1].map(buy))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
  expect(await (await get(seat, '/boutique')).text()).toContain('Vous avez tout ce qu’une même personne peut acheter')
  expect((await visit('103', 4, 'meme@courriel.example')).status).toBe(303)
  expect((await visit('104', 1, 'Meme@courriel.example')).status).toBe(422)
})
