/** Money that goes back: whatever the amounts and their order, parts add up to the cent, and nothing goes below zero (I16). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestRemainder } from '#app/features/papers/largest-remainder.ts'
import { leftAfter, overLines, sharesBack } from '#app/features/payments/given-back.ts'
import type { Line } from '#app/features/payments/sale.ts'

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
const line = (cents: number, i: number) => ({ id: `l${i}`, kind: 'pass', cents, unitCents: cents, quantity: 1 }) as Line

/** Prices of lines, and refunds that together do not exceed them. */
const sale = fc
  .array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 5 })
  .filter((cents) => sum(cents) > 0)
  .chain((cents) =>
    fc
      .array(fc.integer({ min: 1, max: sum(cents) }), { maxLength: 12 })
      .map((drawn) => drawn.filter((_, i) => sum(drawn.slice(0, i + 1)) <= sum(cents)))
      .map((backs) => ({ cents, backs })),
  )

test('every credit note is the sum of its lines, and no line is given back twice', () => {
  fc.assert(
    fc.property(sale, ({ cents, backs }) => {
      const lines = cents.map(line)
      const given = cents.map(() => 0)
      for (const [i, back] of backs.entries()) {
        const parts = overLines(lines, back, backs.slice(0, i))
        expect(sum(parts.map((part) => part.cents))).toBe(back)
        for (const part of parts) given[lines.findIndex(({ id }) => id === part.id)]! += part.cents
      }
      const left = leftAfter(cents, backs)
      expect(left.map((one, i) => one + given[i]!)).toEqual(cents)
      expect(Math.min(...left)).toBeGreaterThanOrEqual(0)
      expect(leftAfter(cents, [...backs, sum(left)])).toEqual(cents.map(() => 0))
    }),
  )
})

test('members’ parts are the whole after every refund, and nothing once all is back', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 7 })
    .filter((all) => sum(all) > 0)
  fc.assert(
    fc.property(sale, weights, fc.integer({ min: 0, max: 10_000 }), ({ cents, backs }, heads, keepPoints) => {
      const price = sum(cents)
      const shared = price - Math.round((price * keepPoints) / 10_000)
      let parts = largestRemainder(shared, heads)
      const all = [...backs, price - sum(backs)].filter((back) => back > 0)
      for (const i of all.keys()) {
        const left = price - sum(all.slice(0, i + 1))
        const back = sharesBack(parts, shared, { whole: price, left })
        parts = parts.map((part, at) => part - back[at]!)
        expect(Math.min(...back, ...parts)).toBeGreaterThanOrEqual(0)
        expect(sum(parts)).toBe(Math.round((shared * left) / price))
      }
      expect(parts).toEqual(heads.map(() => 0))
    }),
  )
})

test('a hundred refunds of a cent take from both lines, not always from the first', () => {
  expect(
    leftAfter(
      [50, 50],
      Array.from({ length: 40 }, () => 1),
    ),
  ).toEqual([30, 30])
})
