/** Paying dues: what was shown is worked out again, then the basket is opened (I13). */

import { startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { CLIENT_ADDRESS } from '#app/context/origin.ts'
import type { ChosenTier, Tier } from '#app/domain/dues/choose-tier.ts'
import type { DuesDates } from '#app/domain/dues/dues-dates.ts'
import { duesLine, giftLine } from '#app/domain/ledger/lines.ts'
import type { NewLine } from '#app/domain/ledger/sale.ts'
import { findBuyer } from '#app/domain/sales/buyers.server.ts'
import { type CheckoutFault, type Following, type Renewal, startCheckout } from '#app/domain/sales/checkout.server.ts'
import { type PlannedInstalment, partLabel } from '#app/domain/sales/instalments.ts'
import { vatOn } from '#app/domain/sales/vat.server.ts'
import { type DuesState, duesState } from './dues-page.server.ts'
import { plansFor } from './instalment-page.server.ts'
import type { Join } from './join.schema.ts'

/**
 * `times`: not in so many payments · `both`: what renews itself is paid at once · `owing`: others are to be paid first.
 */
export type JoinFault =
  | CheckoutFault
  | 'situation'
  | 'times'
  | 'both'
  | 'owing'
  | 'renews'
  | 'too-early'
  | 'for-life'
  | 'gift'
  | 'paper'

/** The paper that came with it, by its request; `waits`: nothing opens before the staff have accepted it. */
export interface SentPaper {
  proof: string
  waits: boolean
}

/** Stripe debits nothing within two days of asking. */
const SOONEST = 3 * 24 * 3_600_000

interface Wanted {
  chosen: ChosenTier
  dates: DuesDates
  plan: PlannedInstalment[] | undefined
}

/** What the person wants, held against what the page offers now. */
function wanted(
  ctx: Ctx,
  wish: Join,
  state: DuesState | undefined,
  paper: SentPaper | undefined,
): { fault: JoinFault } | Wanted {
  if (!state?.offer || state.situation !== wish.situation) return { fault: 'situation' }
  const { chosen, dates } = state.offer
  if ('why' in dates) return { fault: dates.why }
  // The renewal will pay for the same year; a subscription begins only with a sale, and that one `openOnce` finds.
  if (state.subscription) return { fault: 'renews' }
  if (state.owing) return { fault: 'owing' }
  if (chosen.tier.proof && !paper) return { fault: 'paper' }
  const several = wish.times > 1
  const plan = several ? plansFor(ctx, chosen.tier, dates).find(({ length }) => length === wish.times) : undefined
  if (several && !plan) return { fault: 'times' }
  if (plan && wish.renew) return { fault: 'both' }
  const { gifts } = ctx.tenant.config.money
  if (wish.gift > 0 && (!gifts || wish.gift < gifts.atLeast)) return { fault: 'gift' }
  return { chosen, dates, plan }
}

/** @returns the sale's id, whose page goes on from here */
export async function join(
  ctx: Ctx,
  wish: Join,
  paper?: SentPaper,
): Promise<{ saleId: string } | { fault: JoinFault }> {
  const found = wanted(ctx, wish, await duesState(ctx, wish.situation), paper)
  if ('fault' in found) return found
  const { chosen, dates, plan } = found
  const { config } = ctx.tenant
  const personId = ctx.viewer.personId!
  const { buyer, vat } = await ctx.sql(async (query) => ({
    buyer: await findBuyer(query, ctx.tenant, { personId }),
    vat: await vatOn(query, ctx.tenant, ctx.now),
  }))
  if (!buyer) return { fault: 'situation' }
  const { language } = ctx
  const whole = duesLine(vat, chosen.tier, { ...dates, language, situation: wish.situation })
  const basket = {
    // One person pays for one period once, whatever tier or gift they choose the second time, or which day it is by
    // then.
    key: `dues/${personId}/${dates.from}`,
    source: 'web' as const,
    buyer: { ...buyer, accountId: ctx.account?.accountId ?? buyer.accountId },
    lines: [plan ? firstPart(ctx, whole, plan) : withPaper(whole, chosen.tier, paper), ...giftOf(ctx, wish)],
    language,
    ip: config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: config.money.feePoints,
  }
  const following: Following = {
    renewal: wish.renew && renewalOf(ctx, chosen, dates.until),
    plan: plan && { tierId: chosen.tier.id, personId, instalments: plan },
  }
  const started = await startCheckout(ctx.tenant, basket, ctx.now, following)
  return 'fault' in started ? started : { saleId: started.sale.id }
}

/** The first payment opens the whole period; its line says which part of the price it is. */
function firstPart(ctx: Ctx, whole: NewLine, plan: readonly PlannedInstalment[]): NewLine {
  const part = { numbers: [1], of: plan.length, name: whole.label }
  const data = { ...whole.data, instalment: part }
  return { ...whole, label: partLabel(part, ctx.t), unitCents: plan[0]!.cents, data }
}

/** The line names the paper that its tier asks for. */
function withPaper(dues: NewLine, { proof }: Tier, paper: SentPaper | undefined): NewLine {
  return proof ? { ...dues, data: { ...dues.data, ...paper } } : dues
}

function giftOf({ tenant, t, language }: Ctx, { gift, campaign }: Join): NewLine[] {
  return gift > 0 ? [giftLine(tenant.config, gift, campaign ?? null, { gift: t('payments:gift'), language })] : []
}

/** @returns what renews these dues; undefined where they cannot renew themselves. */
function renewalOf(
  ctx: Ctx,
  { tier }: { tier: Parameters<typeof duesLine>[1] },
  until: string | null,
): Renewal | undefined {
  const firstAt = until && startOfDay(until)
  const personId = ctx.viewer.personId!
  if (!firstAt || !tier.renewable || tier.proof || tier.period === 'lifetime' || tier.cents === 0) return undefined
  if (firstAt.getTime() - ctx.now.getTime() < SOONEST) return undefined
  return { tierId: tier.id, name: tier.name[ctx.language], cents: tier.cents, personId, firstAt }
}
