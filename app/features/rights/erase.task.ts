/** Erasing as queued work: begun by whoever asked, begun again by the daily round where a worker died. */
import { now } from '../../context/clock.ts'
import { tenantOfId } from '../../context/tenants.ts'
import { defineTask } from '../../tasks/registry.ts'
import { eraseSubject } from './erase-subject.server.ts'

export const eraseTask = defineTask<{ tenantId: string; requestId: string }>({
  name: 'rights.erase',
  retries: 5,
  async run({ tenantId, requestId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await eraseSubject(tenant, requestId, now(), signal)
  },
})
