/**
 * Any file a school sends → a table that streams. What the file is, its bytes say; its name only helps to explain a
 * refusal.
 */
import { open } from 'node:fs/promises'
import { UnreadableXml } from '#app/domain/files/xml-pieces.ts'
import { boundedRows } from './bounded-rows.ts'
import { ImportRefused, READ_LIMITS, type ReadLimits } from './import-refused.ts'
import { openCsv } from './read-csv.ts'
import { isOds, officeKind, openFlat, openOds } from './read-office.ts'
import { openPdf } from './read-pdf.ts'
import { openXlsx } from './read-xlsx.ts'
import { openZip } from './read-zip.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

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
  try {
    const table = await openKind(path, options, limits)
    return { ...table, rows: () => refusing(boundedRows(table.rows(), limits)) }
  } catch (error) {
    throw asRefusal(error)
  }
}

async function* refusing(rows: AsyncIterable<SourceRow>): AsyncGenerator<SourceRow, void, undefined> {
  try {
    yield* rows
  } catch (error) {
    throw asRefusal(error)
  }
}

function asRefusal(error: unknown): unknown {
  return error instanceof UnreadableXml ? new ImportRefused(error.code, { cause: error.message }) : error
}

async function openKind(path: string, options: OpenOptions, limits: ReadLimits): Promise<SourceTable> {
  const { head, size } = await firstBytes(path)
  if (size === 0) throw new ImportRefused('empty')
  if (size > limits.fileBytes) throw new ImportRefused('too-big', { megabytes: Math.round(limits.fileBytes / 1048576) })
  if (/\.(?:xlsm|xltm|xlam|xlsb)$/i.test(options.name ?? path)) throw new ImportRefused('macros')
  if (head.startsWith('PK\x03\x04')) return openZipped(path, limits, options.sheet)
  if (head.startsWith('%PDF-')) return openPdf(path, limits)
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw new ImportRefused(await oleKind(path))
  if (BINARY.some((mark) => head.startsWith(mark))) throw new ImportRefused('wrong-type')
  return openText(path, limits, options.sheet)
}

async function openZipped(path: string, limits: ReadLimits, sheet?: string): Promise<SourceTable> {
  const zip = await openZip(path, limits)
  await zip.close()
  return isOds(zip) ? openOds(path, limits, sheet) : openXlsx(path, limits, sheet)
}

const TEXT_HEAD = 8 * 1024

/** Documents of office programs are texts too, and say so at their beginning. */
async function openText(path: string, limits: ReadLimits, sheet?: string): Promise<SourceTable> {
  const bytes = await bytesOf(path, TEXT_HEAD)
  const head = bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'latin1')
  const kind = officeKind(head)
  if (kind) return openFlat(path, kind, limits, sheet)
  if (/^(?:\xef\xbb\xbf|\ufeff)?\s*<(?:!doctype|html|table|\?xml|meta|head|body)/i.test(head))
    throw new ImportRefused('web-page')
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
  const lock = Buffer.from('EncryptedPackage', 'utf16le')
  return (await bytesOf(path, 65_536)).includes(lock) ? 'encrypted' : 'old-excel'
}

async function bytesOf(path: string, most: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
