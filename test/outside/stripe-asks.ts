/**
 * What each address of Stripe's double takes in its address or, beside the bodies of stripe-bodies.ts, in its body: the
 * SDK's own parameters.
 */
import type Stripe from 'stripe'
import { z } from 'zod'
import { body, unfold } from './stripe-bodies.ts'

/** The version that the application pins: shapes of answers and events are of this one. */
export const API_VERSION = '2026-10-28.endive'

const EXPANDED = [
  'payment_intent.latest_charge',
  'invoice.payments.data.payment.payment_intent.latest_charge',
  'payments',
  'data.payments',
  'data.source',
] as const
const expand = z.array(z.enum(EXPANDED)).optional()
const limit = z.coerce.number().int().min(1).max(100).optional()
const starting_after = z.string().min(1).optional()
const created = z.strictObject({ gte: z.coerce.number().int() }).optional()
const id = z.string().min(1)

const ASKS: readonly [method: string, path: RegExp, takes: z.ZodType][] = [
  ['GET', /^checkout\/sessions\/\w+$/, body<Stripe.Checkout.SessionRetrieveParams>()({ expand })],
  ['POST', /^checkout\/sessions\/\w+\/expire$/, body<Stripe.Checkout.SessionExpireParams>()({})],
  ['GET', /^refunds$/, body<Stripe.RefundListParams>()({ payment_intent: id, limit, starting_after })],
  [
    'GET',
    /^balance_transactions$/,
    body<Stripe.BalanceTransactionListParams>()({ created, limit, starting_after, expand }),
  ],
  ['GET', /^payment_intents$/, body<Stripe.PaymentIntentListParams>()({ customer: id, limit, starting_after })],
  ['GET', /^payment_intents\/\w+$/, body<Stripe.PaymentIntentRetrieveParams>()({})],
  ['DELETE', /^customers\/\w+$/, body<Stripe.CustomerDeleteParams>()({})],
  ['GET', /^disputes\/\w+$/, body<Stripe.DisputeRetrieveParams>()({})],
  ['GET', /^invoices$/, body<Stripe.InvoiceListParams>()({ created, limit, starting_after, expand })],
  ['GET', /^invoices\/\w+$/, body<Stripe.InvoiceRetrieveParams>()({ expand })],
  ['GET', /^subscriptions\/\w+$/, body<Stripe.SubscriptionRetrieveParams>()({})],
  ['DELETE', /^subscriptions\/\w+$/, body<Stripe.SubscriptionCancelParams>()({})],
]

/** Their bodies have schemas of their own. */
const WITH_BODIES = /^(checkout\/sessions|refunds|payment_intents)$/

/** @returns what is wrong with the request, as Stripe's code; undefined where it may be answered */
export function askFault(method: string, url: URL, form: string, version: string | null): string | undefined {
  if (version !== API_VERSION) return `api_version ${version}`
  const path = url.pathname.replace(/^\/v1\//, '')
  if (method === 'POST' && WITH_BODIES.test(path)) return url.search ? 'parameter_unknown' : undefined
  const takes = ASKS.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2]
  if (!takes) return 'resource_missing'
  const asked = { ...unfold(url.searchParams), ...unfold(new URLSearchParams(form)) }
  const read = takes.safeParse(asked)
  return read.success ? undefined : `parameter_unknown ${read.error.issues.map(({ message }) => message).join('; ')}`
}
