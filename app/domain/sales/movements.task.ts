/** Rounds of the balance at Stripe: its fees and payouts into the books. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { followBalance } from './movements.server.ts'

export const movementsTask = defineTask<{ tenantId: string }>({
  name: 'payments.movements',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await followBalance(tenant, now())
  },
})
