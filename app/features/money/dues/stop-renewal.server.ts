/** Dues no longer renew themselves: at Stripe first, then here; asked twice, it is done once. */
import type { Ctx } from '#app/context/open.ts'
import { stripeOf } from '#app/domain/sales/stripe-gate.server.ts'
import { endSubscription, runningSubscription } from '#app/domain/sales/subscriptions.server.ts'

export async function stopRenewal(ctx: Ctx): Promise<void> {
  const { tenant, viewer, now } = ctx
  if (!viewer.personId) return
  const { personId } = viewer
  const running = await ctx.sql((query) => runningSubscription(query, tenant.id, personId))
  const id = running?.stripeSubscription
  if (!id) return
  const stripe = await stripeOf(tenant.id)
  await stripe?.gate.endSubscription(id, `stop/${id}`)
  await ctx.sql((query) => endSubscription(query, tenant.id, id, now))
}
