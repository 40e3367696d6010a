/**
 * What the double lets into its addresses: the SDK's own parameter types, key by key; anything else is
 * `parameter_unknown`.
 */
import type Stripe from 'stripe'
import { z } from 'zod'

const number = z.coerce.number().int()
const text = z.string().min(1)
const metadata = z.record(z.string(), z.string().max(500))
const yes = z.enum(['true', 'false']).transform((value) => value === 'true')

/** Every key of a body is one that the SDK's type has: misspelt ones do not compile. */
type Keys<T> = { [K in keyof T]?: z.ZodType }
export const body =
  <T>() =>
  <S extends Keys<T> & Record<string, z.ZodType>>(shape: S) =>
    z.strictObject(shape)

const priceData = body<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>()({
  currency: z.literal('eur'),
  unit_amount: number.min(0),
  product_data: z.strictObject({ name: text }),
  recurring: z.strictObject({ interval: z.literal('year') }).optional(),
})

export const sessionBody = body<Stripe.Checkout.SessionCreateParams>()({
  mode: z.enum(['payment', 'subscription']),
  success_url: z.url(),
  cancel_url: z.url(),
  expires_at: number,
  locale: z.enum(['fr', 'en']),
  allowed_payment_method_types: z.array(z.enum(['card', 'sepa_debit'])).min(1),
  metadata,
  client_reference_id: text.max(200).optional(),
  customer_email: z.email().optional(),
  customer: text.optional(),
  customer_creation: z.literal('always').optional(),
  line_items: z.array(z.strictObject({ quantity: number.min(1), price_data: priceData })).min(1),
  payment_intent_data: body<Stripe.Checkout.SessionCreateParams.PaymentIntentData>()({
    metadata,
    application_fee_amount: number.min(1).optional(),
    setup_future_usage: z.literal('off_session').optional(),
  }).optional(),
  subscription_data: body<Stripe.Checkout.SessionCreateParams.SubscriptionData>()({
    metadata,
    trial_end: number.optional(),
    application_fee_percent: z.coerce.number().min(0).max(100).optional(),
  }).optional(),
}).refine(({ customer, customer_creation, customer_email }) => {
  // Stripe: one of them, and an address only for whom it does not know.
  return !customer || (!customer_creation && !customer_email)
}, 'customer')
export type SessionBody = z.infer<typeof sessionBody>

export const refundBody = body<Stripe.RefundCreateParams>()({
  payment_intent: text,
  amount: number.min(1).optional(),
  refund_application_fee: yes.optional(),
  metadata: metadata.optional(),
})

/** `a[b][0][c]=1` → nested objects and lists, as Stripe reads forms. */
export function unfold(form: URLSearchParams): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of form) {
    const path = name.split(/\]\[|\[|\]/).filter((part) => part !== '')
    let at = root
    for (const part of path.slice(0, -1)) {
      at[part] ??= {}
      at = at[part] as Record<string, unknown>
    }
    at[path.at(-1)!] = value
  }
  return listed(root) as Record<string, unknown>
}

function listed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, listed(inner)] as const)
  if (entries.length > 0 && entries.every(([key], i) => key === String(i))) return entries.map(([, inner]) => inner)
  return Object.fromEntries(entries)
}
