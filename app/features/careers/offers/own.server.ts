/** `/mes-offres`: what the person, the organisation or, for the staff, the association deposited. */
import type { Ctx } from '#app/context/open.ts'
import { ownOffers } from '#app/domain/offers/read-offers.server.ts'
import { depositsOffers } from '#app/policy/offer.rules.ts'
import { lineOf } from './shown-offer.server.ts'

export async function readOwn(ctx: Ctx) {
  const rows = await ctx.sql((query) => ownOffers(query, ctx))
  return {
    title: ctx.t('offers:own.title'),
    lines: rows.map((row) => lineOf(ctx, row)),
    deposits: depositsOffers(ctx.ability) && ctx.tenant.config.offers !== undefined,
    removed: ctx.url.searchParams.get('fait') === 'removed',
  }
}
