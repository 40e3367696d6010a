/**
 * Reads a bank's file in the process of its own: first why it cannot be read or which lines are refused, then the
 * others.
 */
import { PIECE_LINES } from '#app/domain/files/file-limits.ts'
import { readStatement } from './bank-statement.ts'
import type { RefusedLine, StatementFault, StatementLine } from './statement-line.ts'

export type BankPiece = { fault: StatementFault; line?: number } | Told | { lines: StatementLine[] }

interface Told {
  refused: Omit<RefusedLine, 'text'>[]
  summed: boolean
}

export async function* read({ bytes }: { bytes: Uint8Array }): AsyncGenerator<BankPiece, void, undefined> {
  const statement = await readStatement(Buffer.from(bytes))
  if (!statement.ok) return yield { fault: statement.fault, ...(statement.line && { line: statement.line }) }
  yield { refused: statement.refused.map(({ line, reason }) => ({ line, reason })), summed: statement.summed }
  for (let from = 0; from < statement.lines.length; from += PIECE_LINES)
    yield { lines: statement.lines.slice(from, from + PIECE_LINES) }
}
