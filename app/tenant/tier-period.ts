/**
 * How long a tier's dues run, in civil days of Paris (I13; facts: years of associations end where their dues do). Pure.
 */
import type { TenantConfig } from './schema.ts'

type TierPeriod = TenantConfig['tiers'][number]['period']

/** School years begin on the first of September. */
const SCHOOL_YEAR = '09-01'

/**
 * @param from first day, such as `2026-11-22`
 * @returns the first day that is no longer paid for; null for ever
 */
export function tierEnd(period: TierPeriod, from: string): string | null {
  const year = Number(from.slice(0, 4))
  switch (period) {
    case 'calendar-year':
      return `${year + 1}-01-01`
    case 'school-year':
      return `${from.slice(5) < SCHOOL_YEAR ? year : year + 1}-${SCHOOL_YEAR}`
    case 'rolling-12-months':
      // 29 February runs to the end of February.
      return from.endsWith('-02-29') ? `${year + 1}-03-01` : `${year + 1}${from.slice(4)}`
    case 'lifetime':
      return null
  }
}
