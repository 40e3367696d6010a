/** Operators sign in by e-mail and password; one answer for every way of being wrong. */
import { type Book, beginAttempt, forgetAttempts } from '../../context/attempts.ts'
import { type OperatorCtx, operatorBrowser, startOperatorSession } from '../../context/operator.ts'
import { keyedHash, NOBODY, originOf } from '../../context/origin.ts'
import { verifyPassword } from '../../context/password.ts'
import { sql } from '../../db/sql.ts'
import { outsideTenants } from '../../db/transaction.ts'

export type OperatorSignIn = { kind: 'in'; cookies: string[] } | { kind: 'wrong' } | { kind: 'wait'; seconds: number }

/** Guesses at operators' passwords, of no association. */
const BOOK: Book = {
  table: sql`"operator_attempt"`,
  within: sql`TRUE`,
  columns: sql``,
  values: sql``,
  run: outsideTenants,
}

/** @returns `wrong` alike for an unknown address and a wrong password, after the same work */
export async function signInOperator(
  ctx: OperatorCtx,
  request: Request,
  typed: string,
  password: string,
): Promise<OperatorSignIn> {
  const email = typed.replaceAll('\0', '').trim().toLowerCase()
  const [operator] = await outsideTenants((query) =>
    query<{ id: string; passwordHash: string }>(sql`
      SELECT "id", "passwordHash" FROM "operator" WHERE lower("email") = ${email}`),
  )
  const { network } = originOf(request, ctx.host, 'operator')
  const browser = operatorBrowser(request, ctx.host, operator?.id ?? NOBODY)
  const guess = {
    key: keyedHash(`operator ${email}`),
    origin: browser ?? network,
    network,
    known: browser !== undefined,
  }
  const attempt = await beginAttempt(BOOK, guess, ctx.now)
  if (attempt.wait > 0) return { kind: 'wait', seconds: attempt.wait }
  const right = await verifyPassword(operator?.passwordHash ?? null, password)
  if (!operator || !right) return { kind: 'wrong' }
  await attempt.succeeded()
  await forgetAttempts(BOOK, ctx.now)
  return { kind: 'in', cookies: await startOperatorSession(ctx, operator.id) }
}
