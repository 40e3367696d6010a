/** Edges of periods, days of grace and spellings of a death, written by hand. */
import { describe, expect, test } from 'vitest'
import { covers, isDeceased, isPaidUp } from '#app/policy/in-force.ts'
import { tenantFile } from '../factories/world.ts'

const config = tenantFile('supmeca')
const grace = (days: number) => ({
  ...config,
  money: { ...config.money, dues: { ...config.money.dues, graceDays: days } },
})
const period = (from: string, until: string | null) => ({
  startsAt: new Date(from),
  endsAt: until === null ? null : new Date(until),
})

describe('dues', () => {
  const year = period('2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z')
  test.each([
    ['2024-12-31T23:59:59.999Z', 15, false],
    ['2025-01-01T00:00:00.000Z', 0, true],
    ['2025-12-31T23:59:59.999Z', 0, true],
    ['2026-01-01T00:00:00.000Z', 0, false],
    ['2026-01-15T23:59:59.999Z', 15, true],
    ['2026-01-16T00:00:00.000Z', 15, false],
  ])('at %s with %i days of grace: %s', (at, days, paid) => {
    expect(isPaidUp(grace(days), [year], new Date(at))).toBe(paid)
  })

  test('a period that was taken back gives no grace, one without an end never ends', () => {
    const at = '2026-01-01T00:00:00Z'
    expect(isPaidUp(grace(15), [period(at, at)], new Date(at))).toBe(false)
    expect(isPaidUp(grace(0), [period(at, null)], new Date('2126-01-01'))).toBe(true)
    expect(covers(period(at, at), new Date(at))).toBe(false)
  })
})

test.each([
  'décédé',
  'Décédée',
  'DÉCÉDÉ',
  'decede',
  'de\u0301ce\u0301de\u0301',
  'décédé en 2010',
  'Deceased',
  'dead',
  'DCD',
  'Mort',
  'décès',
  'défunte',
  '† 2010',
  'Feu',
])('%s tells a death', (status) => {
  expect(isDeceased(config, status)).toBe(true)
})

test.each(['en activité', 'retraité', 'deadline', '', 'frère décédé', 'mortel', 'feuilletiste', 'décessionné'])(
  '“%s” tells none',
  (status) => {
    expect(isDeceased(config, status)).toBe(false)
  },
)
