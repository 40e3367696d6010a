/** Sending: everything of one association's outbox that is due, a batch at a time (design §7). */
import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { log } from '#app/context/log.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { resendMailer } from '#app/outside/resend.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'

/** Mails of an association leave one batch after another; several workers never send the same. */
export const sendMailsTask = defineTask<{ tenantId: string }>({
  name: 'mailing.send',
  seconds: 600,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await sendMails(tenant, signal)
  },
})

async function sendMails(tenant: Tenant, signal: AbortSignal): Promise<void> {
  const { RESEND_API_KEY, RESEND_BASE_URL } = env()
  if (!RESEND_API_KEY) return log().warn({ association: tenant.slug }, 'mails wait: RESEND_API_KEY is missing')
  // Not before there is something to send: the parts mails are made of weigh more than a web process should carry.
  const { urgentKinds } = await import('./letter.ts')
  const { formBatch, giveUpOldBatches, nextTryAt, settleBatch, takeBatch } = await import('./batches.server.ts')
  const mailer = resendMailer({ key: RESEND_API_KEY, baseUrl: RESEND_BASE_URL })
  const lost = await giveUpOldBatches(tenant, now())
  if (lost > 0) log().error({ association: tenant.slug, batches: lost }, 'mails of unknown fate given up')
  while (!signal.aborted) {
    // Somebody sits before the page that a code or a link is for: those letters overtake everything else.
    const urgent = await formBatch(tenant, now(), await urgentKinds())
    const batch = urgent ?? (await takeBatch(tenant, now())) ?? (await formBatch(tenant, now()))
    if (!batch) break
    if (batch.ids.length === 0) continue
    const sent = await mailer.send(batch.mails, `mails/${batch.id}`)
    await settleBatch(tenant, batch, sent, now())
    if (sent.kind === 'later' && sent.shut) {
      log().warn({ association: tenant.slug, batch: batch.id, why: sent.why }, 'mails wait: nothing is taken now')
      break
    }
    if (sent.kind !== 'accepted')
      log().warn({ association: tenant.slug, batch: batch.id, outcome: sent.kind }, 'not sent')
    else if (sent.pause > 0) await sleep(Math.min(sent.pause, 10_000), undefined, { signal }).catch(() => undefined)
  }
  const next = await nextTryAt(tenant)
  if (next) await enqueue(sendMailsTask, { tenantId: tenant.id }, { at: next })
}
