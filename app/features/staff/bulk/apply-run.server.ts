/**
 * Carrying a bulk action out: batch by batch, each one transaction that also marks its people as done, so that a killed
 * worker's successor goes on where it stopped and nobody is done twice. Who began it must still be allowed to at every
 * batch.
 */
import { abilityOf } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { type QueueRun, untilDone } from '#app/domain/runs/runs.ts'
import { bulkActions } from '#app/policy/bulk.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { Chosen, Reason, Traced, Work } from './bulk-kinds.ts'
import { type BulkRun, countRows, findRun, lockRun } from './bulk-runs.server.ts'
import { KINDS, readChosen } from './kinds.server.ts'

export interface RunOptions {
  tenant: Tenant
  runId: string
  now: Date
  signal?: AbortSignal
  /** People per transaction. */
  batch?: number
}

const BATCH = 500

/** Sets a draft off. @returns false where it is none any more, or nothing has been chosen */
export function startRun(ctx: Ctx, runId: string, queue: QueueRun): Promise<boolean> {
  return inTenantSql(ctx.tenant.id, async (query, client) => {
    const run = await lockRun(query, ctx.tenant.id, runId)
    if (run.state !== 'draft' || run.action === null) return false
    await query(sql`
      UPDATE "bulk_run"
        SET "state" = 'running', "startedAt" = ${ctx.now}, "accountId" = ${ctx.viewer.accountId ?? null}::uuid
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${runId}`)
    await audit(query, ctx, 'bulk.begun', { subjectId: runId, detail: { kind: run.action, count: run.people } })
    await queue(client)
    return true
  })
}

/**
 * Carries a run to its end from wherever it stands; harmless on one that is over.
 * @throws whatever `signal` was aborted with, between two batches
 */
export const applyRun = (options: RunOptions): Promise<void> => untilDone(options.signal, () => applyBatch(options))

async function applyBatch({ tenant, runId, now, batch = BATCH }: RunOptions): Promise<boolean> {
  const begun = await inTenantSql(tenant.id, (query) => findRun(query, tenant.id, runId))
  const viewer = await readAccountViewer(tenant, begun?.accountId ?? null, now)
  const work: Work = { tenant, viewer, now, runId }
  return inTenantSql(
    tenant.id,
    async (query) => {
      const run = await lockRun(query, tenant.id, runId)
      if (run.state !== 'running' || run.action === null) return true
      if (!isOneOf(bulkActions(abilityOf(tenant, viewer, [])), run.action)) return endRun(query, work, run, 'stopped')
      const step = { kind: KINDS[run.action], params: run.params }
      const rows = sql`r."state" = 'waiting'`
      const chosen = await readChosen(query, work, step, { rows, most: batch })
      if (chosen.length === 0) return endRun(query, work, run, 'done')
      const passed = new Map<string, Reason>()
      for (const one of chosen) {
        const reason = step.kind.why(one, run.params, work)
        if (reason) passed.set(one.id, reason)
      }
      const others: Chosen[] = chosen.filter(({ id }) => !passed.has(id))
      const traces = others.length > 0 ? await step.kind.apply(query, work, run.params, others) : []
      await markRows(query, work, { done: traces, skipped: passed })
      return false
    },
    SLOW,
  )
}

async function endRun(query: Query, work: Work, run: BulkRun, state: 'done' | 'stopped'): Promise<true> {
  await query(sql`
    UPDATE "bulk_run" SET "state" = ${state}, "endedAt" = ${work.now}
    WHERE "tenantId" = ${work.tenant.id} AND "id" = ${run.id}`)
  const { done = 0 } = await countRows(query, work.tenant.id, run.id)
  await audit(query, work, `bulk.${state}`, { subjectId: run.id, detail: { kind: run.action, count: done } })
  return true
}

async function markRows(
  query: Query,
  { tenant, runId }: Work,
  { done, skipped }: { done: readonly Traced[]; skipped: ReadonlyMap<string, Reason> },
): Promise<void> {
  const rows = [
    ...done.map(({ id, trace }) => ({ id, state: 'done', trace })),
    ...[...skipped].map(([id, reason]) => ({ id, state: 'skipped', reason })),
  ]
  await query(sql`
    UPDATE "bulk_row" b SET "state" = r."state", "reason" = r."reason", "trace" = r."trace"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("id" uuid, "state" text, "reason" text, "trace" jsonb)
    WHERE b."tenantId" = ${tenant.id} AND b."runId" = ${runId} AND b."personId" = r."id"`)
}
