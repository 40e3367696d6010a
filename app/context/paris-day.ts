/** Days as people in France count them: budgets per day begin anew at midnight in Paris. */

const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' })

/** @returns the civil day in Paris, `YYYY-MM-DD`. */
export function parisDay(now: Date): string {
  return PARIS.format(now).slice(0, 10)
}

/** @returns seconds until midnight in Paris, right on the two days that have 23 and 25 hours. */
export function secondsToMidnight(now: Date): number {
  const [, hours, minutes, seconds] = /(\d+):(\d+):(\d+)$/.exec(PARIS.format(now))!.map(Number) as [number, ...number[]]
  const left = 86_400 - hours! * 3600 - minutes! * 60 - seconds!
  const today = parisDay(now)
  const at = (after: number) => parisDay(new Date(now.getTime() + after * 1000))
  return [left - 3600, left, left + 3600].find((after) => after > 0 && at(after) !== today)!
}
