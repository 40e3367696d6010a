/** What an offer says, judged by its words alone (C5, C6, C7). Pure. */
import { addDays, addMonths, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { fold } from '#app/i18n/fold.ts'
import {
  type Contract,
  OFFER_FIELDS,
  type OfferAudience,
  type OfferField,
  type OfferKind,
  type PayPeriod,
  type Remote,
} from '#app/vocabulary/offers.ts'

export interface OfferWords {
  kind: OfferKind
  title: string
  company: string
  town: string
  country: string
  remote: Remote
  contract: Contract | null
  payFrom: number | null
  payTo: number | null
  payPer: PayPeriod | null
  /** Civil days, `2027-03-01`. */
  startsOn: string | null
  lastDay: string | null
  text: string
  /** None: one applies here. */
  applyUrl: string | null
  /** Applications after which it takes no more. */
  mostApplications: number | null
  audience: OfferAudience
}

/** @returns the folded words that the search looks into */
export const foldedOf = ({ title, company, town, text }: OfferWords): string =>
  fold([title, company, town, text].join(' ')).slice(0, 20_000)

/** Wording that may shut somebody out (Code du travail, L1132-1 and L5331-2), on folded text. */
const EXCLUDING: readonly (readonly [word: 'sex' | 'age' | 'origin', pattern: RegExp])[] = [
  ['sex', /\b(?:de sexe (?:masculin|feminin)|jeune (?:homme|femme)|reserve aux (?:hommes|femmes))\b/],
  ['sex', /\b(?:(?:hommes?|femmes?) (?:uniquement|seulement|exclusivement)|(?:male|female|men|women) only)\b/],
  ['age', /\bentre \d\d et \d\d ans\b(?! d.experience)|\bmoins de \d\d ans\b|\bagee? de \d\d\b/],
  ['age', /\b(?:age (?:maximum|minimum|limite)|jeune et dynamique|maximum age|under \d\d years old)\b/],
  ['origin', /\b(?:de nationalite|francaise? de souche|type europeen|langue maternelle|bbr|native speakers? only)\b/],
]

export type Excluding = (typeof EXCLUDING)[number][0]

/** @returns what the wording names that no offer may ask for: pointed out to the author and to who reads it (C7) */
export function excludingWords({ title, text }: Pick<OfferWords, 'title' | 'text'>): Excluding[] {
  const folded = fold(`${title} ${text}`)
  return [...new Set(EXCLUDING.flatMap(([word, pattern]) => (pattern.test(folded) ? [word] : [])))]
}

const PAY_HISTORY: readonly RegExp[] = [
  /\b(?:(?:dernier|precedent)s? salaires?|salaire (?:actuel|precedent)|historique de (?:salaire|remuneration))\b/,
  /\b(?:(?:bulletins?|fiches?) de (?:paie|salaire)|(?:current|previous|last) salary|salary history|pay ?slips?)\b/,
]

/** @returns true where the offer asks what somebody earned before: refused (directive 2023/970, article 5; C7) */
export function asksPayHistory({ title, text }: Pick<OfferWords, 'title' | 'text'>): boolean {
  const folded = fold(`${title} ${text}`)
  return PAY_HISTORY.some((pattern) => pattern.test(folded))
}

/** Providers whose addresses anybody opens in a minute. */
const FREE_MAIL_NAMES = [
  ...['gmail', 'googlemail', 'yahoo', 'hotmail', 'outlook', 'live', 'msn', 'icloud', 'aol', 'laposte', 'orange'],
  ...['wanadoo', 'free', 'sfr', 'gmx', 'protonmail', 'proton', 'yopmail', 'mail'],
]
const FREE_MAIL = new RegExp(`@(?:${FREE_MAIL_NAMES.join('|')})\\.`, 'i')
const TRAPS =
  /\b(?:whatsapp|telegram|western union|mandat cash|coupons? (?:pcs|neosurf)|frais de dossier|gagnez|bitcoin)\b/

export type Oddity = 'free-mail' | 'no-siret' | 'trap'

/** Who deposits, as far as it speaks for itself: nothing of it is asked of members of the association. */
export interface Depositor {
  email: string | null
  siret: string | null
  country: string | null
}

/** @returns why somebody should look before the offer is shown, whatever the association's file says (C6) */
export function oddities(words: Pick<OfferWords, 'title' | 'text'>, depositor: Depositor | null): Oddity[] {
  const isFrench = !depositor?.country || fold(depositor.country) === 'france' || depositor.country === 'FR'
  return [
    ...(depositor?.email && FREE_MAIL.test(depositor.email) ? (['free-mail'] as const) : []),
    ...(depositor && !depositor.siret && isFrench ? (['no-siret'] as const) : []),
    ...(TRAPS.test(fold(`${words.title} ${words.text}`)) ? (['trap'] as const) : []),
  ]
}

export interface FieldChange {
  field: OfferField
  before: string
  after: string
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** @returns what differs, field by field, in the order of the form (C5) */
export function changedFields(before: OfferWords, after: OfferWords): FieldChange[] {
  return OFFER_FIELDS.map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) })).filter(
    (one) => one.before !== one.after,
  )
}

/** Characters that a spelling changes at most, in all. */
const SPELLING = 12

/** Steps from one text to the other, more than `most` told as `most + 1`. */
function distance(from: string, to: string, most: number): number {
  let start = 0
  while (start < from.length && from[start] === to[start]) start++
  let end = 0
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++
  const a = from.slice(start, from.length - end)
  const b = to.slice(start, to.length - end)
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > 2_000) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let k = 1; k <= b.length; k++)
      next.push(Math.min(row[k]! + 1, next[k - 1]! + 1, row[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}

/** Signs that say something: digits, addresses, amounts. */
const marksOf = (text: string): string => (text.match(/[\d@€$]|https?:|www\./g) ?? []).join('')

/**
 * Says whether a change only mends the spelling: a few letters of title and text, no figure, no address. Such a change
 * is not read again (C5).
 */
export function isSpelling(before: OfferWords, after: OfferWords): boolean {
  const changes = changedFields(before, after)
  if (changes.some(({ field }) => field !== 'title' && field !== 'text')) return false
  const steps = changes.map((one) =>
    marksOf(one.before) === marksOf(one.after) ? distance(one.before, one.after, SPELLING) : SPELLING + 1,
  )
  return steps.reduce((sum, n) => sum + n, 0) <= SPELLING
}

/**
 * Works out when an offer ends: so many months from today, or the day its author wishes if that is sooner. The last day
 * is whole in the association's zone (C1).
 * @returns the first instant at which it is shown no more
 */
export function endOf(months: number, lastDay: string | null, now: Date): Date {
  const most = addMonths(civilDay(now), months)
  const last = lastDay !== null && lastDay < most ? lastDay : most
  return startOfDay(addDays(last, 1))!
}

/**
 * Works out when an offer on line ends once its author wishes for another last day, or for none: never later than its
 * months allow, and what was prolonged keeps its time.
 * @returns the first instant at which it is shown no more
 */
export function endAfterChange(
  months: number,
  lastDay: string | null,
  { visibleFrom, visibleUntil }: { visibleFrom: Date; visibleUntil: Date },
): Date {
  const most = Math.max(endOf(months, null, visibleFrom).getTime(), visibleUntil.getTime())
  const last = lastDay === null ? most : startOfDay(addDays(lastDay, 1))!.getTime()
  return new Date(Math.min(most, last))
}
