/**
 * All receipts of a year, donor by donor, each in a transaction of its own: a worker that is stopped goes on where it
 * was.
 */
import { now } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { dueDonors } from './due-receipts.server.ts'
import { issueReceipt } from './tax-receipts.server.ts'

type BatchIds = { tenantId: string; batchId: string }

export const issueReceiptsTask = defineTask<BatchIds>({
  name: 'books.tax-receipts',
  run: async ({ tenantId, batchId }, { signal }) => {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    const [batch] = await inTenantSql(tenantId, (query) =>
      query<RowOf<'tax_receipt_batch', 'giftYear' | 'accountId'>>(sql`
        SELECT "giftYear", "accountId" FROM "tax_receipt_batch"
        WHERE "tenantId" = ${tenantId} AND "id" = ${batchId} AND "state" = 'asked'`),
    )
    if (!batch) return
    await issueAll(tenant, batchId, batch, signal)
    await enqueue(sendMailsTask, { tenantId })
  },
})

async function issueAll(
  tenant: Tenant,
  batchId: string,
  { giftYear: year, accountId }: { giftYear: number; accountId: string | null },
  signal: AbortSignal,
): Promise<void> {
  const waiting = await inTenantSql(tenant.id, (query) => dueDonors({ query, tenant }, year), {
    statementTimeout: 60_000,
  })
  for (const { key, complete } of waiting) {
    signal.throwIfAborted()
    if (complete) await issueOne(tenant, batchId, { key, year, accountId })
  }
  await inTenantSql(tenant.id, (query) =>
    query(sql`
      UPDATE "tax_receipt_batch" SET "state" = 'done', "doneAt" = ${now()} WHERE "tenantId" = ${tenant.id}
        AND "id" = ${batchId}`),
  )
}

/** Who was served meanwhile, or lacks an address, takes no number. */
async function issueOne(tenant: Tenant, batchId: string, of: { key: string; year: number; accountId: string | null }) {
  const refused = new Error('refused')
  try {
    await inTenantSql(tenant.id, async (query) => {
      const made = await issueReceipt(query, { tenant, accountId: of.accountId, now: now() }, of)
      if ('fault' in made) throw refused
      await query(sql`
        UPDATE "tax_receipt_batch" SET "issued" = "issued" + 1 WHERE "tenantId" = ${tenant.id} AND "id" = ${batchId}`)
    })
  } catch (error) {
    if (error !== refused) throw error
  }
}
