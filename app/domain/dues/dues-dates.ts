/** From when to when dues run, in civil days of Paris: first ones, renewals, returns after a gap (I13, E1). Pure. */
import { addDays } from '#app/calendar/civil-day.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { tierEnd } from '#app/tenant/tier-period.ts'
import type { Tier } from './choose-tier.ts'

export type DuesRule = TenantConfig['money']['dues']

/** `first`: never paid · `renewal`: goes on where the present ones end · `return`: after a gap. */
export type DuesKind = 'first' | 'renewal' | 'return'

export interface DuesDates {
  kind: DuesKind
  from: string
  /** The first day that is no longer paid for; null for ever. */
  until: string | null
  cents: number
  /** Months counted where the first year is paid in part; null where it is paid whole. */
  months: number | null
}

export type DuesRefusal = { why: 'for-life' } | { why: 'too-early'; from: string }

export interface DuesQuestion {
  tier: Tier
  dues: DuesRule
  /** The whole price of the tier. */
  cents: number
  today: string
  /**
   * The latest end of the person's periods, as a civil day: the first that is not paid for; null for life; undefined:
   * never paid.
   */
  lastEnd: string | null | undefined
}

/** @returns the dates and the price, or why not yet. */
export function duesDates(question: DuesQuestion): DuesDates | DuesRefusal {
  const { tier, dues, today, lastEnd } = question
  if (lastEnd === null) return { why: 'for-life' }
  if (lastEnd === undefined) return firstDues(question, 'first')
  if (lastEnd > today) {
    const opens = addDays(lastEnd, -dues.renewFromDays)
    return opens > today ? { why: 'too-early', from: opens } : goOn(question, lastEnd, 'renewal')
  }
  const reach = tierEnd(tier.period, lastEnd)
  if (dues.gap === 'from-end' && (reach === null || reach > today)) return goOn(question, lastEnd, 'return')
  return firstDues(question, 'return')
}

function goOn({ tier, cents }: DuesQuestion, from: string, kind: DuesKind): DuesDates {
  return { kind, from, until: tierEnd(tier.period, from), cents, months: null }
}

/**
 * From today; late in the year to the end of the next, or for the months that are left where the association counts
 * them.
 */
function firstDues({ tier, dues, cents, today }: DuesQuestion, kind: DuesKind): DuesDates {
  const end = tierEnd(tier.period, today)
  const fixed = tier.period === 'calendar-year' || tier.period === 'school-year'
  if (
    fixed &&
    end !== null &&
    tier.period === 'calendar-year' &&
    dues.nextYearFrom &&
    today.slice(5) >= dues.nextYearFrom
  )
    return { kind, from: today, until: tierEnd(tier.period, end), cents, months: null }
  if (!fixed || end === null || dues.proRata === 'none') return { kind, from: today, until: end, cents, months: null }
  const months = monthsUntil(today, end)
  return { kind, from: today, until: end, cents: Math.round((cents * months) / 12), months }
}

/** Months from this one, counted whole, up to a first of the month. */
function monthsUntil(day: string, end: string): number {
  const number = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
  return number(end) - number(day)
}
