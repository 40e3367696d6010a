/**
 * The store knows no transactions: a process that dies between a file and the row that names it would leave a paper
 * that nobody finds again. So what is about to be written, or has just lost its row, is written down as loose until
 * both sides are done.
 */
import type { Readable } from 'node:stream'
import { now as clock } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { fileStore, type Place } from '#app/outside/files.ts'

/** Milliseconds that a file may be without a row: no request and no task takes as long. */
const LOOSE_FOR = 3_600_000
const BATCH = 200

/**
 * Stores bytes, then what names them. Should either fail nothing stays behind; should the process die, the round
 * removes it.
 * @param use writes the row; has to call {@link named} in the same transaction, unless it drops the key
 */
export async function keepFile<T>(
  tenantId: string,
  bytes: Uint8Array | Readable,
  place: Place,
  use: (key: string) => Promise<T>,
): Promise<T> {
  const store = fileStore(env().FILES_URL)
  const key = store.newKey(place)
  await inTenantSql(tenantId, (query) => loosen(query, tenantId, [key], clock()))
  try {
    if (bytes instanceof Uint8Array) await store.put(bytes, { ...place, key })
    else await store.putStream(bytes, { ...place, key })
    return await use(key)
  } catch (error) {
    await dropFiles(tenantId, [key])
    throw error
  }
}

/**
 * A row names the file from now on.
 * @throws where the round took it away meanwhile: the caller's row must not name it
 */
export async function named(query: Query, tenantId: string, key: string): Promise<void> {
  const rows = await query(
    sql`DELETE FROM "loose_file" WHERE "tenantId" = ${tenantId} AND "key" = ${key} RETURNING "key"`,
  )
  if (rows.length === 0) throw new Error('the file was removed before anything named it')
}

/** No row names these files any more, once the transaction commits; the caller drops them then. */
export async function loosen(query: Query, tenantId: string, keys: readonly string[], now: Date): Promise<void> {
  if (keys.length === 0) return
  await query(sql`INSERT INTO "loose_file" ("tenantId", "key", "at")
    SELECT ${tenantId}::uuid, one.key, ${now}::timestamptz FROM unnest(${[...keys]}::text[]) AS one(key)
    ON CONFLICT ("tenantId", "key") DO NOTHING`)
}

/** Takes loose files away for good: the bytes, then the note. */
export async function dropFiles(tenantId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const store = fileStore(env().FILES_URL)
  await Promise.all(keys.map((key) => store.remove(key)))
  await inTenantSql(tenantId, (query) =>
    query(sql`DELETE FROM "loose_file" WHERE "tenantId" = ${tenantId} AND "key" = ANY(${[...keys]}::text[])`),
  )
}

/** The round: what has been loose for an hour lost its process. @returns how many files went */
export async function sweepLoose(tenantId: string, now: Date, signal?: AbortSignal): Promise<number> {
  const before = new Date(now.getTime() - LOOSE_FOR)
  let count = 0
  for (let gone = BATCH; gone === BATCH; ) {
    signal?.throwIfAborted()
    gone = await inTenantSql(tenantId, async (query) => {
      const rows = await query<RowOf<'loose_file', 'key'>>(sql`DELETE FROM "loose_file" WHERE "tenantId" = ${tenantId}
        AND "key" IN (SELECT "key" FROM "loose_file" WHERE "tenantId" = ${tenantId} AND "at" < ${before}::timestamptz
          LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING "key"`)
      // Before the notes are gone for good: dying here, they are still there to begin again with.
      for (const { key } of rows) await fileStore(env().FILES_URL).remove(key)
      return rows.length
    })
    count += gone
  }
  return count
}
