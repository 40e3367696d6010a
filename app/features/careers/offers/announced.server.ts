/** Announces « Carrière » in the navigation and the newest offers on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import type { Ctx } from '#app/context/open.ts'
import { listOffers } from '#app/domain/offers/read-offers.server.ts'
import { longDay } from '#app/i18n/format.ts'
import { isCompany } from '#app/policy/home.rules.ts'
import { depositsOffers, readsOffers } from '#app/policy/offer.rules.ts'

/** Offers on the front page. */
const MOST_OFFERS = 4

/** A federation keeps no offers of its own. */
const hasOffers = ({ tenant: { config } }: Ctx) => config.offers !== undefined && config.kind !== 'federation'

/** Companies and schools have the word of their own offers. */
const isOrganisation = ({ viewer }: Ctx) => viewer.organisationId !== undefined

const depositsAsOrganisation = (ctx: Ctx) =>
  hasOffers(ctx) && isOrganisation(ctx) && depositsOffers(ctx.ability) && !ctx.standIn

export const offersFeature = announce({
  places: [
    {
      id: 'career',
      to: href.offers,
      at: 40,
      opens: (ctx) => hasOffers(ctx) && readsOffers(ctx.ability) && !isOrganisation(ctx),
    },
    {
      id: 'ownOffers',
      to: href.recruiterOffers,
      at: 12,
      tabs: () => [
        { id: 'ownOffers', to: href.recruiterOffers },
        { id: 'received', to: href.recruiterApplications },
      ],
      opens: (ctx) => depositsAsOrganisation(ctx) && isCompany(ctx.ability),
    },
    {
      id: 'ownOffers',
      to: href.ownOffers,
      at: 40,
      opens: (ctx) => depositsAsOrganisation(ctx) && !isCompany(ctx.ability),
    },
  ],
  home: [
    {
      id: 'offers',
      at: 65,
      opens: (ctx) => hasOffers(ctx) && readsOffers(ctx.ability) && !isOrganisation(ctx),
      load: async (ctx) => {
        const { t, language } = ctx
        const { lines } = await ctx.sql((query) => listOffers(query, ctx, {}, { rows: MOST_OFFERS }))
        if (lines.length === 0) return null
        return {
          kind: 'rows',
          title: t('content:home.offers'),
          rows: lines.map(({ id, title, company, town, visibleFrom, refreshedAt }) => ({
            to: href.offer(id),
            title,
            note: `${company} · ${town} · ${longDay(refreshedAt ?? visibleFrom, language)}`,
          })),
          more: { to: href.offers, text: t('content:home.allOffers') },
        }
      },
    },
  ],
})
