/** Which lines of a sale money that went back is taken off, and what of each is left. Pure. */
import { largestRemainder } from '../papers/largest-remainder.ts'
import type { Line } from './sale.ts'

const sum = (cents: readonly number[]) => cents.reduce((all, one) => all + one, 0)

/** @returns an amount over lines pro rata of what is left of each, to the cent: what goes back never exceeds what was paid. */
function takeOff(left: readonly number[], whole: readonly number[], cents: number): number[] {
  if (sum(whole) === 0) return whole.map(() => 0)
  return largestRemainder(cents, sum(left) > 0 ? left : whole)
}

/**
 * @param whole cents of each line as sold
 * @param backs amounts that went back, in the order in which they did
 * @returns cents of each line that the buyer has not had back
 */
export function leftAfter(whole: readonly number[], backs: readonly number[]): number[] {
  return backs.reduce<number[]>((left, cents) => {
    const taken = takeOff(left, whole, cents)
    return left.map((one, i) => Math.max(0, one - taken[i]!))
  }, whole.slice())
}

/**
 * @param before amounts of the same payment that went back earlier: the credit notes' totals
 * @returns the lines of a credit note over `cents`
 */
export function overLines(lines: readonly Line[], cents: number, before: readonly number[]): Line[] {
  const whole = lines.map((line) => line.cents)
  const shares = takeOff(leftAfter(whole, before), whole, cents)
  return lines.flatMap((line, i) => {
    const share = shares[i]!
    return share === 0 ? [] : [{ ...line, cents: share, quantity: 1, unitCents: share }]
  })
}

/**
 * What each member gives back of its part of a federation's income when the buyer has had some of the price back (I16). Whatever the
 * order and number of refunds, parts add up to the whole, none falls below zero, and after a whole refund nothing is left.
 * @param left cents that each member is still owed of this sale
 * @param shared cents that all were owed at first
 * @param price cents of the sale that were shared, and what of them the buyer has not had back
 */
export function sharesBack(left: readonly number[], shared: number, price: { whole: number; left: number }): number[] {
  const kept = price.whole === 0 ? 0 : Math.round((shared * price.left) / price.whole)
  const back = Math.max(0, sum(left) - kept)
  return back === 0 ? left.map(() => 0) : largestRemainder(back, left)
}
