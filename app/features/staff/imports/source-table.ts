/**
 * One cell as the file holds it: dates are ISO 8601 text already, formulas their last result, errors `#N/A` and the
 * like.
 */
export type Cell = string | number | boolean | null

export interface SourceRow {
  /** The line's number in the file as people see it there, from 1. */
  line: number
  cells: Cell[]
}

/** A file opened for reading; `rows()` streams and can be asked for again. */
export interface SourceTable {
  kind: 'xlsx' | 'ods' | 'csv' | 'pdf'
  /** Names of the sheets that can be chosen; one unnamed sheet for text files and lists. */
  sheets: string[]
  sheet: string
  /** Lines that the file hides or filters out, of those that have been read so far; they are read like all others. */
  hidden?(): number
  rows(): AsyncGenerator<SourceRow, void, undefined>
}

const SPACE = /[\s\p{Z}\u200b\u2060\ufeff\u00ad]+/gu

/** @returns the cell as text, with every run of spaces (no-break ones too) as one space; '' where it is empty. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.replace(SPACE, ' ').trim()
  return String(cell)
}

/** @returns true where no cell holds anything. */
export function isBlankRow(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cellText(cell) === '')
}
