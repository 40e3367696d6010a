/** A bank's file, read outside the site's own process. */
import { ReadingEnded, readApart, type Trouble } from '#app/domain/files/read-apart.server.ts'
import type { BankPiece } from './bank.reader.ts'
import type { StatementFault, StatementLine } from './bank-statement.ts'

export type BankFileFault = StatementFault | Trouble

/** @param owner the association */
export async function readBankFile(
  owner: string,
  bytes: Uint8Array,
): Promise<{ fault: BankFileFault } | { lines: StatementLine[]; refused: number }> {
  const lines: StatementLine[] = []
  let refused = 0
  const reader = 'app/features/money/bank/bank.reader.ts'
  try {
    for await (const piece of readApart<BankPiece>({ owner, lane: 'quick', reader, input: { bytes } })) {
      if ('fault' in piece) return piece
      if ('refused' in piece) refused = piece.refused
      else lines.push(...piece.lines)
    }
  } catch (error) {
    if (error instanceof ReadingEnded && error.trouble) return { fault: error.trouble }
    throw error
  }
  return { lines, refused }
}
