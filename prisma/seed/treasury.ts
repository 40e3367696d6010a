/**
 * What a treasurer finds on the desk: a debit that the bank refused, a statement partly matched, months closed, money
 * that no sale explains.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { giftLine } from '#app/domain/ledger/lines.ts'
import type { PaymentRow } from '#app/domain/ledger/sale.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { openBasket } from '#app/domain/sales/make-sale.server.ts'
import { keepMovements } from '#app/domain/sales/movements.server.ts'
import { applyCheckout } from '#app/domain/sales/settle.server.ts'
import { bookUnexplained } from '#app/domain/sales/unexplained.server.ts'
import { settleLine, takeStatement } from '#app/features/money/bank/bank.server.ts'
import { closeMonth } from '#app/features/money/treasury/closing.server.ts'
import { VISITOR } from '#app/policy/viewer.ts'

const DAY = 86_400_000
/** Months before the present one that are still open: statements come late. */
const OPEN_MONTHS = 2

type Desk = Pick<Ctx, 'tenant' | 'viewer' | 'now' | 'sql'>

/** Nothing where nothing was sold by cheque or transfer: a federation that sells passes to companies alone. */
export async function addTreasury(query: Query, tenant: Tenant, account: string, now: Date): Promise<void> {
  const [staff] = await query<{ id: string }>(sql`
    SELECT "accountId" AS "id" FROM "role_grant" WHERE "tenantId" = ${tenant.id} AND "role" = 'manager'
    ORDER BY "accountId" LIMIT 1`)
  const desk: Desk = {
    ...{ tenant, now, sql: (work) => work(query) },
    viewer: { ...VISITOR, ...(staff ? { accountId: staff.id } : {}) },
  }
  await refuseDebit(query, tenant, now)
  await payOutside(query, tenant, account, now)
  await matchStatement(query, desk)
  await closeMonths(query, desk)
}

/** A gift by SEPA debit whose bank said no, five days later. */
async function refuseDebit(query: Query, tenant: Tenant, now: Date): Promise<void> {
  if (!tenant.config.money.gifts) return
  const [person] = await query<{ id: string }>(sql`
    SELECT "id" FROM "person" WHERE "tenantId" = ${tenant.id} ORDER BY md5("handle" || 'debit') LIMIT 1`)
  const buyer = person && (await findBuyer(query, tenant, { personId: person.id }))
  if (!buyer) return
  const asked = new Date(now.getTime() - 12 * DAY)
  const line = giftLine(tenant.config, 3000, null, { gift: 'Don', language: 'fr' })
  const basket = {
    ...{ key: 'demo/refused', source: 'web' as const, buyer: { ...buyer, email: null }, lines: [line] },
    ...{ language: 'fr' as const, ip: null, feePoints: tenant.config.money.feePoints },
  }
  const { payment } = (await openBasket(query, tenant.id, basket, asked)) as { payment: PaymentRow }
  const state = {
    ...{
      id: `cs_demo_refused_${tenant.slug.replaceAll('-', '')}`,
      url: null,
      status: 'complete' as const,
      paid: false,
    },
    ...{ cents: payment.cents, currency: payment.currency, livemode: false, metadata: { payment: payment.id } },
    ...{
      means: 'sepa' as const,
      intent: null,
      charge: null,
      method: null,
      invoice: null,
      subscription: null,
      customer: null,
    },
  }
  await applyCheckout({ query, tenant, now: asked }, payment.id, { ...state, processing: true, failure: null })
  const refused = { ...state, processing: false, failure: 'insufficient_funds' }
  await applyCheckout({ query, tenant, now: new Date(asked.getTime() + 5 * DAY) }, payment.id, refused)
}

/** Two payments by a link of the treasurer's own in Stripe's pages. */
async function payOutside(query: Query, tenant: Tenant, account: string, now: Date): Promise<void> {
  const name = tenant.slug.replaceAll('-', '')
  const movements = [4500, 12_000].map((cents, i) => ({
    ...{ id: `txn_outside_${name}${i}`, kind: 'charge' as const, cents, feeCents: Math.round(cents * 0.015) + 25 },
    ...{ source: `ch_outside_${name}${i}`, intent: `pi_outside_${name}${i}`, arrivesAt: null },
    createdAt: new Date(now.getTime() - (9 - i * 3) * DAY),
  }))
  await keepMovements({ query, tenant, now }, account, movements)
  await bookUnexplained(query, tenant, now)
}

interface Expected {
  id: string
  payout: boolean
  cents: number
  day: string
  words: string
}

/** The bank's own file: what was expected, what the bank takes, and money that says nothing. */
function statementOf(rows: readonly Expected[]): File {
  const french = (day: string) => day.split('-').reverse().join('/')
  const euros = (cents: number) => (cents / 100).toFixed(2).replace('.', ',')
  const last = rows.at(-1)!.day
  const lines = [
    ...rows.map(({ day, words, cents }) => `${french(day)};${words.replaceAll(';', ' ')};;${euros(cents)}`),
    `${french(last)};FRAIS TENUE DE COMPTE;-4,50;`,
    `${french(last)};VIR INST RECU SANS MOTIF;;60,00`,
  ]
  return new File([`Date;Libellé;Débit;Crédit\n${lines.join('\n')}\n`], `releve-${last.slice(0, 7)}.csv`)
}

/**
 * What the bank's file of the last quarter says: cheques and transfers, payouts of Stripe, its own fees, and one that
 * nobody knows.
 */
async function matchStatement(query: Query, desk: Desk): Promise<void> {
  const { tenant, now } = desk
  const rows = await query<Expected>(sql`
    SELECT * FROM (
      (SELECT p."id"::text AS "id", false AS "payout", p."cents", p."receivedOn" AS "day",
        CASE p."means" WHEN 'cheque' THEN 'REMISE CHEQUE ' ELSE 'VIR RECU '
          END || coalesce(p."reference", '') || ' ' || upper(s."buyer"->>'name') AS "words"
      FROM "payment" p JOIN "sale" s ON s."tenantId" = p."tenantId" AND s."id" = p."saleId"
      WHERE p."tenantId" = ${tenant.id} AND p."means" IN ('cheque', 'transfer') AND p."succeededAt" IS NOT NULL
      AND p."refundedCents" = 0
      ORDER BY p."succeededAt" DESC LIMIT 5)
      UNION ALL (SELECT m."id", true, -m."cents", coalesce(m."arrivesOn", ''), 'VIR SEPA STRIPE ' || m."source"
        FROM "stripe_movement" m
      WHERE m."tenantId" = ${tenant.id} AND m."kind" = 'payout' AND m."arrivesOn" <= ${civilDay(now)}
      ORDER BY m."createdAt" DESC LIMIT 2)) x
    ORDER BY "day", "id"`)
  if (rows.length < 2) return
  const answer = await takeStatement(desk, statementOf(rows))
  if ('fault' in answer) throw new Error(`${tenant.slug}: the statement was not read, ${answer.fault}`)
  const { id } = answer.taken
  // Every other one is confirmed; the rest waits for the treasurer.
  for (const { id: matched, payout, words, cents } of rows.filter((_, i) => i % 2 === 0)) {
    const [line] = await query<{ id: string }>(sql`
      SELECT "id" FROM "bank_line" WHERE "tenantId" = ${tenant.id} AND "statementId" = ${id} AND "state" = 'open'
        AND "cents" = ${cents}::int AND "label" LIKE ${`${words.slice(0, 12)}%`} ORDER BY "day", "id" LIMIT 1`)
    const form = new FormData()
    for (const [name, value] of Object.entries({
      intent: 'match',
      line: line?.id ?? '',
      [payout ? 'payout' : 'payment']: matched,
    }))
      form.set(name, value)
    const fault = await settleLine(desk, id, form)
    if (fault) throw new Error(`${tenant.slug}: a line was not matched, ${fault}`)
  }
}

/** All but the last months. */
async function closeMonths(query: Query, desk: Desk): Promise<void> {
  const { tenant, now } = desk
  const open = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - OPEN_MONTHS, 1)).toISOString().slice(0, 7)
  const months = await query<{ month: string }>(sql`
    SELECT DISTINCT left("day", 7) AS "month" FROM "ledger_entry" WHERE "tenantId" = ${tenant.id}
    AND left("day", 7) < ${open} ORDER BY 1`)
  for (const { month } of months) {
    const refusal = await closeMonth(desk, month)
    if (refusal) throw new Error(`${tenant.slug}: ${month} was not closed, ${refusal}`)
  }
}
