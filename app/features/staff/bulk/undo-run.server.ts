/** Taking a bulk action back within 30 days, batch by batch; whoever changed since stays as they are, and is listed. */
import type { Ctx } from '#app/context/open.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { type QueueRun, untilDone } from '#app/domain/runs/runs.ts'
import type { RunOptions } from './apply-run.server.ts'
import type { Traced, Work } from './bulk-kinds.ts'
import { countRows, findRun, isUndoable, lockRun } from './bulk-runs.server.ts'
import { KINDS } from './kinds.server.ts'

const BATCH = 500

/**
 * Asks for the undo; of an action under way it undoes what has been done so far.
 * @returns false where it is too late
 */
export function beginUndo(ctx: Ctx, runId: string, queue: QueueRun): Promise<boolean> {
  return inTenantSql(ctx.tenant.id, async (query, client) => {
    const run = await lockRun(query, ctx.tenant.id, runId)
    if (run.state === 'undoing') return true
    if (!isUndoable(run, ctx.now)) return false
    await query(sql`
      UPDATE "bulk_run" SET "state" = 'undoing', "undoneBy" = ${ctx.viewer.accountId ?? null}::uuid
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${runId}`)
    await queue(client)
    return true
  })
}

/**
 * Undoes a run from wherever its undo stands; harmless on one that is undone.
 * @throws whatever `signal` was aborted with, between two batches
 */
export const undoRun = (options: RunOptions): Promise<void> => untilDone(options.signal, () => undoBatch(options))

async function undoBatch({ tenant, runId, now, batch = BATCH }: RunOptions): Promise<boolean> {
  const asked = await inTenantSql(tenant.id, (query) => findRun(query, tenant.id, runId))
  const viewer = await readAccountViewer(tenant, asked?.undoneBy ?? null, now)
  const work: Work = { tenant, viewer, now, runId }
  return inTenantSql(
    tenant.id,
    async (query) => {
      const run = await lockRun(query, tenant.id, runId)
      if (run.state !== 'undoing' || run.action === null) return true
      const some = await query<Traced>(sql`
        SELECT "personId" AS "id", "trace" FROM "bulk_row"
        WHERE "tenantId" = ${tenant.id} AND "runId" = ${runId} AND "state" = 'done' ORDER BY "personId" LIMIT ${batch}`)
      if (some.length === 0) {
        await query(sql`UPDATE "bulk_run" SET "state" = 'undone', "undoneAt" = ${now}
          WHERE "tenantId" = ${tenant.id} AND "id" = ${runId}`)
        const { undone = 0 } = await countRows(query, tenant.id, runId)
        await audit(query, work, 'bulk.undone', { subjectId: runId, detail: { kind: run.action, count: undone } })
        return true
      }
      const kept = await KINDS[run.action].undo(query, work, run.params, some)
      const rows = some.map(({ id }) => ({ id, state: kept.has(id) ? 'kept' : 'undone', reason: kept.get(id) ?? null }))
      await query(sql`
        UPDATE "bulk_row" b SET "state" = r."state", "reason" = r."reason"
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("id" uuid, "state" text, "reason" text)
        WHERE b."tenantId" = ${tenant.id} AND b."runId" = ${runId} AND b."personId" = r."id"`)
      return false
    },
    SLOW,
  )
}
