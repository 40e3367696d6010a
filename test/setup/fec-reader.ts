/**
 * A reader of the tax administration's file of entries, written from the text (LPF A47 A-1, BOI-CF-IOR-60-40-20) and
 * from nothing of ours: it says everything in which a file is not what the text asks for.
 */

/** ISO-8859-15 differs from ISO-8859-1 in eight places. */
const LATIN9: Record<number, string> = {
  164: '€',
  166: 'Š',
  168: 'š',
  180: 'Ž',
  184: 'ž',
  188: 'Œ',
  189: 'œ',
  190: 'Ÿ',
}

export interface ReadFec {
  faults: string[]
  rows: Record<string, string>[]
  /** Cents. */
  debit: number
  credit: number
}

const TITLES =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise'
const OBLIGATORY =
  'JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib PieceRef PieceDate EcritureLib Debit Credit ValidDate'

export function readFec(name: string, bytes: Uint8Array): ReadFec {
  const faults: string[] = []
  if (!/^\d{9}FEC\d{8}\.txt$/.test(name)) faults.push(`name ${name}`)
  if (bytes[0] === 0xef && bytes[1] === 0xbb) faults.push('a UTF-8 mark')
  const text = Array.from(bytes, (byte) => LATIN9[byte] ?? String.fromCharCode(byte)).join('')
  if (/\u00c3[\u0080-\u00bf]/.test(text)) faults.push('UTF-8 in disguise')
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) !== '') faults.push('the last line does not end')
  const separator = lines[0]!.includes('\t') ? '\t' : '|'
  const other = separator === '\t' ? '|' : '\t'
  if (text.includes(other)) faults.push('two separators')
  if (lines[0] !== TITLES.split(' ').join(separator)) faults.push('titles')
  const titles = TITLES.split(' ')
  const rows = lines.slice(1, -1).map((line, at) => {
    const cells = line.split(separator)
    if (cells.length !== 18) faults.push(`line ${at + 2} has ${cells.length} fields`)
    return Object.fromEntries(titles.map((title, i) => [title, cells[i] ?? '']))
  })
  for (const [at, row] of rows.entries()) faults.push(...rowFaults(row).map((fault) => `line ${at + 2}: ${fault}`))
  faults.push(...balanceFaults(rows), ...orderFaults(rows))
  const close = name.slice(12, 20)
  for (const row of rows) if (row.EcritureDate! > close) faults.push(`${row.EcritureNum} is after the closing`)
  if (isDay(close)) faults.push(...openingFaults(rows, close))
  return { faults, rows, debit: sumOf(rows, 'Debit'), credit: sumOf(rows, 'Credit') }
}

function rowFaults(row: Record<string, string>): string[] {
  const faults: string[] = []
  for (const title of OBLIGATORY.split(' ')) if (!row[title]) faults.push(`${title} is empty`)
  for (const title of ['EcritureDate', 'PieceDate', 'ValidDate', 'DateLet'])
    if (row[title] && !isDay(row[title])) faults.push(`${title} ${row[title]}`)
  for (const title of ['Debit', 'Credit'])
    if (!/^-?\d+,\d{2}$/.test(row[title] ?? '')) faults.push(`${title} ${row[title]}`)
  if (row.Debit !== '0,00' && row.Credit !== '0,00') faults.push('both sides')
  if (!/^[1-8]\d{2,}/.test(row.CompteNum ?? '')) faults.push(`CompteNum ${row.CompteNum}`)
  if (Boolean(row.EcritureLet) !== Boolean(row.DateLet)) faults.push('lettering without its date')
  if (Boolean(row.CompAuxNum) !== Boolean(row.CompAuxLib)) faults.push('auxiliary account without its label')
  if (Boolean(row.Montantdevise) !== Boolean(row.Idevise)) faults.push('an amount without its currency')
  return faults
}

function balanceFaults(rows: readonly Record<string, string>[]): string[] {
  const byEntry = new Map<string, Record<string, string>[]>()
  for (const row of rows) {
    const key = `${row.JournalCode} ${row.EcritureNum}`
    byEntry.set(key, [...(byEntry.get(key) ?? []), row])
  }
  return [...byEntry].flatMap(([key, lines]) => [
    ...(sumOf(lines, 'Debit') === sumOf(lines, 'Credit') ? [] : [`${key} does not balance`]),
    ...(new Set(lines.map((line) => line.EcritureDate)).size === 1 ? [] : [`${key} has several dates`]),
    ...(lines.length > 1 ? [] : [`${key} has one line`]),
  ])
}

/** Opening balances, then the order in which entries became final. */
function orderFaults(rows: readonly Record<string, string>[]): string[] {
  const faults: string[] = []
  let last = ''
  let opened = true
  for (const row of rows) {
    if (row.JournalCode !== 'AN') opened = false
    else if (!opened) faults.push(`${row.EcritureNum} opens too late`)
    if (row.JournalCode === 'AN') continue
    if (row.ValidDate! < last) faults.push(`${row.EcritureNum} is out of order`)
    last = row.ValidDate!
  }
  return faults
}

/**
 * An exercise of twelve months: what opens it stands on its first day, in accounts of the balance sheet; nothing is
 * older.
 */
function openingFaults(rows: readonly Record<string, string>[], close: string): string[] {
  const [year, month, day] = [close.slice(0, 4), close.slice(4, 6), close.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ]
  const monthEnd = new Date(Date.UTC(year, month, 0)).getUTCDate() === day
  const start = monthEnd ? new Date(Date.UTC(year - 1, month, 1)) : new Date(Date.UTC(year - 1, month - 1, day + 1))
  const first = start.toISOString().slice(0, 10).replaceAll('-', '')
  return rows.flatMap((row) => {
    if (row.EcritureDate! < first) return [`${row.EcritureNum} is before the exercise`]
    if (row.JournalCode !== 'AN') return []
    return [
      ...(row.EcritureDate === first ? [] : [`${row.EcritureNum} does not open on ${first}`]),
      ...(/^[1-5]/.test(row.CompteNum!) ? [] : [`${row.CompteNum} is no account of the balance sheet`]),
    ]
  })
}

/**
 * Cents by account and third party, debits less credits, of accounts of the balance sheet; what a file closes with, or
 * opens with.
 */
export function balancesOf(rows: readonly Record<string, string>[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    if (!/^[1-5]/.test(row.CompteNum!)) continue
    const key = `${row.CompteNum} ${row.CompAuxNum}`.trim()
    sums.set(key, (sums.get(key) ?? 0) + sumOf([row], 'Debit') - sumOf([row], 'Credit'))
  }
  return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function sumOf(rows: readonly Record<string, string>[], title: 'Debit' | 'Credit'): number {
  return rows.reduce((sum, row) => sum + Math.round(Number((row[title] ?? '').replace(',', '.')) * 100), 0)
}

function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ]
  const at = new Date(Date.UTC(year, month - 1, day))
  return /^\d{8}$/.test(text) && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}
