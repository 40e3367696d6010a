/** Reads a table in the process of its own: first what it is, then its lines by some hundreds. */
import { PIECE_CHARACTERS, PIECE_LINES } from '#app/domain/files/file-limits.ts'
import { charactersOf } from './bounded-rows.ts'
import { type OpenOptions, openTable } from './read-table.ts'
import type { SourceRow, SourceTable } from './source-table.ts'

/** Lines travel as JSON: their cells are words, numbers and booleans, and no other form is read as fast. */
export type TablePiece = Pick<SourceTable, 'kind' | 'sheets' | 'sheet'> | { rows: string; count: number }

export interface TableInput extends OpenOptions {
  path: string
}

export async function* read({ path, ...options }: TableInput): AsyncGenerator<TablePiece, void, undefined> {
  const { kind, sheets, sheet, rows } = await openTable(path, options)
  yield { kind, sheets, sheet }
  let batch: SourceRow[] = []
  let characters = 0
  for await (const row of rows()) {
    batch.push(row)
    characters += charactersOf(row.cells)
    if (batch.length < PIECE_LINES && characters < PIECE_CHARACTERS) continue
    yield { rows: JSON.stringify(batch), count: batch.length }
    ;[batch, characters] = [[], 0]
  }
  if (batch.length) yield { rows: JSON.stringify(batch), count: batch.length }
}
