/** `/lien-offre/:lien`: out of a mail, without an account, an author prolongs or withdraws one offer (C4, N4). */
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import { findLink, takeLink } from '#app/domain/links/links.server.ts'
import { type OfferRow, offerRow } from '#app/domain/offers/read-offers.server.ts'
import { moveOffer, prolongOffer } from '#app/domain/offers/write-offers.server.ts'
import { shownState } from '#app/policy/offer.rules.ts'
import { lineOf } from './shown-offer.server.ts'

const LINK_STEPS = ['prolong', 'withdraw'] as const

async function offerOf(ctx: Ctx, query: Query, data: Record<string, unknown>): Promise<OfferRow | undefined> {
  const offer = typeof data.offer === 'string' ? await offerRow(query, ctx.tenant.id, data.offer, 'lock') : undefined
  return offer && shownState(offer, ctx.now) === 'published' ? offer : undefined
}

/** Opening it changes nothing: programs that scan mails open links. */
export async function readOfferLink(ctx: Ctx, secret: string) {
  const { tenant, now, t } = ctx
  const offer = await ctx.sql(async (query) => {
    const link = await findLink({ query, tenant, now }, 'offer', secret)
    return link && offerOf(ctx, query, link.data)
  })
  return { title: t('offers:link.title'), offer: offer ? lineOf(ctx, offer) : null }
}

/** POST `intent=prolong|withdraw`. @returns what was done; `gone` where the link was used or nothing is on line */
export function actOnLink(ctx: Ctx, secret: string, form: FormData): Promise<'prolong' | 'withdraw' | 'gone'> {
  const { tenant, now } = ctx
  const intent = LINK_STEPS.find((one) => one === form.get('intent'))
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const link = intent && (await takeLink(unit, 'offer', secret))
    const offer = link && (await offerOf(ctx, query, link.data))
    if (!offer) return 'gone'
    if (intent === 'prolong') await prolongOffer(unit, offer, 'by-mail', link.accountId)
    else await moveOffer(unit, offer, { state: 'withdrawn', cause: 'by-mail', by: link.accountId })
    return intent
  })
}
