/** Operators sign in by e-mail and password; one answer for every way of being wrong. */
import { type OperatorCtx, startOperatorSession } from '../../context/operator.ts'
import { verifyPassword } from '../../context/password.ts'
import { sql } from '../../db/sql.ts'
import { outsideTenants } from '../../db/transaction.ts'

/** Failures of one address within the window before it has to wait. */
const MOST_FAILURES = 10
const WINDOW = 15 * 60_000

/** Kept by this process alone: operators are few, and their host is no secret worth a table. */
const failures = new Map<string, number[]>()

export type OperatorSignIn = { kind: 'in'; cookie: string } | { kind: 'wrong' } | { kind: 'wait'; seconds: number }

/** @returns `wrong` alike for an unknown address and a wrong password, after the same work */
export async function signInOperator(ctx: OperatorCtx, typed: string, password: string): Promise<OperatorSignIn> {
  const email = typed.trim().toLowerCase()
  const now = ctx.now.getTime()
  const recent = (failures.get(email) ?? []).filter((at) => at > now - WINDOW)
  if (recent.length >= MOST_FAILURES) return { kind: 'wait', seconds: (recent[0]! + WINDOW - now) / 1000 }
  // Counted before it is judged: guesses sent at once are as many as guesses one after the other.
  remember(email, [...recent, now])
  const [operator] = await outsideTenants((query) =>
    query<{ id: string; passwordHash: string }>(sql`
      SELECT "id", "passwordHash" FROM "operator" WHERE lower("email") = ${email}`),
  )
  if (operator && (await verifyPassword(operator.passwordHash, password))) {
    failures.delete(email)
    return { kind: 'in', cookie: await startOperatorSession(ctx, operator.id) }
  }
  if (!operator) await verifyPassword(null, password)
  return { kind: 'wrong' }
}

/** Addresses that nobody tries any more are forgotten first. */
function remember(email: string, times: number[]): void {
  failures.delete(email)
  if (failures.size >= 1_000) failures.delete(failures.keys().next().value!)
  failures.set(email, times)
}
