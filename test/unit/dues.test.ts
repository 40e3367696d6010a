/**
 * Dates and prices of dues, written by hand: year ends, 29 February, changes of clocks, lapse and return, early
 * renewal.
 */
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { type ChosenTier, chooseTier, declarable, type Tier } from '#app/domain/dues/choose-tier.ts'
import { type DuesRule, duesDates } from '#app/domain/dues/dues-dates.ts'
import { tierSchema } from '#app/tenant/money.schema.ts'
import { tenantFile } from '../factories/world.ts'

const tier = (period: Tier['period'], more: object = {}): Tier =>
  tierSchema.parse({ id: 'essai', name: { fr: 'Essai', en: 'Trial' }, cents: 6000, period, ...more })

const rule = (more: Partial<DuesRule> = {}): DuesRule => ({
  graceDays: 0,
  renewFromDays: 60,
  gap: 'from-payment',
  proRata: 'none',
  debitOpens: 'when-paid',
  joining: 'review-first',
  proofOpens: 'when-accepted',
  reminders: { before: [], after: [] },
  ...more,
})

const CALENDAR = tier('calendar-year')
const SCHOOL = tier('school-year')
const ROLLING = tier('rolling-12-months')
const LIFE = tier('lifetime')

describe('from when to when', () => {
  type Row = [string, Tier, DuesRule, string, string | null | undefined, string, string | null, string]
  const TABLE: Row[] = [
    ['the first of January', CALENDAR, rule(), '2026-01-01', undefined, '2026-01-01', '2027-01-01', 'first'],
    ['New Year’s Eve', CALENDAR, rule(), '2026-12-31', undefined, '2026-12-31', '2027-01-01', 'first'],
    [
      'late in the year, where the next one is given',
      CALENDAR,
      rule({ nextYearFrom: '10-01' }),
      '2026-10-01',
      undefined,
      '2026-10-01',
      '2028-01-01',
      'first',
    ],
    [
      'the day before that',
      CALENDAR,
      rule({ nextYearFrom: '10-01' }),
      '2026-09-30',
      undefined,
      '2026-09-30',
      '2027-01-01',
      'first',
    ],
    ['31 August', SCHOOL, rule(), '2026-08-31', undefined, '2026-08-31', '2026-09-01', 'first'],
    ['1 September', SCHOOL, rule(), '2026-09-01', undefined, '2026-09-01', '2027-09-01', 'first'],
    ['29 February', ROLLING, rule(), '2028-02-29', undefined, '2028-02-29', '2029-03-01', 'first'],
    ['28 February before a leap year', ROLLING, rule(), '2027-02-28', undefined, '2027-02-28', '2028-02-28', 'first'],
    ['the night clocks go forward', ROLLING, rule(), '2026-03-29', undefined, '2026-03-29', '2027-03-29', 'first'],
    ['the night clocks go back', ROLLING, rule(), '2026-10-25', undefined, '2026-10-25', '2027-10-25', 'first'],
    ['for life', LIFE, rule(), '2026-11-22', undefined, '2026-11-22', null, 'first'],
    ['a renewal in time', CALENDAR, rule(), '2026-11-22', '2027-01-01', '2027-01-01', '2028-01-01', 'renewal'],
    [
      'a renewal on the first day one may',
      CALENDAR,
      rule(),
      '2026-11-02',
      '2027-01-01',
      '2027-01-01',
      '2028-01-01',
      'renewal',
    ],
    ['a renewal on the last day', ROLLING, rule(), '2026-11-21', '2026-11-22', '2026-11-22', '2027-11-22', 'renewal'],
    ['the day it has ended', ROLLING, rule(), '2026-11-22', '2026-11-22', '2026-11-22', '2027-11-22', 'return'],
    ['a return after years', CALENDAR, rule(), '2026-05-05', '2022-01-01', '2026-05-05', '2027-01-01', 'return'],
    [
      'a return that fills the gap',
      CALENDAR,
      rule({ gap: 'from-end' }),
      '2026-02-10',
      '2026-01-01',
      '2026-01-01',
      '2027-01-01',
      'return',
    ],
    [
      'a gap too long to be filled',
      CALENDAR,
      rule({ gap: 'from-end' }),
      '2026-02-10',
      '2025-01-01',
      '2026-02-10',
      '2027-01-01',
      'return',
    ],
    [
      'a rolling gap that is filled',
      ROLLING,
      rule({ gap: 'from-end' }),
      '2026-11-22',
      '2026-02-01',
      '2026-02-01',
      '2027-02-01',
      'return',
    ],
    [
      'from a student’s year to a graduate’s',
      CALENDAR,
      rule(),
      '2026-08-15',
      '2026-09-01',
      '2026-09-01',
      '2027-01-01',
      'renewal',
    ],
    ['from years to life', LIFE, rule(), '2026-12-10', '2027-01-01', '2027-01-01', null, 'renewal'],
  ]
  test.each(TABLE)('%s', (_, of, dues, today, lastEnd, from, until, kind) => {
    expect(duesDates({ tier: of, dues, cents: 6000, today, lastEnd })).toMatchObject({ from, until, kind, cents: 6000 })
  })

  test('not before the window, and never twice for life', () => {
    const early = { tier: CALENDAR, dues: rule(), cents: 6000, today: '2026-11-01' }
    expect(duesDates({ ...early, lastEnd: '2027-01-01' })).toEqual({ why: 'too-early', from: '2026-11-02' })
    expect(duesDates({ ...early, lastEnd: null })).toEqual({ why: 'for-life' })
  })

  test.each([
    ['2026-01-15', CALENDAR, 6000, 12],
    ['2026-07-01', CALENDAR, 3000, 6],
    ['2026-12-31', CALENDAR, 500, 1],
    ['2026-09-01', SCHOOL, 6000, 12],
    ['2027-08-31', SCHOOL, 500, 1],
    ['2026-07-01', ROLLING, 6000, null],
  ] as const)('by months, from %s', (today, of, cents, months) => {
    expect(
      duesDates({ tier: of, dues: rule({ proRata: 'months' }), cents: 6000, today, lastEnd: undefined }),
    ).toMatchObject({ cents, months })
  })
})

describe('which tier', () => {
  const say = (found: ChosenTier | undefined) => found && [found.tier.id, found.reason, found.cents, found.because]
  type Row = [string, string, Parameters<typeof chooseTier>[1]['situation'], number | null, unknown]
  const TABLE: Row[] = [
    ['in work', 'insa-lyon', 'active', 1998, ['en-activite', 'situation', 7500, 'price']],
    ['looking for work', 'insa-lyon', 'seeking', 1998, ['en-recherche', 'situation', 2000, 'price']],
    ['retired', 'insa-lyon', 'retired', 1970, ['retraite', 'situation', 4500, 'price']],
    ['a student', 'insa-lyon', 'student', 2028, ['eleve', 'situation', 1000, 'price']],
    ['in work since last year', 'insa-lyon', 'active', 2025, ['jeune-diplome', 'young', 0, 'free-year']],
    ['in work for two years', 'insa-lyon', 'active', 2024, ['jeune-diplome', 'young', 3500, 'price']],
    ['in work for three years', 'insa-lyon', 'active', 2023, ['en-activite', 'situation', 7500, 'price']],
    ['looking for work since last year', 'insa-lyon', 'seeking', 2025, ['en-recherche', 'situation', 2000, 'price']],
    ['a recent diploma at another price', 'supmeca', 'active', 2025, ['jeune-diplome', 'young', 1500, 'recent']],
    ['less recent', 'supmeca', 'active', 2023, ['jeune-diplome', 'young', 2500, 'price']],
    ['no year known', 'supmeca', 'active', null, ['diplome', 'situation', 5500, 'price']],
    ['nothing made for it', 'ece', 'retired', 1980, ['diplome', 'other', 12000, 'price']],
    ['one tier for everybody', 'sepro', 'active', 2026, ['gratuit', 'other', 0, 'price']],
  ]
  test.each(TABLE)('%s (%s)', (_, slug, situation, promotion, expected) => {
    expect(say(chooseTier(tenantFile(slug), { situation, promotion, on: '2026-11-22' }))).toEqual(expected)
  })

  test('nobody declares to be young', () => {
    expect(declarable(tenantFile('insa-lyon'))).toEqual(['active', 'seeking', 'retired', 'student'])
    expect(declarable(tenantFile('sepro'))).toEqual(['active'])
  })
})

describe('civil days of Paris', () => {
  test.each([
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['2027-01-01', '2026-12-31T23:00:00.000Z'],
  ])('%s begins at %s', (day, at) => {
    expect(startOfDay(day)?.toISOString()).toBe(at)
    expect(civilDay(new Date(at))).toBe(day)
    expect(civilDay(new Date(Date.parse(at) - 1))).toBe(addDays(day, -1))
  })

  test('months are as long as they are', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29')
    expect(addMonths('2026-11-22', 12)).toBe('2027-11-22')
    expect(startOfDay('2026-02-30')).toBeUndefined()
  })
})
