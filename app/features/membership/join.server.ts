/** Paying dues: what was shown is worked out again, then the basket is opened (I13). */

import type { Ctx } from '../../context/open.ts'
import { CLIENT_ADDRESS } from '../../context/origin.ts'
import { startOfDay } from '../../tenant/civil-day.ts'
import { findBuyer } from '../payments/buyers.server.ts'
import { type CheckoutFault, type Renewal, startCheckout } from '../payments/checkout.server.ts'
import { duesLine, giftLine } from '../payments/lines.ts'
import type { NewLine } from '../payments/sale.ts'
import { vatOn } from '../payments/vat.server.ts'
import type { Tier } from './choose-tier.ts'
import { duesState } from './dues-page.server.ts'
import type { Join } from './join.schema.ts'

export type JoinFault = CheckoutFault | 'situation' | 'renews' | 'too-early' | 'for-life' | 'gift' | 'paper'

/** The paper that came with it, by its request; `waits`: nothing opens before the staff have accepted it. */
export interface SentPaper {
  proof: string
  waits: boolean
}

/** Stripe debits nothing within two days of asking. */
const SOONEST = 3 * 24 * 3_600_000

/** @returns the sale's id, whose page goes on from here */
export async function join(
  ctx: Ctx,
  wish: Join,
  paper?: SentPaper,
): Promise<{ saleId: string } | { fault: JoinFault }> {
  const state = await duesState(ctx, wish.situation)
  const { config } = ctx.tenant
  if (!state?.offer || state.situation !== wish.situation) return { fault: 'situation' }
  const { chosen, dates } = state.offer
  if ('why' in dates) return { fault: dates.why }
  // The renewal will pay for the same year; a subscription begins only with a sale, and that one `openOnce` finds.
  if (state.subscription) return { fault: 'renews' }
  if (chosen.tier.proof && !paper) return { fault: 'paper' }
  const gifts = config.money.gifts
  if (wish.gift > 0 && (!gifts || wish.gift < gifts.atLeast)) return { fault: 'gift' }
  const personId = ctx.viewer.personId!
  const { buyer, vat } = await ctx.sql(async (query) => ({
    buyer: await findBuyer(query, ctx.tenant, { personId }),
    vat: await vatOn(query, ctx.tenant, ctx.now),
  }))
  if (!buyer) return { fault: 'situation' }
  const { language } = ctx
  const basket = {
    // One person pays for one period once, whatever tier or gift they choose the second time, or which day it is by then.
    key: `dues/${personId}/${dates.from}`,
    source: 'web' as const,
    buyer: { ...buyer, accountId: ctx.account?.accountId ?? buyer.accountId },
    lines: [
      withPaper(duesLine(vat, chosen.tier, { ...dates, language, situation: wish.situation }), chosen.tier, paper),
      ...giftOf(ctx, wish),
    ],
    language,
    ip: config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: config.money.feePoints,
  }
  const renewal = wish.renew ? renewalOf(ctx, chosen, dates.until) : undefined
  const started = await startCheckout(ctx.tenant, basket, ctx.now, renewal)
  return 'fault' in started ? started : { saleId: started.sale.id }
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
