/** Figures as queued work: once a month, looked for every day. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { makeMonth } from './months.server.ts'

export const figuresTask = defineTask<{ tenantId: string }>({
  name: 'figures.month',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant && tenant.config.kind !== 'federation') await makeMonth(tenant, now())
  },
})
