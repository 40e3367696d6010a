/** What lines may hold, whatever file they come from: one of many shared texts is as long as one that was typed. */
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import type { Cell, SourceRow } from './source-table.ts'

/**
 * @returns the rows as they come
 * @throws ImportRefused `row-too-long`, `too-big`, `too-complex`, `blank-rows` or `too-many-columns`
 */
export async function* boundedRows(
  rows: AsyncIterable<SourceRow>,
  limits: ReadLimits,
): AsyncGenerator<SourceRow, void, undefined> {
  let characters = 0
  let blank = 0
  let cells = 0
  for await (const row of rows) {
    const length = charactersOf(row.cells)
    if (row.cells.length > limits.columns) throw new ImportRefused('too-many-columns', { columns: limits.columns })
    if (length > limits.rowLength) throw new ImportRefused('row-too-long', { line: row.line })
    characters += length
    if (characters > limits.tableCharacters)
      throw new ImportRefused('too-big', { megabytes: Math.round(limits.tableCharacters / 1_000_000) })
    cells += row.cells.length
    if (cells > limits.tableCells) throw new ImportRefused('too-complex')
    if (length === 0 && ++blank > limits.blankRows) throw new ImportRefused('blank-rows', { rows: limits.blankRows })
    yield row
  }
}

export function charactersOf(cells: readonly Cell[]): number {
  let sum = 0
  for (const cell of cells) if (cell !== null) sum += typeof cell === 'string' ? cell.length : 8
  return sum
}
