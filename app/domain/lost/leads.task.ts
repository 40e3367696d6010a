/** Looks at addresses that members sent for classmates, by the clock: never while the sender waits. */
import { now as clockNow } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { considerLeads } from './consider-leads.server.ts'

export const leadsTask = defineTask<{ tenantId: string }>({
  name: 'lost.leads',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await considerLeads(tenant, clockNow())
  },
})
