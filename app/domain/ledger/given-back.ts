/** Which lines of a sale money that went back is taken off, and what of each is left. Pure. */
import { largestRemainder } from './largest-remainder.ts'
import { vatIn } from './plan.ts'
import type { Line, PartLine } from './sale.ts'

/** What of a line the buyer has not had back, in cents; and the tax in it. */
export interface Left {
  cents: number
  vatCents: number
}

const sum = (cents: readonly number[]) => cents.reduce((all, one) => all + one, 0)

/**
 * @returns an amount over lines pro rata of what is left of each, to the cent: what goes back never exceeds what was
 * paid.
 */
function takeOff(left: readonly number[], whole: readonly number[], cents: number): number[] {
  if (sum(whole) === 0) return whole.map(() => 0)
  return largestRemainder(cents, sum(left) > 0 ? left : whole)
}

/**
 * @param whole cents of each line
 * @param backs amounts that go back, in the order in which they do
 * @returns cents of each line that the buyer has not had back
 */
export function leftAfter(whole: readonly number[], backs: readonly number[]): number[] {
  return backs.reduce<number[]>((left, cents) => {
    const taken = takeOff(left, whole, cents)
    return left.map((one, i) => Math.max(0, one - taken[i]!))
  }, whole.slice())
}

/**
 * @returns the tax in a part: what the line still holds less what the rest of it will, so that the last part takes what
 * rounding left.
 */
function vatBack(left: Left, cents: number, points: number): number {
  const rest = vatIn(Math.max(0, left.cents - cents), points)
  return Math.min(cents, Math.max(0, left.vatCents - rest))
}

/** Cents by id of the line that they are to be taken off. */
export type Aims = Readonly<Record<string, number>>

/** @returns cents by line: first what is aimed at it, as far as it has as much left, the rest pro rata */
function sharesOver(lines: readonly Line[], cents: number, { left, aims }: { left: readonly Left[]; aims: Aims }) {
  const aimed = lines.map(({ id }, i) => Math.min(aims[id] ?? 0, left[i]!.cents))
  const rest = takeOff(
    left.map((one, i) => one.cents - aimed[i]!),
    lines.map((line) => line.cents),
    Math.max(0, cents - sum(aimed)),
  )
  return aimed.map((one, i) => one + rest[i]!)
}

/**
 * @param left what of each line the pieces of the same payment have left: credit notes and what took them back
 * @param aims which lines the money is for, `cents` in all; none: all of them
 * @returns the lines of a credit note over `cents`
 */
export function overLines(lines: readonly Line[], cents: number, left: readonly Left[], aims: Aims = {}): PartLine[] {
  const shares = sharesOver(lines, cents, { left, aims })
  return lines.flatMap((line, i) => {
    const share = shares[i]!
    if (share === 0) return []
    return [
      { ...line, cents: share, quantity: 1, unitCents: share, vatCents: vatBack(left[i]!, share, line.vatPoints) },
    ]
  })
}

/**
 * Splits a refund among the members that share a federation's income (I16). Whatever the order and number of refunds,
 * parts add up to the whole, none falls below zero, and after a whole refund nothing is left.
 * @param left cents that each member is still owed of this sale
 * @param shared cents that all were owed at first
 * @param price cents of the sale that were shared, and what of them the buyer has not had back
 */
export function sharesBack(left: readonly number[], shared: number, price: { whole: number; left: number }): number[] {
  const kept = price.whole === 0 ? 0 : Math.round((shared * price.left) / price.whole)
  const back = Math.max(0, sum(left) - kept)
  return back === 0 ? left.map(() => 0) : largestRemainder(back, left)
}
