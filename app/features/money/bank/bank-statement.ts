/**
 * A bank's file, whichever of its formats: separated text with any usual separator, encoding and lay-out of columns,
 * CFONB 120 or camt.053, read into cents. Pure.
 */
import { BANK_LINE_CHARACTERS } from '#app/domain/files/file-limits.ts'
import { cutOf, type Separator, separatedRecords, UnreadableText } from '#app/domain/files/separated-text.ts'
import { decodedText, detectEncoding, undoubled } from '#app/domain/files/text-encoding.ts'
import { readAmount, signsOf } from './bank-amounts.ts'
import { type Columns, columnsOf } from './bank-columns.ts'
import { isCamt, readCamt } from './read-camt.ts'
import { cfonbLines, readCfonb } from './read-cfonb.ts'
import { MOST_LINES, type ReadStatement, type RefusedLine, type StatementLine } from './statement-line.ts'

/** @param bytes the file as the bank's site gave it */
export async function readStatement(bytes: Buffer): Promise<ReadStatement> {
  if (bytes.length === 0) return { ok: false, fault: 'empty' }
  const text = await decode(bytes)
  if (text === undefined) return { ok: false, fault: 'binary' }
  if (!text.trim()) return { ok: false, fault: 'empty' }
  if (isCamt(text)) return readCamt(text)
  const cfonb = cfonbLines(text)
  if (cfonb) return readCfonb(cfonb)
  return readSeparated(text)
}

async function decode(bytes: Buffer): Promise<string | undefined> {
  const encoding = await detectEncoding([bytes])
  if (!encoding) return undefined
  let text = ''
  for await (const piece of decodedText([bytes], encoding)) text += piece
  return text
}

interface Row {
  line: number
  cells: string[]
}

async function readSeparated(text: string): Promise<ReadStatement> {
  let fault: ReadStatement | undefined
  // The separator is the one that gives headings that can be read: amounts and labels hold the others.
  for (const separator of [...new Set<Separator>([cutOf(text).separator, ';', '\t', ',', '|'])]) {
    // Balances and account numbers may stand above the headings.
    const head = await cut(text, separator, { width: 0, most: 30 })
    const headings = Array.isArray(head) ? head.find(({ cells }) => columnsOf(cells)) : undefined
    const rows = headings ? await cut(text, separator, { width: headings.cells.length, most: MOST_LINES + 1 }) : head
    if (!Array.isArray(rows)) fault ??= rows
    else if (rows.length > MOST_LINES) return { ok: false, fault: 'too-long' }
    else if (headings) return readRows(rows)
  }
  return fault ?? { ok: false, fault: 'columns' }
}

async function cut(
  text: string,
  separator: Separator,
  { width, most }: { width: number; most: number },
): Promise<Row[] | ReadStatement> {
  const rows: Row[] = []
  try {
    const bounds = { longest: BANK_LINE_CHARACTERS, columns: BANK_LINE_CHARACTERS }
    for await (const { line, cells } of separatedRecords([text], { separator, width, ...bounds })) {
      rows.push({ line, cells: cells.map((cell) => undoubled(cell).trim()) })
      if (rows.length === most) break
    }
    return rows
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    return { ok: false, fault: error.code === 'unclosed-quote' ? 'quote' : 'long-line', line: error.line }
  }
}

/** Tables of several accounts follow one another, each under headings of its own. */
function readRows(rows: readonly Row[]): ReadStatement {
  const lines: StatementLine[] = []
  const refused: RefusedLine[] = []
  let columns: Columns | undefined
  let table: Row[] = []
  const end = () => {
    if (columns) readTable(table, columns, { lines, refused })
    table = []
  }
  for (const row of rows) {
    const next = columnsOf(row.cells)
    if (!next) {
      table.push(row)
      continue
    }
    end()
    columns = next
  }
  end()
  return { ok: true, lines, refused, summed: false }
}

const NOT_DONE = /^(?:refus|annul|rejet|echou|echec|en attente|en cours|declin|fail|pending|cancel|revert|rejected)/
const BALANCE =
  /^(?:ancien |nouveau )?solde (?:crediteur|debiteur|au|en|precedent|initial|final|d ouverture|de cloture)\b/

function readTable(
  rows: readonly Row[],
  columns: Columns,
  { lines, refused }: { lines: StatementLine[]; refused: RefusedLine[] },
): void {
  const signs = signsOf(rows, columns)
  const monthFirst = isMonthFirst(rows.map(({ cells }) => cells[columns.day] ?? ''))
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell === '')) continue
    const day = readDay(cells[columns.day] ?? '', monthFirst)
    const label = joined(cells, columns.labels)
    const amount = readAmount(cells, columns, signs)
    const reason = !day
      ? 'date'
      : NOT_DONE.test(folded(cells[columns.status ?? -1] ?? ''))
        ? 'not-done'
        : BALANCE.test(folded(label))
          ? 'balance'
          : 'reason' in amount
            ? amount.reason
            : undefined
    if (reason) refused.push({ line, reason, text: cells.filter(Boolean).join(' · ').slice(0, 200) })
    else if ('cents' in amount)
      lines.push({ line, day: day!, cents: amount.cents, label, reference: joined(cells, columns.references) })
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

function joined(cells: readonly string[], at: readonly number[]): string {
  const parts = at.map((one) => (cells[one] ?? '').replace(/\s+/g, ' ').trim()).filter(Boolean)
  return [...new Set(parts)].join(' ').slice(0, 500)
}

/** English exports write the month first: told by days above twelve, where none stands in the first place. */
function isMonthFirst(days: readonly string[]): boolean {
  let second = false
  for (const day of days) {
    const [, a, b] = /^(\d{1,2})\/(\d{1,2})\/\d{2,4}/.exec(day) ?? []
    if (Number(a) > 12) return false
    if (Number(b) > 12) second = true
  }
  return second
}

/**
 * @returns `2026-11-22` of « 22/11/2026 », « 22/11/26 », « 22.11.2026 », « 2026-11-22 »; undefined for what is no day
 * of our times.
 */
export function readDay(text: string, monthFirst = false): string | undefined {
  const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(text)
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s|$)/.exec(text)
  const [year, month, day] = iso
    ? iso.slice(1)
    : french
      ? monthFirst
        ? [french[3], french[1], french[2]]
        : [french[3], french[2], french[1]]
      : []
  if (!year || !month || !day) return undefined
  const full = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${full}T12:00:00Z`)
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === full
  return isDay && full > '1970' && full < '2100' ? full : undefined
}
