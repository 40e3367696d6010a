/** What the plan left to a person: who a doubtful line is about. Settled before the import is confirmed. */
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { comparePerson, makeDiploma, splitValues } from './compare-person.ts'
import { type Decision, type ExistingPerson, emptyCounts, type PlanCounts } from './import-plan.ts'
import { lockRun, updateRun } from './import-runs.server.ts'
import type { ImportRun } from './import-tables.ts'
import { pickDiploma } from './match-person.ts'
import { peopleIndex } from './people-index.server.ts'

type Doubtful = Decision & { kind: 'doubtful' }
type Settled = Decision & { kind: 'create' | 'update' }

/**
 * @param answer the id of the person the line is about, or `new` for somebody who is not in the base
 * @returns false where the line is not doubtful (any more), the run no longer planned, or the person unknown
 */
export async function settleDoubt(
  scope: Scope,
  { runId, line, answer }: { runId: string; line: number; answer: string },
): Promise<boolean> {
  const doubt = await inTenantSql(scope.id, (query) => findDoubt(query, scope.id, runId, line))
  if (!doubt) return false
  const fields = Object.keys(doubt.values) as FieldId[]
  const [person] = answer === 'new' ? [] : await peopleIndex(scope.id, fields).byIds([answer])
  if (answer !== 'new' && !person) return false
  return inTenantSql(scope.id, async (query) => {
    const run = await lockRun(query, scope.id, runId)
    if (run.state !== 'planned' || !(await findDoubt(query, scope.id, runId, line))) return false
    const settled = person ? updateOf(scope, run, doubt, person) : createOf(doubt)
    await query(sql`
      UPDATE "import_decision" SET "kind" = ${settled.kind}, "writes" = TRUE, "personId" = ${settled.person},
        "body" = ${JSON.stringify(settled)}::jsonb
      WHERE "tenantId" = ${scope.id} AND "runId" = ${runId} AND "line" = ${line}`)
    await updateRun(query, scope.id, runId, { counts: countsWith(run, settled) })
    return true
  })
}

async function findDoubt(query: Query, tenantId: string, runId: string, line: number): Promise<Doubtful | undefined> {
  const [row] = await query<{ body: Doubtful }>(sql`
    SELECT "body" FROM "import_decision"
    WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} AND "line" = ${line} AND "kind" = 'doubtful'`)
  return row?.body
}

function createOf({ line, label, issues, values }: Doubtful): Settled {
  const { own, studies } = splitValues(values)
  return { kind: 'create', line, label, issues, person: uuidv7(), values: own, diploma: makeDiploma(studies, uuidv7) }
}

function updateOf(
  scope: Scope,
  run: ImportRun,
  { line, label, issues, values }: Doubtful,
  person: ExistingPerson,
): Settled {
  const { studies } = splitValues(values)
  const hasStudies = Object.keys(studies).length > 0
  const diploma = hasStudies ? pickDiploma(values, person.diplomas, new Map()) : undefined
  const { changes, conflicts } = comparePerson(values, person, diploma, {
    rule: scope.config.imports.conflict,
    mode: run.mode,
  })
  const added = hasStudies && !diploma ? makeDiploma(studies, uuidv7) : undefined
  const about = { line, label, issues, person: person.id }
  return { kind: 'update', ...about, changes, conflicts, differs: [], ...(added && { added }) }
}

function countsWith(run: ImportRun, settled: Settled): PlanCounts {
  const counts = { ...emptyCounts(), ...run.counts }
  counts.doubtful--
  if (settled.kind === 'create') counts.created++
  else {
    counts[settled.changes.length || settled.added ? 'updated' : 'unchanged']++
    counts.cells += settled.changes.length
    counts.conflicts += settled.conflicts.length
    if (settled.added) counts.secondDiplomas++
  }
  return counts
}
