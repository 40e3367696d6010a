/** The step between mapping and confirming: what each line would do, stored, nothing written to anybody. */
import { civilDay } from '#app/calendar/civil-day.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { columnsOf } from './clean-row.ts'
import { headingCount, missingColumns } from './find-headings.ts'
import type { Decision, PlanCounts } from './import-plan.ts'
import { ImportRefused } from './import-refused.ts'
import { lockRun, updateRun } from './import-runs.server.ts'
import { type ImportRun, insertDecisions, type NewDecision } from './import-tables.ts'
import { createPlanner, type Planner } from './interpret-rows.ts'
import { peopleIndex } from './people-index.server.ts'
import { readLines, STEP } from './stage-file.server.ts'
import { createSurveyor, type Survey } from './survey-rows.ts'

export interface PlanRunOptions {
  scope: Scope
  runId: string
  now: Date
  signal?: AbortSignal
  /** Called with the lines decided so far and all of them. */
  onProgress?: (done: number, all: number) => void
}

/**
 * Decides on every line of a run and stores the decisions; run again it starts anew, so that a killed worker leaves no
 * half plan.
 * @returns what an import would do
 * @throws ImportRefused `no-headings` where no column gives names; whatever `signal` was aborted with
 */
export async function planRun(options: PlanRunOptions): Promise<PlanCounts> {
  const { scope, runId, now, signal, onProgress } = options
  const run = await begin(scope.id, runId, now)
  const survey = await surveyRun(scope.id, run)
  const planner = makePlanner(scope, run, survey, now)
  let done = 0
  let storing: Promise<void> = Promise.resolve()
  let deciding: Promise<Decision[]> = Promise.resolve([])
  // While some lines are stored, the next are decided on, and those after them cleaned and looked up.
  const store = async (decisions: Decision[]) => {
    await storing
    storing = storeDecisions(scope.id, run, decisions)
    storing.catch(() => {})
  }
  for await (const rows of readLines(scope.id, runId)) {
    signal?.throwIfAborted()
    const before = deciding
    deciding = planner.plan(rows)
    deciding.catch(() => {})
    await store(await before)
    onProgress?.(done, run.lines)
    done += rows.length
  }
  await store(await deciding)
  await storing
  onProgress?.(done, run.lines)
  return finishPlan(scope.id, runId, planner)
}

async function finishPlan(tenantId: string, runId: string, planner: Planner): Promise<PlanCounts> {
  const { counts, absent } = await planner.finish()
  await inTenantSql(
    tenantId,
    async (query) => {
      const rows = absent.map(absentRow)
      if (rows.length) await query(insertDecisions(tenantId, runId, rows))
      // Their lines are empty since an earlier plan of the same run.
      const [erased] = await query<{ n: number }>(sql`SELECT count(*)::int AS n FROM "import_decision"
        WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} AND "kind" = 'erased'`)
      counts.erased = erased!.n
      await updateRun(query, tenantId, runId, { state: 'planned', counts, cursor: 0 })
    },
    SLOW,
  )
  return counts
}

/** Somebody the file leaves out stands below line 0. */
function absentRow({ id, label }: { id: string; label: string }, i: number): NewDecision {
  return { line: -1 - i, kind: 'absent', writes: false, personId: id, label, body: {} }
}

async function begin(tenantId: string, runId: string, now: Date): Promise<ImportRun> {
  return inTenantSql(
    tenantId,
    async (query) => {
      const run = await lockRun(query, tenantId, runId)
      if (!['mapping', 'planning', 'planned', 'failed'].includes(run.state) || run.appliedAt)
        throw new Error(`import ${runId} is ${run.state}`)
      if (!run.mapping || missingColumns(run.mapping).length) throw new ImportRefused('no-headings')
      await query(sql`DELETE FROM "import_decision" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}
        AND "kind" <> 'erased'`)
      await updateRun(query, tenantId, runId, { state: 'planning', plannedAt: now, cursor: 0 })
      return run
    },
    SLOW,
  )
}

async function surveyRun(tenantId: string, run: ImportRun): Promise<Survey> {
  const mapping = run.mapping!
  // Cells of workbooks have places of their own; those of texts and printed lists only their order.
  const separated = run.kind === 'csv' || run.kind === 'pdf' ? headingCount(mapping) : undefined
  const surveyor = createSurveyor({ columns: columnsOf(mapping), headingLine: mapping.headingLine, separated })
  for await (const rows of readLines(tenantId, run.id, { page: 2_000 })) for (const row of rows) surveyor.add(row)
  return surveyor.result()
}

function makePlanner(scope: Scope, run: ImportRun, survey: Survey, now: Date): Planner {
  const mapping = run.mapping!
  const fields = [...columnsOf(mapping).byField.keys()].filter((field) => isOneOf(FIELD_IDS, field))
  return createPlanner({
    ...{ mapping, survey, source: run.source, mode: run.mode, home: scope.config.imports.home },
    conflict: scope.config.imports.conflict,
    people: peopleIndex(scope.id, fields),
    today: civilDay(now),
    newId: () => uuidv7(),
  })
}

/** Lines that say nothing new about somebody whom the source has brought before leave no trace. */
async function storeDecisions(tenantId: string, run: ImportRun, decisions: Decision[]): Promise<void> {
  const told = decisions.flatMap((decision) => (decision.kind === 'skipped' ? [] : [decision]))
  const silent = new Set(told.flatMap((one) => (one.kind === 'update' && !saysSomething(one) ? [one.person] : [])))
  await inTenantSql(
    tenantId,
    async (query) => {
      const known = silent.size
        ? await query<RowOf<'import_presence', 'personId'>>(sql`SELECT "personId" FROM "import_presence"
            WHERE "tenantId" = ${tenantId} AND "source" = ${run.source} AND "personId" = ANY(${[...silent]}::uuid[])`)
        : []
      const present = new Set(known.map(({ personId }) => personId))
      const isStored = (one: (typeof told)[number]) =>
        one.kind !== 'update' || saysSomething(one) || !present.has(one.person)
      const rows = told.filter(isStored).map(decisionRow)
      if (rows.length) await query(insertDecisions(tenantId, run.id, rows))
      const erased = rows.flatMap(({ kind, line }) => (kind === 'erased' ? [line] : []))
      if (erased.length)
        await query(sql`UPDATE "import_line" SET "cells" = '[]' WHERE "tenantId" = ${tenantId} AND "runId" = ${run.id}
          AND "line" = ANY(${erased}::int[])`)
    },
    STEP,
  )
}

function saysSomething(decision: Decision & { kind: 'update' }): boolean {
  const { changes, conflicts, differs, issues, added, repeats } = decision
  return Boolean(
    changes.length || conflicts.length || differs.length || issues.length || added || repeats !== undefined,
  )
}

function decisionRow(decision: Exclude<Decision, { kind: 'skipped' }>): NewDecision {
  if (decision.kind === 'erased')
    return { line: decision.line, kind: 'erased', writes: false, personId: null, label: '', body: {} }
  const { line, kind, label } = decision
  const person = kind === 'create' || kind === 'update' ? decision.person : null
  return { line, kind, writes: person !== null, personId: person, label, body: decision }
}
