/**
 * Reads a bank's file in the process of its own: first why it cannot be read or how many lines are refused, then the
 * lines.
 */
import { PIECE_LINES } from '#app/domain/files/file-limits.ts'
import { readStatement, type StatementFault, type StatementLine } from './bank-statement.ts'

export type BankPiece = { fault: StatementFault } | { refused: number } | { lines: StatementLine[] }

export async function* read({ bytes }: { bytes: Uint8Array }): AsyncGenerator<BankPiece, void, undefined> {
  const statement = readStatement(Buffer.from(bytes))
  if (!statement.ok) return yield { fault: statement.fault }
  yield { refused: statement.refused.length }
  for (let from = 0; from < statement.lines.length; from += PIECE_LINES)
    yield { lines: statement.lines.slice(from, from + PIECE_LINES) }
}
