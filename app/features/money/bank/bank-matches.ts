/** Which awaited or recorded payment a line of a bank statement may be: suggestions only, a person confirms. Pure. */
import type { StatementLine } from './statement-line.ts'

/** A payment that the bank has not been seen to bring yet. */
export interface OpenItem {
  id: string
  cents: number
  /** The payer: a person's or a company's name. */
  name: string
  /** What the payer was asked to quote: invoice number, order reference, cheque number. */
  references: readonly string[]
  /** The civil day on which it was asked for or handed over. */
  day: string
  /** A payout of Stripe, no payment. */
  payout?: boolean
}

/** `sure`: the very reference and amount · `likely`: amount and name · `possible`: the amount alone, near in time. */
export type Confidence = 'sure' | 'likely' | 'possible'

export interface Suggestion {
  id: string
  confidence: Confidence
  /** Why, for the page: any of these. */
  reasons: ('reference' | 'amount' | 'name' | 'date')[]
}

/** Why a line is not matched: not there, another line has it, another amount. */
export type SettleFault = 'gone' | 'taken' | 'differs'

const MOST_SUGGESTIONS = 5
const DAY = 86_400_000

interface Judged extends Suggestion {
  score: number
}

/** @returns the likeliest first, five at most; nothing for money that went out. */
export function suggestMatches(line: StatementLine, items: readonly OpenItem[]): Suggestion[] {
  if (line.cents <= 0) return []
  const said = new Set(wordsOf(`${line.label} ${line.reference}`))
  const glued = gluedOf(`${line.label} ${line.reference}`)
  const judged = items.flatMap((item) => {
    const found = judge(line, item, said, glued)
    return found ? [found] : []
  })
  judged.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  return judged.slice(0, MOST_SUGGESTIONS).map(({ score: _, ...one }) => one)
}

function judge(line: StatementLine, item: OpenItem, said: ReadonlySet<string>, glued: string): Judged | undefined {
  const amount = item.cents === line.cents
  const reference = item.references.some((one) => gluedOf(one).length >= 4 && glued.includes(gluedOf(one)))
  if (!amount && !reference) return undefined
  const words = wordsOf(item.name)
  const share = words.length > 0 ? words.filter((word) => said.has(word)).length / words.length : 0
  const name = share >= 0.5
  const days = Math.abs(Date.parse(line.day) - Date.parse(item.day)) / DAY
  const date = days <= 30
  if (!reference && !name && !date) return undefined
  const confidence = reference && amount ? 'sure' : amount && name ? 'likely' : 'possible'
  const score = (reference ? 100 : 0) + (amount ? 60 : 0) + share * 40 + Math.max(0, 30 - days) / 3
  const given = { reference, amount, name, date }
  const reasons = (Object.keys(given) as (keyof typeof given)[]).filter((reason) => given[reason])
  return { id: item.id, confidence, reasons, score }
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
}

/** Words of three letters and more: titles and « de » say nothing. */
function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 3)
}

/** Banks cut references at odd places: only letters and digits count. */
function gluedOf(text: string): string {
  return folded(text).replace(/[^a-z0-9]/g, '')
}
