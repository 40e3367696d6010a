/** Years between a birth and a diploma: under the first of them nobody has finished these studies. */
const YOUNGEST = 15
const OLDEST = 80
/** What spreadsheets make of nothing. */
const NO_DAYS = /^(?:1899-12-3[01]|1900-01-0[01])$/

/**
 * @param day ISO 8601, of any precision
 * @param promotion NaN where it is not known
 * @returns `impossible` for a birth in the future, after the diploma or before anybody who is in such files; `odd` for
 * a child with a diploma
 */
export function judgeBirth(
  day: string,
  { today, promotion }: { today: string; promotion: number },
): 'impossible' | 'odd' | undefined {
  if (NO_DAYS.test(day) || day > today) return 'impossible'
  const age = promotion - Number(day.slice(0, 4))
  if (Number.isNaN(age)) return day < '1900' ? 'impossible' : undefined
  if (age <= 0 || age > OLDEST) return 'impossible'
  return age < YOUNGEST ? 'odd' : undefined
}
