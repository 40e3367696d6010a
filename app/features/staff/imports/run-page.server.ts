/** What every page of one import begins with: the gate, the run of this association, and what of it a page shows. */
import { redirect } from '@remix-run/node'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { planTask } from './import.task.ts'
import { findRun, isUndoable, updateRun } from './import-runs.server.ts'
import type { ImportRun, RunState } from './import-tables.ts'
import { runAddress } from './run-address.ts'

export interface RunPage {
  ctx: Ctx
  run: ImportRun
}

/** @throws Response 404 where this association has no such import; what `open` throws */
export async function openRun(args: Args): Promise<RunPage> {
  const ctx = await open(args, { needs: 'imports' })
  const id = args.params?.run
  const run = isUuid(id) ? await ctx.sql((query) => findRun(query, ctx.tenant.id, id)) : undefined
  if (!run) throw notFound()
  return { ctx, run }
}

/** @throws Response 303 to the import's own page where it is not (or no longer) in one of these states */
export function demandState(run: ImportRun, ...states: RunState[]): void {
  if (!states.includes(run.state)) throw redirect(runAddress(run.id), 303)
}

/** @returns the run as pages need it; instants become text on their way to the page */
export function runFacts({ ctx, run }: RunPage) {
  const { id, state, fileName, mode, kind, sheet, lines, counts, failure } = run
  return {
    ...{ id, state, fileName, mode, kind, sheet, lines, counts, failure },
    at: run.createdAt.toISOString(),
    appliedAt: run.appliedAt?.toISOString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
    undoable: isUndoable(run, ctx.now),
  }
}
export type RunFacts = ReturnType<typeof runFacts>

/** Lines done of a step under way; undefined where nobody knows how far it is. */
export async function progressOf({ ctx, run }: RunPage): Promise<number | undefined> {
  if (run.state === 'applying') return Math.min(run.cursor, run.lines)
  if (run.state === 'undoing') return Math.max(0, run.lines - run.cursor)
  if (run.state !== 'planning') return undefined
  const [row] = await ctx.sql((query) =>
    query<{ line: number | null }>(sql`
      SELECT max("line") AS "line" FROM "import_decision" WHERE "tenantId" = ${ctx.tenant.id} AND "runId" = ${run.id}`),
  )
  return row?.line ? Math.min(row.line, run.lines) : undefined
}

/** Has the worker say anew what the import would do. */
export async function planAgain(ctx: Ctx, runId: string): Promise<void> {
  await inTenantSql(ctx.tenant.id, async (query, client) => {
    await updateRun(query, ctx.tenant.id, runId, { state: 'planning', cursor: 0 })
    await enqueue(planTask, { tenantId: ctx.tenant.id, runId }, { once: runId, client })
  })
}
