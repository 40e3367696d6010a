/** Handing work to the workers. */

import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { machineTime } from '#app/context/clock.ts'
import { log } from '#app/context/log.ts'
import { queueDatabase } from '#app/db/queue.ts'
import { checkIds, type Task, type TaskIds } from './registry.ts'

/** One schema of its own, made by the owner of the database (`installQueue`). */
export const QUEUE_SCHEMA = 'pgboss'

/** The app role has no right to change tables: whoever migrates makes them. */
const ASLEEP = {
  schema: QUEUE_SCHEMA,
  migrate: false,
  createSchema: false,
  supervise: false,
  schedule: false,
  registerInstance: false,
} as const

const holder = globalThis as typeof globalThis & { alumniQueue?: Promise<PgBoss>; alumniQueues?: Set<string> }

async function openQueue(): Promise<PgBoss> {
  const queue = new PgBoss({ ...ASLEEP, db: queueDatabase() })
  queue.on('error', (error) => log().error({ err: error }, 'queue failed'))
  await queue.start()
  return queue
}

/** One queue per process; a first try that met no database is not remembered, or nothing could ever be queued again. */
function theQueue(): Promise<PgBoss> {
  holder.alumniQueue ??= openQueue().catch((error: unknown) => {
    delete holder.alumniQueue
    throw error
  })
  return holder.alumniQueue
}

/** @returns how pg-boss keeps the work of one task. */
export function queueOptions({ retries = 3, seconds = 900 }: Task) {
  return { retryLimit: retries, retryDelay: 2, retryBackoff: true, expireInSeconds: seconds, heartbeatSeconds: 20 }
}

export interface EnqueueOptions {
  /** Of a transaction: the work exists only if it commits. */
  client?: pg.PoolClient
  /** Work with the same key that still waits is not queued twice. */
  once?: string
  /** Not before this instant. */
  at?: Date
}

/**
 * Queues one piece of work.
 * @param ids uuids only, `tenantId` among them
 * @throws where an id is not a uuid
 */
export async function enqueue<Ids extends TaskIds>(
  task: Task<Ids>,
  ids: Ids,
  options: EnqueueOptions = {},
): Promise<void> {
  checkIds(ids)
  const queue = await theQueue()
  holder.alumniQueues ??= new Set()
  if (!holder.alumniQueues.has(task.name)) {
    await queue.createQueue(task.name, queueOptions(task as unknown as Task))
    holder.alumniQueues.add(task.name)
  }
  await queue.send(task.name, ids, {
    group: { id: ids.tenantId },
    ...(options.once ? { singletonKey: options.once } : {}),
    ...(options.at ? { startAfter: machineTime(options.at) } : {}),
    ...(options.client ? { db: queueDatabase(options.client) } : {}),
  })
}

/** Lets go of the queue; tests that change databases call it between two. */
export async function closeQueue(): Promise<void> {
  const queue = holder.alumniQueue
  delete holder.alumniQueue
  delete holder.alumniQueues
  await (await queue)?.stop({ graceful: false })
}

/**
 * Makes or brings up to date the queue's tables, as the owner, and lets the app role use them.
 * @param ownerUrl connection of the role that owns the schema
 * @param appRole name of the role that sends and works
 */
export async function installQueue(ownerUrl: string, appRole: string): Promise<void> {
  const queue = new PgBoss({
    connectionString: ownerUrl,
    schema: QUEUE_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
  })
  queue.on('error', () => {})
  await queue.start()
  const role = `"${appRole.replaceAll('"', '""')}"`
  await queue
    .getDb()
    .executeSql(
      [
        `GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
        `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
        `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
        `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${role}`,
      ].join(';'),
    )
  await queue.stop({ graceful: false })
}
