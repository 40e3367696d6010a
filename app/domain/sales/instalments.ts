/** Dues in several times: how much when, and what a line of an invoice says of it. Pure. */

import { addDays, addMonths, startOfDay } from '#app/calendar/civil-day.ts'
import { largestRemainder } from '#app/domain/ledger/largest-remainder.ts'
import type { Translate } from '#app/i18n/translator.ts'
import type { InstalmentRule } from '#app/tenant/money.schema.ts'

export interface PlannedInstalment {
  /** From one. */
  number: number
  cents: number
  /** Civil day. */
  dueOn: string
}

/** What a sale line keeps of it: which instalments it pays, of how many; `name` of the tier, without them. */
export interface PartOf {
  numbers: number[]
  of: number
  name: string
}

/** Debits of one instalment before it is given up, as for a renewal; civil days from one to the next. */
export const MOST_TRIES = 4
export const DAYS_BETWEEN_TRIES = 4
/** However late one was paid, the next is not debited sooner. Days. */
export const DAYS_BETWEEN_DEBITS = 7
/** In the morning, so that whoever is told can do something that day. Milliseconds from midnight in Paris. */
const MORNING = 8 * 3_600_000

/**
 * @returns equal payments by the largest remainder: never a cent more or less than the whole, the first the dearest.
 */
export function planInstalments(cents: number, count: number, everyMonths: number, today: string): PlannedInstalment[] {
  const parts = largestRemainder(
    cents,
    Array.from({ length: count }, () => 1),
  )
  return parts.map((part, i) => ({ number: i + 1, cents: part, dueOn: addMonths(today, i * everyMonths) }))
}

/**
 * @param offer whole price, today, and the first day that is no longer paid for (null: for life)
 * @returns the plans one may choose: each payment is worth a debit, and the last comes within what it pays for, so that
 * nobody is given credit on what is over
 */
export function planChoices(
  rule: InstalmentRule | undefined,
  { cents, today, until }: { cents: number; today: string; until: string | null },
): PlannedInstalment[][] {
  if (!rule) return []
  return rule.counts
    .toSorted((a, b) => a - b)
    .map((count) => planInstalments(cents, count, rule.everyMonths, today))
    .filter((plan) => plan.at(-1)!.cents >= rule.atLeast && (until === null || plan.at(-1)!.dueOn < until))
}

/** @returns the instant at which a debit of that civil day is tried. */
export const debitAt = (day: string): Date => new Date(startOfDay(day)!.getTime() + MORNING)

/** @returns the instant so many days after a civil day. */
export const debitDaysLater = (day: string, days: number): Date => debitAt(addDays(day, days))

/** @returns such as « Adhésion – échéance 2/3 », « Adhésion – échéances 2 à 3 sur 3 » */
export function partLabel({ numbers, of, name }: PartOf, t: Translate): string {
  const [first, last] = [numbers[0]!, numbers.at(-1)!]
  return first === last
    ? t('payments:part.one', { name, number: first, of })
    : t('payments:part.several', { name, first, last, of })
}

/** @returns which instalments a line pays; undefined for what is paid at once. */
export function partOf(line: { data?: Record<string, unknown> | undefined } | undefined): PartOf | undefined {
  return line?.data?.instalment as PartOf | undefined
}

/** The first payment opens the whole period; the others open nothing more. */
export const opensPeriod = (line: { data?: Record<string, unknown> | undefined }): boolean =>
  partOf(line)?.numbers.includes(1) ?? true
