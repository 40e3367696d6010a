/** What a recent diploma costs is counted at the first day that is paid for: a table written by hand. */
import { expect, test } from 'vitest'
import type { Tier } from '#app/domain/dues/choose-tier.ts'
import { datesFor, offerFor } from '#app/features/money/dues/dues-offer.ts'
import { moneySchema, PERIODS, tierSchema } from '#app/tenant/money.schema.ts'

// Free in the year of the diploma and the one after; then 35 euros for a year more; 75 from the third year on.
const tiersOf = (period: Tier['period']) => {
  const shared = { name: { fr: 'Essai', en: 'Trial' }, period }
  const young = { id: 'jeune', situation: 'young', diplomaYears: { max: 2 }, freeYears: 1, cents: 3500 }
  return [young, { id: 'actif', situation: 'active', cents: 7500 }].map((one) =>
    tierSchema.parse({ ...shared, ...one }),
  )
}

const RULES = { '-': {}, fills: { gap: 'from-end' }, late: { nextYearFrom: '10-01' } }

// period | rule | diploma | paid on | present end | tier | cents | from | until | what
const TABLE = `
calendar-year     | -     | 2025 | 2026-12-31 | -          | jeune | 0    | 2026-12-31 | 2027-01-01 | first dues in the year after
calendar-year     | -     | 2025 | 2027-01-01 | -          | jeune | 3500 | 2027-01-01 | 2028-01-01 | the day after that
calendar-year     | -     | 2025 | 2026-11-22 | 2027-01-01 | jeune | 3500 | 2027-01-01 | 2028-01-01 | renewed in November for a year that is not free
calendar-year     | -     | 2026 | 2026-11-22 | 2027-01-01 | jeune | 0    | 2027-01-01 | 2028-01-01 | renewed in November for the last free year
calendar-year     | -     | 2024 | 2026-12-31 | 2027-01-01 | actif | 7500 | 2027-01-01 | 2028-01-01 | renewed into the third year
calendar-year     | late  | 2025 | 2026-10-01 | -          | jeune | 0    | 2026-10-01 | 2028-01-01 | first dues that run into the next year
school-year       | -     | 2025 | 2026-08-01 | 2026-09-01 | jeune | 0    | 2026-09-01 | 2027-09-01 | a school year that begins in the same calendar year
school-year       | -     | 2025 | 2027-08-31 | 2027-09-01 | jeune | 3500 | 2027-09-01 | 2028-09-01 | the school year after
school-year       | -     | 2026 | 2028-02-29 | -          | jeune | 3500 | 2028-02-29 | 2028-09-01 | first dues on 29 February
rolling-12-months | -     | 2025 | 2026-12-30 | 2027-01-02 | jeune | 3500 | 2027-01-02 | 2028-01-02 | renewed over New Year
rolling-12-months | -     | 2025 | 2026-12-01 | 2026-12-31 | jeune | 0    | 2026-12-31 | 2027-12-31 | renewed before New Year
rolling-12-months | -     | 2026 | 2028-02-01 | 2028-02-29 | jeune | 3500 | 2028-02-29 | 2029-03-01 | from 29 February
rolling-12-months | -     | 2026 | 2027-03-27 | 2027-03-28 | jeune | 0    | 2027-03-28 | 2028-03-28 | the night clocks go forward
rolling-12-months | -     | 2026 | 2027-10-30 | 2027-10-31 | jeune | 0    | 2027-10-31 | 2028-10-31 | the night clocks go back
calendar-year     | -     | 2025 | 2027-02-10 | 2026-01-01 | jeune | 3500 | 2027-02-10 | 2028-01-01 | a return after a lapse, from the day of paying
calendar-year     | fills | 2025 | 2027-02-10 | 2027-01-01 | jeune | 3500 | 2027-01-01 | 2028-01-01 | a return that fills the gap
rolling-12-months | fills | 2025 | 2027-01-20 | 2026-12-15 | jeune | 0    | 2026-12-15 | 2027-12-15 | a gap that begins in a free year
rolling-12-months | -     | 2025 | 2027-01-20 | 2026-12-15 | jeune | 3500 | 2027-01-20 | 2028-01-20 | the same without filling it
rolling-12-months | fills | 2024 | 2027-01-20 | 2026-12-15 | jeune | 3500 | 2026-12-15 | 2027-12-15 | a gap that begins before the third year
calendar-year     | -     | 2028 | 2026-12-31 | 2027-01-01 | jeune | 0    | 2027-01-01 | 2028-01-01 | a diploma that is yet to come`

const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))

test.each(rows)('%s, rule %s, diploma of %s, paid on %s', (...row) => {
  const [period, rule, diploma, today, end, id, cents, from, until] = row as [
    string,
    string,
    string,
    string,
    ...string[],
  ]
  const tiers = tiersOf(PERIODS.find((one) => one === period)!)
  const { dues } = moneySchema.parse({ dues: RULES[rule as keyof typeof RULES] })
  const standing = { dues, today, lastEnd: end === '-' ? undefined : end }
  const expected = { cents: Number(cents), from, until }
  const promotion = Number(diploma)
  const offer = offerFor({ tiers }, { situation: 'active', promotion }, standing)
  expect(offer).toMatchObject({ chosen: { tier: { id } }, dates: expected })
  // The staff choose the tier themselves; the price is the same.
  expect(datesFor(tiers.find((tier) => tier.id === id)!, promotion, standing)).toMatchObject(expected)
})
