/** Dues divided into payments: never a cent lost or made, days as people count months. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { planChoices, planInstalments } from '#app/domain/sales/instalments.ts'
import { parseTenant, tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import { Random } from '../../prisma/people/random.ts'

describe('the split of an amount', () => {
  test('adds up to the whole, differs by a cent at most, the dearest first: thousands of amounts', () => {
    const random = new Random(7, 11)
    for (let i = 0; i < 5000; i += 1) {
      const cents = random.between(200, 5_000_000)
      const count = random.between(2, 12)
      const plan = planInstalments(cents, count, 1, '2026-11-28')
      const parts = plan.map((one) => one.cents)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents)
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      expect(parts).toEqual(parts.toSorted((a, b) => b - a))
      expect(plan.map(({ number }) => number)).toEqual(parts.map((_, at) => at + 1))
    }
  })

  // By hand.
  test.each([
    [8000, 3, 1, '2026-11-28', ['2667 2026-11-28', '2667 2026-12-28', '2666 2027-01-28']],
    [10_000, 3, 1, '2027-01-31', ['3334 2027-01-31', '3333 2027-02-28', '3333 2027-03-31']],
    [7500, 2, 2, '2027-12-31', ['3750 2027-12-31', '3750 2028-02-29']],
    [5500, 4, 3, '2026-03-29', ['1375 2026-03-29', '1375 2026-06-29', '1375 2026-09-29', '1375 2026-12-29']],
  ])('%i cents in %i, every %i months from %s', (cents, count, everyMonths, today, expected) => {
    const plan = planInstalments(cents, count, everyMonths, today)
    expect(plan.map((one) => `${one.cents} ${one.dueOn}`)).toEqual(expected)
  })
})

describe('what one may choose', () => {
  const rule = { counts: [10, 3, 2], everyMonths: 1, atLeast: 500 }
  const choices = (cents: number, today: string, until: string | null) =>
    planChoices(rule, { cents, today, until }).map(({ length }) => length)

  test('no payment after the period, none below the least, fewest first', () => {
    expect(choices(8000, '2026-01-10', '2027-01-01')).toEqual([2, 3, 10])
    expect(choices(4000, '2026-01-10', '2027-01-01')).toEqual([2, 3])
    expect(choices(900, '2026-01-10', '2027-01-01')).toEqual([])
    expect(choices(8000, '2026-11-02', '2027-01-01')).toEqual([2])
    expect(choices(8000, '2026-11-01', '2027-01-01')).toEqual([2])
    expect(choices(8000, '2026-10-31', '2027-01-01')).toEqual([2, 3])
    expect(choices(8000, '2026-12-01', '2027-01-01')).toEqual([])
    expect(choices(8000, '2026-12-01', null)).toEqual([2, 3, 10])
    expect(planChoices(undefined, { cents: 8000, today: '2026-01-10', until: null })).toEqual([])
  })
})

describe('a tenant file', () => {
  const text = readFileSync('tenants/isep/tenant.yaml', 'utf8')
  const errors = (counts: string) => {
    const read = parseTenant(text.replace('instalments: { counts: [3] }', `instalments: ${counts}`), 'tenant.yaml')
    return read.ok ? [] : read.errors.map(tenantErrorText).join('\n')
  }

  test('says what may be paid in several times, and is told what cannot be', () => {
    const loaded = tenantsIn('tenants')
    const offers = (loaded.ok ? loaded.configs : []).filter(({ tiers }) => tiers.some(({ instalments }) => instalments))
    expect(offers.map(({ slug }) => slug)).toEqual(['ece', 'insa-lyon', 'isep'])
    expect(errors('{ counts: [2, 3, 10], atLeast: 100 }')).toEqual([])
    expect(errors('{ counts: [3, 3] }')).toContain('tiers.0.instalments.counts.1: “3” stands twice in counts')
    expect(errors('{ counts: [12], everyMonths: 2, atLeast: 100 }')).toContain(
      'tiers.0.instalments.counts.0: the last of 12 payments, every 2 months, would come after the end of the period',
    )
    expect(errors('{ counts: [10], atLeast: 1000 }')).toContain('8000 cents in 10 payments are below 1000 cents each')
    expect(errors('{ counts: [13] }')).toContain('tiers.0.instalments.counts.0')
    expect(errors('{ counts: [] }')).toContain('tiers.0.instalments.counts')
    expect(errors('{ times: [3] }')).toContain('tiers.0.instalments')
  })
})
