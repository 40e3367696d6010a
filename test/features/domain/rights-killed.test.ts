/**
 * Workers killed with -9 in the middle of a copy and of an erasure: what was begun is resumed or wholly undone, never
 * half.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { copyTask } from '#app/domain/data-rights/copy.task.ts'
import { unseal } from '#app/domain/data-rights/copy-seal.server.ts'
import { eraseTask } from '#app/domain/data-rights/erase.task.ts'
import { retentionTask } from '#app/domain/data-rights/retention.task.ts'
import { sweepLoose } from '#app/domain/files/loose-files.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { addCanary, type Canary, fillTables, rowsWith } from '../../factories/canary.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase, variablesOf } from '../../setup/database.ts'

const database = useDatabase()
const SLUG = 'supmeca'
/** Kills at random tables of each kind of work; the places that matter are always among them. */
const RANDOM = Number(process.env.KILLS ?? 1)
const PIECES = new Set(CATALOGUE.flatMap((one) => (one.retention === 'accounting' ? [`public.${one.table}`] : [])))
let tenantId = ''
let owner: pg.Client
let workers: ChildProcess[] = []
let other: { id: string }

beforeAll(async () => {
  await apply(SLUG)
  tenantId = (await tenantOfSlug(SLUG))!.id
  owner = new pg.Client({ connectionString: database.url('owner') })
  await owner.connect()
  other = (await addPeople(SLUG, [{ values: { firstName: 'Vera', lastName: 'Regard', promotion: 1987 } }]))[0]!
})
afterEach(() => {
  for (const worker of workers) worker.kill('SIGKILL')
  workers = []
})
afterAll(() => owner.end())

async function startWorker(): Promise<ChildProcess> {
  const name = new URL(database.url('app')).pathname.slice(1)
  const worker = fork('app/server.ts', ['worker'], {
    env: { PATH: process.env.PATH, ...variablesOf(name), NODE_ENV: 'production' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  workers.push(worker)
  await once(worker, 'message')
  return worker
}

const soon = async (what: string, is: () => Promise<boolean>) => {
  for (let tries = 0; !(await is()); tries++) {
    if (tries > 600) throw new Error(`never: ${what}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Lets a real worker come as far as a table, and kills it there. */
async function killAt(table: string, begin: () => Promise<void>): Promise<void> {
  // Other work of the worker asks for that table too: it has gone by before the lock.
  const worker = await startWorker()
  const lock = new pg.Client({ connectionString: database.url('owner') })
  await lock.connect()
  await lock.query(`BEGIN; LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`)
  await begin()
  const waits = `SELECT 1 FROM pg_locks WHERE relation = '"${table}"'::regclass AND NOT granted`
  await soon(`the worker came to ${table}`, async () => (await lock.query(waits)).rowCount !== 0)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await lock.query('ROLLBACK')
  await lock.end()
  // Its connections are noticed to be gone when their statements come to an end.
  await soon('the dead worker’s transactions ended', async () => {
    const { rowCount } = await owner.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
      AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`)
    return rowCount === 0
  })
}

/** The next worker finds the round due. */
async function resume(isDone: () => Promise<boolean>): Promise<void> {
  await inside(SLUG, (query) =>
    query(sql`UPDATE "round" SET "dueAt" = now() - interval '1 minute' WHERE "name" = ${retentionTask.name}`),
  )
  const worker = await startWorker()
  await soon('the next worker ended it', isDone)
  worker.kill('SIGTERM')
  await once(worker, 'exit')
}

const filesIn = (folder: string): string[] => {
  const root = join(fileURLToPath(env().FILES_URL), folder)
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const someTables = (tables: readonly string[]) =>
  Array.from({ length: RANDOM }, () => tables[Math.floor(Math.random() * tables.length)]!)

async function someone(tag: string): Promise<Canary> {
  const canary = await addCanary(SLUG, tag)
  await fillTables(database.url('owner'), SLUG, canary, other.id)
  // What the factory wrote names files that are not there, and work that nobody asked for.
  await inside(SLUG, async (query) => {
    await query(sql`DELETE FROM "data_copy" WHERE "tenantId" = ${tenantId} AND "fileKey" LIKE ${`${tag}%`}`)
    await query(sql`DELETE FROM "mail" WHERE "tenantId" = ${tenantId} AND "key" LIKE ${`${tag}%`}`)
    await query(sql`DELETE FROM "mail_batch" WHERE "tenantId" = ${tenantId}`)
  })
  return canary
}

// Reading, then between the file and the row that names it.
const COPY_POINTS = [
  'family_tie',
  'loose_file',
  'mail',
  ...someTables(['person_email', 'position', 'diploma', 'friendship']),
]

test.each(COPY_POINTS)(
  'a copy, killed at %s: made again, once, and nothing else is left in the store',
  async (table) => {
    const canary = await someone(`qzcopy${uuidv7().slice(-6)}`)
    const copyId = uuidv7()
    await killAt(table, () =>
      inside(SLUG, async (query) => {
        await query(sql`INSERT INTO "data_copy" ("tenantId", "id", "accountId", "personId", "requestedAt")
        VALUES (${tenantId}, ${copyId}, ${canary.accountId}, ${canary.id}, now())`)
        await enqueue(copyTask, { tenantId, copyId })
      }),
    )
    const copy = () =>
      inside(SLUG, (query) =>
        query<{ state: string; fileKey: string | null }>(
          sql`SELECT "state", "fileKey" FROM "data_copy" WHERE "tenantId" = ${tenantId} AND "id" = ${copyId}`,
        ),
      )
    expect(await copy()).toEqual([{ state: 'asked', fileKey: null }])
    await resume(async () => (await copy())[0]?.state === 'ready')
    const fileKey = (await copy())[0]!.fileKey!
    const path = join(fileURLToPath(env().FILES_URL), fileKey)
    const zip = await unseal(tenantId, copyId, async () => createReadStream(path))
    expect(
      Buffer.concat(await zip.toArray())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    const told = await inside(SLUG, (query) =>
      query(sql`SELECT 1 FROM "mail" WHERE "tenantId" = ${tenantId} AND "key" = ${`copy/${copyId}`}`),
    )
    expect(told).toHaveLength(1)
    // What the dead one had written is known, and goes with the round of an hour later.
    await sweepLoose(tenantId, new Date(Date.now() + 2 * 3_600_000))
    const named = await inside(SLUG, (query) =>
      query<{ fileKey: string }>(
        sql`SELECT "fileKey" FROM "data_copy" WHERE "tenantId" = ${tenantId} AND "fileKey" IS NOT NULL`,
      ),
    )
    expect(filesIn('copies').sort()).toEqual(
      named.map((one) => join(fileURLToPath(env().FILES_URL), one.fileKey)).sort(),
    )
  },
  90_000,
)

const ERASED = ['person_email', 'friendship', 'family_tie', 'position', 'diploma', 'consent_event', 'value_change']
const ERASE_POINTS = ['erased_identity', 'stored_file', 'company', ...someTables(ERASED)]

test.each(ERASE_POINTS)(
  'an erasure, killed at %s: nothing is cut, and the next worker cuts everything',
  async (table) => {
    const tag = `qzgone${uuidv7().slice(-6)}`
    const canary = await someone(tag)
    const requestId = uuidv7()
    // Lines of files go before the one transaction: they are not what would be half.
    const rows = async () =>
      (await rowsWith(database.url('owner'), [tenantId], tag)).filter((row) => !row.includes('import_'))
    const before = await rows()
    expect(before.length).toBeGreaterThan(20)
    await killAt(table, () =>
      inside(SLUG, async (query) => {
        await query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "personId", "accountId",
          "requestedAt", "dueAt")
        VALUES (${tenantId}, ${requestId}, 'person', ${canary.id}, ${canary.accountId}, now(), now())`)
        await enqueue(eraseTask, { tenantId, requestId })
      }),
    )
    expect((await rows()).sort()).toEqual(before.sort())
    expect(filesIn('photo').some((path) => readFileSync(path).toString().includes(tag))).toBe(true)
    await resume(async () => {
      const [row] = await inside(SLUG, (query) =>
        query<{ state: string }>(
          sql`SELECT "state" FROM "erasure_request" WHERE "tenantId" = ${tenantId} AND "id" = ${requestId}`,
        ),
      )
      return row?.state === 'done'
    })
    const left = await rowsWith(database.url('owner'), [tenantId], tag)
    expect(left.filter((row) => !PIECES.has(row.split(':')[0]!))).toEqual([])
    expect(filesIn('.').filter((path) => readFileSync(path).toString('latin1').includes(tag))).toEqual([])
  },
  90_000,
)
