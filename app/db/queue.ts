/** The queue's way to the database: its own schema, outside the tenant wall, read and written by the app role. */
import type pg from 'pg'
import { database } from './client.ts'

/** What pg-boss sends its statements through. */
export interface QueueDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: never[] }>
}

/**
 * @param client a connection inside a transaction (`inTenantSql` hands it out): what is queued then counts only if it commits
 */
export function queueDatabase(client?: pg.PoolClient): QueueDatabase {
  return {
    async executeSql(text, values) {
      const result = await (client ?? database().pool).query(text, values)
      // Several statements in one text answer several results; pg-boss looks for its row among those of all of them.
      const results = Array.isArray(result) ? result : [result]
      return { rows: results.flatMap((one) => one.rows ?? []) as never[] }
    },
  }
}
