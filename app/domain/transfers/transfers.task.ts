/** Gathering the people of a file as queued work: a worker that dies is replaced, and the next one goes on. */
import { tenantOfId } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'

export const gatherTask = defineTask<{ tenantId: string; runId: string }>({
  name: 'transfers.gather',
  async run({ tenantId, runId }, { signal }) {
    const { gatherPeople } = await import('./gather.server.ts')
    const tenant = await tenantOfId(tenantId)
    if (tenant) await gatherPeople({ tenant, runId, signal })
  },
})
