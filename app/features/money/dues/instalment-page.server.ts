/** What `/adhesion` says of dues in several times: what one may choose, and where a plan stands. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Tier } from '#app/domain/dues/choose-tier.ts'
import type { DuesDates } from '#app/domain/dues/dues-dates.ts'
import { closePlan } from '#app/domain/sales/instalment-plans.server.ts'
import { type Owing, owedPlan, unpaid } from '#app/domain/sales/instalment-sales.server.ts'
import { DAYS_BETWEEN_TRIES, MOST_TRIES, type PlannedInstalment, planChoices } from '#app/domain/sales/instalments.ts'
import { shownChoice, shownParts } from '#app/domain/sales/plan-shown.ts'
import { euros } from '#app/i18n/format.ts'

/** So many payments are said in a sentence; more of them in a table. */
const IN_WORDS = 4

/** How often a debit is tried again, and how many days lie between. */
export const TRIES = { tries: MOST_TRIES - 1, days: DAYS_BETWEEN_TRIES }

/** @returns the plans that these dues may be paid by, today. */
export function plansFor(ctx: Pick<Ctx, 'now'>, tier: Tier, { cents, until }: DuesDates): PlannedInstalment[][] {
  // A paper may be refused, and all that was paid goes back: that is paid at once.
  return planChoices(tier.proof ? undefined : tier.instalments, { cents, today: civilDay(ctx.now), until })
}

export function shownPlans(ctx: Ctx, tier: Tier, dates: DuesDates) {
  const { t, language } = ctx
  return plansFor(ctx, tier, dates).map((plan) => {
    const table = shownChoice(plan, ctx)
    const { parts } = table
    const said = parts.map(({ amount, day }, i) => t(`membership:times.${i === 0 ? 'today' : 'on'}`, { amount, day }))
    const words = parts.length <= IN_WORDS ? new Intl.ListFormat(language).format(said) : null
    return { count: parts.length, table, words, first: parts[0]!.amount, last: parts.at(-1)!.day }
  })
}

type PlanKey = 'active' | 'late' | 'paused' | 'refused' | 'asked'

function keyOf({ plan }: Owing): PlanKey {
  if (plan.state === 'stopped') return plan.reason === 'asked' ? 'asked' : 'refused'
  return plan.state === 'late' || plan.state === 'paused' ? plan.state : 'active'
}

/** @returns what the card of a plan draws. */
export function shownPlan(owing: Owing, ctx: Pick<Ctx, 't' | 'language'>) {
  const { plan, instalments, debiting, payable } = owing
  const { language } = ctx
  const table = shownParts(plan, instalments, debiting, ctx)
  const sum = (numbers: readonly number[]) =>
    instalments.reduce((all, { number, cents }) => all + (numbers.includes(number) ? cents : 0), 0)
  const rest = unpaid(owing, 'rest')
  const late = plan.state === 'late' && rest.length > 1 ? unpaid(owing, 'late') : []
  const mayPay = payable && !debiting && rest.length > 0
  return {
    key: keyOf(owing),
    count: instalments.length,
    table,
    day: table.parts.find(({ state }) => state !== 'paid')?.day ?? '',
    paid: euros(plan.totalCents - sum(rest), language),
    total: euros(plan.totalCents, language),
    late: mayPay && late.length > 0 ? euros(sum(late), language) : null,
    rest: mayPay ? euros(sum(rest), language) : null,
    stoppable: plan.state !== 'stopped',
  }
}

export type ShownPlan = ReturnType<typeof shownPlan>

/**
 * The person wants no more of it: nothing else is debited, and what it opened closes at once, as the page says
 * beforehand.
 */
export async function stopOwnPlan(ctx: Ctx, personId: string): Promise<void> {
  const { tenant, now } = ctx
  await ctx.sql(async (query) => {
    const owing = await owedPlan(query, tenant.id, personId, now)
    if (owing && owing.plan.state !== 'stopped') await closePlan({ query, tenant, now }, owing.plan.id, 'asked')
  })
}
