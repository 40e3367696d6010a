/** Files for receivers outside: begun and given up by the staff (P7). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { Transfer } from '#app/policy/transfer.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { findTransfer } from './read-runs.server.ts'
import { gatherTask } from './transfers.task.ts'

/** Asks for a file: the worker gathers its people. @param reason why it leaves, which the log keeps */
export function beginTransfer(ctx: Ctx, { file }: Transfer, reason: string): Promise<void> {
  const { tenant, viewer, now } = ctx
  return inTenantSql(tenant.id, async (query, client) => {
    const runId = uuidv7(now.getTime())
    await query(sql`INSERT INTO "transfer_run" ("tenantId", "id", "file", "state", "reason", "accountId", "createdAt")
      VALUES (${tenant.id}, ${runId}, ${file.id}, 'gathering', ${reason}, ${viewer.accountId ?? null}::uuid, ${now})`)
    await audit(query, ctx, 'transfer.begun', { subjectId: runId, detail: { file: file.id, reason } })
    await enqueue(gatherTask, { tenantId: tenant.id, runId }, { client })
  })
}

/** Gives up a file that was not fetched: nothing has left, so nothing of it is kept. @returns false where it is late */
export function dropTransfer(ctx: Ctx, id: string): Promise<boolean> {
  const { tenant } = ctx
  return inTenantSql(tenant.id, async (query) => {
    const run = await findTransfer(query, tenant.id, id, true)
    if (run?.state !== 'gathering' && run?.state !== 'ready') return false
    await query(sql`DELETE FROM "transfer_record" WHERE "tenantId" = ${tenant.id} AND "runId" = ${id}`)
    await query(sql`UPDATE "transfer_run" SET "state" = 'dropped' WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await audit(query, ctx, 'transfer.dropped', { subjectId: id, detail: { file: run.file } })
    return true
  })
}
