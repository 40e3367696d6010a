/** Queued work: in its transaction, ids only, one association beside another, tried again, stopped without loss. */
import { afterEach, expect, test, vi } from 'vitest'
import { queueDatabase } from '#app/db/queue.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask, type Task } from '#app/tasks/registry.ts'
import { startWorker, type Worker } from '#app/tasks/runner.ts'
import { queryAs, useDatabase } from '../setup/database.ts'

const database = useDatabase()
const tenantId = uuidv7()
let worker: Worker | undefined

afterEach(async () => {
  await worker?.stop(5_000)
  worker = undefined
})

async function working(...tasks: Task<never>[]): Promise<void> {
  worker = await startWorker(tasks as unknown as Task[])
}

const jobs = (name: string) =>
  queryAs<{ state: string; data: unknown }>(
    database.url('app'),
    'SELECT state::text, data FROM pgboss.job WHERE name = $1',
    [name],
  )

test('work is done with its ids, as the role app, in a database whose tables it cannot change', async () => {
  const done: string[] = []
  const task = defineTask<{ tenantId: string; runId: string }>({
    name: 'test.done',
    run: async ({ runId }) => void done.push(runId),
  })
  const runId = uuidv7()
  await enqueue(task, { tenantId, runId })
  await working(task as never)
  await vi.waitFor(() => expect(done).toEqual([runId]), { timeout: 10_000 })
})

test('a queue holds ids and nothing else', async () => {
  const task = defineTask<{ tenantId: string; name: string }>({ name: 'test.ids', run: async () => {} })
  await expect(enqueue(task, { tenantId, name: 'Céline Morvan' })).rejects.toThrow('name is not a uuid')
  await expect(enqueue(task, {} as never)).rejects.toThrow('tenantId is missing')
})

test('work queued in a transaction that is rolled back does not exist', async () => {
  const task = defineTask<{ tenantId: string }>({ name: 'test.rollback', run: async () => {} })
  await enqueue(task, { tenantId })
  const lost = inTenantSql(tenantId, async (_, client) => {
    await enqueue(task, { tenantId }, { client })
    throw new Error('changed my mind')
  })
  await expect(lost).rejects.toThrow('changed my mind')
  expect(await jobs('test.rollback')).toHaveLength(1)
})

test('of several statements in one text the queue gets the rows of each: its upkeep looks for its own among them', async () => {
  const text = "BEGIN; SET LOCAL statement_timeout = 1000; SELECT 'lock' AS one; SELECT 'row' AS two; COMMIT"
  expect(await queueDatabase().executeSql(text)).toEqual({ rows: [{ one: 'lock' }, { two: 'row' }] })
})

test('work that fails is tried again', async () => {
  const attempts: number[] = []
  const task = defineTask<{ tenantId: string }>({
    name: 'test.again',
    async run(_, { attempt }) {
      attempts.push(attempt)
      if (attempt === 1) throw new Error('not yet')
    },
  })
  await enqueue(task, { tenantId })
  await working(task as never)
  await vi.waitFor(() => expect(attempts).toEqual([1, 2]), { timeout: 20_000 })
})

test('one association’s work runs one at a time, another’s beside it', async () => {
  const other = uuidv7()
  const running = new Map<string, number>()
  const most = new Map<string, number>()
  let together = 0
  let done = 0
  const task = defineTask<{ tenantId: string }>({
    name: 'test.beside',
    async run({ tenantId: whose }) {
      running.set(whose, (running.get(whose) ?? 0) + 1)
      most.set(whose, Math.max(most.get(whose) ?? 0, running.get(whose)!))
      together = Math.max(
        together,
        [...running.values()].reduce((a, b) => a + b),
      )
      await new Promise((next) => setTimeout(next, 300))
      running.set(whose, running.get(whose)! - 1)
      done++
    },
  })
  for (const whose of [tenantId, tenantId, tenantId, other, other]) await enqueue(task, { tenantId: whose })
  await working(task as never)
  await vi.waitFor(() => expect(done).toBe(5), { timeout: 20_000 })
  expect([...most.values()]).toEqual([1, 1])
  expect(together).toBe(2)
})

test('a worker that stops asks its work to end, waits for it, and leaves the rest in the queue', async () => {
  const ended: string[] = []
  const task = defineTask<{ tenantId: string }>({
    name: 'test.stop',
    run: (_, { signal }) =>
      new Promise((done) => {
        const end = () => setTimeout(() => done(void ended.push('ended')), 200)
        if (signal.aborted) end()
        else signal.addEventListener('abort', end)
      }),
  })
  const queued = 12
  for (let i = 0; i < queued; i++) await enqueue(task, { tenantId })
  await working(task as never)
  await vi.waitFor(async () => expect((await jobs('test.stop')).map((job) => job.state)).toContain('active'), {
    timeout: 10_000,
  })
  await worker?.stop(5_000)
  worker = undefined
  // What its takers had asked for at that instant is ended too; of the rest nothing is begun and nothing lost.
  const states = (await jobs('test.stop')).map((job) => job.state)
  expect(ended.length).toBeGreaterThan(0)
  expect(ended.length).toBeLessThan(queued / 2)
  expect(states.filter((state) => state === 'completed')).toHaveLength(ended.length)
  expect(states.filter((state) => state === 'created')).toHaveLength(queued - ended.length)
})
