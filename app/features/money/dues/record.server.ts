/** Dues that a member paid by cheque, transfer or cash, recorded by the staff. */

import { civilDay } from '#app/calendar/civil-day.ts'
import { duesRows } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { presetTier, priceOf, type Tier, yearsSince } from '#app/domain/dues/choose-tier.ts'
import { duesLine, giftLine } from '#app/domain/ledger/lines.ts'
import type { NewLine } from '#app/domain/ledger/sale.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { owedPlan, partBasket, unpaid } from '#app/domain/sales/instalment-sales.server.ts'
import type { Basket } from '#app/domain/sales/make-sale.server.ts'
import { recordPayment } from '#app/domain/sales/record-payment.server.ts'
import { lastEndOf, runningSubscription } from '#app/domain/sales/subscriptions.server.ts'
import { vatOn } from '#app/domain/sales/vat.server.ts'
import { euros } from '#app/i18n/format.ts'
import { datesFor } from './dues-offer.ts'
import type { Recorded } from './record.schema.ts'

/** `owing`: dues in several times are not all paid, and these would be paid beside them. */
export type RecordFault =
  | 'changed'
  | 'owing'
  | 'there'
  | 'pending'
  | 'later'
  | 'renews'
  | 'for-life'
  | 'future'
  | 'tier'
  | 'gift'

interface Payer extends RowOf<'person', 'id' | 'handle' | 'promotion'> {
  name: string
}

/** @throws Response 404 where the association has nobody of that address */
export async function payerOf(ctx: Ctx, handle: string | null): Promise<Payer> {
  const [row] = await ctx.sql((query) =>
    query<Payer>(sql`
      SELECT "id", "handle", "promotion", coalesce(nullif(concat_ws(' ', "firstName", "lastName"), ''),
        "handle") AS "name"
      FROM "person" WHERE "tenantId" = ${ctx.tenant.id} AND "handle" = ${handle ?? ''}`),
  )
  if (!row) throw notFound()
  return row
}

export interface TierChoice {
  value: string
  label: string
  cents: number
}

/** @returns the association's tiers with what they would cost this person, and the one that probably fits. */
export async function tiersFor(
  ctx: Ctx,
  { id, promotion }: Payer,
): Promise<{ tiers: TierChoice[]; preset: string | undefined }> {
  const { tenant, language } = ctx
  const today = civilDay(ctx.now)
  const { end, owing, last } = await ctx.sql(async (query) => ({
    end: await lastEndOf(query, tenant.id, id),
    owing: await owedPlan(query, tenant.id, id, ctx.now),
    last: await lastTierOf(query, tenant.id, id),
  }))
  const numbers = owing ? unpaid(owing, 'rest') : []
  const left = owing?.instalments.reduce((sum, row) => sum + (numbers.includes(row.number) ? row.cents : 0), 0) ?? 0
  const rest = { value: REST, label: ctx.t('membership:record.rest', { amount: euros(left, language) }), cents: left }
  const standing = { dues: staffRule(ctx), today, lastEnd: end instanceof Date ? civilDay(end) : end }
  const tiers = tenant.config.tiers.map((tier) => {
    const dates = datesFor(tier, promotion, standing)
    const cents = 'why' in dates ? priceOf(tier, yearsSince(promotion, today)).cents : dates.cents
    return { value: tier.id, label: `${tier.name[language]} – ${euros(cents, language)}`, cents }
  })
  if (numbers.length > 0) return { tiers: [rest, ...tiers], preset: REST }
  return { tiers, preset: presetTier(tenant.config, { last, promotion, on: today })?.id ?? tiers[0]?.value }
}

async function lastTierOf(query: Query, tenantId: string, personId: string): Promise<string | undefined> {
  const [row] = await query<RowOf<'membership_period', 'tierId'>>(sql`
    SELECT m."tierId" FROM ${duesRows(tenantId)} m WHERE m."personId" = ${personId}
    ORDER BY m."startsAt" DESC, m."id" DESC LIMIT 1`)
  return row?.tierId
}

/** What is left of dues in several times, in the place of a tier: no id of a tier begins so. */
const REST = '-rest'

/** The staff may take a cheque as early as it comes. */
const staffRule = ({ tenant }: Ctx) => ({ ...tenant.config.money.dues, renewFromDays: 3660 })

/** @returns the sale's id, or why not; `standing`: the sale that stands in the way */
export async function recordDues(
  ctx: Ctx,
  payer: Payer,
  wish: Recorded,
): Promise<{ saleId: string } | { fault: RecordFault; standing?: string | undefined; expected?: number }> {
  const { config } = ctx.tenant
  if (wish.receivedOn > civilDay(ctx.now)) return { fault: 'future' }
  if (wish.gift > 0 && !config.money.gifts) return { fault: 'gift' }
  // Both would pay for the same year.
  if (await ctx.sql((query) => runningSubscription(query, ctx.tenant.id, payer.id))) return { fault: 'renews' }
  const there = wish.reference ? await recordedAlready(ctx, payer, wish) : undefined
  if (there) return { saleId: there }
  const basket = await basketOf(ctx, payer, wish)
  if ('fault' in basket) return basket
  const expected = basket.lines.reduce((sum, { quantity, unitCents }) => sum + quantity * unitCents, 0)
  if (wish.expected !== undefined && wish.expected !== expected) return { fault: 'changed', expected }
  const { means, receivedOn, reference = null } = wish
  const received = { means, reference, receivedOn, recordedBy: ctx.viewer.accountId ?? null }
  const made = await recordPayment(ctx.tenant, basket, received, {
    now: ctx.now,
    alongside: (query, sale) =>
      audit(query, ctx, 'payment.recorded', { subjectId: payer.id, detail: { means, cents: sale.totalCents } }),
  })
  return 'fault' in made ? { fault: made.fault, standing: made.sale?.id } : { saleId: made.sale.id }
}

/** One cheque or transfer, sent again from another tab, would pay the year after. @returns the sale that it paid */
async function recordedAlready(ctx: Ctx, payer: Payer, { means, reference, receivedOn }: Recorded) {
  const [row] = await ctx.sql((query) =>
    query<RowOf<'payment', 'saleId'>>(sql`
      SELECT p."saleId" FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId"
      WHERE p."tenantId" = ${ctx.tenant.id} AND s."personId" = ${payer.id}::uuid AND p."means" = ${means}
        AND p."reference" = ${reference ?? ''} AND p."receivedOn" = ${receivedOn} LIMIT 1`),
  )
  return row?.saleId
}

/** The dues that were chosen, or what is left of those that are paid in several times; a gift beside them. */
async function basketOf(ctx: Ctx, payer: Payer, wish: Recorded): Promise<Basket | { fault: RecordFault }> {
  const { tenant, language } = ctx
  const gift =
    wish.gift > 0 ? [giftLine(tenant.config, wish.gift, null, { gift: ctx.t('payments:gift'), language })] : []
  const owing = await ctx.sql((query) => owedPlan(query, tenant.id, payer.id, ctx.now))
  if (wish.tier === REST) {
    const left = owing ? unpaid(owing, 'rest') : []
    if (owing?.debiting) return { fault: 'pending' }
    const how = { source: 'staff' as const, now: ctx.now }
    const rest =
      owing && left.length > 0
        ? await ctx.sql((query) => partBasket({ query, tenant }, owing.plan, left, how))
        : undefined
    return rest ? { ...rest, lines: [...rest.lines, ...gift] } : { fault: 'tier' }
  }
  const tier = tenant.config.tiers.find(({ id }) => id === wish.tier)
  if (!tier) return { fault: 'tier' }
  if (owing && owing.plan.state !== 'stopped') return { fault: 'owing' }
  return (await duesBasket(ctx, payer, { tier, gift, receivedOn: wish.receivedOn })) ?? { fault: 'for-life' }
}

interface Given {
  tier: Tier
  gift: NewLine[]
  /** Dues run from the day the money came, not from the day somebody found time to record it. */
  receivedOn: string
}

/** @returns undefined where the dues are paid for life */
async function duesBasket(ctx: Ctx, payer: Payer, { tier, gift, receivedOn }: Given): Promise<Basket | undefined> {
  const { tenant, language } = ctx
  const { last, buyer, vat } = await ctx.sql(async (query) => ({
    last: await lastEndOf(query, tenant.id, payer.id),
    buyer: await findBuyer(query, tenant, { personId: payer.id }),
    vat: await vatOn(query, tenant, ctx.now),
  }))
  const lastEnd = last instanceof Date ? civilDay(last) : last
  const dates = datesFor(tier, payer.promotion, { dues: staffRule(ctx), today: receivedOn, lastEnd })
  if ('why' in dates || !buyer) return undefined
  const lines = [duesLine(vat, tier, { ...dates, language }), ...gift]
  return { key: `dues/${payer.id}/${dates.from}`, source: 'staff', buyer, lines, language, ip: null, feePoints: 0 }
}
