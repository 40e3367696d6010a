/**
 * Stripe through its own SDK and nothing else (design §7): direct charges on an association's connected account. Knows no
 * business: amounts, accounts, keys go in, states come out. Every write carries an idempotency key of the caller's.
 */
import Stripe from 'stripe'

/** Pinned: answers and events have the shape this code was written for. */
const API_VERSION = '2026-10-28.endive'

export interface StripeOptions {
  key: string
  /** Another address than Stripe's own: the demo's double. */
  baseUrl?: string | undefined
}

/** `later`: worth another try · `missing`: there is no such object on that account · `refused`: never as asked. */
export class StripeTrouble extends Error {
  readonly kind: 'later' | 'missing' | 'refused'
  constructor(kind: StripeTrouble['kind'], message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
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
}

export interface CheckoutState {
  id: string
  url: string | null
  status: 'open' | 'complete' | 'expired'
  /** The money is there. */
  paid: boolean
  /** A debit that the bank has yet to answer. */
  processing: boolean
  failure: string | null
  cents: number
  currency: string
  livemode: boolean
  metadata: Record<string, string>
  means: 'card' | 'sepa' | null
  intent: string | null
  charge: string | null
  invoice: string | null
  subscription: string | null
  customer: string | null
}

export interface RefundState {
  id: string
  cents: number
  status: 'pending' | 'succeeded' | 'failed'
  metadata: Record<string, string>
  createdAt: Date
}

export interface DisputeState {
  id: string
  cents: number
  reason: string
  status: 'open' | 'won' | 'lost'
  intent: string | null
  charge: string | null
}

export interface InvoiceState {
  id: string
  paid: boolean
  cents: number
  currency: string
  livemode: boolean
  subscription: string | null
  /** A renewal, not the first payment. */
  isCycle: boolean
  intent: string | null
  /** No further try is planned. */
  givenUp: boolean
  attempts: number
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

/** @returns the id, whether Stripe gave the object or its id alone. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

/** @throws StripeTrouble in place of what the SDK throws */
async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const status = error.statusCode ?? 0
    if (error.code === 'resource_missing' || status === 404) throw new StripeTrouble('missing', error.message, error)
    const later = status === 0 || status === 409 || status === 429 || status >= 500
    throw new StripeTrouble(later ? 'later' : 'refused', error.message, error)
  }
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
    ...(checkout.email ? { customer_email: checkout.email } : {}),
  }
  if (!renewal) {
    const fee = feeCents > 0 ? { application_fee_amount: feeCents } : {}
    return { ...shared, mode: 'payment', line_items: items, payment_intent_data: { metadata, ...fee } }
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

function checkoutState(session: Stripe.Checkout.Session): CheckoutState {
  const invoice = typeof session.invoice === 'object' ? session.invoice : null
  const ofInvoice = invoice?.payments?.data[0]?.payment.payment_intent
  const found = session.payment_intent ?? ofInvoice ?? null
  const intent = typeof found === 'object' ? found : null
  const charge = intent && typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const type = charge?.payment_method_details?.type
  return {
    id: session.id,
    url: session.url,
    status: session.status === 'complete' ? 'complete' : session.status === 'expired' ? 'expired' : 'open',
    paid: session.status === 'complete' && session.payment_status === 'paid',
    processing: intent?.status === 'processing',
    failure: intent?.last_payment_error?.code ?? null,
    cents: session.amount_total ?? 0,
    currency: session.currency ?? '',
    livemode: session.livemode,
    metadata: session.metadata ?? {},
    means: type === 'sepa_debit' ? 'sepa' : type === 'card' ? 'card' : null,
    intent: idOf(found),
    charge: idOf(intent?.latest_charge),
    invoice: idOf(session.invoice),
    subscription: idOf(session.subscription),
    customer: idOf(session.customer),
  }
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
    endSubscription: (id: string, idempotencyKey: string): Promise<void> =>
      asked(async () => void (await client.subscriptions.cancel(id, {}, { ...on, idempotencyKey }))),
    /** Invoices of renewals made since then, newest first. */
    recentInvoices: (since: Date): Promise<InvoiceState[]> => asked(() => invoicesSince(client, account, since)),
  }
}

async function invoicesSince(client: Stripe, stripeAccount: string, since: Date): Promise<InvoiceState[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) }
  const list = await client.invoices.list({ created, limit: 100, expand: ['data.payments'] }, { stripeAccount })
  return list.data.map(invoiceState)
}

export type StripeAccountGate = ReturnType<typeof stripeAccount>

function refundState(refund: Stripe.Refund): RefundState {
  const failed = refund.status === 'failed' || refund.status === 'canceled'
  return {
    id: refund.id,
    cents: refund.amount,
    status: refund.status === 'succeeded' ? 'succeeded' : failed ? 'failed' : 'pending',
    metadata: refund.metadata ?? {},
    createdAt: new Date(refund.created * 1000),
  }
}

function disputeState(dispute: Stripe.Dispute): DisputeState {
  const { status } = dispute
  return {
    id: dispute.id,
    cents: dispute.amount,
    reason: dispute.reason,
    status: status === 'lost' ? 'lost' : ['won', 'warning_closed', 'prevented'].includes(status) ? 'won' : 'open',
    intent: idOf(dispute.payment_intent),
    charge: idOf(dispute.charge),
  }
}

function invoiceState(invoice: Stripe.Invoice): InvoiceState {
  return {
    id: invoice.id ?? '',
    paid: invoice.status === 'paid',
    cents: invoice.total,
    currency: invoice.currency,
    livemode: invoice.livemode,
    subscription: idOf(invoice.parent?.subscription_details?.subscription),
    isCycle: invoice.billing_reason === 'subscription_cycle',
    intent: idOf(invoice.payments?.data[0]?.payment.payment_intent),
    givenUp: invoice.status !== 'paid' && invoice.next_payment_attempt === null && invoice.attempted,
    attempts: invoice.attempt_count,
  }
}
