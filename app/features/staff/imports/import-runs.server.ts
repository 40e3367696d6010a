/** Runs of imports: made, found, moved from state to state. */

import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { withinUndo } from '#app/domain/runs/runs.ts'
import type { Mapping } from './find-headings.ts'
import type { PlanMode } from './import-plan.ts'
import type { ImportRun, RunState } from './import-tables.ts'
import type { SourceTable } from './source-table.ts'

export interface NewRun {
  id: string
  source: string
  mode: PlanMode
  fileName: string
  table: Pick<SourceTable, 'kind' | 'sheet' | 'sheets'>
  accountId?: string | null
}

export async function insertRun(query: Query, tenantId: string, run: NewRun): Promise<void> {
  const { id, source, mode, fileName, table, accountId = null } = run
  await query(sql`
    INSERT INTO "import_run" ("tenantId", "id", "source", "mode", "state", "fileName", "kind", "sheet", "sheets",
      "accountId")
    VALUES (${tenantId}, ${id}, ${source}, ${mode}, 'reading', ${fileName}, ${table.kind}, ${table.sheet},
      ${table.sheets}::text[], ${accountId})`)
}

/** @returns undefined where this association has no such run */
export async function findRun(query: Query, tenantId: string, id: string): Promise<ImportRun | undefined> {
  const [run] = await query<ImportRun>(sql`
    SELECT * FROM "import_run" WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  return run
}

/** @returns the run with its row locked: two workers never take the same step. */
export async function lockRun(query: Query, tenantId: string, id: string): Promise<ImportRun> {
  const [run] = await query<ImportRun>(sql`
    SELECT * FROM "import_run" WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR UPDATE`)
  if (!run) throw new Error(`there is no import ${id}`)
  return run
}

/** @returns the latest runs of the association, newest first. */
export function listRuns(query: Query, tenantId: string, most = 50): Promise<ImportRun[]> {
  return query<ImportRun>(sql`
    SELECT * FROM "import_run" WHERE "tenantId" = ${tenantId} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${most}`)
}

export interface RunChanges {
  state?: RunState
  cursor?: number
  lines?: number
  mapping?: Mapping
  mode?: PlanMode
  source?: string
  counts?: ImportRun['counts']
  failure?: ImportRun['failure']
  plannedAt?: Date | null
  appliedAt?: Date
  undoneAt?: Date
}

/** Writes what is given and leaves the rest; a step forward clears the failure of the one before. */
export async function updateRun(query: Query, tenantId: string, id: string, changes: RunChanges): Promise<void> {
  const { state, cursor, lines, mapping, mode, source, counts, failure, plannedAt, appliedAt, undoneAt } = changes
  const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))
  await query(sql`
    UPDATE "import_run" SET
      "state" = coalesce(${state ?? null}, "state"),
      "cursor" = coalesce(${cursor ?? null}::int, "cursor"),
      "lines" = coalesce(${lines ?? null}::int, "lines"),
      "mapping" = coalesce(${json(mapping)}::jsonb, "mapping"),
      "mode" = coalesce(${mode ?? null}, "mode"),
      "source" = coalesce(${source ?? null}, "source"),
      "counts" = coalesce(${json(counts)}::jsonb, "counts"),
      "failure" = ${json(failure)}::jsonb,
      "plannedAt" = coalesce(${plannedAt ?? null}::timestamptz, "plannedAt"),
      "appliedAt" = coalesce(${appliedAt ?? null}::timestamptz, "appliedAt"),
      "undoneAt" = coalesce(${undoneAt ?? null}::timestamptz, "undoneAt")
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
}

/** @returns whether the run can still be undone at this instant */
export function isUndoable(run: Pick<ImportRun, 'state' | 'appliedAt'>, now: Date): boolean {
  return run.state === 'undoing' || (run.state === 'applied' && withinUndo(run.appliedAt, now))
}

/** What happened, for the audit trail; ids and numbers only. */
export async function auditRun(
  query: Query,
  tenantId: string,
  run: Pick<ImportRun, 'id' | 'accountId'>,
  entry: { id: string; action: 'import.applied' | 'import.undone' | 'import.discarded'; detail: object; now: Date },
): Promise<void> {
  await query(sql`
    INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
    VALUES (${tenantId}, ${entry.id}, ${entry.now}, ${run.accountId}, ${entry.action}, ${run.id},
      ${JSON.stringify(entry.detail)}::jsonb)`)
}
