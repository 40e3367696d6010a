/**
 * When a month of the books may be closed. A closed month stays closed: what comes late is booked in the open one.
 * Pure.
 */

/**
 * `over`: the month has not ended · `order`: an earlier month with entries is open · `closed`: it already is · `month`:
 * no month.
 */
export type ClosingRefusal = 'month' | 'closed' | 'over' | 'order'

export interface ClosingFacts {
  /** Today's civil day in Paris, `2026-11-22`. */
  today: string
  /** Months that are closed, `2026-10`. */
  closed: readonly string[]
  /** Months that have entries. */
  used: readonly string[]
}

/** @returns whether the text is a month such as `2026-10`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
}

/** @returns why this month may not be closed, or undefined where it may. */
export function whyNotClose(month: string, { today, closed, used }: ClosingFacts): ClosingRefusal | undefined {
  if (!isMonth(month)) return 'month'
  if (closed.includes(month)) return 'closed'
  if (month >= today.slice(0, 7)) return 'over'
  return used.some((other) => other < month && !closed.includes(other)) ? 'order' : undefined
}

/**
 * @returns the month that is closed next: the oldest one over, with entries, not closed; undefined where none waits.
 */
export function nextToClose(facts: ClosingFacts): string | undefined {
  return [...facts.used].sort().find((month) => whyNotClose(month, facts) === undefined)
}
