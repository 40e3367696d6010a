/**
 * Headings that come again: a second table beside the first, the parents of a pupil, a company's address behind the
 * person's own. Nothing of such a group is about the same thing as the first.
 */

/** What a repeated group is about. */
export type Repeated =
  /** Somebody else, up to the end of the line. */
  | 'others'
  /** Another address and what goes with it. */
  | 'again'

const IDENTITY = new Set(
  (
    'nom|nom de famille|nom usuel|nom d usage|nom prenom|nom et prenom|prenom nom|nom complet|name|' +
    'last name|lastname|surname|family name|full name|fullname'
  ).split('|'),
)
const isIdentity = (heading: string): boolean => IDENTITY.has(heading)

/**
 * @param headings folded, in file order; '' where a column has none
 * @returns for each column that belongs to a group met before, what it is about
 */
export function repeatedGroups(headings: readonly string[]): Map<number, Repeated> {
  const repeated = new Map<number, Repeated>()
  const first = new Map<string, number>()
  for (const [column, heading] of headings.entries()) {
    if (!heading || repeated.has(column)) continue
    const before = first.get(heading)
    if (before === undefined) first.set(heading, column)
    else if (isIdentity(heading) && column > before + 1) {
      for (let at = column; at < headings.length; at++) repeated.set(at, 'others')
      return repeated
    } else {
      const run = runFrom(headings, before, column)
      const isOthers = run.some((at) => isIdentity(headings[at]!))
      for (const at of isOthers ? headings.keys() : run)
        if (at >= column) repeated.set(at, isOthers ? 'others' : 'again')
      if (isOthers) return repeated
    }
  }
  return repeated
}

/** Two headings or more that follow one another as they did before. */
function runFrom(headings: readonly string[], before: number, column: number): number[] {
  const run: number[] = []
  const next = (at: number) => {
    let place = at
    while (place < headings.length && headings[place] === '') place++
    return place
  }
  for (let [a, b] = [before, column]; b < headings.length && a < column; [a, b] = [next(a + 1), next(b + 1)]) {
    if (headings[a] !== headings[b]) break
    run.push(b)
  }
  return run.length > 1 ? run : []
}
