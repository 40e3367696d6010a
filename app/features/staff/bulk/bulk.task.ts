/** Bulk actions as queued work: a worker that dies is replaced, and the next one goes on where it stopped. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { applyRun } from './apply-run.server.ts'
import { undoRun } from './undo-run.server.ts'

type RunIds = { tenantId: string; runId: string }

/** Carries out a confirmed action; its mails leave with its end. */
export const applyBulkTask = defineTask<RunIds>({
  name: 'bulk.apply',
  async run({ tenantId, runId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    await applyRun({ tenant, runId, now: now(), signal })
    await enqueue(sendMailsTask, { tenantId }, { once: tenantId })
  },
})

/** Takes an action back. */
export const undoBulkTask = defineTask<RunIds>({
  name: 'bulk.undo',
  async run({ tenantId, runId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await undoRun({ tenant, runId, now: now(), signal })
  },
})
