/** How a bench says what it measured: to the table of run.ts, or on its own output when it runs alone. */

export interface Figure {
  what: string
  /** The measure as it is printed, unit and all. */
  value: string
  /** The goal as it is printed, where there is one. */
  goal?: string
  /** Whether the goal is met; absent where there is none. */
  met?: boolean
  /** What the measure was made of. */
  detail?: string
}

/** Hands one figure in. */
export function say(figure: Figure): void {
  if (process.send) process.send({ figure })
  else console.log(lineOf(figure))
}

/** Says what is going on, for whoever waits. */
export function note(text: string): void {
  console.error(`  … ${text}`)
}

/** A ratio against its goal. */
export function sayRatio(what: string, ratio: number, goal: { least: number } | { most: number }, detail = ''): void {
  const met = 'least' in goal ? ratio >= goal.least : ratio <= goal.most
  const wanted = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`
  say({ what, value: ratio.toFixed(2), goal: wanted, met, detail })
}

/** @returns the figure as one line. */
export function lineOf({ what, value, goal, met, detail }: Figure): string {
  const mark = met === undefined ? ' ' : met ? '✓' : '✗'
  return `${mark} ${what.padEnd(58)} ${value.padStart(14)}  ${(goal ?? '').padEnd(9)} ${detail ?? ''}`
}

/** @returns the middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** @returns the number below which that share of them lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** @returns bytes in megabytes, for people. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6)
}
