/**
 * `/mes-offres` and, for companies, `/recruteurs/offres`: what the person, the organisation or, for the staff, the
 * association deposited, with what came of it (E4, S3).
 */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type OfferRow, ownOffers, ruled } from '#app/domain/offers/read-offers.server.ts'
import { type ApplicationCounts, countsOf } from '#app/domain/offers/received-applications.server.ts'
import { isCompany } from '#app/policy/home.rules.ts'
import { depositsOffers, offerSteps } from '#app/policy/offer.rules.ts'
import { lineOf } from './shown-offer.server.ts'

/** Its own list asks of an offer nothing that others did. */
const NOTHING_DONE = { relayed: false, reported: false, awaitsJudgement: false }

function ownLine(ctx: Ctx, row: OfferRow, counts: ApplicationCounts | undefined) {
  const steps = ctx.standIn ? [] : offerSteps(ctx.ability, ruled(row), ctx.now, NOTHING_DONE)
  return {
    ...lineOf(ctx, row),
    views: row.views,
    /** None where one applies elsewhere. */
    applications: row.applyUrl ? null : (counts ?? { all: 0, waiting: 0 }),
    changes: steps.includes('change'),
    reopens: steps.includes('reopen'),
    copies: depositsOffers(ctx.ability) && !ctx.standIn,
  }
}

export type OwnLine = ReturnType<typeof ownLine>

/** @throws Response 302 for a company at the address of people, 403 for anybody else at the recruiters' one */
export async function readOwn(ctx: Ctx) {
  const { tenant, ability, url, t } = ctx
  const isRecruiters = url.pathname.startsWith(`${href.doorPrefix.recruiters}/`)
  if (isCompany(ability) !== isRecruiters)
    throw isRecruiters ? forbidden() : redirect(`${href.recruiterOffers}${url.search}`)
  const lines = await ctx.sql(async (query) => {
    const rows = await ownOffers(query, ctx)
    const counts = await countsOf(
      { query, tenant },
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ownLine(ctx, row, counts.get(row.id)))
  })
  return {
    title: t('offers:own.title'),
    formKey: uuidv7(),
    lines,
    deposits: depositsOffers(ability) && tenant.config.offers !== undefined,
    removed: url.searchParams.get('fait') === 'removed',
  }
}
