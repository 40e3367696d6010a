/**
 * Lines of separated text that lost or gained cells: their values stand under other headings. Told by their count of
 * cells, and by what stands in each column on whole lines.
 */
import { type Cell, cellText } from './source-table.ts'

/** What a cell looks like: an address, figures alone, figures and letters, letters. */
type Shape = 'mail' | 'figures' | 'mixed' | 'letters'

export interface LineShapes {
  /** @returns whether the line has its cells where the others have them */
  fits(line: number, cells: readonly Cell[]): boolean
}

function shapeOf(cell: Cell | undefined): Shape | undefined {
  const text = cellText(cell)
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined
  if (text.includes('@')) return 'mail'
  const figures = /\p{N}/u.test(text)
  return /\p{L}/u.test(text) ? (figures ? 'mixed' : 'letters') : 'figures'
}

const filled = (cells: readonly Cell[]): number => {
  let width = cells.length
  while (width > 0 && cellText(cells[width - 1]) === '') width--
  return width
}

/** Pairs of short lines that are looked at once all lines are known; a file of nothing else is no table. */
const MOST_PAIRS = 5_000

type Seen = Set<Shape>[]

function note(seen: Seen, cells: readonly Cell[]): void {
  for (const [at, cell] of cells.entries()) {
    const shape = shapeOf(cell)
    if (!shape) continue
    seen[at] ??= new Set()
    seen[at].add(shape)
  }
}

/** What stands in the columns of whole lines. */
class Shapes {
  readonly #headings: number
  readonly #exact: Seen = []
  /** Of lines with empty cells at their end: they count where no line has just as many cells as there are headings. */
  readonly #longer: Seen = []
  whole = 0

  constructor(headings: number) {
    this.#headings = headings
  }

  add(cells: readonly Cell[]): void {
    if (cells.length < this.#headings || filled(cells) > this.#headings) return
    this.whole++
    note(cells.length === this.#headings ? this.#exact : this.#longer, cells)
  }

  isLike(cells: readonly Cell[]): boolean {
    const seen = this.#exact.length ? this.#exact : this.#longer
    return cells.every((cell, at) => at >= this.#headings || isLike(seen[at], shapeOf(cell)))
  }
}

/** @param headings cells of the headings, empty ones at their end left out */
export function createLineShapes(headings: number): LineShapes & { add(line: number, cells: readonly Cell[]): void } {
  const widths = new Map<number, number>()
  const shapes = new Shapes(headings)
  /** Lines that with the next one would have as many cells as there are headings. */
  const pairs: { first: number; next: readonly Cell[] }[] = []
  let broken: Set<number> | undefined
  let before = { line: 0, width: 0 }
  let lines = 0
  return {
    add(line, cells) {
      if (cells.every((cell) => cellText(cell) === '')) return
      lines++
      widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
      const isPair = line === before.line + 1 && before.width + cells.length - 1 === headings
      if (isPair && cells.length < headings && pairs.length < MOST_PAIRS)
        pairs.push({ first: before.line, next: cells })
      before = { line, width: cells.length }
      shapes.add(cells)
    },
    fits(line, cells) {
      if (cells.length === headings) return true
      broken ??= new Set(pairs.filter(({ next }) => !shapes.isLike(next)).flatMap(({ first }) => [first, first + 1]))
      if (broken.has(line)) return false
      // A column of notes that all lines have and no heading names is no shift.
      const isUsual = shapes.whole > 0 && (widths.get(cells.length) ?? 0) > lines / 2
      return (filled(cells) <= headings || isUsual) && shapes.isLike(cells)
    },
  }
}

function isLike(seen: ReadonlySet<Shape> | undefined, shape: Shape | undefined): boolean {
  if (!shape || !seen?.size || seen.has(shape)) return true
  if (shape === 'mail') return false
  // A word with a figure in it (« Paris 15 ») is near to words, not to figures alone.
  return shape === 'mixed' ? seen.has('letters') : seen.has('mixed')
}
