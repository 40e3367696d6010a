/**
 * Fourteen days to withdraw, in civil days of Paris, never ending on a day without work: rows by hand (L221-18,
 * L221-19).
 */
import { describe, expect, test } from 'vitest'
import { easterSunday, isWorkingDay } from '#app/calendar/working-day.ts'
import { lastDayToWithdraw, mayBeWithdrawn, withdrawableUntil } from '#app/domain/sales/withdrawal.rules.ts'

/** Concluded (UTC), last day, first instant too late (UTC), why. */
const TABLE: [string, string, string, string][] = [
  ['2026-11-16T09:00:00Z', '2026-11-30', '2026-11-30T23:00:00Z', 'Monday to Monday, in winter'],
  ['2026-06-01T09:00:00Z', '2026-06-15', '2026-06-15T22:00:00Z', 'Monday to Monday, in summer'],
  ['2026-03-16T09:00:00Z', '2026-03-30', '2026-03-30T22:00:00Z', 'clocks went forward on 29 March'],
  ['2026-03-14T09:00:00Z', '2026-03-30', '2026-03-30T22:00:00Z', 'a Saturday, the day before they do'],
  ['2026-10-12T09:00:00Z', '2026-10-26', '2026-10-26T23:00:00Z', 'clocks went back on 25 October'],
  ['2026-10-11T09:00:00Z', '2026-10-26', '2026-10-26T23:00:00Z', 'the Sunday on which they do'],
  ['2026-04-17T09:00:00Z', '2026-05-04', '2026-05-04T22:00:00Z', 'Friday 1 May, then a weekend'],
  ['2026-12-11T09:00:00Z', '2026-12-28', '2026-12-28T23:00:00Z', 'Christmas, a Friday'],
  ['2026-12-18T09:00:00Z', '2027-01-04', '2027-01-04T23:00:00Z', 'New Year, a Friday, of another year'],
  ['2026-03-23T09:00:00Z', '2026-04-07', '2026-04-07T22:00:00Z', 'Easter Monday'],
  ['2026-04-30T21:59:59Z', '2026-05-15', '2026-05-15T22:00:00Z', 'the last second of 30 April: Ascension'],
  ['2026-04-30T22:00:00Z', '2026-05-15', '2026-05-15T22:00:00Z', 'the first of 1 May'],
  ['2026-05-11T09:00:00Z', '2026-05-26', '2026-05-26T22:00:00Z', 'Whit Monday'],
  ['2028-02-29T09:00:00Z', '2028-03-14', '2028-03-14T23:00:00Z', '29 February'],
]

test.each(TABLE)('concluded at %s: until the end of %s', (concluded, last, end) => {
  expect(lastDayToWithdraw(new Date(concluded))).toBe(last)
  expect(withdrawableUntil(new Date(concluded)).toISOString()).toBe(end.replace('Z', '.000Z'))
})

test('Easter stands where almanacs have it', () => {
  expect([2024, 2025, 2026, 2027, 2028, 2038].map(easterSunday)).toEqual([
    ...['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2038-04-25'],
  ])
  expect(['2026-07-14', '2026-07-15', '2026-11-11', '2026-11-29'].map(isWorkingDay)).toEqual([
    false,
    true,
    false,
    false,
  ])
})

describe('the right', () => {
  const shop = [
    { id: 'conference', kind: 'ticket' },
    { id: 'cercle', kind: 'partner-membership' },
  ] as Parameters<typeof mayBeWithdrawn>[0]['shop']
  type Sold = Parameters<typeof mayBeWithdrawn>[1]
  const sale: Sold = { buyerKind: 'person', source: 'web', totalCents: 5000 }
  const dues = { kind: 'dues', productId: 'actif', data: { counterpart: true } } as const
  const gift = { kind: 'gift', productId: 'don' } as const
  const item = (productId: string) => ({ kind: 'item', productId }) as const
  type Right = ReturnType<typeof mayBeWithdrawn>
  type Lines = Parameters<typeof mayBeWithdrawn>[2]
  test.each<[string, Partial<Sold>, Lines, Right]>([
    ['dues of a person', {}, [dues], 'yes'],
    ['with a gift', {}, [dues, gift], 'yes'],
    ['a visitor’s partner membership', { buyerKind: 'visitor' }, [item('cercle')], 'yes'],
    ['what the shop no longer has', {}, [item('ancien')], 'yes'],
    ['dues without services in return', {}, [{ ...dues, data: { counterpart: false } }], 'none'],
    ['a gift alone', {}, [gift], 'none'],
    ['a ticket', {}, [item('conference')], 'ticket'],
    ['a company’s pass', { buyerKind: 'organisation' }, [{ kind: 'pass', productId: 'usual' }], 'none'],
    ['a company’s partner membership', { buyerKind: 'organisation' }, [item('cercle')], 'none'],
    ['what the staff recorded', { source: 'staff' }, [dues], 'none'],
    ['a renewal', { source: 'renewal' }, [dues], 'none'],
    ['what cost nothing', { totalCents: 0 }, [dues], 'none'],
  ])('of %s: %j', (_, more, lines, right) => {
    expect(mayBeWithdrawn({ shop }, { ...sale, ...more }, lines)).toBe(right)
  })
})
