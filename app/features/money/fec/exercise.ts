/** Accounting years: named by the civil year in which they end, since associations may close in August. Pure. */

export interface Exercise {
  /** The civil year in which it ends. */
  year: number
  /** First and last civil day. */
  first: string
  last: string
}

/** @param yearEnds last day, month and day, such as `08-31` */
export function exerciseOf(year: number, yearEnds: string): Exercise {
  const last = lastDay(year, yearEnds)
  const before = new Date(`${lastDay(year - 1, yearEnds)}T12:00:00Z`)
  before.setUTCDate(before.getUTCDate() + 1)
  return { year, first: before.toISOString().slice(0, 10), last }
}

/** @returns the exercise in which a civil day lies. */
export function exerciseOn(day: string, yearEnds: string): Exercise {
  const year = Number(day.slice(0, 4))
  const own = exerciseOf(year, yearEnds)
  return day <= own.last ? own : exerciseOf(year + 1, yearEnds)
}

/** 29 February is the last of February, whatever the year. */
function lastDay(year: number, yearEnds: string): string {
  if (yearEnds !== '02-28' && yearEnds !== '02-29') return `${year}-${yearEnds}`
  return new Date(Date.UTC(year, 2, 0)).toISOString().slice(0, 10)
}
