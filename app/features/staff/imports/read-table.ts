/**
 * Any file a school sends → a table that streams. What the file is, its bytes say; its name only helps to explain a
 * refusal.
 */
import { open } from 'node:fs/promises'
import { boundedRows } from './bounded-rows.ts'
import { ImportRefused, READ_LIMITS, type ReadLimits } from './import-refused.ts'
import { openCsv } from './read-csv.ts'
import { openPdf } from './read-pdf.ts'
import { openXlsx } from './read-xlsx.ts'
import type { SourceTable } from './source-table.ts'

export interface OpenOptions {
  /** The name people know the file by, where the path is a temporary one. */
  name?: string
  /** Which sheet of a workbook; the first visible one without it. */
  sheet?: string
  limits?: Partial<ReadLimits>
}

const BINARY = ['\x89PNG', '\xff\xd8\xff', 'GIF8', '\x1f\x8b', 'Rar!', '7z\xbc\xaf', '\x7fELF', 'MZ\x90', '{\\rtf']

/**
 * Opens a school's file (P1, P2). Memory is bounded by the limits, whatever the file.
 * @throws ImportRefused with a code and an i18n key, before anything is interpreted
 */
export async function openTable(path: string, options: OpenOptions = {}): Promise<SourceTable> {
  const limits = { ...READ_LIMITS, ...options.limits }
  const table = await openKind(path, options, limits)
  return { ...table, rows: () => boundedRows(table.rows(), limits) }
}

async function openKind(path: string, options: OpenOptions, limits: ReadLimits): Promise<SourceTable> {
  const { head, size } = await firstBytes(path)
  if (size === 0) throw new ImportRefused('empty')
  if (size > limits.fileBytes) throw new ImportRefused('too-big', { megabytes: Math.round(limits.fileBytes / 1048576) })
  if (/\.(?:xlsm|xltm|xlam|xlsb)$/i.test(options.name ?? path)) throw new ImportRefused('macros')
  if (head.startsWith('PK\x03\x04')) return openXlsx(path, limits, options.sheet)
  if (head.startsWith('%PDF-')) return openPdf(path, limits)
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw new ImportRefused(await oleKind(path))
  if (BINARY.some((mark) => head.startsWith(mark))) throw new ImportRefused('wrong-type')
  return openCsv(path, limits)
}

async function firstBytes(path: string): Promise<{ head: string; size: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return { head: buffer.toString('latin1', 0, bytesRead), size }
  } finally {
    await file.close()
  }
}

/** Workbooks under a password and those of before 2007 share one container; the former name their lock inside. */
async function oleKind(path: string): Promise<'encrypted' | 'old-excel'> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const lock = Buffer.from('EncryptedPackage', 'utf16le')
    return buffer.subarray(0, bytesRead).includes(lock) ? 'encrypted' : 'old-excel'
  } finally {
    await file.close()
  }
}
