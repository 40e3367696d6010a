/** The queue's way to the database: its own schema, outside the tenant wall, read and written by the app role. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { database } from './client.ts'
import { connected, StoreTrouble, statementFault, troubleOf } from './trouble.ts'

/** What pg-boss sends its statements through. */
export interface QueueDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: never[] }>
}

/**
 * @param client a connection inside a transaction (`inTenantSql` hands it out): what is queued then counts only if it
 * commits
 */
export function queueDatabase(client?: pg.PoolClient): QueueDatabase {
  return {
    async executeSql(text, values) {
      const result = await (client ? client.query(text, values) : alone(text, values))
      // Several statements in one text answer several results; pg-boss looks for its row among those of all of them.
      const results = Array.isArray(result) ? result : [result]
      return { rows: results.flatMap((one) => one.rows ?? []) as never[] }
    },
  }
}

/** One text on a connection of its own, which is let go of when it broke meanwhile. */
async function alone(text: string, values?: unknown[]): Promise<pg.QueryResult> {
  const client = await connected(database().pool.connect())
  let broken: Error | undefined
  try {
    return await client.query(text, values)
  } catch (error) {
    const fault = statementFault(error)
    if (fault instanceof StoreTrouble) broken = fault
    throw fault
  } finally {
    client.release(broken)
  }
}

/** Milliseconds between two tries, and how often: a restart of the database, not an outage. */
const PAUSE = 250
const TRIES = 120

/**
 * The worker's way, which waits for a database that is away: work that has been done is then written down as done, and
 * not given out again. Repeating is safe, because pg-boss binds each of the worker's statements to the state and the
 * attempt that it knows.
 * @param stopping from then on nothing is tried again
 */
export function patientQueueDatabase(stopping: AbortSignal): QueueDatabase {
  const { executeSql } = queueDatabase()
  return {
    async executeSql(text, values) {
      for (let left = TRIES; ; left -= 1) {
        try {
          return await executeSql(text, values)
        } catch (error) {
          if (left === 0 || stopping.aborted || troubleOf(error) !== 'away') throw error
          await sleep(PAUSE, undefined, { signal: stopping }).catch(() => {})
        }
      }
    },
  }
}
