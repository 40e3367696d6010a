/** What a task is. The work itself is `features/<feature>/<thing>.task.ts`; `app/announced.ts` sums them up. */
import { isUuid } from '#app/db/uuid.ts'

/** Ids only: the queue's tables lie outside the tenant wall and hold nothing about anybody. */
export type TaskIds = { tenantId: string } & Record<string, string>

export interface TaskRun {
  /** Fires when the process is asked to stop or the time is up: come to a resumable end. */
  signal: AbortSignal
  /** From 1; more after a failure. */
  attempt: number
}

export interface Task<Ids extends TaskIds = TaskIds> {
  /** Of the queue: `imports.apply`. */
  name: string
  /** Tries after the first one failed (default 3); each waits longer. */
  retries?: number
  /** A run that takes longer is given to another worker (default 900). */
  seconds?: number
  /**
   * Runs at a time for one association in one worker process (default 1), so that none starves the others. Work that
   * must never overlap locks its own row besides, as imports do.
   */
  perTenant?: number
  run(ids: Ids, run: TaskRun): Promise<void>
}

/** @throws where a name or id is not what queues may hold */
export function checkIds(ids: Record<string, unknown>): asserts ids is TaskIds {
  for (const [key, value] of Object.entries(ids))
    if (typeof value !== 'string' || !isUuid(value)) throw new Error(`a task holds ids only: ${key} is not a uuid`)
  if (!ids.tenantId) throw new Error('a task belongs to an association: tenantId is missing')
}

/** Declares a task; its type flows to {@link checkIds} and to `enqueue`. */
export function defineTask<Ids extends TaskIds>(task: Task<Ids>): Task<Ids> {
  return task
}
