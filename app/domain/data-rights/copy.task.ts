/** Making a copy as queued work. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'

export const copyTask = defineTask<{ tenantId: string; copyId: string }>({
  name: 'rights.copy',
  retries: 5,
  async run({ tenantId, copyId }) {
    const { makeCopy } = await import('./make-copy.server.ts')
    const tenant = await tenantOfId(tenantId)
    if (tenant) await makeCopy(tenant, copyId, now())
  },
})
