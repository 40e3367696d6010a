/** Guesses at what operators know or hold, counted as those of an association's accounts are. */
import { type Attempt, type Book, beginAttempt } from '#app/context/attempts.ts'
import { type OperatorCtx, operatorBrowser } from '#app/context/operator.ts'
import { keyedHash, NOBODY, originOf } from '#app/context/origin.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'

/** Of no association. */
export const OPERATOR_BOOK: Book = {
  table: sql`"operator_attempt"`,
  within: sql`TRUE`,
  columns: sql``,
  values: sql``,
  run: outsideTenants,
}

/** @param what whose, and which secret @param operatorId who the guess is about, where there is such a one */
export function beginGuess(
  { request, host, now }: OperatorCtx,
  what: string,
  operatorId: string | undefined,
): Promise<Attempt> {
  const { network } = originOf(request, host, 'operator')
  const browser = operatorBrowser(request, host, operatorId ?? NOBODY)
  const guess = { key: keyedHash(what), origin: browser ?? network, network, known: browser !== undefined }
  return beginAttempt(OPERATOR_BOOK, guess, now)
}
