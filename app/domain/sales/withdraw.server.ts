/**
 * Withdrawing from what one bought (L221-18): what it opened closes with the word, the money leaves at once, and the
 * word is acknowledged.
 */
import { z } from 'zod'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import type { Line, PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { euros, longDay } from '#app/i18n/format.ts'
import { seesSale } from '#app/policy/money.rules.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { lockPlan } from './instalment-plans.server.ts'
import { closeSale, readLines, readSale } from './make-sale.server.ts'
import { withdrawRights } from './open-rights.server.ts'
import { mailWithdrawn } from './payment-mails.server.ts'
import { carryOutRefunds } from './reconcile.task.ts'
import { wishRefund } from './refunds.server.ts'
import { undoSale } from './settle.server.ts'
import { stripeOf } from './stripe-gate.server.ts'
import { tellMailer } from './sync-payment.server.ts'
import { lastDayToWithdraw, mayBeWithdrawn, withdrawableUntil } from './withdrawal.rules.ts'

/** Of keys of refunds that a withdrawal asks for. */
const KEY = 'withdrawal/'

/** Fourteen days and the longest row of days without work, in milliseconds. */
const LONGEST = 25 * 86_400_000

/**
 * When the contract was concluded: with the payment, since nobody is bound by a basket. A debit under way counts from
 * now.
 */
const concludedAt = (sale: SaleRow, now: Date): Date => sale.paidAt ?? now

/** @returns the last civil day on which this sale can be withdrawn from; undefined where it cannot, or not any more */
export function withdrawableOn(
  config: TenantConfig,
  sale: SaleRow,
  lines: readonly Line[],
  now: Date,
): string | undefined {
  // Once undone, by whomever, a sale has given its key away.
  const stands = (sale.state === 'paid' || sale.state === 'pending') && !sale.key.includes('#')
  if (!stands || sale.refundedCents >= sale.totalCents) return undefined
  if (mayBeWithdrawn(config, sale, lines) !== 'yes') return undefined
  const at = concludedAt(sale, now)
  return now < withdrawableUntil(at) ? lastDayToWithdraw(at) : undefined
}

/**
 * What is paid of a sale, or of the whole plan that it begins, and not yet on its way back; what a bank looks into is
 * not ours to give.
 */
async function paidOf(query: Query, tenantId: string, sale: SaleRow): Promise<(PaymentRow & { left: number })[]> {
  const rows = await query<PaymentRow & { left: number }>(sql`
    SELECT p.*, p."cents" - coalesce((SELECT sum(r."cents")::int FROM "refund" r WHERE r."tenantId" = ${tenantId}
      AND r."paymentId" = p."id" AND r."state" <> 'failed'), 0) AS "left"
    FROM "payment" p JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = p."saleId"
    WHERE p."tenantId" = ${tenantId} AND (s."id" = ${sale.id} OR s."planId" = ${sale.planId}::uuid)
      AND s."state" = 'paid' AND p."state" = 'succeeded' AND p."disputedCents" = 0 ORDER BY p."createdAt", p."id"`)
  return rows.filter(({ left }) => left > 0)
}

/** @returns whether a withdrawal's money is still on its way back */
export async function isReturning(query: Query, tenantId: string, saleId: string): Promise<boolean> {
  const rows = await query(sql`
    SELECT 1 FROM "refund" r JOIN "payment" p ON p."tenantId" = ${tenantId} AND p."id" = r."paymentId"
    WHERE r."tenantId" = ${tenantId} AND p."saleId" = ${saleId} AND starts_with(r."key", ${KEY})
    AND r."state" IN ('requested', 'pending')`)
  return rows.length > 0
}

/**
 * @throws Response 404 where there is no such sale, where it is somebody else's, or where it cannot be withdrawn from
 */
export async function withdrawalPage(ctx: Ctx, id: string | undefined) {
  if (!isUuid(id)) throw notFound()
  const { tenant, language, now } = ctx
  const found = await ctx.sql(async (query) => {
    const [sale] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    if (!sale || !seesSale(ctx.viewer, sale)) return undefined
    const lines = await readLines(query, tenant.id, id)
    const day = withdrawableOn(tenant.config, sale, lines, now)
    if (!day) return undefined
    const paid = (await paidOf(query, tenant.id, sale)).reduce((sum, { left }) => sum + left, 0)
    const cents = sale.state === 'paid' ? paid : sale.totalCents
    return cents > 0 ? { sale, lines, day, cents } : undefined
  })
  if (!found) throw notFound()
  const { sale, lines, day, cents } = found
  return {
    id,
    title: ctx.t('payments:withdrawal.title'),
    name: sale.buyer.name,
    email: sale.email ?? '',
    what: lines.map(({ label }) => label).join(', '),
    bought: longDay(concludedAt(sale, now), language),
    until: longDay(day, language),
    amount: euros(cents, language),
    isDebit: sale.state === 'pending',
  }
}

/**
 * @returns what the viewer may still withdraw from, with the last day on which they can; a company's accounts: nothing
 */
export async function withdrawableSales(ctx: Ctx): Promise<{ id: string; what: string; until: string }[]> {
  const { tenant, viewer, now, language } = ctx
  if (!viewer.personId) return []
  const since = new Date(now.getTime() - LONGEST)
  return ctx.sql(async (query) => {
    const sales = await query<SaleRow>(sql`
      SELECT * FROM "sale" WHERE "tenantId" = ${tenant.id} AND "personId" = ${viewer.personId}
      AND "state" IN ('paid', 'pending')
        AND ("paidAt" IS NULL OR "paidAt" > ${since}) ORDER BY "createdAt" DESC LIMIT 50`)
    const found: { id: string; what: string; until: string }[] = []
    for (const sale of sales) {
      const lines = await readLines(query, tenant.id, sale.id)
      const day = withdrawableOn(tenant.config, sale, lines, now)
      const what = lines.map(({ label }) => label).join(', ')
      if (day) found.push({ id: sale.id, what, until: longDay(day, language) })
    }
    return found
  })
}

const formSchema = z.object({ email: z.email().max(200) })

/**
 * @returns a fault of the form; undefined once it is done, twice as well
 * @throws as {@link withdrawalPage}
 */
export async function withdraw(ctx: Ctx, id: string | undefined, form: FormData): Promise<'email' | undefined> {
  const read = formSchema.safeParse({ email: String(form.get('email') ?? '').trim() })
  if (!read.success) return 'email'
  if (!isUuid(id)) throw notFound()
  const { tenant, now } = ctx
  const done = await ctx.sql((query) => withdrawNow(query, ctx, id, read.data.email), { signal: undefined })
  if (!done) throw notFound()
  const stripe = await stripeOf(tenant.id)
  if (stripe) await carryOutRefunds(tenant, stripe, now)
  await tellMailer(tenant.id)
  return undefined
}

/**
 * In one transaction: rights, what was held, the wish for the money, the acknowledgement.
 * @returns false where there is no such right
 */
async function withdrawNow(query: Query, ctx: Ctx, id: string, email: string): Promise<boolean> {
  const { tenant, viewer, now } = ctx
  const sale = await lockSale(query, tenant.id, id)
  if (!sale || !seesSale(viewer, sale)) return false
  // Pressed again, or given back by others meanwhile: the sale's own page says how it stands.
  if (sale.key.includes('#')) return true
  const lines = await readLines(query, tenant.id, id)
  if (!withdrawableOn(tenant.config, sale, lines, now)) return false
  const cents = sale.state === 'paid' ? await giveAllBack(query, ctx, sale) : sale.totalCents
  if (cents === 0) return false
  if (sale.state === 'pending') {
    // What the bank then takes goes back as everything does that is paid too late.
    await closeSale({ query, tenant, now }, id, 'cancelled')
    await withdrawRights(query, tenant.id, id, now)
  }
  await mailWithdrawn({ query, tenant, now }, sale, { lines, cents, to: email })
  return true
}

/** A plan is locked before its sales (instalment-plans). */
async function lockSale(query: Query, tenantId: string, id: string): Promise<SaleRow | undefined> {
  const of = sql`"tenantId" = ${tenantId} AND "id" = ${id}`
  const [found] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE ${of}`)
  if (found?.planId) await lockPlan(query, tenantId, found.planId)
  const [sale] = await query<SaleRow>(sql`SELECT * FROM "sale" WHERE ${of} FOR UPDATE`)
  return sale
}

/** @returns how much is on its way back now */
async function giveAllBack(query: Query, { tenant, viewer, now }: Ctx, sale: SaleRow): Promise<number> {
  let cents = 0
  for (const { id, saleId, left } of await paidOf(query, tenant.id, sale)) {
    const wish = { paymentId: id, cents: left, key: `${KEY}${id}`, reason: 'withdrawal', by: viewer.accountId ?? null }
    const made = await wishRefund(query, tenant.id, wish, now)
    if (!('refund' in made)) continue
    cents += made.refund.cents
    await undoSale({ query, tenant, now }, await readSale(query, tenant.id, saleId), 'asked')
  }
  return cents
}
