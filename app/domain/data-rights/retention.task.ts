/** The daily round: what is too old goes, and what was begun and not ended is begun again. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { sweepLoose } from '#app/domain/files/loose-files.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { unmadeCopies } from './copies.server.ts'
import { copyTask } from './copy.task.ts'
import { eraseTask } from './erase.task.ts'
import { unfinishedRequests } from './erasure-requests.server.ts'
import { applyRetention } from './retention.server.ts'

export const retentionTask = defineTask<{ tenantId: string }>({
  name: 'rights.retention',
  seconds: 3600,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    const begun = await inTenantSql(tenantId, async (query) => ({
      requests: await unfinishedRequests(query, tenantId),
      copies: await unmadeCopies(query, tenantId),
    }))
    for (const requestId of begun.requests) await enqueue(eraseTask, { tenantId, requestId })
    for (const copyId of begun.copies) await enqueue(copyTask, { tenantId, copyId })
    await sweepLoose(tenantId, now(), signal)
    await applyRetention(tenant, now(), signal)
  },
})
