/** A whole import without a page between its steps: the command line, the demo's first base, tests. */
import { now } from '#app/context/clock.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { applyRun, confirmRun } from './apply-run.server.ts'
import type { PlanCounts } from './import-plan.ts'
import { planRun } from './plan-run.server.ts'
import { discardRun, type StageOptions, stageFile } from './stage-file.server.ts'
import { undoRun } from './undo-run.server.ts'

export interface ImportOptions extends Omit<StageOptions, 'tenantId'> {
  scope: Scope
  /** Says what would change and writes nothing. */
  dryRun?: boolean
  /** How far it is: both are 0 while a file is read. */
  onProgress?: (step: 'reading' | 'planning' | 'applying', done: number, all: number) => void
  /** Called with the planned run before it is applied or, on a dry run, forgotten. */
  onPlanned?: (runId: string) => Promise<void>
}

/**
 * Imports one file to its end (P1, P2).
 * @returns the run's id and what it did, or would do
 * @throws ImportRefused for what is no honest table or has no names
 */
export async function importFile(options: ImportOptions): Promise<{ runId: string; counts: PlanCounts }> {
  const { scope, dryRun, onProgress = () => {} } = options
  onProgress('reading', 0, 0)
  const runId = await stageFile({ ...options, tenantId: scope.id, patience: 'command' })
  let lines = 0
  const plan = () =>
    planRun({
      ...{ scope, runId, now: now() },
      onProgress: (done, all) => {
        lines = all
        onProgress('planning', done, all)
      },
    })
  try {
    const counts = await plan()
    await options.onPlanned?.(runId)
    if (dryRun) return { runId, counts }
    while (!(await confirmRun(scope.id, runId, now()))) await plan()
    await applyRun({
      scope,
      runId,
      now: now(),
      onProgress: (line) => onProgress('applying', Math.min(line, lines), lines),
    })
    onProgress('applying', lines, lines)
    return { runId, counts }
  } finally {
    // Forgets only a run that wrote nothing: a dry one, or one that failed before it was confirmed.
    await inTenantSql(scope.id, (query) => discardRun(query, scope.id, runId))
  }
}

/** Ends what a killed process left in the middle. @returns how many imports there were */
export async function resumeRuns(scope: Scope): Promise<number> {
  const runs = await inTenantSql(scope.id, (query) =>
    query<RowOf<'import_run', 'id' | 'state'>>(sql`
      SELECT "id", "state" FROM "import_run"
      WHERE "tenantId" = ${scope.id} AND "state" IN ('applying', 'undoing') ORDER BY "createdAt"`),
  )
  for (const { id: runId, state } of runs)
    await (state === 'applying' ? applyRun({ scope, runId, now: now() }) : undoRun({ scope, runId, now: now() }))
  return runs.length
}
