/**
 * Money that goes back: whatever the amounts and their order, parts add up to the cent, and nothing goes below zero
 * (I16).
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Left, leftAfter, overLines, sharesBack } from '#app/domain/ledger/given-back.ts'
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import { vatIn } from '#app/domain/ledger/plan.ts'
import type { Line, PartLine } from '#app/domain/ledger/sale.ts'

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
const line = (cents: number, i: number, vatPoints = 0) =>
  ({ id: `l${i}`, position: i, kind: 'pass', cents, unitCents: cents, quantity: 1, vatPoints }) as Line

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

/** What the pieces have left of each line, as the database adds it up. */
function leftOf(lines: readonly Line[], notes: readonly (readonly PartLine[])[]): Left[] {
  return lines.map(({ id, cents, vatPoints }) => {
    const given = notes.flat().filter((part) => part.id === id)
    return {
      cents: cents - sum(given.map((part) => part.cents)),
      vatCents: vatIn(cents, vatPoints) - sum(given.map((part) => part.vatCents)),
    }
  })
}

const rates = fc.array(fc.constantFrom(0, 210, 550, 1000, 2000), { minLength: 5, maxLength: 5 })
const nothing = (lines: readonly Line[]) => lines.map(() => ({ cents: 0, vatCents: 0 }))

test('every credit note is the sum of its lines, no line nor its VAT is given back twice, and the last one leaves nothing', () => {
  fc.assert(
    fc.property(sale, rates, ({ cents, backs }, points) => {
      const lines = cents.map((one, i) => line(one, i, points[i]))
      const notes: PartLine[][] = []
      for (const back of [...backs, sum(cents) - sum(backs)].filter((one) => one > 0)) {
        const parts = overLines(lines, back, leftOf(lines, notes))
        expect(sum(parts.map((part) => part.cents))).toBe(back)
        for (const part of parts) expect(part.vatCents >= 0 && part.vatCents <= part.cents).toBe(true)
        notes.push(parts)
        for (const left of leftOf(lines, notes)) expect(Math.min(left.cents, left.vatCents)).toBeGreaterThanOrEqual(0)
      }
      expect(leftOf(lines, notes)).toEqual(nothing(lines))
    }),
  )
})

test('nor where some of them fail and are taken back in any order', () => {
  const fails = fc.array(fc.nat(), { maxLength: 6 })
  fc.assert(
    fc.property(sale, rates, fails, ({ cents, backs }, points, failing) => {
      const lines = cents.map((one, i) => line(one, i, points[i]))
      let notes: PartLine[][] = []
      for (const [i, back] of backs.entries()) {
        notes.push(overLines(lines, back, leftOf(lines, notes)))
        const fail = failing[i]
        if (fail !== undefined && fail % 2 === 0) notes = notes.filter((_, at) => at !== fail % notes.length)
      }
      const rest = sum(leftOf(lines, notes).map((left) => left.cents))
      if (rest > 0) notes.push(overLines(lines, rest, leftOf(lines, notes)))
      expect(leftOf(lines, notes)).toEqual(nothing(lines))
    }),
  )
})

test('of 80 € at 20 % in three parts, 13.33 € of VAT go back', () => {
  const lines = [line(8000, 0, 2000)]
  const notes: PartLine[][] = []
  for (const back of [2667, 2667, 2666]) notes.push(overLines(lines, back, leftOf(lines, notes)))
  // Each rounded by itself: 4.45 + 4.45 + 4.44, a cent too many.
  expect(notes.flat().map(({ vatCents }) => vatCents)).toEqual([444, 445, 444])
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
