/** The worker's look at a request: who it may be about, and which mail answers it. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
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
