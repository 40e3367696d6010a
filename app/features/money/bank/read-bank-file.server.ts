/** A bank's file, read outside the site's own process. */
import { ReadingEnded, readApart, type Trouble } from '#app/domain/files/read-apart.server.ts'
import type { BankPiece } from './bank.reader.ts'
import type { RefusedLine, StatementFault, StatementLine } from './statement-line.ts'

export type BankFileFault = StatementFault | Trouble

export interface BankFile {
  lines: StatementLine[]
  refused: Omit<RefusedLine, 'text'>[]
  /** Whether the file's own balances agree with its movements. */
  summed: boolean
}

/** @param owner the association */
export async function readBankFile(
  owner: string,
  bytes: Uint8Array,
): Promise<{ fault: BankFileFault; line?: number } | BankFile> {
  const read: BankFile = { lines: [], refused: [], summed: false }
  const reader = 'app/features/money/bank/bank.reader.ts'
  try {
    for await (const piece of readApart<BankPiece>({ owner, lane: 'quick', reader, input: { bytes } })) {
      if ('fault' in piece) return piece
      if ('refused' in piece) Object.assign(read, piece)
      else read.lines.push(...piece.lines)
    }
  } catch (error) {
    if (error instanceof ReadingEnded && error.trouble) return { fault: error.trouble }
    throw error
  }
  return read
}
