/**
 * A bank statement as French banks export it: any usual separator, encoding and lay-out of columns, read into cents.
 * Pure.
 */
import { parse } from 'csv-parse/sync'
import { BANK_LINE_CHARACTERS } from '#app/domain/files/file-limits.ts'
import { decodeText } from '#app/domain/files/text-encoding.ts'
import { readCents } from '#app/domain/ledger/read-cents.ts'

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
 * `long-line`: none ends, or one holds nothing but separators.
 */
export type StatementFault = 'empty' | 'binary' | 'columns' | 'too-long' | 'long-line'

export type ReadStatement =
  | { ok: true; lines: StatementLine[]; refused: { line: number; reason: 'date' | 'amount'; text: string }[] }
  | { ok: false; fault: StatementFault }

const MOST_LINES = 20_000

interface Columns {
  day: number
  labels: number[]
  references: number[]
  amount?: number
  debit?: number
  credit?: number
}

/** @param bytes the file as the bank's site gave it */
export function readStatement(bytes: Buffer): ReadStatement {
  if (bytes.length === 0) return { ok: false, fault: 'empty' }
  const text = decodeText(bytes)
  if (text === undefined) return { ok: false, fault: 'binary' }
  if (hasEndlessLine(text)) return { ok: false, fault: 'long-line' }
  const rows = split(text)
  if (rows.length === 0) return { ok: false, fault: text.trim() ? 'columns' : 'empty' }
  if (rows.length > MOST_LINES) return { ok: false, fault: 'too-long' }
  // Balances and account numbers may stand above the headings.
  for (const [at, { cells }] of rows.slice(0, 30).entries()) {
    const columns = columnsOf(cells)
    if (columns) return { ok: true, ...readLines(rows.slice(at + 1), columns) }
  }
  return { ok: false, fault: 'columns' }
}

/** Four separators are tried on the whole text: one line of some megabytes would become as many cells each time. */
function hasEndlessLine(text: string): boolean {
  let from = 0
  for (const { index } of text.matchAll(/[\r\n]/g)) {
    if (index - from > BANK_LINE_CHARACTERS) return true
    from = index + 1
  }
  return text.length - from > BANK_LINE_CHARACTERS
}

interface Row {
  line: number
  cells: string[]
}

/** Cut by the separator that gives headings which can be read, else by the commonest. */
function split(text: string): Row[] {
  const plain = text.replace(/^\ufeff/, '')
  const candidates = [';', '\t', ',', '|'].map((delimiter) => cut(plain, delimiter))
  return (
    candidates.find((rows) => rows.slice(0, 30).some(({ cells }) => columnsOf(cells) !== undefined)) ??
    candidates[0] ??
    []
  )
}

function cut(text: string, delimiter: string): Row[] {
  try {
    const options = { delimiter, relax_quotes: true, relax_column_count: true, info: true, skip_empty_lines: true }
    const records = parse(text, { ...options, to: MOST_LINES + 1 }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) }))
  } catch {
    return []
  }
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

const DAYS = [/^date (d )?(operation|de l operation)$/, /^date( de)? compta(bilisation)?$/, /^date$/, /^date /]
const LABELS = /^(libelle|intitule|description|nature|detail|information|info|type|contrepartie|nom|motif)/
const REFERENCES = /^(ref|reference|numero|n(um)? |cheque)/

/** @returns where things stand, when this line names at least a date, a label and amounts. */
function columnsOf(cells: readonly string[]): Columns | undefined {
  const names = cells.map(folded)
  const first = (...patterns: RegExp[]) => {
    for (const pattern of patterns) {
      const at = names.findIndex((name) => pattern.test(name))
      if (at >= 0) return at
    }
    return undefined
  }
  const all = (pattern: RegExp) => names.flatMap((name, at) => (pattern.test(name) ? [at] : []))
  const day = first(...DAYS)
  const labels = all(LABELS)
  const debit = first(/^(montant )?debit/, /^sortie/)
  const credit = first(/^(montant )?credit/, /^entree/)
  const amount = first(/^(montant|somme|valeur en|amount)/)
  if (day === undefined || labels.length === 0) return undefined
  if (amount === undefined && (debit === undefined || credit === undefined)) return undefined
  const sides = debit !== undefined && credit !== undefined ? { debit, credit } : { amount }
  return { day, labels, references: all(REFERENCES), ...sides }
}

function readLines(rows: readonly Row[], columns: Columns) {
  const lines: StatementLine[] = []
  const refused: { line: number; reason: 'date' | 'amount'; text: string }[] = []
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell === '')) continue
    const text = cells.filter(Boolean).join(' · ').slice(0, 200)
    const day = readDay(cells[columns.day] ?? '')
    const cents = readAmounts(cells, columns)
    if (!day) refused.push({ line, reason: 'date', text })
    else if (cents === undefined || cents === 0) refused.push({ line, reason: 'amount', text })
    else
      lines.push({
        line,
        day,
        cents,
        label: joined(cells, columns.labels),
        reference: joined(cells, columns.references),
      })
  }
  return { lines, refused }
}

function joined(cells: readonly string[], at: readonly number[]): string {
  const parts = at.map((one) => (cells[one] ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean)
  return [...new Set(parts)].join(' ').slice(0, 500)
}

function readAmounts(cells: readonly string[], { amount, debit, credit }: Columns): number | undefined {
  if (amount !== undefined) return readCents(cells[amount] ?? '')
  const [out, into] = [cells[debit!] ?? '', cells[credit!] ?? ''].map((cell) => (cell === '' ? 0 : readCents(cell)))
  if (out === undefined || into === undefined) return undefined
  // Some banks write a debit with its sign, others without.
  return Math.abs(into) - Math.abs(out)
}

/**
 * @returns `2026-11-22` of « 22/11/2026 », « 22/11/26 », « 22.11.2026 », « 2026-11-22 »; undefined for what is no day.
 */
export function readDay(text: string): string | undefined {
  const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(text)
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s|$)/.exec(text)
  const [year, month, day] = iso ? iso.slice(1) : french ? [french[3], french[2], french[1]] : []
  if (!year || !month || !day) return undefined
  const full = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${full}T12:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === full ? full : undefined
}
