/** The tables of imports as bulk writes see them, and their rows as features read them. */
import type { BulkTable } from '../../db/bulk.ts'
import type { Mapping } from './find-headings.ts'
import type { Decision, PlanCounts, PlanMode } from './import-plan.ts'
import type { RefusalCode } from './import-refused.ts'
import type { SourceTable } from './source-table.ts'

export const LINE_TABLE: BulkTable = {
  name: 'import_line',
  columns: { tenantId: 'uuid', runId: 'uuid', line: 'integer', cells: 'jsonb' },
  key: ['tenantId', 'runId', 'line'],
}

export const DECISION_TABLE: BulkTable = {
  name: 'import_decision',
  columns: {
    ...{ tenantId: 'uuid', runId: 'uuid', line: 'integer', kind: 'text', writes: 'boolean' },
    ...{ personId: 'uuid', label: 'text', body: 'jsonb' },
  },
  key: ['tenantId', 'runId', 'line'],
}

export const PRESENCE_TABLE: BulkTable = {
  name: 'import_presence',
  columns: { tenantId: 'uuid', source: 'text', personId: 'uuid', runId: 'uuid' },
  key: ['tenantId', 'source', 'personId'],
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

export interface ImportRun {
  id: string
  source: string
  mode: PlanMode
  state: RunState
  fileName: string
  kind: SourceTable['kind']
  sheet: string
  sheets: string[]
  mapping: Mapping | null
  /** Lines of the file, headings and blank ones included. */
  lines: number
  counts: Partial<PlanCounts>
  cursor: number
  failure: { code: RefusalCode | 'stale' | 'unexpected'; detail?: Record<string, unknown> } | null
  accountId: string | null
  createdAt: Date
  plannedAt: Date | null
  appliedAt: Date | null
  undoneAt: Date | null
}

/** A stored decision; lines below 0 are people absent from the file. */
export interface StoredDecision {
  line: number
  kind: Decision['kind'] | 'absent'
  writes: boolean
  personId: string | null
  label: string
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
