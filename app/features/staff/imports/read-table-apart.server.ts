/** A table that is read in a process of its own ({@link readApart}); the reader inside may be any that gives lines. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PIECE_CHARACTERS, READING, type ReadingLimits } from '#app/domain/files/file-limits.ts'
import { ReadingEnded, readOneApart } from '#app/domain/files/read-apart.server.ts'
import { ImportRefused, isRefusalCode, type ReadLimits } from './import-refused.ts'
import type { ReadTable, TableInput } from './table.reader.ts'

const READER = 'app/features/staff/imports/table.reader.ts'

export interface ApartOptions {
  tenantId: string
  path: string
  name?: string
  sheet?: string
  /** A person waits for the page, or an operator for a command. */
  patience?: 'page' | 'command'
  limits?: Partial<ReadLimits>
  reading?: Partial<ReadingLimits>
}

/**
 * @param take is handed the table once it was read to its end, and its lines some hundreds at a time, as the reader
 * wrote them; they are gone when it is done
 * @throws ImportRefused for what is no honest table, or cannot be read within the limits; nothing was handed on
 */
export async function readTableApart<T>(
  options: ApartOptions,
  take: (table: ReadTable, lines: AsyncIterable<string>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'import-lines-'))
  try {
    const into = join(folder, 'lines')
    return await take(await readWhole(options, into), linesOf(into))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readWhole(options: ApartOptions, into: string): Promise<ReadTable> {
  const { tenantId, path, name, sheet, limits, patience = 'page' } = options
  const input: TableInput = { path, into, name, sheet, limits }
  const bounds = { ...READING[patience === 'page' ? 'long' : 'command'], ...options.reading }
  try {
    return await readOneApart({ owner: tenantId, lane: 'long', reader: READER, input, limits: bounds })
  } catch (error) {
    if (error instanceof ReadingEnded && isRefusalCode(error.code)) throw new ImportRefused(error.code, error.detail)
    throw error
  }
}

/** Whole lines, as many as come at a time. */
async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  let rest = ''
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: PIECE_CHARACTERS })) {
    const end = piece.lastIndexOf('\n') + 1
    if (end > 0) yield rest + piece.slice(0, end)
    rest = end > 0 ? piece.slice(end) : rest + piece
  }
}
