/** Gifts: what the page shows, and the basket of one (law-fr §1: tax receipts are the books' affair). */
import { randomUUID } from 'node:crypto'
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { CLIENT_ADDRESS } from '#app/context/origin.ts'
import { notFound } from '#app/context/refusals.ts'
import { signInFirst } from '#app/context/unsent.ts'
import { isUuid } from '#app/db/uuid.ts'
import { giftLine } from '#app/domain/ledger/lines.ts'
import { companyBuyer, findBuyer } from '#app/domain/sales/buyers.server.ts'
import { type CheckoutFault, startCheckout } from '#app/domain/sales/checkout.server.ts'
import { type AddressField, companyAddress } from '#app/domain/sales/company-address.server.ts'
import { centsOf, euros } from '#app/i18n/format.ts'
import { gives } from '#app/policy/money.rules.ts'

/** @returns undefined where the association takes no gifts */
export async function giftsPage(ctx: Ctx) {
  const { gifts } = ctx.tenant.config.money
  if (!gifts) return undefined
  const { language } = ctx
  const { organisationId } = ctx.viewer
  return {
    title: ctx.t('shop:gifts.title'),
    address: organisationId ? await ctx.sql((query) => companyAddress(query, ctx, organisationId)) : null,
    gives: gives(ctx.tenant.config, ctx.viewer),
    suggested: gifts.suggested.map((cents) => euros(cents, language)).join(', '),
    least: euros(gifts.atLeast, language),
    campaigns: gifts.campaigns
      .filter(({ until }) => until === undefined || until >= civilDay(ctx.now))
      .map(({ id, name, about }) => ({ id, name: name[language], about: about[language] })),
    // Of this page: sent twice it is one gift; another page is another gift.
    key: randomUUID(),
  }
}

export async function buyGift(
  ctx: Ctx,
  form: FormData,
): Promise<{ saleId: string } | { fault: CheckoutFault | 'amount' | 'address'; wrong?: AddressField[] }> {
  const { config } = ctx.tenant
  const { gifts } = config.money
  if (!gifts) throw notFound()
  if (!ctx.account) throw await signInFirst(ctx, form)
  if (!gives(config, ctx.viewer)) throw notFound()
  const cents = centsOf(String(form.get('amount') ?? ''))
  if (cents === undefined || cents < gifts.atLeast) return { fault: 'amount' }
  const { personId, organisationId } = ctx.viewer
  const { accountId } = ctx.account
  const buyer = personId
    ? await ctx.sql((query) => findBuyer(query, ctx.tenant, { personId }))
    : await companyBuyer(ctx, form, { organisationId: organisationId!, accountId })
  if (!buyer) throw notFound()
  if ('wrong' in buyer) return { fault: 'address', wrong: buyer.wrong }
  const key = form.get('key')
  const campaign = String(form.get('campaign') ?? '') || null
  const basket = {
    key: `gift/${accountId}/${isUuid(key) ? key : randomUUID()}`,
    source: 'web' as const,
    buyer: { ...buyer, accountId },
    lines: [giftLine(config, cents, campaign, { gift: ctx.t('payments:gift'), language: ctx.language })],
    language: ctx.language,
    ip: config.money.keepsIp ? ctx.request.headers.get(CLIENT_ADDRESS) : null,
    feePoints: config.money.feePoints,
  }
  const started = await startCheckout(ctx.tenant, basket, ctx.now)
  return 'fault' in started ? started : { saleId: started.sale.id }
}
