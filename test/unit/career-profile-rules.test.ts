/** How much of a profile is shown, and what its person may do with it (I11, N2; C16, C22). */
import { expect, test } from 'vitest'
import { mayRefresh, profileState, profileSteps, RUNGS, spanOf } from '#app/policy/career-profile.rules.ts'

const DAY = 86_400_000
const NOW = new Date('2026-10-25T02:30:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * DAY)

test('each rung shows less than the one before, and the last nothing', () => {
  const known = (rung: readonly string[]) => rung.map((one) => (one === 'span' ? 'year' : one))
  for (const [n, rung] of RUNGS.slice(1).entries()) {
    expect(known(RUNGS[n]!)).toEqual(expect.arrayContaining(known(rung)))
    expect(rung).not.toEqual(RUNGS[n])
  }
  expect(RUNGS.at(-1)).toEqual([])
})

test('a span is the five years around one', () => {
  expect([2019, 2020, 2024, 2025].map(spanOf)).toEqual([
    [2015, 2019],
    [2020, 2024],
    [2020, 2024],
    [2025, 2029],
  ])
})

test('a profile goes on top again once a week at most', () => {
  expect([6.99, 7, 8].map((days) => mayRefresh({ at: ago(days) }, NOW))).toEqual([false, true, true])
})

test('what has ended is published again by the same act as a draft', () => {
  const since = ago(730)
  const of = (state: string, days: number) => ({ state, at: ago(days) })
  expect(profileState(of('published', 729), since)).toBe('published')
  expect(profileState(of('published', 730), since)).toBe('ended')
  expect(profileState(of('draft', 10), since)).toBe('draft')
  expect(profileSteps(of('published', 731), since, NOW)).toEqual(['publish', 'change', 'remove'])
  expect(profileSteps(of('published', 8), since, NOW)).toEqual(['refresh', 'change', 'withdraw', 'remove'])
  expect(profileSteps(of('published', 6), since, NOW)).toEqual(['change', 'withdraw', 'remove'])
})
