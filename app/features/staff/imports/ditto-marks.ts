import type { Columns } from './clean-row.ts'
import { type Cell, cellText } from './source-table.ts'

/** What stands for the cell above: marks in print, and words. */
const DITTO = /^(?:[〃"”″]|''|,,|-\s*["”″]\s*-|id(?:em)?\.?|ditto|do\.)$/i

/**
 * Takes lines in file order.
 * @returns the cells of each, with the value above for a mark of repetition; the names of people are never taken over
 */
export function createDittos({ byField }: Columns): (cells: readonly Cell[]) => readonly Cell[] {
  const names = new Set(
    (['firstName', 'lastName', 'fullName', 'studentNumber'] as const).flatMap((f) => byField.get(f) ?? []),
  )
  const above: Cell[] = []
  return (cells) => {
    let whole: Cell[] | undefined
    for (const [at, cell] of cells.entries()) {
      const text = typeof cell === 'string' ? cellText(cell) : cell
      if (text === null || text === '') continue
      if (typeof text === 'string' && text.length < 6 && DITTO.test(text) && !names.has(at)) {
        whole ??= [...cells]
        whole[at] = above[at] ?? null
      } else above[at] = cell
    }
    return whole ?? cells
  }
}
