/**
 * The last step: decisions become people. Batch by batch, each one transaction that also moves the run's cursor, so
 * that a killed worker leaves whole batches behind and the next one goes on after them.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { applyValues, clean, setDiplomaValue, type ValueChanges } from '#app/domain/people/apply-values.ts'
import type { DiplomaSource, PersonSource } from '#app/domain/people/person-source.ts'
import type { Trace } from '#app/domain/people/person-writes.ts'
import { project } from '#app/domain/people/projection.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { addDiplomaTo, editPeople, insertDrafts } from '#app/domain/people/write-people.server.ts'
import { type QueueRun, untilDone } from '#app/domain/runs/runs.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { type Batch, type Create, type DecisionReader, readDecisions } from './decisions-ahead.server.ts'
import { lockedByPerson } from './import-locks.server.ts'
import type { Change, Decision } from './import-plan.ts'
import { auditRun, lockRun, updateRun } from './import-runs.server.ts'
import { type ImportRun, insertPresence, type Outcome } from './import-tables.ts'
import { forgetFile } from './kept-file.server.ts'
import { STEP } from './stage-file.server.ts'

export interface ApplyOptions {
  scope: Scope
  runId: string
  now: Date
  signal?: AbortSignal
  /** Called after each batch with the line up to which all is done. */
  onProgress?: (line: number) => void
  /** People per transaction. */
  batch?: number
}

type Update = Decision & { kind: 'update' }
const BATCH = 1_000

/**
 * Marks a planned run as confirmed; from here on it goes to its end, or is undone.
 * @param queue left out where the caller applies the run itself
 * @returns false where another import wrote to the base since the plan: it must be planned again
 */
export async function confirmRun(
  tenantId: string,
  runId: string,
  now: Date,
  queue: QueueRun = async () => {},
): Promise<boolean> {
  return inTenantSql(tenantId, async (query, client) => {
    const run = await lockRun(query, tenantId, runId)
    if (run.state === 'applying' || run.state === 'applied') return true
    if (run.state !== 'planned') throw new Error(`import ${runId} is ${run.state}`)
    const [later] = await query(sql`
      SELECT 1 FROM "import_run" WHERE "tenantId" = ${tenantId} AND "id" <> ${runId}
        AND ("state" IN ('applying', 'undoing') OR "appliedAt" > ${run.plannedAt} OR "undoneAt" > ${run.plannedAt})
        LIMIT 1`)
    if (later) {
      await updateRun(query, tenantId, runId, { state: 'mapping', failure: { code: 'stale' } })
      return false
    }
    await updateRun(query, tenantId, runId, { state: 'applying', cursor: 0, appliedAt: now })
    await forgetFile(query, tenantId, runId)
    await queue(client)
    return true
  })
}

/**
 * Applies a confirmed run from wherever it stands; harmless on one that is done.
 * @throws whatever `signal` was aborted with, between two batches
 */
export async function applyRun(options: ApplyOptions): Promise<void> {
  const { scope, runId, signal, batch = BATCH } = options
  const reader = readDecisions({ scope, runId, batch })
  await untilDone(signal, async () => {
    // The commit that ends it waits for the disk, and with it all before.
    const waiting = (await reader.hasNext()) ? STEP : SLOW
    return inTenantSql(scope.id, (query) => applyBatch(query, options, reader), waiting)
  })
}

async function applyBatch(
  query: Query,
  { scope, runId, now, onProgress }: ApplyOptions,
  reader: DecisionReader,
): Promise<boolean> {
  const run = await lockRun(query, scope.id, runId)
  if (run.state === 'applied') return true
  if (run.state !== 'applying') throw new Error(`import ${runId} is ${run.state}`)
  const next = await reader.after(query, run.cursor)
  const last = next.decisions.at(-1)
  if (!last) {
    await updateRun(query, scope.id, runId, { state: 'applied' })
    await auditRun(query, scope.id, run, { id: uuidv7(), action: 'import.applied', detail: run.counts, now })
    return true
  }
  reader.ahead(last.line)
  await applyDecisions({ query, tenant: scope, now }, run, next)
  await updateRun(query, scope.id, runId, { cursor: last.line })
  onProgress?.(last.line)
  return false
}

async function applyDecisions(
  { query, tenant: scope, now }: Unit<Scope>,
  run: ImportRun,
  { decisions: stored, drafts }: Batch,
): Promise<void> {
  const decisions = stored.map(({ body }) => body)
  const trace: Trace = { from: 'school', now, source: run.source, runId: run.id, accountId: run.accountId ?? undefined }
  const outcomes = new Map<number, Outcome>()
  const creates = await stillNew(
    query,
    scope.id,
    decisions.filter((one): one is Create => one.kind === 'create'),
    outcomes,
  )
  const people = creates.map(({ person }) => drafts.get(person)!)
  await insertDrafts(query, scope, people, trace)
  const updates = decisions.filter((one): one is Update => one.kind === 'update')
  const about = updates.map(({ person }) => person)
  const locked = await lockedByPerson({ query, tenant: scope, now }, run, about)
  const met = await applyUpdates({ query, tenant: scope }, updates, trace, { outcomes, locked })
  const present = new Set([...creates.map(({ person }) => person), ...met])
  if (present.size) await query(insertPresence(scope.id, run, [...present]))
  await storeOutcomes(query, scope.id, run.id, outcomes)
}

/** Somebody may have entered a person by hand since the plan. */
async function stillNew(
  query: Query,
  tenantId: string,
  creates: Create[],
  outcomes: Map<number, Outcome>,
): Promise<Create[]> {
  const numbers = creates.flatMap(({ values }) => values.studentNumber ?? [])
  if (!numbers.length) return creates
  const rows = await query<{ studentNumber: string }>(sql`
    SELECT "studentNumber" FROM "person" WHERE "tenantId" = ${tenantId} AND "studentNumber" = ANY(${numbers}::text[])`)
  const taken = new Set(rows.map(({ studentNumber }) => studentNumber))
  for (const { line, values } of creates)
    if (taken.has(String(values.studentNumber))) outcomes.set(line, { person: 'already-there' })
  return creates.filter(({ values }) => !taken.has(String(values.studentNumber)))
}

/** @returns ids of the people met: those without a change too, whom the source is now known to bring */
async function applyUpdates(
  { query, tenant: scope }: Scoped<Scope>,
  updates: Update[],
  trace: Trace,
  { outcomes, locked }: { outcomes: Map<number, Outcome>; locked: ReadonlyMap<string, readonly FieldId[]> },
): Promise<string[]> {
  const byPerson = Map.groupBy(updates, ({ person }) => person)
  const changing = [...byPerson].filter(([, list]) => list.some(({ changes, added }) => changes.length || added))
  const gone = new Set(byPerson.keys())
  for (const id of await existing(query, scope.id, [...byPerson.keys()])) gone.delete(id)
  const ids = changing.map(([id]) => id).filter((id) => !gone.has(id))
  await editPeople({ query, tenant: scope }, ids, trace, (source) => {
    for (const update of byPerson.get(source.id)!) {
      const kept = applyUpdate(scope, source, update, locked.get(source.id))
      if (kept.length) outcomes.set(update.line, { kept })
    }
  })
  for (const { line, person } of updates) if (gone.has(person)) outcomes.set(line, { person: 'gone' })
  return [...byPerson.keys()].filter((id) => !gone.has(id))
}

async function existing(query: Query, tenantId: string, ids: string[]): Promise<string[]> {
  if (!ids.length) return []
  const rows = await query<RowOf<'person', 'id'>>(sql`
    SELECT "id" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ANY(${ids}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** Lays one line on a person. @returns what is not as it was when the line was planned, or locked: left alone */
function applyUpdate(
  scope: Scope,
  source: PersonSource,
  { changes, added }: Update,
  locked: readonly FieldId[] = [],
): NonNullable<Outcome['kept']> {
  const kept: NonNullable<Outcome['kept']> = []
  const own: ValueChanges = {}
  for (const change of changes) {
    const now = valueNow(source, change)
    if (now === undefined || locked.includes(change.field) || !isDeepStrictEqual(now, change.from))
      kept.push({ field: change.field, diploma: change.diploma, now })
    else if (change.diploma === null) own[change.field] = change.to
    else setOnDiploma(source, change.diploma, change.field, change.to)
  }
  applyValues(source, own, sealFor(scope.id, source.id))
  if (added) addDiplomaTo(source, { id: added.id, ...(added.values as Partial<DiplomaSource>) })
  return kept
}

/** @returns null where there is no value, undefined where the diploma itself is gone */
export function valueNow(source: PersonSource, { diploma, field }: Pick<Change, 'diploma' | 'field'>): unknown {
  if (diploma === null) return emptyAsNull(project(source)[field])
  const one = source.diplomas.find(({ id }) => id === diploma)
  return one && emptyAsNull(one[field as keyof DiplomaSource])
}

const emptyAsNull = (value: unknown): unknown =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? null : value

/** Sets one value of one diploma; nothing where the person has no such diploma. */
export function setOnDiploma(source: PersonSource, id: string, field: FieldId, value: unknown): void {
  const diploma = source.diplomas.find((one) => one.id === id)
  if (diploma) setDiplomaValue(diploma, field as Parameters<typeof setDiplomaValue>[1], clean(field, value))
}

/** Writes what became of lines otherwise than planned, for the page of the run. */
export async function storeOutcomes(
  query: Query,
  tenantId: string,
  runId: string,
  outcomes: Map<number, Outcome>,
): Promise<void> {
  if (!outcomes.size) return
  const [lines, texts] = [[...outcomes.keys()], [...outcomes.values()].map((outcome) => JSON.stringify(outcome))]
  await query(sql`
    UPDATE "import_decision" d SET "outcome" = o.outcome::jsonb
    FROM unnest(${lines}::int[], ${texts}::text[]) AS o(line, outcome)
    WHERE d."tenantId" = ${tenantId} AND d."runId" = ${runId} AND d."line" = o.line`)
}
