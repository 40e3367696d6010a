/**
 * The three steps of an import that take longer than a page may: each begins again, or goes on, after a killed worker.
 */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { defineTask, type TaskRun } from '#app/tasks/registry.ts'
import { applyRun } from './apply-run.server.ts'
import { ImportRefused } from './import-refused.ts'
import { updateRun } from './import-runs.server.ts'
import { planRun } from './plan-run.server.ts'
import { undoRun } from './undo-run.server.ts'

type RunIds = { tenantId: string; runId: string }

async function withScope({ tenantId }: RunIds, work: (scope: Scope) => Promise<unknown>): Promise<void> {
  const scope = await tenantOfId(tenantId)
  // An association that is no more has no imports either.
  if (scope) await work(scope)
}

/** Works out what an import would do; the page of the run waits for it. */
export const planTask = defineTask<RunIds>({
  name: 'imports.plan',
  retries: 1,
  run: (ids, { signal, attempt }: TaskRun) =>
    withScope(ids, async (scope) => {
      try {
        await planRun({ scope, runId: ids.runId, now: now(), signal })
      } catch (error) {
        const isRefusal = error instanceof ImportRefused
        if (signal.aborted || (!isRefusal && attempt === 1)) throw error
        const failure = isRefusal ? { code: error.code, detail: error.detail } : ({ code: 'unexpected' } as const)
        await inTenantSql(scope.id, (query) => updateRun(query, scope.id, ids.runId, { state: 'failed', failure }))
      }
    }),
})

/** Writes a confirmed import, batch by batch. */
export const applyTask = defineTask<RunIds>({
  name: 'imports.apply',
  run: (ids, { signal }) => withScope(ids, (scope) => applyRun({ scope, runId: ids.runId, now: now(), signal })),
})

/** Takes an import back, batch by batch. */
export const undoTask = defineTask<RunIds>({
  name: 'imports.undo',
  run: (ids, { signal }) => withScope(ids, (scope) => undoRun({ scope, runId: ids.runId, now: now(), signal })),
})
