/**
 * Orders in which events may come: every one of a few, drawn ones of many; with repetitions; the same ones each time.
 */

/** Every order of a list. */
export function everyOrder<T>(all: readonly T[]): T[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((one, i) => everyOrder([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [one, ...rest]))
}

/** Numbers from 0 to 1 that look drawn (mulberry32). @param seed the same gives the same ones */
export function drawn(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Some order of a list (Fisher and Yates). */
export function someOrder<T>(all: readonly T[], next: () => number): T[] {
  const mixed = [...all]
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    const other = Math.floor(next() * (i + 1))
    ;[mixed[i], mixed[other]] = [mixed[other]!, mixed[i]!]
  }
  return mixed
}

/** The same order, with some of them a second and a third time, anywhere after the first. */
export function withRepeats<T>(order: readonly T[], next: () => number): T[] {
  const long = [...order]
  for (const one of order)
    while (next() < 0.4)
      long.splice(long.lastIndexOf(one) + 1 + Math.floor(next() * (long.length - long.lastIndexOf(one))), 0, one)
  return long
}

/** Works through a list, so many at a time. */
export async function inLanes<T>(
  all: readonly T[],
  lanes: number,
  work: (one: T, at: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let at = next++; at < all.length; at = next++) await work(all[at]!, at)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
