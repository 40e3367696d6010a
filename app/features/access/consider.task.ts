/** The worker's look at a request: who it may be about, and which mail answers it. */
import { now } from '../../context/clock.ts'
import { tenantOfId } from '../../context/tenants.ts'
import { inTenantSql } from '../../db/transaction.ts'
import { enqueue } from '../../tasks/queue.ts'
import { defineTask } from '../../tasks/registry.ts'
import { sendMailsTask } from '../mailing/send.task.ts'
import { considerRequest } from './consider.server.ts'

export const considerTask = defineTask<{ tenantId: string; requestId: string }>({
  name: 'access.consider',
  async run({ tenantId, requestId }) {
    const tenant = await tenantOfId(tenantId)
    // An association that is no more lets nobody in.
    if (!tenant) return
    await inTenantSql(tenantId, (query) => considerRequest(query, tenant, requestId, now()))
    await enqueue(sendMailsTask, { tenantId })
  },
})
