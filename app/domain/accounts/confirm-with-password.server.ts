/** Proof that it is still the owner who types, before what an account hangs on changes (E5). */
import { beginAttempt, bookOf } from '#app/context/attempts.ts'
import type { Ctx } from '#app/context/open.ts'
import { keyedHash } from '#app/context/origin.ts'
import { verifyPassword } from '#app/context/password.ts'
import { tooMany } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'

/** Keys of `profile:errors` and of `account:confirm`. */
export type NotConfirmed = 'passwordNeeded' | 'wrongPassword'

/**
 * Asks for the current password of the signed-in account. Never call it inside a transaction.
 * @returns why not; undefined where `typed` is the password
 * @throws Response 429 after ten wrong ones
 */
export async function confirmWithPassword(ctx: Ctx, typed: string | undefined): Promise<NotConfirmed | undefined> {
  if (!typed) return 'passwordNeeded'
  // Of this session alone: whoever took one cannot shut the owner out of another.
  const origin = keyedHash(`session ${ctx.sessionId}`)
  const key = keyedHash(`current-password ${ctx.tenant.id} ${ctx.viewer.accountId}`)
  const attempt = await beginAttempt(bookOf(ctx), { key, origin, network: '', known: true }, ctx.now)
  if (attempt.wait > 0) throw tooMany('throttled', attempt.wait)
  const [account] = await ctx.sql((query) =>
    query<RowOf<'account', 'passwordHash'>>(sql`
      SELECT "passwordHash" FROM "account" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${ctx.viewer.accountId}`),
  )
  if (!(await verifyPassword(account?.passwordHash ?? null, typed))) return 'wrongPassword'
  await attempt.succeeded()
  return undefined
}
