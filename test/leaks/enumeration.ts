/** Names that exist and names that do not, put to the forms of getting in, and how well one could tell them apart. */
export interface Told {
  real: boolean
  status: number
  location: string
  body: string
  ms: number
}

/** One form sent. */
export type Send = (path: string, form: Record<string, string>) => Promise<Omit<Told, 'real' | 'ms'>>

export interface Subject {
  real: boolean
  form: Record<string, string>
}

/** Puts them in an order that is the same for both kinds, so that a warming machine says nothing. */
export async function askAll(send: Send, path: string, subjects: readonly Subject[]): Promise<Told[]> {
  const told: Told[] = []
  const one = subjects.filter(({ real }) => real)
  const other = subjects.filter(({ real }) => !real)
  for (let i = 0; i < Math.max(one.length, other.length); i++)
    for (const subject of i % 2 ? [one[i], other[i]] : [other[i], one[i]]) {
      if (!subject) continue
      const started = performance.now()
      const answer = await send(path, subject.form)
      told.push({ ...answer, real: subject.real, ms: performance.now() - started })
    }
  return told
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * @returns how many answers the best rule of one limit on the time would put on the right side, from 0.5 (chance) to 1.
 */
export function bestByTime(told: readonly Told[]): number {
  const sorted = told.toSorted((a, b) => a.ms - b.ms)
  const reals = sorted.filter(({ real }) => real).length
  let below = 0
  let best = Math.max(reals, sorted.length - reals)
  for (const [i, { real }] of sorted.entries()) {
    below += Number(real)
    const right = below + (sorted.length - i - 1 - (reals - below))
    best = Math.max(best, right, sorted.length - right)
  }
  return best / sorted.length
}

/** What says something without any clock: different answers, told apart by kind. */
export function answersOf(told: readonly Told[], real: boolean): string[] {
  const said = told
    .filter((one) => one.real === real)
    .map(({ status, location, body }) => `${status} ${location} ${body}`)
  return [...new Set(said)].sort()
}
