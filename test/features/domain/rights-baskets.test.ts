/**
 * Baskets that were never paid are no accounting pieces: their buyer goes with an erasure, and for everybody after a
 * month.
 */
import { beforeAll, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { newMember, one, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
const { pay } = stripeSide(stripe, () => account)

beforeAll(async () => {
  await apply('isep')
  account = await stripe.connect('isep')
})

const isep = async () => (await tenantOfSlug('isep')) as Tenant
const buyerOf = (sale: string) =>
  one<{ name: string; email: string | null; state: string }>(
    sql`SELECT "buyer"->>'name' AS "name", "email", "state" FROM "sale" WHERE "id" = ${sale}`,
  )
const ticket = (quantity: string) => ({ item: 'conference', quantity, key: crypto.randomUUID() })

test('an erasure empties baskets that were not paid, and keeps what accounting law asks for', async () => {
  const seat = await newMember()
  const { sale: paid } = await pay(await post(seat, '/boutique', ticket('1')))
  const open = saleOf(await post(seat, '/boutique', ticket('2')))
  expect((await buyerOf(open)).name).not.toBe('')
  const requestId = uuidv7()
  await inside('isep', (query, { id }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId", "requestedAt", "dueAt")
      VALUES (${id}, ${requestId}, 'person', ${seat.personId}, ${seat.accountId}, now(), now())`),
  )
  await eraseSubject(await isep(), requestId, new Date())
  expect(await buyerOf(open)).toEqual({ name: '', email: null, state: 'cancelled' })
  expect((await buyerOf(paid)).name).toContain('Nom')
  const [invoice] = await inside('isep', (query) =>
    query<{ name: string }>(sql`SELECT "buyer"->>'name' AS "name" FROM "invoice" WHERE "saleId" = ${paid}`),
  )
  expect(invoice!.name).toContain('Nom')
})

test('an abandoned basket names nobody after a month; younger ones and paid ones stay', async () => {
  const [seat, other] = [await newMember(), await newMember()]
  const { sale: paid } = await pay(await post(seat, '/boutique', ticket('1')))
  const [old, young] = [
    saleOf(await post(seat, '/boutique', ticket('1'))),
    saleOf(await post(other, '/boutique', ticket('1'))),
  ]
  await inside('isep', (query) =>
    query(sql`UPDATE "sale" SET "state" = 'cancelled' WHERE "id" = ANY(${[old, young]}::uuid[])`),
  )
  await inside('isep', (query) =>
    query(sql`UPDATE "sale" SET "createdAt" = now() - interval '2 months' WHERE "id" = ANY(${[old, paid]}::uuid[])`),
  )
  expect(await applyRetention(await isep(), new Date())).toMatchObject({ sale: 1 })
  expect((await buyerOf(old)).name).toBe('')
  expect((await buyerOf(young)).name).not.toBe('')
  expect((await buyerOf(paid)).name).not.toBe('')
})
