/** Proof that it is still the owner who types, before what an account hangs on changes (E5). */
import { createHash } from 'node:crypto'
import type { Ctx } from '../../context/open.ts'
import { verifyPassword } from '../../context/password.ts'
import { tooMany } from '../../context/refusals.ts'
import { sql } from '../../db/sql.ts'
import { uuidv7 } from '../../db/uuid.ts'

const MOST_FAILURES = 10
const WINDOW_SECONDS = 15 * 60

/**
 * @returns whether `typed` is the password of the signed-in account
 * @throws Response 429 after ten wrong ones within a quarter of an hour
 */
export async function isCurrentPassword(ctx: Ctx, typed: string | undefined): Promise<boolean> {
  const key = createHash('sha256').update(`current-password ${ctx.viewer.accountId}`).digest('base64url')
  const since = new Date(ctx.now.getTime() - WINDOW_SECONDS * 1000)
  const [account] = await ctx.sql((query) =>
    query<{ passwordHash: string | null; failures: number }>(sql`
      SELECT a."passwordHash", (SELECT count(*)::int FROM "login_attempt" l
        WHERE l."tenantId" = a."tenantId" AND l."key" = ${key} AND l."at" > ${since}) AS "failures"
      FROM "account" a WHERE a."tenantId" = ${ctx.tenant.id} AND a."id" = ${ctx.viewer.accountId}`),
  )
  if ((account?.failures ?? 0) >= MOST_FAILURES) throw tooMany('throttled', WINDOW_SECONDS)
  if (typed && (await verifyPassword(account?.passwordHash ?? null, typed))) return true
  if (typed)
    await ctx.sql((query) =>
      query(sql`INSERT INTO "login_attempt" ("tenantId", "id", "key", "at")
        VALUES (${ctx.tenant.id}, ${uuidv7(ctx.now.getTime())}, ${key}, ${ctx.now})`),
    )
  return false
}
