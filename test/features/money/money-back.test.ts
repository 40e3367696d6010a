/**
 * What follows money that goes back: tax receipts and their yearly count, and the parts of a federation's members
 * (I16).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { newMember, one, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { ADDRESS, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, INSA, inside } from '../../factories/world.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
let manager: Seat
const { pay, send, booksAgree } = stripeSide(stripe, () => account)
const YEAR = new Date().getFullYear()
const PATH = '/admin/paiements/recus-fiscaux'

beforeAll(async () => {
  await apply('isep', 'insa', ...INSA)
  account = await stripe.connect('isep')
  manager = await staffSeat('isep', 'manager')
  const settings = {
    ...{ subject: 'tax-receipts', on: 'yes', basis: 'rescrit n° 2026/123', basisDay: '2026-03-04' },
    ...{ quality: 'general-interest', object: 'Soutenir la recherche', signatoryName: 'Camille Durand' },
    ...{ signatoryTitle: 'trésorière', person: '11580*05', company: '16216*03', startsOn: '2020-01-01' },
  }
  const admin = await staffSeat('isep', 'admin')
  expect((await post(admin, '/admin/paiements/reglages', settings)).status).toBe(303)
})

const giveGift = async (seat: Seat, amount: string) =>
  pay(await post(seat, '/dons', { amount, key: crypto.randomUUID(), campaign: '' }))

/** Somebody whose address is complete, as a receipt wants it. */
async function donor() {
  const seat = await newMember()
  await inside('isep', (query) =>
    query(
      sql`UPDATE "person" SET "homeAddress" = '1 rue des Lilas', "homePostcode" = '69003', "homeCity" = 'Lyon'
        WHERE "id" = ${seat.personId}`,
    ),
  )
  return seat
}

const act = (form: Record<string, string>) => post(manager, PATH, { year: String(YEAR), ...form })
const issue = (personId: string) => act({ intent: 'issue', donor: `person/${personId}` })
const receiptsOf = (personId: string) =>
  inside('isep', (query) =>
    query<{ id: string; number: number; cents: number; replaces: string | null; reason: string | null }>(sql`
      SELECT r."id", r."number", r."cents", r."replaces", v."reason" FROM "tax_receipt" r
      LEFT JOIN "tax_receipt_void" v ON v."tenantId" = r."tenantId" AND v."receiptId" = r."id"
      WHERE r."personId" = ${personId} ORDER BY r."number"`),
  )
/** The two figures of CGI 222 bis as the page shows them. */
async function declared() {
  const page = await (await request('isep.localhost', `${PATH}?annee=${YEAR}`, { cookie: manager.cookie })).text()
  const [cents, count] = [...page.matchAll(/class="stat-value">([^<]*)/g)].map(([, value]) =>
    value!.replace(/[\s\u00a0\u202f€]/g, ''),
  )
  return { cents: Math.round(Number(cents!.replace(',', '.')) * 100), delivered: Number(count) }
}

const refund = (intent: string, cents?: number) =>
  send(life.refund(stripe.account(account), intent, cents, {}, new Date()).changes)

describe('tax receipts', () => {
  test('a gift given back before the batch is never receipted; in part, what is left is', async () => {
    const [whole, part] = [await donor(), await donor()]
    await refund((await giveGift(whole, '50')).intent)
    await refund((await giveGift(part, '50')).intent, 1999)
    expect((await issue(whole.personId)).status).toBe(404)
    expect((await issue(part.personId)).status).toBe(303)
    expect(await receiptsOf(whole.personId)).toEqual([])
    expect(await receiptsOf(part.personId)).toMatchObject([{ cents: 3001, reason: null }])
  })

  test('given back in part after it, the receipt is voided and another of what is left takes the next number; whole, none', async () => {
    const seat = await donor()
    const first = await giveGift(seat, '80')
    await giveGift(seat, '20')
    await issue(seat.personId)
    const before = await declared()
    await refund(first.intent, 3000)
    const [old, made, ...more] = await receiptsOf(seat.personId)
    expect(more).toEqual([])
    expect(old).toMatchObject({ cents: 10_000, reason: expect.stringMatching(/^Somme rendue, avoir A\d{4}-\d{6}$/) })
    expect(made).toMatchObject({ cents: 7000, replaces: old!.id, reason: null, number: old!.number + 1 })
    expect(await declared()).toEqual({ cents: before.cents - 3000, delivered: before.delivered })
    await refund(first.intent)
    const all = await receiptsOf(seat.personId)
    expect(all.map(({ cents, reason }) => [cents, reason === null])).toEqual([
      [10_000, false],
      [7000, false],
      [2000, true],
    ])
    // Events come again, and change nothing more.
    await send([['charge.refunded', stripe.account(account).charges.values().next().value!]])
    expect(await receiptsOf(seat.personId)).toHaveLength(3)
    await booksAgree()
  })

  test('a lost dispute voids it for good, with a letter; one that is won leaves it, and while it runs none is issued', async () => {
    const [lost, won, open] = [await donor(), await donor(), await donor()]
    const before = await declared()
    for (const [seat, outcome] of [
      [lost, 'lost'],
      [won, 'won'],
    ] as const) {
      const { intent } = await giveGift(seat, '60')
      await issue(seat.personId)
      const { made, changes } = life.dispute(stripe.account(account), intent)
      await send(changes)
      expect(await receiptsOf(seat.personId)).toMatchObject([{ reason: null }])
      await send(life.closeDispute(stripe.account(account), made.id, outcome))
    }
    const { intent } = await giveGift(open, '60')
    await send(life.dispute(stripe.account(account), intent).changes)
    expect((await issue(open.personId)).status).toBe(404)
    expect(await receiptsOf(won.personId)).toMatchObject([{ reason: null }])
    expect(await receiptsOf(lost.personId)).toMatchObject([{ reason: expect.stringContaining('avoir') }])
    expect(await declared()).toEqual({ cents: before.cents + 6000, delivered: before.delivered + 1 })
    const { n } = await one<{ n: number }>(sql`
      SELECT count(*)::int AS n FROM "mail" WHERE "kind" = 'books.tax-receipt-void' AND "personId" = ${lost.personId}`)
    expect(n).toBe(1)
  })

  test('of dues with a gift, the receipt follows the credit note to the cent, also when refund and receipt meet', async () => {
    const seat = await donor()
    const { sale, intent } = await pay(await post(seat, '/adhesion', { situation: 'active', gift: '20' }))
    await Promise.all([refund(intent, 3333), issue(seat.personId)])
    const { gift } = await one<{ gift: number }>(sql`
      SELECT 2000 - sum((l->>'cents')::int)::int AS "gift" FROM "invoice" i, jsonb_array_elements(i."lines") l
      WHERE i."saleId" = ${sale} AND i."kind" = 'credit-note' AND l->>'kind' = 'gift'`)
    const inForce = (await receiptsOf(seat.personId)).filter(({ reason }) => reason === null)
    expect(inForce.map(({ cents }) => cents)).toEqual([gift])
  })
})

describe('a federation’s pass', () => {
  const HOST = 'insa.localhost'
  const parts = (saleId: string) =>
    inside('insa', (query) =>
      query<{ member: string; cents: number }>(sql`
        SELECT l."auxiliary" AS "member", sum(l."creditCents" - l."debitCents")::int AS "cents" FROM "ledger_line" l
        JOIN "ledger_entry" e ON e."tenantId" = l."tenantId" AND e."id" = l."entryId"
        WHERE e."saleId" = ${saleId} AND l."account" = '4677' GROUP BY 1 ORDER BY 1`),
    )

  /** A company buys the federation's pass and pays it. */
  async function buyPass(connected: string) {
    const seat = await organisationSeat('insa', 'company', { open: false })
    const answer = await request(HOST, '/acces-annuaire', {
      cookie: seat.cookie,
      form: { intent: 'buy', offer: 'usual', siret: '73282932000074', ...ADDRESS },
    })
    const sale = saleOf(answer)
    const row = () =>
      inside('insa', async (query) => {
        const [found] = await query<{ stripeSession: string; stripeIntent: string }>(
          sql`SELECT "stripeSession", "stripeIntent" FROM "payment" WHERE "saleId" = ${sale}`,
        )
        return found!
      })
    const changes = life.pay(stripe.account(connected), (await row()).stripeSession, 'card', new Date())
    for (const change of changes) await stripe.post(stripe.sign(connected, change), HOST)
    return { sale, intent: (await row()).stripeIntent }
  }

  test('is shared by graduates, and taken back by entries of their own: in part, whole, or lost to the bank', async () => {
    const connected = await stripe.connect('insa')
    const heads = [5, 3, 2, 1, 1, 0]
    for (const [i, slug] of INSA.entries())
      if (heads[i]! > 0)
        await addPeople(
          slug,
          Array.from({ length: heads[i]! }, (_, n) => ({
            values: { lastName: `N${n}`, firstName: 'A', promotion: 2000 },
          })),
        )
    const tell = async (changes: readonly life.Change[]) => {
      for (const change of changes) await stripe.post(stripe.sign(connected, change), HOST)
    }
    const back = (intent: string, cents?: number) =>
      tell(life.refund(stripe.account(connected), intent, cents, {}, new Date()).changes)
    const { sale, intent } = await buyPass(connected)
    const sold = await parts(sale)
    // 900 € including no VAT, a fifth kept: 720 € over twelve graduates.
    expect(Object.fromEntries(sold.map(({ member, cents }) => [member, cents]))).toEqual({
      ...{ 'INSA-LYON': 30_000, 'INSA-RENNES': 18_000, 'INSA-ROUEN': 12_000 },
      ...{ 'INSA-TOULOUSE': 6000, 'INSA-STRASBOURG': 6000 },
    })
    await back(intent, 33_333)
    const left = await parts(sale)
    expect(left.reduce((sum, { cents }) => sum + cents, 0)).toBe(72_000 - Math.round((72_000 * 33_333) / 90_000))
    await back(intent)
    expect((await parts(sale)).every(({ cents }) => cents === 0)).toBe(true)

    const lost = await buyPass(connected)
    const { made, changes } = life.dispute(stripe.account(connected), lost.intent)
    await tell(changes)
    expect(await parts(lost.sale)).toEqual(sold)
    await tell([...life.closeDispute(stripe.account(connected), made.id, 'lost'), ...changes])
    expect((await parts(lost.sale)).every(({ cents }) => cents === 0)).toBe(true)

    const entries = await inside('insa', (query) =>
      query<{ day: string; journal: string; own: number }>(sql`
        SELECT e."day", e."journal", (SELECT sum(l."debitCents" - l."creditCents") FROM "ledger_line" l
          WHERE l."tenantId" = e."tenantId" AND l."entryId" = e."id")::int AS "own"
        FROM "ledger_entry" e WHERE starts_with(e."key", 'shares/')`),
    )
    expect(entries).toHaveLength(5)
    for (const entry of entries)
      expect(entry).toMatchObject({ journal: 'OD', own: 0, day: expect.stringMatching(/^\d{4}-/) })
    const bureau = await staffSeat('insa', 'federation-admin')
    const file = await request(HOST, '/admin/paiements/exports', {
      cookie: bureau.cookie,
      form: { file: 'reversements.csv', year: String(YEAR), reason: 'Reversement annuel' },
    })
    const rows = (await file.text()).trim().split('\r\n').slice(1)
    expect(rows).toHaveLength(5 * 5)
    expect(rows.filter((row) => row.includes('INSA-LYON'))).toHaveLength(5)
  })
})
