/** What `/adhesion` shows: where one stands, which tier a situation leads to and why, from when to when (I13, E1). */

import { addDays, civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { type ChosenTier, type DeclaredSituation, declarable } from '#app/domain/dues/choose-tier.ts'
import type { DuesDates } from '#app/domain/dues/dues-dates.ts'
import { standingOf } from '#app/domain/dues/dues-standing.server.ts'
import { type Owing, owedPlan } from '#app/domain/sales/instalment-sales.server.ts'
import { type PaperState, paperState } from '#app/domain/sales/papers-asked.server.ts'
import { lastEndOf, runningSubscription, type SubscriptionRow } from '#app/domain/sales/subscriptions.server.ts'
import { euros, longDay } from '#app/i18n/format.ts'
import { paysDues } from '#app/policy/money.rules.ts'
import { type DuesOffer, offerFor } from './dues-offer.ts'
import { shownPlan, shownPlans, TRIES } from './instalment-page.server.ts'

export interface DuesState {
  /** Situations one can declare. */
  situations: DeclaredSituation[]
  situation: DeclaredSituation | null
  offer: DuesOffer | null
  /** First day not paid for; null for ever; undefined: never paid. */
  lastEnd: string | null | undefined
  subscription: SubscriptionRow | undefined
  /** What became of the paper that was sent last. */
  paper: PaperState | undefined
  /** Dues in several times that are not all paid. */
  owing: Owing | undefined
}

/** @returns undefined where the viewer pays no dues here. */
export async function duesState(ctx: Ctx, wish: string | null): Promise<DuesState | undefined> {
  const { tenant, viewer, now } = ctx
  if (!paysDues(tenant.config, viewer)) return undefined
  const { personId } = viewer
  const { lastEnd, promotion, subscription, paper, owing } = await ctx.sql(async (query) => {
    const [person] = await query<RowOf<'person', 'promotion'>>(
      sql`SELECT "promotion" FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${personId}`,
    )
    const last = await lastEndOf(query, tenant.id, personId)
    const day = last instanceof Date ? civilDay(last) : last
    return {
      lastEnd: day,
      promotion: person?.promotion ?? null,
      subscription: await runningSubscription(query, tenant.id, personId),
      paper: await paperState(query, tenant.id, personId, now),
      owing: await owedPlan(query, tenant.id, personId, now),
    }
  })
  const situations = declarable(tenant.config)
  const situation = situations.find((one) => one === wish) ?? (situations.length === 1 ? situations[0]! : null)
  const today = civilDay(now)
  const { dues } = tenant.config.money
  const offer = situation && offerFor(tenant.config, { situation, promotion }, { dues, today, lastEnd })
  return { situations, situation, offer: offer ?? null, lastEnd, subscription, paper, owing }
}

/** What the page draws: words and amounts in the page's language. */
export async function shownDues(ctx: Ctx) {
  const { t, language, tenant } = ctx
  const state = await duesState(ctx, ctx.url.searchParams.get('situation'))
  const tiers = tenant.config.tiers.filter(({ cents }) => cents > 0)
  if (!state) {
    if (ctx.account) throw forbidden()
    const shown = tiers.map((tier) => ({ id: tier.id, name: tier.name[language], price: euros(tier.cents, language) }))
    return { kind: 'visitor' as const, title: t('membership:visitor.title'), tiers: shown }
  }
  const { lastEnd, situation, situations, offer, subscription, paper, owing } = state
  const dates = offer && !('why' in offer.dates) ? offer.dates : null
  const running = lastEnd === null || (lastEnd !== undefined && lastEnd > civilDay(ctx.now))
  const refusal = offer && 'why' in offer.dates ? offer.dates : null
  return {
    kind: 'person' as const,
    title: t('membership:title'),
    stopped: stoppedBy(ctx.url.searchParams.get('arrete')),
    forLife: lastEnd === null,
    standing: standingOf(ctx, lastEnd),
    situations,
    situation,
    tooEarly: refusal?.why === 'too-early' ? longDay(refusal.from, language) : null,
    plan: owing && shownPlan(owing, ctx),
    renewal: subscription && { amount: euros(subscription.cents, language), late: subscription.state === 'past_due' },
    /** Nothing to pay by hand while a renewal will. */
    renewsAlone: dates !== null && subscription !== undefined,
    /** A no is told as long as nothing runs instead. */
    paper: paper && (paper.state === 'waiting' || !running) ? paper : null,
    offer:
      offer && dates && situation && !subscription && !owing && paper?.state !== 'waiting'
        ? shownOffer(ctx, situation, offer.chosen, dates)
        : null,
  }
}

/** Whether dues that ask for a paper open with the staff's yes alone. */
const tenantWaits = ({ tenant }: Ctx): boolean => tenant.config.money.dues.proofOpens === 'when-accepted'

const stoppedBy = (word: string | null) => (word === null ? null : word === 'echeances' ? 'plan' : 'renew')

function shownOffer(ctx: Ctx, situation: string, chosen: ChosenTier, dates: DuesDates) {
  const { language } = ctx
  const { tier } = chosen
  const { gifts } = ctx.tenant.config.money
  const mayRenew = tier.renewable && !tier.proof && tier.period !== 'lifetime' && dates.until !== null && tier.cents > 0
  return {
    situation,
    tier: tier.name[language],
    reason: chosen.reason,
    because: chosen.because,
    kind: dates.kind,
    months: dates.months,
    cents: dates.cents,
    price: euros(dates.cents, language),
    from: longDay(dates.from, language),
    until: dates.until === null ? null : longDay(addDays(dates.until, -1), language),
    proof: tier.proof !== undefined,
    proofWaits: tenantWaits(ctx),
    plans: shownPlans(ctx, tier, dates),
    tries: TRIES,
    renewal:
      mayRenew && dates.until ? { amount: euros(tier.cents, language), day: longDay(dates.until, language) } : null,
    gift: gifts && {
      suggested: gifts.suggested.map((cents) => euros(cents, language)).join(', '),
      campaigns: gifts.campaigns
        .filter(({ until }) => until === undefined || until >= civilDay(ctx.now))
        .map(({ id, name }) => ({ value: id, label: name[language] })),
    },
  }
}

export type ShownOffer = ReturnType<typeof shownOffer>
