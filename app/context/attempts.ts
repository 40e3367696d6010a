/** Guesses at a password, counted before they are judged: a hundred sent at once are as many as a hundred one after the other. */
import { sql } from '../db/sql.ts'
import { uuidv7 } from '../db/uuid.ts'
import type { Ctx } from './open.ts'

export interface Attempt {
  /** Seconds to wait before the next guess is looked at; 0 where this one may be. */
  wait: number
  /** The guess was right: it does not count against the next ones. */
  succeeded(): Promise<void>
}

/**
 * Counts a guess as a failure until it proves to be none.
 * @param key names whose password is guessed; a hash, so that the table names nobody
 * @param most failures within `seconds` before further guesses wait, right ones too
 */
export async function beginAttempt(ctx: Ctx, key: string, most: number, seconds: number): Promise<Attempt> {
  const id = uuidv7(ctx.now.getTime())
  const since = new Date(ctx.now.getTime() - seconds * 1000)
  // A visitor who leaves meanwhile has guessed all the same.
  const stays = { signal: undefined }
  const forget = () =>
    ctx.sql(async (query) => {
      await query(sql`DELETE FROM "login_attempt" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
    }, stays)
  const before = await ctx.sql(async (query) => {
    // One after the other: each sees those before it.
    await query(sql`SELECT pg_advisory_xact_lock(hashtext('attempt'), hashtext(${key}))`)
    const [row] = await query<{ failures: number; oldest: Date | null }>(sql`
      SELECT count(*)::int AS "failures", min("at") AS "oldest" FROM "login_attempt"
      WHERE "tenantId" = ${ctx.tenant.id} AND "key" = ${key} AND "at" > ${since}`)
    if ((row?.failures ?? 0) < most)
      await query(sql`INSERT INTO "login_attempt" ("tenantId", "id", "key", "at")
        VALUES (${ctx.tenant.id}, ${id}, ${key}, ${ctx.now})`)
    return row
  }, stays)
  if (!before?.oldest || before.failures < most) return { wait: 0, succeeded: forget }
  const passed = (ctx.now.getTime() - before.oldest.getTime()) / 1000
  return { wait: Math.max(1, seconds - passed), succeeded: async () => {} }
}
