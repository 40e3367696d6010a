/** Shares of an amount to the cent, nothing lost and nothing made [I16]. Pure. */

/**
 * Divides cents pro rata of weights by the largest remainder: each gets the whole cents of its exact share, the cents
 * that are left go one by one to the largest remainders; equal remainders in the order given, so that the same list
 * gives the same shares.
 * @param cents a whole number of cents, zero or more
 * @param weights whole numbers, zero or more (graduates, heads)
 * @returns cents by weight; their sum is `cents`
 * @throws RangeError where nothing has weight, or a number is no whole number
 */
export function largestRemainder(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(whole(weight)), 0n)
  if (total === 0n) throw new RangeError('nobody to share with')
  const amount = BigInt(whole(cents))
  const exact = weights.map((weight) => amount * BigInt(weight))
  const shares = exact.map((part) => part / total)
  let left = Number(amount - shares.reduce((sum, share) => sum + share, 0n))
  const byRemainder = exact
    .map((part, at) => ({ at, remainder: part % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder < b.remainder ? 1 : -1))
  for (const { at } of byRemainder) {
    if (left === 0) break
    shares[at]! += 1n
    left -= 1
  }
  return shares.map(Number)
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number: ${value}`)
  return value
}
