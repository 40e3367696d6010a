/**
 * Undoing an import within 30 days: people it brought go, values it changed become what they were – but for whatever
 * somebody has touched since, which stays and is listed. Backwards, batch by batch, each one transaction that also
 * moves the cursor.
 */
import { isDeepStrictEqual } from 'node:util'
import { duesHistory } from '#app/context/in-force.ts'
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import type { PersonSource, Writer } from '#app/domain/people/person-source.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { editPeople, removePeople } from '#app/domain/people/write-people.server.ts'
import { type QueueRun, untilDone } from '#app/domain/runs/runs.ts'
import { setOnDiploma, storeOutcomes, valueNow } from './apply-run.server.ts'
import type { Change, Decision } from './import-plan.ts'
import { auditRun, isUndoable, lockRun, updateRun } from './import-runs.server.ts'
import type { ImportRun, Outcome, StoredDecision } from './import-tables.ts'

export interface UndoOptions {
  scope: Scope
  runId: string
  now: Date
  signal?: AbortSignal
  onProgress?: (line: number) => void
  /** Lines per transaction. */
  batch?: number
}

type Update = Decision & { kind: 'update' }
type Kept = NonNullable<Outcome['kept']>
const BATCH = 500
const AFTER_ALL = 2_147_483_647

/**
 * Asks for the undo of an applied run, or of one that stopped half-way.
 * @returns false where it is too late, or nothing was applied
 */
export async function beginUndo(
  tenantId: string,
  runId: string,
  now: Date,
  queue: QueueRun = async () => {},
): Promise<boolean> {
  return inTenantSql(tenantId, async (query, client) => {
    const run = await lockRun(query, tenantId, runId)
    if (run.state === 'undoing') return true
    if (run.state !== 'applying' && !isUndoable(run, now)) return false
    const cursor = run.state === 'applying' ? run.cursor + 1 : AFTER_ALL
    await updateRun(query, tenantId, runId, { state: 'undoing', cursor })
    await queue(client)
    return true
  })
}

/**
 * Undoes a run from wherever its undo stands; harmless on one that is undone.
 * @throws whatever `signal` was aborted with, between two batches
 */
export function undoRun(options: UndoOptions): Promise<void> {
  const { scope, signal } = options
  return untilDone(signal, () => inTenantSql(scope.id, (query) => undoBatch(query, options), SLOW))
}

async function undoBatch(
  query: Query,
  { scope, runId, now, onProgress, batch = BATCH }: UndoOptions,
): Promise<boolean> {
  const run = await lockRun(query, scope.id, runId)
  if (run.state === 'undone') return true
  if (run.state !== 'undoing') throw new Error(`import ${runId} is ${run.state}`)
  const decisions = await query<StoredDecision>(sql`
    SELECT "line", "kind", "personId", "body", "outcome" FROM "import_decision"
    WHERE "tenantId" = ${scope.id} AND "runId" = ${runId} AND "line" < ${run.cursor} AND "writes"
    ORDER BY "line" DESC LIMIT ${batch}`)
  if (decisions.length === 0) {
    await query(sql`DELETE FROM "import_presence" WHERE "tenantId" = ${scope.id} AND "runId" = ${runId}`)
    await updateRun(query, scope.id, runId, { state: 'undone', undoneAt: now })
    await auditRun(query, scope.id, run, { id: uuidv7(), action: 'import.undone', detail: run.counts, now })
    return true
  }
  const outcomes = new Map<number, Outcome>()
  await undoUpdates({ query, tenant: scope, now }, run, decisions, outcomes)
  await undoCreates({ query, tenant: scope }, run, decisions, outcomes)
  await storeOutcomes(query, scope.id, run.id, outcomes)
  const cursor = decisions.at(-1)!.line
  await updateRun(query, scope.id, runId, { cursor })
  onProgress?.(cursor)
  return false
}

/** One pass per former writer, so that a value is again marked as theirs. */
async function undoUpdates(
  { query, tenant: scope, now }: Unit<Scope>,
  run: ImportRun,
  decisions: StoredDecision[],
  outcomes: Map<number, Outcome>,
): Promise<void> {
  const all = decisions.filter(({ kind, personId }) => kind === 'update' && personId)
  const brought = await broughtBy(
    query,
    scope.id,
    run.id,
    all.map(({ personId }) => personId!),
  )
  const updates = all.filter(({ personId }) => !brought.has(personId!))
  const byPerson = Map.groupBy(updates, ({ personId }) => personId!)
  const ids = [...byPerson].filter(([, list]) => list.some(changedSomething)).map(([id]) => id)
  for (const from of ['school', 'system', 'staff', 'person'] as const satisfies Writer[]) {
    const wanted = ids.filter((id) =>
      byPerson.get(id)!.some((one) => changesOf(one, from).length || (from === 'school' && addedIn(one))),
    )
    if (!wanted.length) continue
    await editPeople({ query, tenant: scope }, wanted, { from, now, source: `undo:${run.id}` }, (source) => {
      for (const one of byPerson.get(source.id)!) {
        const kept = [
          ...undoChanges(scope, source, run, changesOf(one, from)),
          ...(from === 'school' ? undoAdded(source, one) : []),
        ]
        if (kept.length) outcomes.set(one.line, { kept: [...(outcomes.get(one.line)?.kept ?? []), ...kept] })
      }
    })
  }
}

/** People whom this very run brought go or stay as a whole. */
async function broughtBy(query: Query, tenantId: string, runId: string, ids: string[]): Promise<Set<string>> {
  const rows = await query<{ personId: string }>(sql`
    SELECT "personId" FROM "import_decision" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId}
      AND "kind" = 'create' AND "personId" = ANY(${ids}::uuid[])`)
  return new Set(rows.map(({ personId }) => personId))
}

const updateOf = ({ body }: StoredDecision) => body as Update
const changedSomething = (one: StoredDecision) => updateOf(one).changes.length > 0 || Boolean(updateOf(one).added)
const addedIn = (one: StoredDecision) => updateOf(one).added

/** Without what the import itself had to leave alone. */
function changesOf(one: StoredDecision, from: Writer): Change[] {
  const left = new Set((one.outcome?.kept ?? []).map(({ field, diploma }) => `${diploma}:${field}`))
  return updateOf(one).changes.filter(
    ({ field, diploma, owner = 'school' }) => owner === from && !left.has(`${diploma}:${field}`),
  )
}

function undoChanges(scope: Scope, source: PersonSource, run: ImportRun, changes: Change[]): Kept {
  const kept: Kept = []
  for (const change of changes) {
    const value = valueNow(source, change)
    if (value === undefined) continue
    // Marks are by field, for the main diploma: that the value is still the import's own tells for all of them.
    const isOurs = change.diploma !== null || source.provenance[change.field]?.run === run.id
    if (!isOurs || !isDeepStrictEqual(value, change.to))
      kept.push({ field: change.field, diploma: change.diploma, now: value })
    else if (change.diploma === null) applyValues(source, { [change.field]: change.from }, sealFor(scope.id, source.id))
    else setOnDiploma(source, change.diploma, change.field, change.from)
  }
  return kept
}

/** A diploma that the import added goes, unless somebody completed it. */
function undoAdded(source: PersonSource, one: StoredDecision): Kept {
  const added = addedIn(one)
  const at = added ? source.diplomas.findIndex(({ id }) => id === added.id) : -1
  if (!added || at < 0) return []
  const { id: _, rank: _rank, ...values } = source.diplomas[at]!
  const isUntouched = Object.entries(values).every(
    ([field, value]) => value === null || isDeepStrictEqual(value, (added.values as Record<string, unknown>)[field]),
  )
  if (!isUntouched) return [{ field: 'diploma', diploma: added.id, now: values.diploma }]
  source.diplomas.splice(at, 1)
  return []
}

/** People whom the import brought go, unless they or somebody else did something with them since. */
async function undoCreates(
  { query, tenant: scope }: Scoped<Scope>,
  run: ImportRun,
  decisions: StoredDecision[],
  outcomes: Map<number, Outcome>,
): Promise<void> {
  const creates = decisions.filter(({ kind, outcome }) => kind === 'create' && outcome?.person !== 'already-there')
  if (!creates.length) return
  const used = await usedPeople(
    query,
    scope.id,
    run.id,
    creates.map(({ personId }) => personId!),
  )
  const untouched = creates.filter(({ personId }) => !used.has(personId!))
  for (const { line, personId } of creates) if (used.has(personId!)) outcomes.set(line, { person: 'kept' })
  await query(sql`SAVEPOINT people`)
  try {
    await removePeople(
      query,
      scope,
      untouched.map(({ personId }) => personId!),
    )
  } catch {
    // Something else hangs on one of them (a payment, a registration): then each is tried alone.
    await query(sql`ROLLBACK TO SAVEPOINT people`)
    for (const { line, personId } of untouched)
      if (!(await removedAlone(query, scope, personId!))) outcomes.set(line, { person: 'kept' })
  }
}

async function removedAlone(query: Query, scope: Scope, id: string): Promise<boolean> {
  await query(sql`SAVEPOINT person`)
  try {
    await removePeople(query, scope, [id])
    return true
  } catch {
    await query(sql`ROLLBACK TO SAVEPOINT person`)
    return false
  }
}

async function usedPeople(query: Query, tenantId: string, runId: string, ids: string[]): Promise<Set<string>> {
  const rows = await query<RowOf<'person', 'id'>>(sql`
    SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenantId} AND p."id" = ANY(${ids}::uuid[]) AND (
      cardinality(p."siteChoices") > 0 OR cardinality(p."printChoices") > 0
      OR EXISTS (SELECT 1 FROM jsonb_each(p."provenance") v WHERE v.key <> '*'
        AND (v.value->>'from' IN ('person', 'staff') OR v.value->>'run' <> ${runId}::text))
      OR EXISTS (SELECT 1 FROM "account" a WHERE a."tenantId" = ${tenantId} AND a."personId" = p."id"
        AND (a."passwordHash" IS NOT NULL OR a."lastLoginAt" IS NOT NULL))
      OR EXISTS (SELECT 1 FROM ${duesHistory(tenantId)} m WHERE m."personId" = p."id")
      OR EXISTS (SELECT 1 FROM "friendship" f WHERE f."tenantId" = ${tenantId} AND f."personId" = p."id")
      OR EXISTS (SELECT 1 FROM "stored_file" s WHERE s."tenantId" = ${tenantId} AND s."personId" = p."id"))`)
  return new Set(rows.map(({ id }) => id))
}
