// Decisions that are read before their turn: what happened to them meanwhile counts.
import { beforeEach, expect, test, vi } from 'vitest'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseLines } from '#app/domain/data-rights/erase-lines.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { confirmRun } from '#app/features/staff/imports/apply-run.server.ts'
import { type Batch, type DecisionReader, readDecisions } from '#app/features/staff/imports/decisions-ahead.server.ts'
import { planRun } from '#app/features/staff/imports/plan-run.server.ts'
import { stageFile } from '#app/features/staff/imports/stage-file.server.ts'
import { tempFile } from '../../factories/workbooks.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()
vi.setConfig({ testTimeout: 60_000 })
const NAMES = ['Aubry', 'Bidault', 'Collin', 'Daniel', 'Esteve', 'Fabre']
let scope: Scope
let runId: string
let reader: DecisionReader

beforeEach(async () => {
  await apply('ece')
  scope = (await tenantOfSlug('ece'))!
  const path = tempFile('ahead.csv', `Nom;Prénom;Promotion\n${NAMES.map((name) => `${name};Aline;2010`).join('\n')}\n`)
  runId = await stageFile({ tenantId: scope.id, path, fileName: 'ahead.csv' })
  await planRun({ scope, runId, now: new Date() })
  await confirmRun(scope.id, runId, new Date())
  reader = readDecisions({ scope, runId, batch: 4 })
  reader.ahead(0)
  expect(await reader.hasNext()).toBe(true)
})

const inside = <T>(work: (query: Query) => Promise<T>) => inTenantSql(scope.id, work)
const after = (line: number) => inside((query) => reader.after(query, line))
const namesOf = ({ drafts }: Batch) => [...drafts.values()].map(({ own }) => `${own.firstName} ${own.lastName}`)
const full = (...names: string[]) => names.map((name) => `Aline ${name}`)

test('what stands is taken as it was read, and the rest follows', async () => {
  const first = await after(0)
  expect(namesOf(first)).toEqual(full('Aubry', 'Bidault', 'Collin', 'Daniel'))
  reader.ahead(first.decisions.at(-1)!.line)
  expect(await reader.hasNext()).toBe(true)
  const rest = await after(first.decisions.at(-1)!.line)
  expect(namesOf(rest)).toEqual(full('Esteve', 'Fabre'))
  reader.ahead(rest.decisions.at(-1)!.line)
  expect(await reader.hasNext()).toBe(false)
})

test('what was read for another place is not taken', async () => {
  const { line } = (await after(0)).decisions[0]!
  reader.ahead(0)
  expect(namesOf(await after(line))).toEqual(full('Bidault', 'Collin', 'Daniel', 'Esteve'))
})

test('a line that was erased after it was read brings nobody', async () => {
  await eraseLines(scope.id, { personId: uuidv7(), firstName: 'Aline', names: ['Bidault'], marks: [] })
  expect(namesOf(await after(0))).toEqual(full('Aubry', 'Collin', 'Daniel', 'Esteve'))
})

test('a decision that was changed after it was read is taken as it is', async () => {
  await inside((query) =>
    query(sql`UPDATE "import_decision" SET "body" = jsonb_set("body", '{values,lastName}', '"Renard"')
      WHERE "tenantId" = ${scope.id} AND "runId" = ${runId} AND "body"->'values'->>'lastName' = 'Collin'`),
  )
  expect(namesOf(await after(0))).toEqual(full('Aubry', 'Bidault', 'Renard', 'Daniel'))
})
