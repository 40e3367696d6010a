// Imports in the database (P1, P2): the school's files, people's own values, interruptions, undo, the command line.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { childEnvironment } from '#app/context/env.ts'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { forgetTenants, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'
import { applyRun, confirmRun } from '#app/features/staff/imports/apply-run.server.ts'
import { importFile, resumeRuns } from '#app/features/staff/imports/import-file.server.ts'
import { planRun } from '#app/features/staff/imports/plan-run.server.ts'
import { refusedCsv, refusedLines } from '#app/features/staff/imports/refused-lines.server.ts'
import { settleDoubt } from '#app/features/staff/imports/settle-doubt.server.ts'
import { stageFile } from '#app/features/staff/imports/stage-file.server.ts'
import { beginUndo, undoRun } from '#app/features/staff/imports/undo-run.server.ts'
import { loadTenantFile } from '#app/tenant/load.ts'
import { tempFile } from '../../factories/workbooks.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'

const database = useDatabase()
vi.setConfig({ testTimeout: 180_000 })
const FILES = 'tenants/isep/data/isep-ecole'
const NOW = () => new Date()
let made = 0
/** Each test has an association of its own. */
let scope: Scope
let slug: string
beforeEach(async () => {
  const loaded = loadTenantFile('tenants/isep')
  if (!loaded.ok) throw new Error('tenants/isep is not valid')
  slug = `school-${++made}`
  await applyTenant({
    config: { ...loaded.config, slug, domains: [] },
    author: 'test',
    diff: '',
    hosts: [`${slug}.localhost`],
  })
  forgetTenants()
  scope = (await tenantOfSlug(slug))!
})

const importing = (path: string, more: object = {}) => importFile({ scope, path, fileName: path, ...more })
const csv = (text: string) => tempFile(`list-${++made}.csv`, text)
const rows = <Row extends object>(statement: ReturnType<typeof sql>) =>
  inTenantSql(scope.id, (query) => query<Row>(statement))
const person = async (lastName: string) =>
  (await rows<Record<string, unknown> & { id: string }>(sql`SELECT * FROM "person" WHERE "lastName" = ${lastName}`))[0]!
const base = () =>
  rows(sql`SELECT p."id", p."firstName", p."lastName", p."mobilePhone", p."primaryEmail", p."homeCity", p."promotion", p."birthDate",
    p."diplomaState", p."registrationNumber", p."otherDiplomas" FROM "person" p ORDER BY p."id"`)
const edit = (id: string, changes: Record<string, unknown>) =>
  inTenantSql(scope.id, (query) => writeValues({ query, tenant: scope }, id, changes, { from: 'person', now: NOW() }))
async function undo(runId: string) {
  expect(await beginUndo(scope.id, runId, NOW())).toBe(true)
  await undoRun({ scope, runId, now: NOW() })
}

const HEAD = 'N° élève;Nom;Prénom;Promotion;Programme;Mobile;E-mail;Ville'
const TWO = `${HEAD}\n0100001;DUPONT;Jean;2010;ING;0612345678;jean@exemple.fr;Paris\n0100002;MARTIN;Zoé;2011;ING;0611111111;zoe@exemple.fr;Lyon\n`

describe('the school’s files', () => {
  test('give what they must, month after month, and go without a trace', async () => {
    const first = await importing(`${FILES}.xlsx`)
    expect(first.counts).toMatchObject({ created: 1497, refused: 3, merged: 3, secondDiplomas: 5, absent: 0 })
    expect(await rows(sql`SELECT count(*)::int AS n FROM "diploma"`)).toEqual([{ n: 1502 }])
    const afterFirst = await base()

    const month = await importing(`${FILES}-maj.xlsx`)
    expect(month.counts).toMatchObject({ created: 60, updated: 78, unchanged: 1403, absent: 16, cells: 80 })
    const afterMonth = await base()
    for (const again of [`${FILES}-maj.csv`, `${FILES}-maj.xlsx`])
      expect((await importing(again)).counts).toMatchObject({ created: 0, updated: 0, unchanged: 1541, absent: 16 })

    const list = await importing(`${FILES}-liste-officielle.pdf`)
    expect(list.counts).toMatchObject({ created: 0, updated: 219, unchanged: 0, absent: 0, doubtful: 0 })
    expect(
      await rows(sql`SELECT count(*)::int AS n FROM "person" WHERE "registrationNumber" IS NOT NULL
      AND "birthDate" IS NOT NULL AND "birthPlace" IS NOT NULL`),
    ).toEqual([{ n: 219 }])

    await undo(list.runId)
    expect(await base()).toEqual(afterMonth)
    await undo(month.runId)
    expect(await base()).toEqual(afterFirst)
    await undo(first.runId)
    expect(await base()).toEqual([])
    expect(await rows(sql`SELECT "action" FROM "audit_event" ORDER BY "at", "id"`)).toHaveLength(8)
  })

  test('are known value by value: where each came from, and with which import', async () => {
    const { runId } = await importing(csv(TWO))
    const next = await importing(csv(TWO.replace('0612345678', '0699999999')))
    const { provenance } = await person('Dupont')
    expect(provenance as object).toMatchObject({
      '*': { from: 'school', source: 'school', run: runId },
      mobilePhone: { from: 'school', run: next.runId },
    })
    const changes = await rows(
      sql`SELECT "field", "before", "after", "from" FROM "value_change" WHERE "runId" = ${next.runId}`,
    )
    expect(changes).toEqual([{ field: 'mobilePhone', before: '+33612345678', after: '+33699999999', from: 'school' }])
  })
})

describe('what people wrote themselves', () => {
  test('stays, and the difference is listed', async () => {
    await importing(csv(TWO))
    const { id } = await person('Dupont')
    await edit(id, { mobilePhone: '+33700000000' })
    const { runId, counts } = await importing(csv(TWO.replace('Paris', 'Nantes')))
    expect(counts).toMatchObject({ updated: 1, cells: 1, conflicts: 1 })
    expect(await person('Dupont')).toMatchObject({ mobilePhone: '+33700000000', homeCity: 'Nantes' })
    const [decision] = await rows<{ body: { conflicts: unknown[] } }>(
      sql`SELECT "body" FROM "import_decision" WHERE "runId" = ${runId} AND "personId" = ${id}`,
    )
    expect(decision!.body.conflicts).toMatchObject([{ field: 'mobilePhone', from: '+33700000000', to: '+33612345678' }])
  })

  test('between the plan and the import stays too', async () => {
    await importing(csv(TWO))
    const { id } = await person('Dupont')
    const path = csv(TWO.replace('0612345678', '0699999999').replace('Paris', 'Nice'))
    const runId = await stageFile({ tenantId: scope.id, path, fileName: 'list.csv' })
    await planRun({ scope, runId, now: NOW() })
    await edit(id, { mobilePhone: '+33700000000' })
    expect(await confirmRun(scope.id, runId, NOW())).toBe(true)
    await applyRun({ scope, runId, now: NOW() })
    expect(await person('Dupont')).toMatchObject({ mobilePhone: '+33700000000', homeCity: 'Nice' })
    expect(
      await rows(sql`SELECT "outcome" FROM "import_decision" WHERE "runId" = ${runId} AND "personId" = ${id}`),
    ).toEqual([{ outcome: { kept: [{ field: 'mobilePhone', diploma: null, now: '+33700000000' }] } }])
  })

  test('after an import survives its undo, and is listed', async () => {
    await importing(csv(TWO))
    const before = await person('Martin')
    const next = await importing(
      csv(
        `${TWO.replace('Paris', 'Nice').replace('0612345678', '0699999999')}0100003;NEUF;Ana;2012;ING;;;\n0100004;TOUT;Léa;2012;ING;;;\n`,
      ),
    )
    await edit((await person('Dupont')).id, { homeCity: 'Brest' })
    await edit((await person('Neuf')).id, { homeCity: 'Dax' })
    await undo(next.runId)
    expect(await person('Dupont')).toMatchObject({ homeCity: 'Brest', mobilePhone: '+33612345678' })
    expect(await person('Neuf')).toMatchObject({ homeCity: 'Dax' })
    expect(await person('Tout')).toBeUndefined()
    expect(await person('Martin')).toEqual(before)
    expect(
      await rows(sql`SELECT "line", "outcome" FROM "import_decision" WHERE "runId" = ${next.runId} AND "outcome" IS NOT NULL
      ORDER BY "line"`),
    ).toEqual([
      { line: 2, outcome: { kept: [{ field: 'homeCity', diploma: null, now: 'Brest' }] } },
      { line: 4, outcome: { person: 'kept' } },
    ])
    expect(await beginUndo(scope.id, next.runId, NOW())).toBe(false)
  })

  test('can be undone for thirty days and no longer', async () => {
    const { runId } = await importing(csv(TWO))
    expect(await beginUndo(scope.id, runId, new Date(Date.now() + 31 * 86_400_000))).toBe(false)
    expect(await beginUndo(scope.id, runId, new Date(Date.now() + 29 * 86_400_000))).toBe(true)
  })
})

describe('an import that is interrupted', () => {
  test('leaves whole batches, goes on after them, or is undone from there', async () => {
    const path = `${FILES}.xlsx`
    for (const ending of ['resume', 'undo'] as const) {
      const runId = await stageFile({ tenantId: scope.id, path, fileName: 'school.xlsx' })
      await planRun({ scope, runId, now: NOW() })
      await confirmRun(scope.id, runId, NOW())
      let batches = 0
      const fail = () => {
        if (++batches === 4) throw new Error('the power is gone')
      }
      await expect(applyRun({ scope, runId, now: NOW(), batch: 100, onProgress: fail })).rejects.toThrow(
        'the power is gone',
      )
      // The fourth batch was written but not committed.
      const [{ n }] = (await rows<{ n: number }>(sql`SELECT count(*)::int AS n FROM "person"`)) as [{ n: number }]
      expect(n).toBeGreaterThan(290)
      expect(n).toBeLessThanOrEqual(300)
      if (ending === 'resume') expect(await resumeRuns(scope)).toBe(1)
      else await undo(runId)
      expect(await rows(sql`SELECT count(*)::int AS n FROM "person"`)).toEqual([{ n: ending === 'resume' ? 1497 : 0 }])
      if (ending === 'resume') await undo(runId)
    }
  })

  test('is planned again where another import came between', async () => {
    const path = csv(TWO)
    const runId = await stageFile({ tenantId: scope.id, path, fileName: 'list.csv' })
    await planRun({ scope, runId, now: NOW() })
    await importing(path)
    expect(await confirmRun(scope.id, runId, NOW())).toBe(false)
    expect(await planRun({ scope, runId, now: NOW() })).toMatchObject({ created: 0, unchanged: 2 })
    expect(await confirmRun(scope.id, runId, NOW())).toBe(true)
  })
})

describe('lines left to a person', () => {
  const doubtsOf = (runId: string) =>
    rows<{ line: number; body: { reason: string; candidates: string[] } }>(
      sql`SELECT "line", "body" FROM "import_decision" WHERE "runId" = ${runId} AND "kind" = 'doubtful' ORDER BY "line"`,
    )

  test('are settled one by one before the import, or come back as a spreadsheet', async () => {
    await importing(csv(`Nom;Prénom;Promotion\nDUPONT;Jean;2010\nDURAND;Luc;2010\n`))
    const path = csv(
      `${HEAD}\n1;DUPONT;Jean;2010;ING;0612345678;;Paris\n2;DURAND;Luc;2010;ING;;;Lyon\n3;SEUL;;2010;ING;;=1+1;Nice\n`,
    )
    const runId = await stageFile({ tenantId: scope.id, path, fileName: 'list.csv' })
    expect(await planRun({ scope, runId, now: NOW() })).toMatchObject({ doubtful: 2, refused: 1, created: 0 })
    const doubts = await doubtsOf(runId)
    expect(doubts.map(({ body }) => body.reason)).toEqual(['maybe-same', 'maybe-same'])
    const sheet = refusedCsv(HEAD.split(';'), await refusedLines(scope.id, runId), ({ reason }) => reason)
    expect(sheet).toBe(
      `\ufeff${HEAD};!\r\n1;DUPONT;Jean;2010;ING;0612345678;;Paris;2: maybe-same\r\n2;DURAND;Luc;2010;ING;;;Lyon;3: maybe-same\r\n3;SEUL;;2010;ING;;'=1+1;Nice;4: no-first-name\r\n`,
    )

    const settle = (line: number, answer: string) => settleDoubt(scope, { runId, line, answer })
    expect(await settle(2, (await person('Martin'))?.id ?? uuidv7())).toBe(false)
    expect(await settle(2, doubts[0]!.body.candidates[0]!)).toBe(true)
    expect(await settle(2, 'new')).toBe(false)
    expect(await settle(3, 'new')).toBe(true)
    await confirmRun(scope.id, runId, NOW())
    await applyRun({ scope, runId, now: NOW() })
    expect(await person('Dupont')).toMatchObject({ studentNumber: '1', mobilePhone: '+33612345678', homeCity: 'Paris' })
    expect(await rows(sql`SELECT "homeCity" FROM "person" WHERE "lastName" = 'Durand' ORDER BY "id"`)).toEqual([
      { homeCity: null },
      { homeCity: 'Lyon' },
    ])
    expect(await rows(sql`SELECT "counts" FROM "import_run" WHERE "id" = ${runId}`)).toMatchObject([
      { counts: { doubtful: 0, created: 1, updated: 1, refused: 1 } },
    ])
  })
})

describe('npm run import', () => {
  const start = (...args: string[]) =>
    spawn(process.execPath, ['app/cli/import.ts', '--tenant', slug, ...args], { env: childEnvironment({}) })
  async function run(...args: string[]) {
    const child = start(...args)
    let [out, errors] = ['', '']
    child.stdout.on('data', (piece) => (out += piece))
    child.stderr.on('data', (piece) => (errors += piece))
    const [status] = await once(child, 'close')
    return { status, out, errors, last: out.trim().split('\n').at(-1)! }
  }

  test('ends with one line of JSON, on a dry run too, which writes nothing', async () => {
    const words = { created: 1497, updated: 0, unchanged: 0, refused: 3, merged: 3, absent: 0 }
    const dry = await run(`${FILES}.xlsx`, '--dry-run')
    expect(dry).toMatchObject({ status: 0 })
    expect(JSON.parse(dry.last)).toEqual(words)
    expect(dry.errors).toMatch(/refused: line 205, .* Il manque le prénom\./)
    expect(dry.errors).toMatch(/pas de mail\s» n’est pas une adresse e-mail/)
    expect([await base(), await rows(sql`SELECT 1 FROM "import_run"`)]).toEqual([[], []])
    expect(JSON.parse((await run(`${FILES}.xlsx`)).last)).toEqual(words)
    expect(JSON.parse((await run(`${FILES}.xlsx`)).last)).toEqual({ ...words, created: 0, unchanged: 1497 })
  })

  test('killed in the middle, goes on where it was', async () => {
    const child = start(`${FILES}.xlsx`)
    const watch = new pg.Client({ connectionString: database.url('app') })
    await watch.connect()
    await watch.query(`SET app.tenant = '${scope.id}'`)
    for (let isHalf = false; !isHalf; ) {
      const { rows: found } = await watch.query('SELECT 1 FROM "import_run" WHERE "state" = $1 AND "cursor" > 0', [
        'applying',
      ])
      isHalf = found.length > 0
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    await watch.end()
    const [{ n }] = (await queryAs<{ n: number }>(
      database.url('app'),
      `SELECT count(*)::int AS n FROM (SELECT set_config('app.tenant', '${scope.id}', false)) s, LATERAL (SELECT 1 FROM "person") p`,
    )) as [{ n: number }]
    expect(n).toBeLessThan(1497)
    const { errors, last } = await run(`${FILES}.xlsx`)
    expect(errors).toContain('Ended 1 interrupted import')
    expect(JSON.parse(last)).toMatchObject({ created: 0, unchanged: 1497, merged: 3 })
    expect(await rows(sql`SELECT count(*)::int AS n FROM "diploma"`)).toEqual([{ n: 1502 }])
  })

  test('says what is wrong and writes nothing', async () => {
    expect(await run(csv('bonjour\n'))).toMatchObject({ status: 1, out: '' })
    expect((await run()).status).toBe(2)
    expect((await run(tempFile('macros.xlsm', 'PK\x03\x04'))).errors).toMatch(/contient des macros.*\(macros\)/)
    expect(await rows(sql`SELECT 1 FROM "import_run"`)).toEqual([])
  })
})
