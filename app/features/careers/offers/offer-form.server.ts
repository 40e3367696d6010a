/** The form of an offer: what was typed, what is wrong with it, and what it says. */
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { linkOf } from '#app/context/typed-link.ts'
import { asksPayHistory, type OfferWords } from '#app/domain/offers/offer-words.ts'
import { countryCode, countryName } from '#app/i18n/countries.ts'
import { offerAudience } from '#app/policy/offer.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import {
  CONTRACT_KINDS,
  CONTRACTS,
  OFFER_KINDS,
  type OfferKind,
  PAY_PERIODS,
  REMOTE,
  UNPAID_KINDS,
} from '#app/vocabulary/offers.ts'

const SHORT = 120
const TEXT_LENGTH = 8_000
const MOST_PAY = 1_000_000

const FIELDS = [
  ...(['kind', 'title', 'company', 'town', 'country', 'remote', 'contract', 'payFrom', 'payTo', 'payPer'] as const),
  ...(['startsOn', 'lastDay', 'text', 'applyUrl', 'mostApplications', 'open'] as const),
] as const
export type TypedOffer = Record<(typeof FIELDS)[number], string>
export type OfferErrors = Partial<Record<keyof TypedOffer, string>>

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** @returns what the form shows at first: of a row, or empty with the organisation's name and the usual country */
export function typedOf(ctx: Pick<Ctx, 'tenant' | 'language'>, words: OfferWords | null, company: string): TypedOffer {
  const { home } = ctx.tenant.config.imports
  const from = Object.fromEntries(FIELDS.map((one) => [one, text(words?.[one as keyof OfferWords])])) as TypedOffer
  return {
    ...from,
    company: words?.company ?? company,
    country: countryName(words?.country ?? home, ctx.language),
    remote: words?.remote ?? 'none',
    payPer: words?.payPer ?? 'year',
    open: words?.audience === 'public' ? 'on' : '',
  }
}

/** @returns whole euros; null for nothing, undefined for a text that is no such amount */
function eurosOf(typed: string): number | null | undefined {
  const digits = typed.replaceAll(/[\s\u00a0\u202f€]/g, '')
  if (digits === '') return null
  const n = /^\d{1,7}$/.test(digits) ? Number(digits) : Number.NaN
  return n > 0 && n <= MOST_PAY ? n : undefined
}

/** @returns a number of applications; null for none, undefined for a text that is no such number */
const numberOf = (typed: string): number | null | undefined =>
  typed === '' ? null : /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : undefined

/** Pay or its range is asked wherever somebody is paid (directive 2023/970, article 5; C7). */
function payOf({ payFrom, payTo, payPer }: TypedOffer, kind: OfferKind | undefined) {
  const errors: OfferErrors = {}
  if (kind && UNPAID_KINDS.includes(kind)) return { errors, pay: { payFrom: null, payTo: null, payPer: null } }
  const [from, to] = [eurosOf(payFrom), eurosOf(payTo)]
  if (from === null) errors.payFrom = 'payMissing'
  else if (from === undefined) errors.payFrom = 'pay'
  if (to === undefined || (to !== null && from && to < from)) errors.payTo = 'payTo'
  if (!isOneOf(PAY_PERIODS, payPer)) errors.payPer = 'payPer'
  const per = isOneOf(PAY_PERIODS, payPer) ? payPer : null
  return { errors, pay: { payFrom: from ?? null, payTo: to ?? null, payPer: per } }
}

/** @returns a civil day; null for none, undefined for a text that is none */
const dayOf = (typed: string): string | null | undefined =>
  typed === '' ? null : startOfDay(typed) ? typed : undefined

const short = (typed: string) => typed !== '' && typed.length <= SHORT && !/[\r\n]/.test(typed)

function wordErrors({ title, company, town, text: words, remote, kind }: TypedOffer): OfferErrors {
  return {
    ...(isOneOf(OFFER_KINDS, kind) ? {} : { kind: 'kind' }),
    ...(short(title) ? {} : { title: 'title' }),
    ...(short(company) ? {} : { company: 'company' }),
    ...(short(town) ? {} : { town: 'town' }),
    ...(isOneOf(REMOTE, remote) ? {} : { remote: 'remote' }),
    ...(words === '' ? { text: 'text' } : words.length > TEXT_LENGTH ? { text: 'textLong' } : {}),
    ...(asksPayHistory({ title, text: words }) ? { text: 'payHistory' } : {}),
  }
}

interface JudgedOffer {
  typed: TypedOffer
  errors: OfferErrors
  words: OfferWords | undefined
}

/** @returns what was typed, what is wrong with it, and the words where nothing is */
export function judgeOffer(ctx: Ctx, form: FormData): JudgedOffer {
  const typed: TypedOffer = typedFields(form, FIELDS)
  const { kind, contract, remote } = typed
  const known = isOneOf(OFFER_KINDS, kind) ? kind : undefined
  const asksContract = known !== undefined && CONTRACT_KINDS.includes(known)
  const { errors: payErrors, pay } = payOf(typed, known)
  const [startsOn, lastDay] = [dayOf(typed.startsOn), dayOf(typed.lastDay)]
  const [country, applyUrl] = [countryCode(typed.country), linkOf(typed.applyUrl)]
  const most = numberOf(typed.mostApplications)
  const isPast = lastDay !== null && lastDay !== undefined && lastDay < civilDay(ctx.now)
  const errors: OfferErrors = {
    ...wordErrors(typed),
    ...(asksContract && !isOneOf(CONTRACTS, contract) ? { contract: 'contract' } : {}),
    ...payErrors,
    ...(startsOn === undefined ? { startsOn: 'day' } : {}),
    ...(lastDay === undefined ? { lastDay: 'day' } : isPast ? { lastDay: 'past' } : {}),
    ...(country ? {} : { country: 'country' }),
    ...(applyUrl === undefined ? { applyUrl: 'applyUrl' } : {}),
    ...(most === undefined ? { mostApplications: 'mostApplications' } : {}),
  }
  if (Object.keys(errors).length > 0) return { typed, errors, words: undefined }
  const words: OfferWords = {
    ...{ title: typed.title, company: typed.company, town: typed.town, text: typed.text },
    ...{ kind: known!, country: country!, ...pay, startsOn: startsOn ?? null, lastDay: lastDay ?? null },
    applyUrl: applyUrl ?? null,
    // A number closes what arrives here; elsewhere nobody counts.
    mostApplications: applyUrl ? null : (most ?? null),
    remote: isOneOf(REMOTE, remote) ? remote : 'none',
    contract: asksContract && isOneOf(CONTRACTS, contract) ? contract : null,
    audience: offerAudience(ctx.tenant.config, typed.open !== ''),
  }
  return { typed, errors, words }
}
