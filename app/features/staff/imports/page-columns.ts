/** Words placed on a page → lines → columns. Pure geometry; knows nothing of people or lists. */
import type { Cell, SourceRow } from './source-table.ts'

/**
 * One piece of text as pdf.js places it: `transform[4]`, `transform[5]` are x and y in points from the lower left
 * corner.
 */
export interface PlacedText {
  str: string
  transform: number[]
  width: number
  height: number
}

interface Block {
  text: string
  left: number
  right: number
  y: number
}

/** One printed line: its blocks of text, left to right. */
export type PageLine = Block[]

/** @returns the page's lines from top to bottom; headings set on two half-lines come out as one line. */
export function layOutPage(items: PlacedText[]): PageLine[] {
  const words = items.filter(({ str }) => str?.trim()).map(toBlock)
  if (!words.length) return []
  const size = median(items.filter(({ str }) => str?.trim()).map(({ height }) => height)) || 10
  words.sort((a, b) => b.y - a.y || a.left - b.left)
  const bands: Block[][] = []
  let last = Number.POSITIVE_INFINITY
  for (const word of words) {
    if (last - word.y > size * 0.72) bands.push([])
    bands.at(-1)!.push(word)
    last = word.y
  }
  return bands.map((band) => joinBlocks(band, size))
}

function toBlock({ str, transform, width }: PlacedText): Block {
  const left = transform[4] ?? 0
  return { text: str.trim(), left, right: left + width, y: transform[5] ?? 0 }
}

/** Words of one band that stand above each other or nearly touch are one block; a wider gap is the next column. */
function joinBlocks(band: Block[], size: number): PageLine {
  const blocks: Block[] = []
  for (const word of [...band].sort((a, b) => a.left - b.left)) {
    const before = blocks.at(-1)
    if (!before || word.left - before.right > size * 0.7) {
      blocks.push({ ...word })
      continue
    }
    const isBelow = word.y < before.y - 1
    before.text = isBelow || word.y <= before.y + 1 ? `${before.text} ${word.text}` : `${word.text} ${before.text}`
    before.right = Math.max(before.right, word.right)
    before.y = Math.min(before.y, word.y)
  }
  return blocks
}

/** Points between two columns of a table at least: less is the same column, set by another edge. */
const APART = 12

/**
 * @returns rows whose cells stand in the columns of the table: lines with every column set the left edges, lines that
 * lack a cell, or have one that stands for several lines, are laid against those edges.
 */
export function toColumns(lines: PageLine[]): SourceRow[] {
  const count = commonest(lines.map((line) => line.length).filter((length) => length > 1))
  const full = lines.filter((line) => line.length === count)
  const usual = Array.from({ length: count }, (_, i) => median(full.map((line) => line[i]!.left)))
  const edges = [...usual, ...edgesBetween(lines, usual)].sort((a, b) => a - b)
  const isPlain = (line: PageLine) => line.length < 2 || (line.length === count && edges.length === count)
  const rows = lines.map((line, index) => ({
    line: index + 1,
    cells: isPlain(line) ? line.map(({ text }) => text) : againstEdges(line, edges),
  }))
  repeatYears(rows)
  return rows
}

/** What stands for the cell above, in print as here. */
const DITTO = '〃'

const YEAR = /\b(?:19|20)\d\d\b/

/**
 * A year set once at the top of each group holds for the lines below it: in the first column, no year twice, and the
 * line under the headings has one. Any other gap is a gap.
 */
function repeatYears(rows: SourceRow[]): void {
  const table = rows.filter(({ cells }) => cells.length > 1)
  const headings = table.findIndex(({ cells }) => cells[0] !== null)
  const lines = table.slice(headings + 1).map(({ cells }) => cells)
  const years = lines.flatMap(([first]) => (first === null ? [] : [String(first)]))
  const isGrouped = years.every((year) => YEAR.test(year)) && new Set(years).size === years.length
  if (!isGrouped || (lines[0]?.[0] ?? null) === null || lines.length < 1.5 * years.length) return
  for (const cells of lines) cells[0] ??= DITTO
}

/** Columns of which only some lines have a cell, such as a year set once for a group: where two lines agree on them. */
function edgesBetween(lines: PageLine[], edges: readonly number[]): number[] {
  const lefts = lines
    .filter((line) => line.length > edges.length)
    .flatMap((line) => line.map(({ left }) => left))
    .filter((left) => edges.every((edge) => Math.abs(edge - left) > APART))
    .sort((a, b) => a - b)
  const groups: number[][] = []
  for (const left of lefts) {
    const group = groups.at(-1)
    if (group && left - group[0]! <= APART) group.push(left)
    else groups.push([left])
  }
  return groups.filter((group) => group.length > 1).map(median)
}

/** Blocks that would share a cell stay apart: the second goes behind all columns, where the line is refused for it. */
function againstEdges(line: PageLine, edges: number[]): Cell[] {
  const cells: Cell[] = edges.map(() => null)
  for (const block of line) {
    let nearest = 0
    for (const [i, edge] of edges.entries())
      if (Math.abs(edge - block.left) < Math.abs(edges[nearest]! - block.left)) nearest = i
    if (cells[nearest] === null) cells[nearest] = block.text
    else cells.push(block.text)
  }
  return cells
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function commonest(values: number[]): number {
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1
}
