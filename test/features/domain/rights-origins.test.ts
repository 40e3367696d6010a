/** Network addresses of buyers (P6) end by a rule of their own, long before the pieces on which they stand. */
import { beforeAll, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { get, newMember, one, post, stripeSide } from '../../factories/buyers.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

const database = useDatabase()
const stripe = useStripe()
let account: string
const { pay } = stripeSide(stripe, () => account)
const TABLES = ['sale', 'payment', 'invoice'] as const

beforeAll(async () => {
  await apply('isep', 'supmeca')
  account = await stripe.connect('isep')
})

const isep = async () => (await tenantOfSlug('isep')) as Tenant

/** Dues paid so many months ago, from an address. @returns the sale */
async function paidBefore(months: number): Promise<string> {
  const { sale } = await pay(await post(await newMember(), '/adhesion', { situation: 'active', gift: '' }))
  const { id } = await isep()
  const steps = TABLES.map((table) => {
    const [clock, key] = [table === 'invoice' ? 'issuedAt' : 'createdAt', table === 'sale' ? 'id' : 'saleId']
    return `ALTER TABLE "${table}" DISABLE TRIGGER USER; UPDATE "${table}" SET "ip" = '192.0.2.7', "${clock}" = now() - interval '${months} months'
      WHERE "${key}" = '${sale}'; ALTER TABLE "${table}" ENABLE TRIGGER USER`
  })
  await queryAs(database.url('owner'), `BEGIN; SET LOCAL app.tenant = '${id}'; ${steps.join('; ')}; COMMIT`)
  return sale
}

const addressesOf = async (sale: string) =>
  one<Record<(typeof TABLES)[number], string | null>>(sql`
    SELECT s."ip" AS "sale", p."ip" AS "payment", i."ip" AS "invoice" FROM "sale" s
    JOIN "payment" p ON p."saleId" = s."id"
    JOIN "invoice" i ON i."saleId" = s."id" WHERE s."id" = ${sale}`)
const piece = (sale: string) =>
  one<object>(sql`SELECT to_jsonb(i) - 'ip' AS "piece" FROM "invoice" i WHERE "saleId" = ${sale}`)
const KEPT = { sale: '192.0.2.7', payment: '192.0.2.7', invoice: '192.0.2.7' }
const GONE = { sale: null, payment: null, invoice: null }

test('after thirteen months the address goes and the piece stays word for word; later ones keep theirs', async () => {
  const [old, late] = [await paidBefore(14), await paidBefore(12)]
  const before = await piece(old)
  const counts = await applyRetention(await isep(), new Date())
  expect(counts).toMatchObject({ sale: 1, payment: 1, invoice: 1 })
  expect([await addressesOf(old), await addressesOf(late)]).toEqual([GONE, KEPT])
  expect(await piece(old)).toEqual(before)
})

test('the association’s file says another time; a month is the least that the database itself lets go', async () => {
  const [old, fresh] = [await paidBefore(14), await paidBefore(0)]
  const tenant = await isep()
  const longer = { ...tenant, config: { ...tenant.config, keep: { ...tenant.config.keep, buyerOrigins: 24 } } }
  await applyRetention(longer, new Date())
  expect(await addressesOf(old)).toEqual(KEPT)
  await inTenantSql(tenant.id, (query) => query(sql`SELECT forget_origins(${tenant.id}::uuid, '2100-01-01', 100)`))
  expect([(await addressesOf(old)).invoice, (await addressesOf(fresh)).invoice]).toEqual([null, KEPT.invoice])
  await expect(inside('isep', (query) => query(sql`UPDATE "invoice" SET "ip" = NULL`))).rejects.toThrow()
})

test('the register and the page of retention say so where addresses are kept, and nowhere else', async () => {
  expect([tenantFile('isep').money.keepsIp, tenantFile('supmeca').money.keepsIp]).toEqual([true, false])
  const words = 'Adresses IP des acheteurs'
  expect(await (await request('isep.localhost', '/registre')).text()).toContain(words)
  expect(await (await request('supmeca.localhost', '/registre')).text()).not.toContain(words)
  const admin = await staffSeat('isep', 'admin')
  expect(await (await get(admin, '/admin/conservation')).text()).toContain(words)
})
