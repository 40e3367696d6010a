/** Operators sign in by e-mail and password; one answer for every way of being wrong. */
import { forgetAttempts } from '#app/context/attempts.ts'
import { type OperatorCtx, startOperatorSession } from '#app/context/operator.ts'
import { verifyPassword } from '#app/context/password.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'
import { beginGuess, OPERATOR_BOOK } from './guesses.server.ts'

export type OperatorSignIn = { kind: 'in'; cookies: string[] } | { kind: 'wrong' } | { kind: 'wait'; seconds: number }

/** @returns `wrong` alike for an unknown address and a wrong password, after the same work */
export async function signInOperator(ctx: OperatorCtx, typed: string, password: string): Promise<OperatorSignIn> {
  const email = typed.replaceAll('\0', '').trim().toLowerCase()
  const [operator] = await outsideTenants((query) =>
    query<RowOf<'operator', 'id' | 'passwordHash'>>(sql`
      SELECT "id", "passwordHash" FROM "operator" WHERE lower("email") = ${email}`),
  )
  const attempt = await beginGuess(ctx, `operator ${email}`, operator?.id)
  if (attempt.wait > 0) return { kind: 'wait', seconds: attempt.wait }
  const right = await verifyPassword(operator?.passwordHash ?? null, password)
  if (!operator || !right) return { kind: 'wrong' }
  await attempt.succeeded()
  await forgetAttempts(OPERATOR_BOOK, ctx.now)
  return { kind: 'in', cookies: await startOperatorSession(ctx, operator.id) }
}
