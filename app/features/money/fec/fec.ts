/**
 * The file of accounting entries that the tax administration asks for (LPF A47 A-1): 18 columns, one line per entry
 * line. Pure.
 */
import iconv from 'iconv-lite'
import { asLatin9 } from './latin9.ts'

/** In the order of the text; the first line of the file repeats them. */
export const FEC_COLUMNS = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const

export interface FecLine {
  account: string
  accountLabel: string
  /** The customer or donor, where the account has one. */
  auxiliary?: { number: string; label: string }
  /** Cents; one of the two is zero. */
  debit: number
  credit: number
  lettering?: { code: string; day: string }
}

export interface FecEntry {
  journal: string
  journalLabel: string
  number: string
  /** Civil days, `2026-11-22`. */
  day: string
  piece: string
  pieceDay: string
  label: string
  validDay: string
  /** What opens the year stands before all else. */
  opening?: boolean
  lines: readonly FecLine[]
}

export interface FecFile {
  name: string
  bytes: Buffer
  /** False where the association has no SIREN: a file to work with, none for the administration. */
  regulatory: boolean
}

export interface FecHead {
  siren: string | null
  slug: string
  /** The last day of the exercise, `2026-12-31`. */
  closingDay: string
}

/** @returns `SirenFECAAAAMMJJ.txt`; without a SIREN a name that says what the file is not. */
export function fecName({ siren, slug, closingDay }: FecHead): string {
  return siren ? `${siren}FEC${compact(closingDay)}.txt` : `${slug}-NON-REGLEMENTAIRE-${compact(closingDay)}.txt`
}

/**
 * Writes the file in ISO-8859-15, fields parted by tabs, lines by CR LF.
 * @throws RangeError for an entry that does not balance: the ledger refuses such, so it would be a fault of ours
 */
export function writeFec(head: FecHead, entries: readonly FecEntry[]): FecFile {
  const ordered = [...entries].sort(byValidation)
  const rows = ordered.flatMap((entry) => {
    const debit = entry.lines.reduce((sum, line) => sum + line.debit, 0)
    const credit = entry.lines.reduce((sum, line) => sum + line.credit, 0)
    if (debit !== credit) throw new RangeError(`entry ${entry.number} does not balance`)
    return entry.lines.map((line) => cells(entry, line))
  })
  const text = [FEC_COLUMNS as readonly string[], ...rows].map((row) => `${row.map(clean).join('\t')}\r\n`).join('')
  return { name: fecName(head), bytes: iconv.encode(text, 'iso-8859-15'), regulatory: head.siren !== null }
}

function cells(entry: FecEntry, line: FecLine): string[] {
  return [
    entry.journal,
    entry.journalLabel,
    entry.number,
    compact(entry.day),
    line.account,
    line.accountLabel,
    line.auxiliary?.number ?? '',
    line.auxiliary?.label ?? '',
    entry.piece,
    compact(entry.pieceDay),
    entry.label,
    decimal(line.debit),
    decimal(line.credit),
    line.lettering?.code ?? '',
    line.lettering ? compact(line.lettering.day) : '',
    compact(entry.validDay),
    '',
    '',
  ]
}

/** Opening first, then in the order in which entries became final. */
function byValidation(a: FecEntry, b: FecEntry): number {
  return (
    Number(b.opening ?? false) - Number(a.opening ?? false) ||
    order(a.validDay, b.validDay) ||
    order(a.number, b.number)
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** `2026-11-22` as `20261122`. */
function compact(day: string): string {
  return day.replaceAll('-', '')
}

/** Comma, two decimals, no thousands; the empty side is `0,00`. */
function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`
}

/** Neither separator of fields or lines may stand inside a field, nor come in by the change of charset. */
function clean(text: string): string {
  return asLatin9(text)
    .replace(/[\p{Cc}|]+/gu, ' ')
    .trim()
}
