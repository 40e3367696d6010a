/**
 * Stripe through its own SDK and nothing else (design §7): direct charges on an association's connected account. Knows
 * no business: amounts, accounts, keys go in, states come out. Every write carries an idempotency key of the caller's.
 */
import Stripe from 'stripe'
import { type MovementState, readMovements } from './stripe-balance.ts'
import { debitGate } from './stripe-debits.ts'
import {
  type CheckoutState,
  checkoutState,
  type DisputeState,
  disputeState,
  type InvoiceState,
  invoiceState,
  type RefundState,
  refundState,
} from './stripe-states.ts'
import { asked } from './stripe-trouble.ts'

export type {
  CheckoutState,
  DisputeState,
  IntentState,
  InvoiceState,
  RefundState,
  SubscriptionState,
} from './stripe-states.ts'
export { StripeTrouble } from './stripe-trouble.ts'

/** Pinned: answers and events have the shape this code was written for. */
const API_VERSION = '2026-10-28.endive'

export interface StripeOptions {
  key: string
  /** Another address than Stripe's own: the demo's double. */
  baseUrl?: string | undefined
}

export interface NewCheckout {
  lines: readonly { name: string; cents: number; quantity: number }[]
  currency: string
  email: string | null
  /** Two letters, `fr`. */
  language: string
  successUrl: string
  cancelUrl: string
  expiresAt: Date
  /** The platform's part, cents. */
  feeCents: number
  means: readonly ('card' | 'sepa')[]
  metadata: Record<string, string>
  /** Renews itself once a year, the first time at that instant, at that price. */
  renewal?: { name: string; cents: number; firstAt: Date; feePoints: number } | undefined
  /** What it is paid with is to be debited again: left with this customer, or a new one. */
  keeps?: { customer: string | null } | undefined
}

const known = new Map<string, Stripe>()

function clientOf({ key, baseUrl }: StripeOptions): Stripe {
  const name = `${key} ${baseUrl ?? ''}`
  const found = known.get(name)
  if (found) return found
  const url = baseUrl ? new URL(baseUrl) : undefined
  const made = new Stripe(key, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 2,
    timeout: 15_000,
    telemetry: false,
    ...(url ? { host: url.hostname, port: url.port, protocol: url.protocol === 'http:' ? 'http' : 'https' } : {}),
  })
  known.set(name, made)
  return made
}

/** @returns what the page of Stripe is asked to show. */
function sessionParams(checkout: NewCheckout): Stripe.Checkout.SessionCreateParams {
  const { lines, currency, renewal, metadata, feeCents } = checkout
  const priced = (name: string, cents: number) => ({ currency, unit_amount: cents, product_data: { name } })
  const items: Stripe.Checkout.SessionCreateParams.LineItem[] = lines.map(({ name, cents, quantity }) => ({
    quantity,
    price_data: priced(name, cents),
  }))
  const shared: Stripe.Checkout.SessionCreateParams = {
    success_url: checkout.successUrl,
    cancel_url: checkout.cancelUrl,
    expires_at: Math.floor(checkout.expiresAt.getTime() / 1000),
    locale: checkout.language === 'en' ? 'en' : 'fr',
    allowed_payment_method_types: checkout.means.map((one) => (one === 'sepa' ? 'sepa_debit' : 'card')),
    metadata,
    ...(metadata.payment ? { client_reference_id: metadata.payment } : {}),
    ...(checkout.email && !checkout.keeps?.customer ? { customer_email: checkout.email } : {}),
  }
  if (!renewal) {
    const fee = feeCents > 0 ? { application_fee_amount: feeCents } : {}
    const kept = keptParams(checkout.keeps)
    const intent = { metadata, ...fee, ...kept.intent }
    return { ...shared, ...kept.session, mode: 'payment', line_items: items, payment_intent_data: intent }
  }
  const yearly = { ...priced(renewal.name, renewal.cents), recurring: { interval: 'year' as const } }
  const percent = renewal.feePoints > 0 ? { application_fee_percent: renewal.feePoints / 100 } : {}
  // What is due now stands beside the subscription, whose own first year begins where these dues end.
  const trial = { trial_end: Math.floor(renewal.firstAt.getTime() / 1000) }
  return {
    ...shared,
    mode: 'subscription',
    line_items: [...items, { quantity: 1, price_data: yearly }],
    subscription_data: { metadata, ...trial, ...percent },
  }
}

/** The bank is told that debits without the person will follow (SCA), so that it asks for their consent now. */
function keptParams(keeps: NewCheckout['keeps']) {
  if (!keeps) return { session: {}, intent: {} }
  const session = keeps.customer ? { customer: keeps.customer } : { customer_creation: 'always' as const }
  return { session, intent: { setup_future_usage: 'off_session' as const } }
}

const EXPAND = ['payment_intent.latest_charge', 'invoice.payments.data.payment.payment_intent.latest_charge']

/** @returns what can be asked of Stripe for one connected account. */
export function stripeAccount(options: StripeOptions, account: string) {
  const client = clientOf(options)
  const on = { stripeAccount: account }
  return {
    /** Asked again with the same key, Stripe answers with the same session. */
    openCheckout: (checkout: NewCheckout, idempotencyKey: string): Promise<CheckoutState> =>
      asked(async () =>
        checkoutState(await client.checkout.sessions.create(sessionParams(checkout), { ...on, idempotencyKey })),
      ),
    readCheckout: (id: string): Promise<CheckoutState> =>
      asked(async () => checkoutState(await client.checkout.sessions.retrieve(id, { expand: EXPAND }, on))),
    /** @throws StripeTrouble `refused` where it is paid or over already */
    expireCheckout: (id: string): Promise<CheckoutState> =>
      asked(async () => checkoutState(await client.checkout.sessions.expire(id, {}, on))),
    refund: (intent: string, cents: number, metadata: Record<string, string>, idempotencyKey: string) =>
      asked(async () =>
        refundState(
          await client.refunds.create(
            { payment_intent: intent, amount: cents, refund_application_fee: true, metadata },
            { ...on, idempotencyKey },
          ),
        ),
      ),
    readRefunds: (intent: string): Promise<RefundState[]> =>
      asked(async () => (await client.refunds.list({ payment_intent: intent, limit: 100 }, on)).data.map(refundState)),
    readDispute: (id: string): Promise<DisputeState> =>
      asked(async () => disputeState(await client.disputes.retrieve(id, {}, on))),
    readInvoice: (id: string): Promise<InvoiceState> =>
      asked(async () => invoiceState(await client.invoices.retrieve(id, { expand: ['payments'] }, on))),
    /** What moved on the balance since then, oldest first. */
    movements: (since: Date): Promise<MovementState[]> => asked(() => readMovements(client, account, since)),
    /** Invoices of renewals made since then, newest first. */
    recentInvoices: (since: Date): Promise<InvoiceState[]> => asked(() => invoicesSince(client, account, since)),
    ...debitGate(client, account),
  }
}

async function invoicesSince(client: Stripe, stripeAccount: string, since: Date): Promise<InvoiceState[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) }
  const list = await client.invoices.list({ created, limit: 100, expand: ['data.payments'] }, { stripeAccount })
  return list.data.map(invoiceState)
}

export type StripeAccountGate = ReturnType<typeof stripeAccount>
