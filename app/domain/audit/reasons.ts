/** Why a file leaves the base, which the log keeps: one of a list, or words of one's own. Pure; also in the browser. */
import { isOneOf } from '#app/vocabulary/closed-list.ts'

export const REASONS = {
  people: ['mailing', 'school', 'print', 'event', 'statistics', 'other'],
  books: ['accountant', 'meeting', 'check', 'control', 'other'],
} as const
export type ReasonList = keyof typeof REASONS

/** A word or two is no reason. */
const SHORTEST = 5
export const LONGEST_REASON = 500

export interface TypedReason {
  /** Which of the list. */
  why: string
  /** Words of one's own: all of it, or what is added. */
  reason: string
}

/** @returns what a form says of its reason, cut of blanks */
export function typedReason(form: FormData): TypedReason {
  const [why, reason] = ['why', 'reason'].map((name) => String(form.get(name) ?? '').trim())
  return { why: why!, reason: reason! }
}

/** @returns whether it tells why: something of the list, or words that are long enough */
export function isReason(list: ReasonList, { why, reason }: TypedReason): boolean {
  if (reason.length > LONGEST_REASON) return false
  return (why !== 'other' && isOneOf(REASONS[list], why)) || reason.length >= SHORTEST
}

/** @returns the reason in words, as the log keeps it. @param t of the page's language, with `books` */
export function reasonText(t: (key: string) => string, list: ReasonList, { why, reason }: TypedReason): string {
  const known = why !== 'other' && isOneOf(REASONS[list], why)
  return [known ? t(`books:reasons.${list}.${why}`) : '', reason].filter(Boolean).join(' : ')
}
