/** Erasing as queued work: begun by whoever asked, begun again by the daily round where a worker died. */
import { now } from '../../context/clock.ts'
import { tenantOfId } from '../../context/tenants.ts'
import { enqueue } from '../../tasks/queue.ts'
import { defineTask, type Task } from '../../tasks/registry.ts'
import { sendMailsTask } from '../mailing/send.task.ts'
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
      return enqueue(eraseTask, { tenantId, requestId }, { at: new Date(Date.now() + AGAIN) })
    }
    if (tenant) await eraseSubject(tenant, requestId, now(), signal)
  },
})
