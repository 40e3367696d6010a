/**
 * The queue while the database is away: what was done stays done, what is asked again works, a worker waits instead of
 * failing.
 */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { patientQueueDatabase, queueDatabase } from '#app/db/queue.ts'
import { troubleOf } from '#app/db/trouble.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { closeQueue, enqueue } from '#app/tasks/queue.ts'
import { defineTask, type Task } from '#app/tasks/registry.ts'
import { startWorker, type Worker } from '#app/tasks/runner.ts'
import { queryAs, useDatabase } from '../setup/database.ts'

const database = useDatabase()
const tenantId = uuidv7()
const name = () => new URL(database.url('app')).pathname.slice(1)
let superuser = ''
let worker: Worker | undefined

beforeAll(() => {
  // On another database: nobody is let into this one meanwhile.
  superuser = database
    .url('owner')
    .replace('alumni_owner', 'postgres')
    .replace(/\/[^/]+$/, '/postgres')
})
afterEach(async () => {
  await worker?.stop(5_000)
  worker = undefined
})

const endAll = (where = 'true') =>
  queryAs(
    superuser,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${name()}' AND usename = 'alumni_app' AND ${where}`,
  )

/** Work while the database takes nobody in. */
async function whileAway<T>(work: () => Promise<T>): Promise<T> {
  await queryAs(superuser, `ALTER DATABASE ${name()} ALLOW_CONNECTIONS false`)
  await endAll()
  try {
    return await work()
  } finally {
    await queryAs(superuser, `ALTER DATABASE ${name()} ALLOW_CONNECTIONS true`)
  }
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a first piece of work that met no database does not shut the queue for good', async () => {
  const task = defineTask<{ tenantId: string }>({ name: 'test.first', run: async () => {} })
  await closeQueue()
  await whileAway(async () => expect(troubleOf(await failure(enqueue(task, { tenantId })))).toBe('away'))
  await enqueue(task, { tenantId })
  expect(
    await queryAs(database.url('app'), "SELECT state::text FROM pgboss.job WHERE name = 'test.first'"),
  ).toHaveLength(1)
})

test('a worker’s statement waits for the database, and is sent again when its connection breaks', async () => {
  const patient = patientQueueDatabase(new AbortController().signal)
  const answer = patient.executeSql('SELECT pg_sleep(1)::text AS slept, 7 AS seven')
  await expect.poll(() => endAll("query LIKE '%AS slept%'"), { timeout: 10_000, interval: 20 }).toHaveLength(1)
  expect((await answer).rows).toEqual([{ slept: '', seven: 7 }])

  let later: Promise<{ rows: unknown[] }> | undefined
  await whileAway(async () => {
    later = patient.executeSql('SELECT 8 AS eight')
    await new Promise((done) => setTimeout(done, 700))
  })
  expect((await later!).rows).toEqual([{ eight: 8 }])
})

test('a web process’s does not wait, nor does a worker’s that was asked to stop, nor one that is wrong', async () => {
  const stopped = patientQueueDatabase(AbortSignal.abort())
  await whileAway(async () => {
    expect(troubleOf(await failure(queueDatabase().executeSql('SELECT 1')))).toBe('away')
    expect(troubleOf(await failure(stopped.executeSql('SELECT 1')))).toBe('away')
  })
  const patient = patientQueueDatabase(new AbortController().signal)
  expect(await failure(patient.executeSql('SELECT 1 / 0'))).toMatchObject({ code: '22012' })
})

test('work that was done when the database went away is written down as done, and not done again', async () => {
  let runs = 0
  const task = defineTask<{ tenantId: string }>({
    name: 'test.once',
    async run() {
      runs += 1
      // Its end falls into the time in which nobody answers.
      away = whileAway(() => new Promise((done) => setTimeout(done, 1_500)))
      await new Promise((done) => setTimeout(done, 300))
    },
  })
  let away: Promise<unknown> | undefined
  await enqueue(task, { tenantId })
  worker = await startWorker([task] as unknown as Task[])
  const job = () =>
    queryAs<{ state: string; tries: number }>(
      database.url('app'),
      `SELECT state::text, retry_count AS tries FROM pgboss.job WHERE name = 'test.once'`,
    )
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(1)
  await away
  await expect.poll(async () => (await job())[0]?.state, { timeout: 10_000 }).toBe('completed')
  expect([runs, await job()]).toEqual([1, [{ state: 'completed', tries: 0 }]])
})
