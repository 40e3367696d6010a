/** `/lien-offre/:lien`: out of a mail, without an account, an author prolongs or withdraws one offer (C4, N4). */
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import { type FoundLink, findLink, takeLink } from '#app/domain/links/links.server.ts'
import { type OfferRow, offerRow } from '#app/domain/offers/read-offers.server.ts'
import { accountsOf } from '#app/domain/offers/tell-author.server.ts'
import { moveOffer, prolongOffer } from '#app/domain/offers/write-offers.server.ts'
import { shownState } from '#app/policy/offer.rules.ts'
import { lineOf } from './shown-offer.server.ts'

const LINK_STEPS = ['prolong', 'withdraw'] as const

/** The offer while it is on line, and while the account that the mail went to still speaks for who deposited it. */
async function offerOf(ctx: Ctx, query: Query, { data, accountId }: FoundLink): Promise<OfferRow | undefined> {
  const { tenant, now } = ctx
  const offer = typeof data.offer === 'string' ? await offerRow(query, tenant.id, data.offer, 'lock') : undefined
  if (!offer || !accountId || shownState(offer, now) !== 'published') return undefined
  return (await accountsOf({ query, tenant, now }, offer)).includes(accountId) ? offer : undefined
}

/** Opening it changes nothing: programs that scan mails open links. */
export async function readOfferLink(ctx: Ctx, secret: string) {
  const { tenant, now, t } = ctx
  const offer = await ctx.sql(async (query) => {
    const link = await findLink({ query, tenant, now }, 'offer', secret)
    return link && offerOf(ctx, query, link)
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
    const offer = link && (await offerOf(ctx, query, link))
    if (!offer) return 'gone'
    if (intent === 'prolong') await prolongOffer(unit, offer, 'by-mail', link.accountId)
    else await moveOffer(unit, offer, { state: 'withdrawn', cause: 'by-mail', by: link.accountId })
    return intent
  })
}
