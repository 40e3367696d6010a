/** What lines may hold, whatever file they come from: one of many shared texts is as long as one that was typed. */
import { undoubled } from '#app/domain/files/text-encoding.ts'
import { ImportRefused, type ReadLimits } from './import-refused.ts'
import { type Cell, isBlankRow, type SourceRow } from './source-table.ts'

/**
 * @returns the rows that hold anything, as they come: a sheet formatted to its end has a million that do not
 * @throws ImportRefused `row-too-long`, `too-big`, `too-complex`, `too-many-rows` or `too-many-columns`
 */
export async function* boundedRows(
  rows: AsyncIterable<SourceRow>,
  limits: ReadLimits,
): AsyncGenerator<SourceRow, void, undefined> {
  let characters = 0
  let cells = 0
  let count = 0
  for await (const row of rows) {
    const length = charactersOf(row.cells)
    if (row.cells.length > limits.columns) throw new ImportRefused('too-many-columns', { columns: limits.columns })
    if (length > limits.rowLength) throw new ImportRefused('row-too-long', { line: row.line })
    characters += length
    if (characters > limits.tableCharacters)
      throw new ImportRefused('too-big', { megabytes: Math.round(limits.tableCharacters / 1_000_000) })
    cells += row.cells.length
    if (cells > limits.tableCells) throw new ImportRefused('too-complex')
    if (isBlankRow(row.cells)) continue
    if (++count > limits.rows) throw new ImportRefused('too-many-rows', { rows: limits.rows })
    yield { line: row.line, cells: row.cells.map((cell) => (typeof cell === 'string' ? undoubled(cell) : cell)) }
  }
}

export function charactersOf(cells: readonly Cell[]): number {
  let sum = 0
  for (const cell of cells) if (cell !== null) sum += typeof cell === 'string' ? cell.length : 8
  return sum
}
