/**
 * A whole year of money – refunds in parts, fees, payouts, disputes, refused debits, closed months – in the file of
 * entries, as a reader of its text finds it (law-fr §2).
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { now, setClock } from '#app/context/clock.ts'
import { sql } from '#app/db/sql.ts'
import { followBalance } from '#app/domain/sales/movements.server.ts'
import { newMember, one, paymentOf, post, saleOf, stripeSide } from '../../factories/buyers.ts'
import { ADDRESS, organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside, scopeOf, tenantFile } from '../../factories/world.ts'
import { payOut } from '../../outside/stripe-balance.ts'
import * as life from '../../outside/stripe-life.ts'
import { useDatabase } from '../../setup/database.ts'
import { balancesOf, type ReadFec, readFec } from '../../setup/fec-reader.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
const YEAR = 2027
let account: string
let manager: Seat
const { pay, send } = stripeSide(stripe, () => account)

beforeAll(async () => {
  const config = tenantFile('isep')
  config.money.feePoints = 150
  config.seller!.vat = { members: 'taxed', companies: 'taxed', rateBasisPoints: 2000, number: 'FR40303265045' }
  config.seller!.siren = '732829320'
  await apply(config)
  account = await stripe.connect('isep')
  manager = await staffSeat('isep', 'manager')
  stripe.now = () => now()
})
afterAll(() => setClock(undefined))

/** The clock stands at noon of that day; nobody is signed out by it. */
async function on(month: number, day: number, year = YEAR) {
  setClock(new Date(Date.UTC(year, month - 1, day, 12)))
  await inside('isep', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01'`))
}
const ledger = () => stripe.account(account)
const follow = async () => followBalance((await scopeOf('isep')) as never, now())
const member = async () => {
  const seat = await newMember()
  await inside('isep', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01'`))
  return seat
}
const dues = async (gift = '') => pay(await post(await member(), '/adhesion', { situation: 'active', gift }))
const refund = async (intent: string, cents?: number) => {
  const done = life.refund(ledger(), intent, cents, {}, now())
  await send(done.changes)
  return done.made.id
}
async function close(month: number) {
  const text = `${YEAR}-${String(month).padStart(2, '0')}`
  expect((await post(manager, '/admin/paiements/cloture', { month: text, sure: 'yes' })).status, text).toBe(303)
}
async function fec(year: number): Promise<ReadFec & { name: string }> {
  const form = { file: 'fec.txt', year: String(year), reason: 'Révision des comptes' }
  const file = await post(manager, '/admin/paiements/exports', form)
  const name = /filename="([^"]+)"/.exec(file.headers.get('Content-Disposition') ?? '')![1]!
  return { name, ...readFec(name, new Uint8Array(await file.arrayBuffer())) }
}
const sumOf = ({ rows }: Pick<ReadFec, 'rows'>, of: (row: Record<string, string>) => boolean) =>
  rows
    .filter(of)
    .reduce((sum, row) => sum + Number(row.Debit!.replace(',', '')) - Number(row.Credit!.replace(',', '')), 0)
const entriesOf = ({ rows }: Pick<ReadFec, 'rows'>, journals = /^(VE|BQ|CA|OD)$/) => [
  ...new Set(rows.filter((row) => journals.test(row.JournalCode!)).map((row) => row.EcritureNum!)),
]

test('a year of everything that happens to money', async () => {
  await on(1, 10)
  const [parts, failing, lost, won] = [await dues('20'), await dues('33,33'), await dues(), await dues()]
  const company = await organisationSeat('isep', 'company', { open: false })
  await inside('isep', (query) => query(sql`UPDATE "session" SET "expiresAt" = '2100-01-01'`))
  const pass = { intent: 'buy', offer: 'usual', siret: '73282932000074', ...ADDRESS }
  const sold = await pay(await post(company, '/acces-annuaire', pass))
  await on(2, 3)
  await refund(parts.intent, 3333)
  const refused = await post(await member(), '/adhesion', { situation: 'active', gift: '' })
  const { stripeSession } = await paymentOf(saleOf(refused))
  await send(life.pay(ledger(), stripeSession, 'sepa', now()))
  await on(2, 8)
  await send(life.answerDebit(ledger(), stripeSession, false))
  await follow()
  await send(payOut(ledger(), now()).changes)
  await close(1)
  const january = (await fec(YEAR)).rows.filter((row) => row.EcritureDate!.startsWith(`${YEAR}01`))
  await on(3, 5)
  await refund(parts.intent, 1)
  const back = await refund(failing.intent, 4999)
  await on(3, 20)
  await send(life.refundFails(ledger(), back))
  await refund(failing.intent, 777)
  for (const [{ intent }, outcome] of [
    [lost, 'lost'],
    [won, 'won'],
  ] as const) {
    const { made, changes } = life.dispute(ledger(), intent)
    await send(changes)
    await send(life.closeDispute(ledger(), made.id, outcome))
  }
  await on(5, 2)
  for (const month of [2, 3]) await close(month)
  await refund(sold.intent, 12_345)
  await on(11, 30)
  await refund(parts.intent)
  await refund(failing.intent)
  await refund(sold.intent)
  const late = await newMember()
  const cheque = { person: late.handle, tier: 'diplome', means: 'cheque', reference: '7', gift: '' }
  expect((await post(manager, '/admin/ventes/nouvelle', { ...cheque, receivedOn: `${YEAR}-01-31` })).status).toBe(303)
  await follow()
  await on(12, 31)
  const file = await fec(YEAR)
  expect(file.name).toBe(`732829320FEC${YEAR}1231.txt`)
  expect(file.faults).toEqual([])
  expect(file.debit).toBe(file.credit)
  // What was closed is word for word what it was, and took nothing in, though a cheque of it came late.
  expect(file.rows.filter((row) => row.EcritureDate!.startsWith(`${YEAR}01`))).toEqual(january)
  // One after another, none left out.
  expect(entriesOf(file)).toEqual(entriesOf(file).map((_, i) => `${YEAR}-${String(i + 1).padStart(6, '0')}`))
  // Nobody owes anything; Stripe holds what it says; all of parts, failing and sold went back with its VAT.
  expect(sumOf(file, ({ CompteNum }) => CompteNum === '411')).toBe(0)
  expect(sumOf(file, ({ CompteNum }) => CompteNum === '5115')).toBe(stripe.net(account))
  expect(sumOf(file, ({ CompteNum }) => /^(467|471)$/.test(CompteNum!))).toBe(0)
  for (const { sale } of [parts, failing, sold, lost]) {
    const pieces = await inside('isep', (query) =>
      query<{ reference: string }>(sql`SELECT "reference" FROM "invoice" WHERE "saleId" = ${sale}`),
    )
    const references = new Set(pieces.map(({ reference }) => reference))
    const left = (of: RegExp) =>
      sumOf(file, (row) => row.JournalCode === 'VE' && references.has(row.PieceRef!) && of.test(row.CompteNum!))
    expect([left(/^44571$/), left(/^7/), left(/^411$/)]).toEqual([0, 0, 0])
  }
  const fees = sumOf(file, ({ CompteNum }) => CompteNum === '627')
  expect(fees).toBeGreaterThan(0)
})

test('every credit note and invoice says of VAT and net what the file says, to the cent', async () => {
  const file = await fec(YEAR)
  const pieces = await inside('isep', (query) =>
    query<{ reference: string; kind: string; total: number; vat: number; lines: number }>(sql`
      SELECT i."reference", i."kind", i."totalCents" AS "total", i."vatCents" AS "vat",
        (SELECT sum((l->>'vatCents')::int)::int FROM jsonb_array_elements(i."lines") l) AS "lines" FROM "invoice" i
        ORDER BY i."reference"`),
  )
  expect(pieces.length).toBeGreaterThan(12)
  for (const { reference, kind, total, vat, lines } of pieces) {
    const sign = kind === 'invoice' ? -1 : 1
    const of = (account: RegExp) =>
      sumOf(file, (row) => row.JournalCode === 'VE' && row.PieceRef === reference && account.test(row.CompteNum!))
    expect({ reference, vat: of(/^44571$/), net: of(/^7/) }).toEqual({
      reference,
      ...{ vat: sign * vat || 0, net: sign * (total - vat) || 0 },
    })
    expect(lines).toBe(vat)
  }
})

test('the next exercise opens with what this one closed with, third party by third party', async () => {
  const closed = await fec(YEAR)
  await on(2, 1, YEAR + 1)
  const opened = await fec(YEAR + 1)
  expect(opened.faults).toEqual([])
  const { '120': surplus = 0, '129': deficit = 0, ...sheet } = balancesOf(opened.rows)
  expect(sheet).toEqual(balancesOf(closed.rows))
  expect(surplus + deficit).toBe(sumOf(closed, ({ CompteNum }) => /^[67]/.test(CompteNum!)))
  expect(opened.rows.every((row) => row.JournalCode === 'AN')).toBe(true)
  const { n } = await one<{ n: number }>(sql`SELECT count(*)::int AS n FROM "ledger_closing"`)
  expect(n).toBe(3)
})
