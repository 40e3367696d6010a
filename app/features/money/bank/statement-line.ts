/** What a bank's file says, whatever format it comes in. */
export interface StatementLine {
  /** Where it stands in the file, from 1. */
  line: number
  /** Civil day, `2026-11-22`. */
  day: string
  label: string
  reference: string
  /** Above zero came in, below went out. */
  cents: number
}

/**
 * `empty`, `columns`: no line names a date, a label and an amount · `too-long`: more lines than a year has ·
 * `long-line`: none ends, or one holds nothing but separators · `quote`: one opens and never closes · `sums`: balances
 * and movements of the file do not agree · `corrupt`: a format that stops in its middle.
 */
export type StatementFault = 'empty' | 'binary' | 'columns' | 'too-long' | 'long-line' | 'quote' | 'sums' | 'corrupt'

/**
 * `date`, `amount`: not readable · `currency`: another than the euro · `sign`: in or out is not said in known words ·
 * `balance`: no movement but what the account holds · `not-done`: refused, cancelled or still awaited by the bank.
 */
export const REFUSED_LINES = ['date', 'amount', 'currency', 'sign', 'balance', 'not-done'] as const
export interface RefusedLine {
  line: number
  reason: (typeof REFUSED_LINES)[number]
  text: string
}

export interface StatementRead {
  ok: true
  lines: StatementLine[]
  refused: RefusedLine[]
  /** Whether the file's own balances were there and agree with its movements. */
  summed: boolean
}
export type ReadStatement = StatementRead | { ok: false; fault: StatementFault; line?: number }

export const MOST_LINES = 20_000
