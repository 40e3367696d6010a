/** A table that is read in a process of its own ({@link readApart}); the reader inside may be any that gives lines. */
import { READING, type ReadingLimits } from '#app/domain/files/file-limits.ts'
import { ReadingEnded, readApart } from '#app/domain/files/read-apart.server.ts'
import { ImportRefused, isRefusalCode, type ReadLimits } from './import-refused.ts'
import type { SourceRow, SourceTable } from './source-table.ts'
import type { TableInput, TablePiece } from './table.reader.ts'

const READER = 'app/features/staff/imports/table.reader.ts'

export type RowBatch = Extract<TablePiece, { rows: string }>

/** @returns the lines of a batch, where they are looked at */
export function rowsOf({ rows }: RowBatch): SourceRow[] {
  return JSON.parse(rows)
}

export interface TableApart extends Pick<SourceTable, 'kind' | 'sheets' | 'sheet'> {
  /** The lines, some hundreds at a time as JSON ({@link SourceRow}); once. */
  batches(): AsyncGenerator<RowBatch, void, undefined>
  /** Ends the process, also where not all was read. */
  close(): Promise<void>
}

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

/** @throws ImportRefused for what is no honest table, or cannot be read within the limits */
export async function openApart(options: ApartOptions): Promise<TableApart> {
  const { tenantId, path, name, sheet, limits, patience = 'page' } = options
  const input: TableInput = { path, name, sheet, limits }
  const bounds = { ...READING[patience === 'page' ? 'long' : 'command'], ...options.reading }
  const pieces = readApart<TablePiece>({ owner: tenantId, lane: 'long', reader: READER, input, limits: bounds })
  const next = async () => {
    try {
      return await pieces.next()
    } catch (error) {
      throw asRefusal(error)
    }
  }
  const { value: about } = await next()
  if (!about || 'rows' in about) throw new ImportRefused('corrupt')
  return {
    ...about,
    async *batches() {
      for (let piece = await next(); !piece.done; piece = await next()) if ('rows' in piece.value) yield piece.value
    },
    close: async () => {
      await pieces.return()
    },
  }
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ReadingEnded && isRefusalCode(error.code)) return new ImportRefused(error.code, error.detail)
  return error
}
