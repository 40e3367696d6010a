/** What changed between two texts, line by line. Pure. */

export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Longer texts are shown as gone and come anew: the table below has a cell for each pair of lines. */
const MOST_LINES = 1_500

/** Lengths of the longest common run of lines from each pair of places on. */
function lengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i--)
    for (let k = after.length - 1; k >= 0; k--)
      table[i]![k] = before[i] === after[k] ? table[i + 1]![k + 1]! + 1 : Math.max(table[i + 1]![k]!, table[i]![k + 1]!)
  return table
}

/** @returns the lines of both texts in reading order, what went before what came */
export function lineDiff(from: string, to: string): DiffLine[] {
  const [before, after] = [from.split('\n'), to.split('\n')]
  const line = (kind: DiffLine['kind']) => (text: string) => ({ kind, text })
  if (before.length > MOST_LINES || after.length > MOST_LINES)
    return [...before.map(line('removed')), ...after.map(line('added'))]
  const table = lengths(before, after)
  const lines: DiffLine[] = []
  let [i, k] = [0, 0]
  while (i < before.length && k < after.length) {
    if (before[i] === after[k]) {
      lines.push({ kind: 'same', text: before[i++]! })
      k++
    } else if (table[i + 1]![k]! >= table[i]![k + 1]!) lines.push({ kind: 'removed', text: before[i++]! })
    else lines.push({ kind: 'added', text: after[k++]! })
  }
  return [...lines, ...before.slice(i).map(line('removed')), ...after.slice(k).map(line('added'))]
}
