/** The worker: takes queued work, several associations side by side, and stops without losing any. */
import { type Job, PgBoss } from 'pg-boss'
import { log } from '#app/context/log.ts'
import { patientQueueDatabase } from '#app/db/queue.ts'
import { QUEUE_SCHEMA, queueOptions } from './queue.ts'
import { checkIds, type Task } from './registry.ts'
import { type Round, startRounds } from './rounds.ts'

export interface Worker {
  /** Takes no more work, asks what runs to come to an end, waits for it at most so many milliseconds. */
  stop(atMost: number): Promise<void>
}

/** Work of one kind that this process runs at a time. */
const AT_A_TIME = 4

/**
 * Starts taking work of every task; a worker that died is replaced within a minute, by its heartbeat.
 * @param tasks from `app/announced.ts`
 * @param rounds from there too: what begins by the clock
 */
export async function startWorker(tasks: readonly Task[], rounds: readonly Round[] = []): Promise<Worker> {
  const stopping = new AbortController()
  const queue = new PgBoss({
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    persistQueueStats: false,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    db: patientQueueDatabase(stopping.signal),
  })
  queue.on('error', (error) => log().error({ err: error }, 'queue failed'))
  await queue.start()
  for (const task of tasks) await take(queue, task, stopping.signal)
  const stopRounds = startRounds(rounds)
  return {
    async stop(atMost) {
      await stopRounds()
      stopping.abort(new Error('the worker stops'))
      await queue.stop({ graceful: true, timeout: atMost, close: false })
    },
  }
}

async function take(queue: PgBoss, task: Task, stopping: AbortSignal): Promise<void> {
  await queue.createQueue(task.name, queueOptions(task))
  await queue.updateQueue(task.name, queueOptions(task))
  const options = {
    localConcurrency: AT_A_TIME,
    // Strict within this process, where takers that ask at the same instant would else not see each other.
    localGroupConcurrency: task.perTenant ?? 1,
    pollingIntervalSeconds: 0.5,
    includeMetadata: true,
  } as const
  await queue.work(task.name, options, async ([job]) => {
    if (job) await runOne(task, job, job.retryCount + 1, stopping)
  })
}

/** @throws what the task threw: the queue tries again later */
async function runOne(task: Task, job: Job<unknown>, attempt: number, stopping: AbortSignal): Promise<void> {
  const started = performance.now()
  const facts = { task: task.name, job: job.id, attempt }
  try {
    const ids = job.data as Record<string, unknown>
    checkIds(ids)
    await task.run(ids, { attempt, signal: AbortSignal.any([stopping, job.signal]) })
    log().info({ ...facts, ms: Math.round(performance.now() - started) }, 'task done')
  } catch (error) {
    log().error({ ...facts, ms: Math.round(performance.now() - started), err: error }, 'task failed')
    throw error
  }
}
