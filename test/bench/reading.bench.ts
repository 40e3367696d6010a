/**
 * A workbook into lines of the base, as an upload does it, against the same within one process, in turns: what the
 * process of its own costs. 20,000 lines, others with `--lines=80000`.
 */
import { createDatabase, migrate } from '#app/cli/database.ts'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { insertRun } from '#app/features/staff/imports/import-runs.server.ts'
import { insertLines, writtenLine } from '#app/features/staff/imports/import-tables.ts'
import { openTable } from '#app/features/staff/imports/read-table.ts'
import { discardRun, STEP, stageFile } from '#app/features/staff/imports/stage-file.server.ts'
import { median, sayRatio } from './report.ts'
import { schoolWorkbook } from './school-workbook.ts'
import { applySchool, asked, openServer, use } from './world.ts'

const DATABASE = 'bench_reading'
const LINES = asked('lines') ?? 20_000
const TURNS = asked('turns') ?? 7
/** Lines at a time. */
const BATCH = 500

/** The shortest way there is: read here, written while the next lines are read. */
async function within(tenantId: string, path: string): Promise<string> {
  const id = uuidv7()
  const table = await openTable(path)
  const run = { id, source: 'school', mode: 'people' as const, fileName: 'liste.xlsx', table }
  await inTenantSql(tenantId, (query) => insertRun(query, tenantId, run))
  let writing: Promise<unknown> = Promise.resolve()
  let batch: string[] = []
  const store = async () => {
    await writing
    const rows = batch.join('')
    writing = inTenantSql(tenantId, (query) => query(insertLines(tenantId, id, rows)), STEP)
    writing.catch(() => {})
    batch = []
  }
  for await (const row of table.rows()) if (batch.push(writtenLine(row)) === BATCH) await store()
  if (batch.length > 0) await store()
  await writing
  return id
}

async function timed(tenantId: string, stage: () => Promise<string>): Promise<number> {
  const began = performance.now()
  const id = await stage()
  const took = performance.now() - began
  await inTenantSql(tenantId, (query) => discardRun(query, tenantId, id), STEP)
  return took
}

untilStopped(async () => {
  const path = schoolWorkbook(LINES)
  const server = await openServer()
  await server.run(`DROP DATABASE IF EXISTS "${DATABASE}" WITH (FORCE)`)
  await createDatabase(server, DATABASE)
  await migrate(server.url('owner', DATABASE))
  use(server, DATABASE)
  const { id: tenantId } = await applySchool('ecole')
  const here: number[] = []
  const apart: number[] = []
  for (let turn = 0; turn <= TURNS; turn++) {
    const one = await timed(tenantId, () => within(tenantId, path))
    const other = await timed(tenantId, () => stageFile({ tenantId, path, fileName: 'liste.xlsx' }))
    // The first turn warms both.
    if (turn > 0) {
      here.push(one)
      apart.push(other)
    }
  }
  const [a, b] = [median(here), median(apart)]
  const each = `${Math.round(b)} against ${Math.round(a)} ms, ${Math.round((LINES / b) * 1000)} lines/s`
  sayRatio(`reading and staging ${LINES} lines apart, over within`, b / a, { most: 1.1 }, each)
  await stopAll(0)
})
