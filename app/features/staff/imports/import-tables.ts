/** The tables of imports: how their rows are written many at a time, and how features read them. */
import type { Narrow, RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Mapping } from './find-headings.ts'
import type { Decision, PlanCounts, PlanMode } from './import-plan.ts'
import type { RefusalCode } from './import-refused.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

/** A line as the reader writes it: its number and its cells as JSON, which never holds a tab or an end of line. */
export function writtenLine({ line, cells }: SourceRow): string {
  return `${line}\t${JSON.stringify(cells)}\n`
}

/**
 * Lines of one run, put into the base as they were written: the site never takes them apart, and PostgreSQL reads them
 * in half the time that objects with names take.
 * @param lines whole ones, as {@link writtenLine} makes them
 */
export function insertLines(tenantId: string, runId: string, lines: string): Sql {
  return sql`INSERT INTO "import_line" ("tenantId", "runId", "line", "cells")
    SELECT ${tenantId}::uuid, ${runId}::uuid, split_part(l, E'\t', 1)::integer, split_part(l, E'\t', 2)::jsonb
    FROM string_to_table(rtrim(${lines}, E'\n'), E'\n') AS l RETURNING 1`
}

/** A decision about to be stored; lines below 0 are people absent from the file. */
export interface NewDecision {
  line: number
  kind: Decision['kind'] | 'absent'
  writes: boolean
  personId: string | null
  label: string
  body: object
}

export function insertDecisions(tenantId: string, runId: string, rows: readonly NewDecision[]): Sql {
  return sql`INSERT INTO "import_decision" ("tenantId", "runId", "line", "kind", "writes", "personId", "label", "body")
    SELECT ${tenantId}::uuid, ${runId}::uuid, r."line", r."kind", r."writes", r."personId", r."label", r."body"
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r("line" integer, "kind" text, "writes" boolean, "personId" uuid, "label" text, "body" jsonb)
    RETURNING 1`
}

/** Whoever is known to be brought by the source stays so. */
export function insertPresence(
  tenantId: string,
  run: Pick<ImportRun, 'id' | 'source'>,
  people: readonly string[],
): Sql {
  return sql`INSERT INTO "import_presence" ("tenantId", "source", "personId", "runId")
    SELECT ${tenantId}::uuid, ${run.source}, p.id, ${run.id}::uuid FROM unnest(${people}::uuid[]) AS p(id)
    ON CONFLICT DO NOTHING`
}

/** reading → mapping → planning → planned → applying → applied → undoing → undone; `failed` from any of them. */
export type RunState =
  | 'reading'
  | 'mapping'
  | 'planning'
  | 'planned'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone'
  | 'failed'

/** A row of `import_run`; `lines` counts those of the file, headings and blank ones included. */
export type ImportRun = RowOf<
  'import_run',
  | ('id' | 'source' | 'fileName' | 'sheet' | 'sheets' | 'lines' | 'cursor' | 'accountId')
  | ('createdAt' | 'plannedAt' | 'appliedAt' | 'undoneAt')
> &
  Narrow<
    'import_run',
    {
      mode: PlanMode
      state: RunState
      kind: SourceTable['kind']
      mapping: Mapping | null
      counts: Partial<PlanCounts>
      failure: { code: RefusalCode | 'stale' | 'unexpected'; detail?: Record<string, unknown> } | null
    }
  >

export interface StoredDecision extends NewDecision {
  body: Decision
  outcome: Outcome | null
}

/** What became of a decision where that is not what was planned. */
export interface Outcome {
  /** Fields that somebody changed between the plan and the import, or after it and before the undo. */
  kept?: { field: string; diploma: string | null; now: unknown }[]
  /** The person was gone, there already, or used by others. */
  person?: 'gone' | 'already-there' | 'kept'
}
