/**
 * How long things are kept: one class per table (the `retention` word of its comment in prisma/schema), one period per
 * class, defaults here and nowhere else. An association's file (`keep`) changes those that its own papers promise.
 * Pure.
 */
import type { Keep } from './keep.schema.ts'

/**
 * `none`, `forever`: part of the installation, nobody's data · `person`, `account`, `file`: as long as whom it belongs
 * to · `shared`: as long as somebody's record names it · `suppression`: as long as files of the school may bring
 * somebody back.
 */
export const LASTING_CLASSES = ['none', 'forever', 'person', 'account', 'file', 'shared', 'suppression'] as const

export interface Period {
  months?: number
  days?: number
  /** Counted from the end of the civil year (accounting pieces: Code de commerce, L123-22). */
  fromYearEnd?: true
  /** The key of `keep` that changes it; none: not an association's to change. */
  rule?: keyof Keep
}

/** Classes with an end, and what ends them unless the association says otherwise. */
export const PERIODS = {
  /** Sessions and links carry their own end. */
  session: { days: 0 },
  /** Notices carry their own end: a year, ninety days once they are read. */
  notice: { days: 0 },
  /** Failed sign-ins: throttling needs a quarter of an hour, an inquiry some days. */
  attempt: { months: 1, rule: 'attempts' },
  /** Counts of people shown: a budget is a day's, an inquiry takes a few more. */
  budget: { days: 3 },
  /** Traces of use: audit, openings, mails, imports (CNIL 2021-122: six months to a year). */
  log: { months: 12, rule: 'logs' },
  /** Lines of the school's files as they were read: undoing takes 30 days at most. */
  staging: { months: 2, rule: 'staging' },
  copy: { days: 7, rule: 'copies' },
  request: { months: 36, rule: 'requests' },
  /** Requests for a password and the proofs that came with them (S2). */
  credential: { months: 24, rule: 'credentialRequests' },
  publication: { months: 24, rule: 'publications' },
  conversation: { months: 12, rule: 'conversations' },
  alert: { months: 12, rule: 'alerts' },
  offer: { months: 18, rule: 'offers' },
  accounting: { months: 120, fromYearEnd: true, rule: 'accounting' },
  /**
   * Network addresses of buyers, where they are kept at all [P6]: a proof as long as a debit may be contested (thirteen
   * months, law-fr §4 b). Pieces of accounting need none, and lose theirs before they end themselves.
   */
  origin: { months: 13, rule: 'buyerOrigins' },
  /**
   * Who filled a basket that nobody paid: no accounting piece, and of no use once the page of payment is long closed.
   */
  basket: { months: 1, rule: 'abandonedBaskets' },
} as const satisfies Record<string, Period>
export type EndingClass = keyof typeof PERIODS

export const ENDING_CLASSES = Object.keys(PERIODS) as EndingClass[]

/** Every word that may stand after `retention` in prisma/schema. */
export const RETENTION_CLASSES: readonly string[] = [...LASTING_CLASSES, ...ENDING_CLASSES]

/** @returns the period of a class under the association's rules. */
export function periodOf(keep: Keep, kind: EndingClass): Period {
  const standard: Period = PERIODS[kind]
  const own = standard.rule && keep[standard.rule]
  if (own === undefined) return standard
  return standard.days === undefined ? { ...standard, months: own } : { ...standard, days: own }
}

/**
 * The instant before which things of a class are too old.
 * @param now of the clock; civil months and days of UTC
 */
export function cutOff(period: Period, now: Date): Date {
  const at = new Date(now)
  at.setUTCDate(at.getUTCDate() - (period.days ?? 0))
  const day = at.getUTCDate()
  at.setUTCMonth(at.getUTCMonth() - (period.months ?? 0))
  // 31 March less a month is the end of February.
  if (at.getUTCDate() !== day) at.setUTCDate(0)
  if (!period.fromYearEnd) return at
  return new Date(Date.UTC(at.getUTCFullYear(), 0, 1))
}
