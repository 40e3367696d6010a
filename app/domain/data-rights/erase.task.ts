/** Erasing as queued work: begun by whoever asked, begun again by the daily round where a worker died. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask, type Task } from '#app/tasks/registry.ts'
import { eraseSubject } from './erase-subject.server.ts'
import { farewellWaits } from './farewell.server.ts'

/** Milliseconds until it is looked again whether the letter that says so has left. */
const AGAIN = 5_000

export const eraseTask: Task<{ tenantId: string; requestId: string }> = defineTask({
  name: 'rights.erase',
  retries: 5,
  async run({ tenantId, requestId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (await farewellWaits(tenantId, requestId, now())) {
      await enqueue(sendMailsTask, { tenantId })
      return enqueue(eraseTask, { tenantId, requestId }, { at: new Date(now().getTime() + AGAIN) })
    }
    if (tenant) await eraseSubject(tenant, requestId, now(), signal)
  },
})
