/**
 * Last year's and this year's money of a demo association, through the code that takes money in life: invoices, books,
 * refunds, fees, payouts.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { priceOf } from '#app/domain/dues/choose-tier.ts'
import { duesLine, giftLine, itemLine, passLine, passOffers } from '#app/domain/ledger/lines.ts'
import type { NewLine, PaymentRow } from '#app/domain/ledger/sale.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { openBasket } from '#app/domain/sales/make-sale.server.ts'
import { keepMovements } from '#app/domain/sales/movements.server.ts'
import { settleRefund, wishRefund } from '#app/domain/sales/refunds.server.ts'
import { settlePaid } from '#app/domain/sales/settle.server.ts'
import { vatOn } from '#app/domain/sales/vat.server.ts'
import type { MovementState } from '#app/outside/stripe-balance.ts'
import { Random } from '../people/random.ts'
import { instalmentHappenings } from './instalments.ts'
import { type Held, type Planned, planSales } from './sales-plan.ts'

const DAY = 86_400_000
/** Days between two payouts. */
const PAID_OUT_EVERY = 30

/** What one association's seed carries along. */
interface Till {
  query: Query
  tenant: Tenant
  account: string
  random: Random
  /** Balance at Stripe, cents, and when it was last paid out. */
  balance: number
  paidOut: Date | undefined
  count: number
}

/** Sells, refunds and pays out in the order of time. @returns how many sales were made */
export async function addSales(query: Query, tenant: Tenant, account: string, now: Date): Promise<number> {
  const random = new Random(tenant.slug.length, 43)
  const dues = await heldDues(query, tenant.id, now)
  const passes = await heldPasses(query, tenant.id)
  const givers = [...new Set(dues.map(({ ownerId }) => ownerId))].filter((_, i) => i % 4 === 0)
  const planned = planSales(tenant.config, { dues, passes, givers }, now, random)
  const till: Till = { query, tenant, account, random, balance: 0, paidOut: undefined, count: 0 }
  const card = (payment: PaymentRow, at: Date) => charge(till, payment, { means: 'card', at })
  const waiting = await instalmentHappenings({ query, tenant, account, charge: card }, now)
  const before = async (at: Date) => {
    waiting.sort((a, b) => b.at.getTime() - a.at.getTime())
    while (waiting.length > 0 && waiting.at(-1)!.at <= at) await waiting.pop()!.run()
  }
  for (const one of planned) {
    await before(one.at)
    await payOut(till, one.at)
    const payment = await sell(till, one)
    if (payment && one.back && one.back.at < now)
      waiting.push({ at: one.back.at, run: () => giveBack(till, payment, one.back!) })
  }
  await before(now)
  await payOut(till, new Date(now.getTime() - DAY))
  return till.count
}

function heldDues(query: Query, tenantId: string, now: Date): Promise<Held[]> {
  return query<Held>(sql`
    SELECT m."id", m."personId" AS "ownerId", m."tierId", p."promotion", m."startsAt", m."endsAt"
    FROM "membership_period" m JOIN "person" p ON p."tenantId" = m."tenantId" AND p."id" = m."personId"
    WHERE m."tenantId" = ${tenantId} AND m."source" = 'demo' AND m."startsAt" <= ${now}
    ORDER BY md5(p."handle"), m."startsAt"`)
}

function heldPasses(query: Query, tenantId: string): Promise<Held[]> {
  return query<Held>(sql`
    SELECT s."id", s."organisationId" AS "ownerId", s."startsAt", s."endsAt" FROM "pass_period" s
    JOIN "organisation" o ON o."tenantId" = s."tenantId" AND o."id" = s."organisationId"
    WHERE s."tenantId" = ${tenantId} AND s."source" = 'demo' ORDER BY s."startsAt", o."name"`)
}

async function linesOf(
  { query, tenant }: Till,
  { at, kind, held, item, giftCents, campaign }: Planned,
): Promise<NewLine[]> {
  const vat = await vatOn(query, tenant, at)
  const lines: NewLine[] = []
  const tier = tenant.config.tiers.find(({ id }) => id === held?.tierId)
  if (kind === 'dues' && tier && held) {
    const years = typeof held.promotion === 'number' ? Math.max(0, at.getUTCFullYear() - held.promotion) : null
    const { cents } = priceOf(tier, years)
    const dates = { from: civilDay(held.startsAt), until: held.endsAt && civilDay(held.endsAt) }
    if (cents > 0) lines.push(duesLine(vat, tier, { cents, ...dates, language: 'fr' }))
  }
  const offer = passOffers(tenant.config)[0]
  if (kind === 'pass' && offer && held)
    lines.push({ ...passLine(vat, offer, 'fr'), startsAt: held.startsAt, endsAt: held.endsAt })
  const product = tenant.config.shop.find(({ id }) => id === item?.id)
  if (product && item) {
    // Those who pay dues pay less; every third is none.
    const cents =
      at.getUTCDate() % 3 === 0 ? product.cents : Math.min(product.cents, product.prices.adherent ?? product.cents)
    lines.push(itemLine(vat, 'person', product, { quantity: item.quantity, cents, language: 'fr' }))
  }
  if (giftCents > 0) lines.push(giftLine(tenant.config, giftCents, campaign, { gift: 'Don', language: 'fr' }))
  return lines
}

async function buyerOf({ query, tenant }: Till, { kind, ownerId }: Planned) {
  if (!ownerId) return undefined
  if (kind !== 'pass') return findBuyer(query, tenant, { personId: ownerId })
  const [account] = await query<{ id: string }>(sql`
    SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id} AND "organisationId" = ${ownerId} ORDER BY "id" LIMIT 1`)
  return account && findBuyer(query, tenant, { organisationId: ownerId, accountId: account.id })
}

/** @returns what was paid; undefined where it cost nothing */
async function sell(till: Till, planned: Planned): Promise<PaymentRow | undefined> {
  const { query, tenant } = till
  const buyer = await buyerOf(till, planned)
  const lines = await linesOf(till, planned)
  if (!buyer || lines.length === 0) return undefined
  till.count += 1
  const online = planned.means === 'card' || planned.means === 'sepa'
  const basket = {
    key: `demo/${till.count}`,
    source: online ? ('web' as const) : ('staff' as const),
    // Nobody is written to about what is long ago.
    ...{ buyer: { ...buyer, email: null }, lines, language: 'fr' as const, ip: null },
    feePoints: online ? tenant.config.money.feePoints : 0,
  }
  const { sale, payment } = (await openBasket(query, tenant.id, basket, planned.at)) as {
    sale: Parameters<typeof settlePaid>[2]['sale']
    payment: PaymentRow
  }
  const paid = await markPaid(till, payment, planned)
  if (planned.held) await linkHeld(till, sale.id, planned)
  await settlePaid(query, tenant, { sale, payment: paid, means: planned.means }, planned.at)
  if (online) await charge(till, paid, planned)
  return { ...paid, state: 'succeeded', means: planned.means }
}

async function markPaid(
  { query, tenant, account, random, count }: Till,
  payment: PaymentRow,
  { means, at }: Planned,
): Promise<PaymentRow> {
  const online = means === 'card' || means === 'sepa'
  const name = `demo_${payment.cents}_${tenant.slug.replaceAll('-', '')}${count}`
  const reference =
    means === 'cheque' ? `n° ${String(random.between(1_000_000, 9_999_999))}` : means === 'transfer' ? 'VIR SEPA' : null
  const [row] = await query<PaymentRow>(sql`
    UPDATE "payment" SET "means" = ${means}, "reference" = ${reference}, "expiresAt" = NULL,
      "receivedOn" = ${online ? null : civilDay(new Date(at.getTime() - DAY))},
        "stripeAccount" = ${online ? account : null},
      "stripeIntent" = ${online ? `pi_${name}` : null}, "stripeCharge" = ${online ? `ch_${name}` : null}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id} RETURNING *`)
  return row!
}

/** What somebody has already is what this sale opens. */
async function linkHeld({ query, tenant }: Till, saleId: string, { kind, held }: Planned): Promise<void> {
  const line = sql`(SELECT l."id" FROM "sale_line" l WHERE l."tenantId" = ${tenant.id} AND l."saleId" = ${saleId}
    AND l."kind" = ${kind})`
  if (kind === 'dues')
    await query(
      sql`UPDATE "membership_period" SET "lineId" = ${line} WHERE "tenantId" = ${tenant.id} AND "id" = ${held!.id}`,
    )
  if (kind === 'pass')
    await query(sql`UPDATE "pass_period" SET "lineId" = ${line} WHERE "tenantId" = ${tenant.id} AND "id" = ${held!.id}`)
}

async function move(
  till: Till,
  movement: Omit<MovementState, 'arrivesAt'> & { arrivesAt?: Date },
  platformCents = 0,
): Promise<void> {
  till.balance += movement.cents - movement.feeCents - platformCents
  await keepMovements({ query: till.query, tenant: till.tenant, now: movement.createdAt }, till.account, [
    { arrivesAt: null, ...movement },
  ])
}

/** As the double of Stripe would tell it, under the same name. */
async function charge(
  till: Till,
  { cents, feeCents, stripeIntent }: PaymentRow,
  { means, at }: Pick<Planned, 'means' | 'at'>,
): Promise<void> {
  const source = stripeIntent!.replace(/^pi_/, 'ch_')
  const fee = means === 'card' ? Math.round(cents * 0.015) + 25 : 35
  const movement = { kind: 'charge' as const, cents, feeCents: fee, source, intent: stripeIntent, createdAt: at }
  await move(till, { id: `txn_${source}_charge_in`, ...movement }, feeCents)
}

async function giveBack(till: Till, payment: PaymentRow, { part, at }: NonNullable<Planned['back']>): Promise<void> {
  const { query, tenant } = till
  const cents = part === 'all' ? payment.cents : Math.min(1000, Math.floor(payment.cents / 2))
  const wish = { paymentId: payment.id, cents, key: `demo/back/${payment.id}`, reason: 'Erreur de saisie', by: null }
  const made = await wishRefund(query, tenant.id, wish, at)
  if ('fault' in made) throw new Error(`${tenant.slug}: not refunded, ${made.fault}`)
  await settleRefund({ query, tenant, now: at }, made.refund)
  if (!payment.stripeIntent) return
  const id = `demo_${payment.stripeIntent.slice(8)}`
  const movement = { kind: 'refund' as const, cents: -cents, feeCents: 0, source: `re_${id}`, createdAt: at }
  const platform = -Math.floor((payment.feeCents * cents) / payment.cents)
  await move(till, { id: `txn_re_${id}_refund_out`, intent: payment.stripeIntent, ...movement }, platform)
}

/** Once a month what Stripe holds goes to the bank. */
async function payOut(till: Till, at: Date): Promise<void> {
  till.paidOut ??= at
  if (at.getTime() - till.paidOut.getTime() < PAID_OUT_EVERY * DAY || till.balance <= 0) return
  till.paidOut = at
  const source = `po_demo_${till.tenant.slug.replaceAll('-', '')}${civilDay(at).replaceAll('-', '')}`
  const movement = { kind: 'payout' as const, cents: -till.balance, feeCents: 0, source, intent: null, createdAt: at }
  await move(till, { id: `txn_${source}_payout_out`, ...movement, arrivesAt: new Date(at.getTime() + 2 * DAY) })
}
