/** Files for receivers outside: begun, given up, read by the staff (P7). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { Transfer } from '#app/policy/transfer.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { gatherTask } from './transfers.task.ts'

export const TRANSFER_STATES = ['gathering', 'ready', 'handed', 'dropped'] as const
export type TransferRun = Omit<RowOf<'transfer_run'>, 'state'> & { state: (typeof TRANSFER_STATES)[number] }

/** Days after which a file is made anew: those who came since are not in it. */
const FRESH = 30 * 86_400_000

/** @returns whether the file may be fetched: its people are gathered, not long ago */
export const mayHand = ({ state, createdAt }: TransferRun, now: Date): boolean =>
  (state === 'ready' || state === 'handed') && now.getTime() - createdAt.getTime() < FRESH

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

/** @returns the run; undefined where there is none. @param lock held until the transaction ends */
export async function findTransfer(
  query: Query,
  tenantId: string,
  id: string,
  lock = false,
): Promise<TransferRun | undefined> {
  const [row] = await query<TransferRun>(sql`SELECT * FROM "transfer_run" WHERE "tenantId" = ${tenantId}
    AND "id" = ${id} ${lock ? sql`FOR UPDATE` : sql``}`)
  return row
}

/** @returns the last fifty runs, newest first, each with how many people's values have left */
export const recentTransfers = (query: Query, tenantId: string): Promise<(TransferRun & { left: number })[]> =>
  query<TransferRun & { left: number }>(sql`
    SELECT t.*, (SELECT count(*)::int FROM "transfer_record" r WHERE r."tenantId" = ${tenantId} AND r."runId" = t."id"
      AND r."leftAt" IS NOT NULL) AS "left"
    FROM "transfer_run" t WHERE t."tenantId" = ${tenantId} ORDER BY t."createdAt" DESC, t."id" DESC LIMIT 50`)
