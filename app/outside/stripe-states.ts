/** What the answers of Stripe say, in our own words: the few things of each object that anybody here asks for. Pure. */
import type Stripe from 'stripe'

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
  /** What it was paid with, where that may be debited again. */
  method: string | null
}

/** A debit while nobody was on a page. */
export interface IntentState {
  id: string
  paid: boolean
  /** The bank has yet to answer. */
  processing: boolean
  failure: string | null
  cents: number
  currency: string
  livemode: boolean
  metadata: Record<string, string>
  charge: string | null
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
  /** What the subscription was opened with: our payment's id, for the first invoice. */
  metadata: Record<string, string>
  intent: string | null
  /** No further try is planned. */
  givenUp: boolean
  attempts: number
}

export interface SubscriptionState {
  id: string
  /** Debits nothing any more: cancelled, or its first payment never came. */
  over: boolean
}

/** @returns the id, whether Stripe gave the object or its id alone. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

export function checkoutState(session: Stripe.Checkout.Session): CheckoutState {
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
    // An intent is cancelled with the first invoice of a subscription that nobody could be debited for.
    failure: intent?.last_payment_error?.code ?? (intent?.status === 'canceled' ? 'canceled' : null),
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
    method: idOf(intent?.payment_method),
  }
}

export function intentState(intent: Stripe.PaymentIntent): IntentState {
  const { status } = intent
  const [paid, processing] = [status === 'succeeded', status === 'processing']
  return {
    ...{ id: intent.id, paid, processing },
    // Whatever asks for the person (SCA) is a refusal: nobody is there.
    failure: paid || processing ? null : (intent.last_payment_error?.code ?? status),
    ...{ cents: intent.amount, currency: intent.currency, livemode: intent.livemode, metadata: intent.metadata },
    charge: idOf(intent.latest_charge),
  }
}

export function refundState(refund: Stripe.Refund): RefundState {
  const failed = refund.status === 'failed' || refund.status === 'canceled'
  return {
    id: refund.id,
    cents: refund.amount,
    status: refund.status === 'succeeded' ? 'succeeded' : failed ? 'failed' : 'pending',
    metadata: refund.metadata ?? {},
    createdAt: new Date(refund.created * 1000),
  }
}

export function disputeState(dispute: Stripe.Dispute): DisputeState {
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

export function invoiceState(invoice: Stripe.Invoice): InvoiceState {
  return {
    id: invoice.id ?? '',
    paid: invoice.status === 'paid',
    cents: invoice.total,
    currency: invoice.currency,
    livemode: invoice.livemode,
    subscription: idOf(invoice.parent?.subscription_details?.subscription),
    isCycle: invoice.billing_reason === 'subscription_cycle',
    metadata: invoice.parent?.subscription_details?.metadata ?? {},
    intent: idOf(invoice.payments?.data[0]?.payment.payment_intent),
    givenUp: invoice.status !== 'paid' && invoice.next_payment_attempt === null && invoice.attempted,
    attempts: invoice.attempt_count,
  }
}

export function subscriptionState({ id, status }: Stripe.Subscription): SubscriptionState {
  return { id, over: status === 'canceled' || status === 'incomplete_expired' }
}
