/** What a ticket costs whom, who may buy it or take it over, and what goes back (P6, B2, B12, B13). */
import { describe, expect, test } from 'vitest'
import { buysTicket, handsOver, isEntitled, priceOf, type RuledTicket, refundOf } from '#app/policy/ticket.rules.ts'
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000)
const TICKET: RuledTicket = {
  ...{ cents: 2000, memberCents: 1500, paidUpCents: 1000, paidUpOnly: false, opensAt: null, closesAt: null },
}
const member: Viewer = { roles: ['member'], friendIds: [], hasPass: false, personId: 'one' }
const paidUp: Viewer = { ...member, roles: ['adherent'] }

describe('the price', () => {
  test.each([
    ['a visitor', VISITOR, { rate: 'full', cents: 2000 }],
    ['somebody of the base', member, { rate: 'member', cents: 1500 }],
    ['a paid-up member', paidUp, { rate: 'paid-up', cents: 1000 }],
  ] as const)('of %s', (_, viewer, price) => expect(priceOf(TICKET, viewer)).toEqual(price))

  test('is never above the full one, and the full one where nothing is said', () => {
    expect(priceOf({ ...TICKET, memberCents: 2500, paidUpCents: null }, paidUp)).toEqual({ rate: 'full', cents: 2000 })
    expect(priceOf({ ...TICKET, paidUpCents: null }, paidUp)).toEqual({ rate: 'member', cents: 1500 })
  })
})

test('it is bought while it is on sale, by people of the base, and where it says so by paid-up ones', () => {
  const buys = (viewer: Viewer, more: Partial<RuledTicket> = {}) => buysTicket({ viewer }, { ...TICKET, ...more }, NOW)
  expect([buys(VISITOR), buys(member), buys(paidUp)]).toEqual([false, true, true])
  expect([buys(member, { paidUpOnly: true }), buys(paidUp, { paidUpOnly: true })]).toEqual([false, true])
  expect([buys(member, { opensAt: later(1) }), buys(member, { opensAt: NOW })]).toEqual([false, true])
  expect([buys(member, { closesAt: NOW }), buys(member, { closesAt: later(1) })]).toEqual([false, true])
})

test('whoever takes it over is judged as a buyer is', () => {
  const entitled = (viewer: Viewer, rate: 'full' | 'member' | 'paid-up', paidUpOnly = false) =>
    isEntitled(viewer, { rate, paidUpOnly })
  expect([entitled(member, 'full'), entitled(member, 'member'), entitled(member, 'paid-up')]).toEqual([
    true,
    true,
    false,
  ])
  expect([entitled(member, 'full', true), entitled(paidUp, 'full', true)]).toEqual([false, true])
  expect(entitled(paidUp, 'paid-up')).toBe(true)
})

test('it is handed over while it is paid for, nobody is inside, and the sale is open', () => {
  type Row = Parameters<typeof handsOver>[0]
  const row: Row = { state: 'registered', saleId: 'sale', enteredAt: null }
  const hands = (own: Partial<Row>, days = 1) =>
    handsOver({ ...row, ...own }, { cancelledAt: null }, { closesAt: later(days), now: NOW })
  expect(hands({})).toBe(true)
  expect(hands({ state: 'paying' })).toBe(false)
  expect(hands({ saleId: null })).toBe(false)
  expect(hands({ enteredAt: NOW })).toBe(false)
  expect(hands({}, 0)).toBe(false)
  expect(handsOver(row, { cancelledAt: NOW }, { closesAt: later(1), now: NOW })).toBe(false)
})

describe('what goes back', () => {
  const line = { cents: 4000, quantity: 2 }
  const refund = (refundDays: number | null, keepCents: number, days: number) =>
    refundOf({ refundDays, keepCents }, line, { startsAt: later(days), now: NOW })
  test.each([
    ['all of it, in time', 3, 0, 4, 4000],
    ['on the last instant still', 3, 0, 3, 4000],
    ['nothing afterwards', 3, 0, 2, 0],
    ['nothing where nothing is said', null, 0, 100, 0],
    ['all but what is kept of each', 0, 150, 1, 3700],
    ['never less than nothing', 0, 5000, 1, 0],
  ] as const)('%s', (_, days, keep, until, cents) => expect(refund(days, keep, until)).toBe(cents))
})
