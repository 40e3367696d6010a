/**
 * What happens at Stripe to money: paying, bank answers, refunds, disputes, renewals. Each changes the state and gives
 * the events that Stripe would send (law-fr §4), in a plausible order which nobody may rely on.
 */
import { keepMethod } from './stripe-debits.ts'
import { newCharge, newIntent, newInvoice } from './stripe-make.ts'
import { type Account, type Dispute, type Intent, idWith, type Refund } from './stripe-state.ts'

export type Change = [type: string, object: object]
type How = 'card' | 'sepa' | 'declined'

/** The buyer presses "pay" on Stripe's page. @throws where the session is over */
export function pay(account: Account, sessionId: string, how: How, at: Date): Change[] {
  const session = account.sessions.get(sessionId)
  const asked = account.asked.get(sessionId)
  if (!session || !asked || session.status !== 'open') throw new Error(`${sessionId} cannot be paid`)
  const intent =
    (session.payment_intent && account.intents.get(session.payment_intent)) ||
    newIntent(account, session.amount_total, asked.payment_intent_data?.metadata ?? {})
  session.payment_intent = session.mode === 'payment' ? intent.id : null
  if (how === 'declined') {
    intent.last_payment_error = { code: 'card_declined' }
    return [
      ['payment_intent.created', intent],
      ['payment_intent.payment_failed', intent],
    ]
  }
  const charge = newCharge(
    account,
    intent,
    how === 'sepa' ? 'sepa_debit' : 'card',
    asked.payment_intent_data?.application_fee_amount ?? null,
  )
  intent.last_payment_error = null
  keepMethod(account, sessionId, intent, how === 'sepa' ? 'sepa_debit' : 'card')
  Object.assign(session, { status: 'complete', url: null, payment_status: how === 'card' ? 'paid' : 'unpaid' })
  const around = session.mode === 'subscription' ? subscribe(account, session.id, intent, at) : []
  if (how === 'sepa')
    return [
      ...around,
      ['payment_intent.processing', intent],
      ['charge.pending', charge],
      ['checkout.session.completed', session],
    ]
  return [
    ['payment_intent.created', intent],
    ['charge.succeeded', charge],
    ['payment_intent.succeeded', intent],
    ...around,
    ['checkout.session.completed', session],
    ['charge.updated', charge],
  ]
}

function subscribe(account: Account, sessionId: string, intent: Intent, at: Date): Change[] {
  const session = account.sessions.get(sessionId)!
  const asked = account.asked.get(sessionId)!
  const yearly = asked.line_items.find(({ price_data }) => price_data.recurring)!
  const customer = idWith('cus')
  const subscription = {
    ...{ id: idWith('sub'), object: 'subscription' as const, customer },
    status: intent.status === 'succeeded' ? ('trialing' as const) : ('incomplete' as const),
    metadata: asked.subscription_data?.metadata ?? {},
    cents: yearly.price_data.unit_amount,
  }
  account.subscriptions.set(subscription.id, subscription)
  const invoice = newInvoice(account, subscription.id, session.amount_total, 'subscription_create', at)
  invoice.payments.data.push({ payment: { type: 'payment_intent', payment_intent: intent.id } })
  if (intent.status === 'succeeded') Object.assign(invoice, { status: 'paid', attempted: true, attempt_count: 1 })
  Object.assign(session, { customer, subscription: subscription.id, invoice: invoice.id })
  const paid: Change[] = invoice.status === 'paid' ? [['invoice.paid', invoice]] : []
  return [
    ['customer.subscription.created', subscription],
    ['invoice.created', invoice],
    ['invoice.finalized', invoice],
    ...paid,
  ]
}

/** The bank answers a debit. */
export function answerDebit(account: Account, sessionId: string, ok: boolean): Change[] {
  const session = account.sessions.get(sessionId)!
  const invoice = session.invoice ? account.invoices.get(session.invoice) : undefined
  const intentId = session.payment_intent ?? invoice?.payments.data[0]?.payment.payment_intent
  const intent = account.intents.get(intentId ?? '')
  const charge = account.charges.get(intent?.latest_charge ?? '')
  if (!intent || !charge || intent.status !== 'processing') throw new Error(`${sessionId} waits for no bank`)
  if (!ok) {
    charge.status = 'failed'
    Object.assign(intent, { status: 'requires_payment_method', last_payment_error: { code: 'insufficient_funds' } })
    if (invoice) Object.assign(invoice, { attempted: true, attempt_count: 1 })
    return [
      ['charge.failed', charge],
      ['payment_intent.payment_failed', intent],
      ...(invoice ? [['invoice.payment_failed', invoice] as Change] : []),
      ['checkout.session.async_payment_failed', session],
    ]
  }
  charge.status = 'succeeded'
  intent.status = 'succeeded'
  session.payment_status = 'paid'
  const subscription = account.subscriptions.get(session.subscription ?? '')
  if (invoice) Object.assign(invoice, { status: 'paid', attempted: true, attempt_count: 1 })
  if (subscription) subscription.status = 'trialing'
  return [
    ['charge.succeeded', charge],
    ['payment_intent.succeeded', intent],
    ['checkout.session.async_payment_succeeded', session],
    ...(invoice ? [['invoice.paid', invoice] as Change] : []),
    ...(subscription ? [['customer.subscription.updated', subscription] as Change] : []),
  ]
}

/** A day later nobody has paid a subscription's first invoice: Stripe gives both up by itself. */
export function neverBegins(account: Account, sessionId: string): Change[] {
  const session = account.sessions.get(sessionId)!
  const subscription = account.subscriptions.get(session.subscription ?? '')
  const invoice = account.invoices.get(session.invoice ?? '')
  const intent = account.intents.get(invoice?.payments.data[0]?.payment.payment_intent ?? '')
  if (subscription?.status !== 'incomplete' || !invoice || !intent) throw new Error(`${sessionId} has begun`)
  subscription.status = 'incomplete_expired'
  invoice.status = 'void'
  Object.assign(intent, { status: 'canceled' })
  return [
    ['customer.subscription.updated', subscription],
    ['invoice.voided', invoice],
    ['payment_intent.canceled', intent],
  ]
}

export function expire(account: Account, sessionId: string): Change[] {
  const session = account.sessions.get(sessionId)!
  Object.assign(session, { status: 'expired', url: null })
  return [['checkout.session.expired', session]]
}

/** @throws Error with a code of Stripe's where it cannot be */
export function refund(
  account: Account,
  intentId: string,
  cents: number | undefined,
  metadata: Record<string, string>,
  at: Date,
) {
  const charge = account.charges.get(account.intents.get(intentId)?.latest_charge ?? '')
  if (!charge) throw new Error('resource_missing')
  const amount = cents ?? charge.amount - charge.amount_refunded
  if (charge.status !== 'succeeded' || amount > charge.amount - charge.amount_refunded)
    throw new Error('charge_already_refunded')
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  const made: Refund = {
    ...{ id: idWith('re'), object: 'refund' as const, amount, status: 'succeeded' as const, payment_intent: intentId },
    ...{ charge: charge.id, metadata, created: Math.floor(at.getTime() / 1000), currency: 'eur' },
  }
  account.refunds.set(made.id, made)
  const changes: Change[] = [
    ['refund.created', made],
    ['charge.refunded', charge],
    ['refund.updated', made],
  ]
  return { made, changes }
}

/** The buyer's bank sends a refund back: the money is on the account again. */
export function refundFails(account: Account, id: string): Change[] {
  const made = account.refunds.get(id)!
  const charge = account.charges.get(made.charge)!
  made.status = 'failed'
  charge.amount_refunded -= made.amount
  charge.refunded = false
  return [
    ['refund.failed', made],
    ['refund.updated', made],
    ['charge.refund.updated', made],
  ]
}

export function dispute(
  account: Account,
  intentId: string,
  reason = 'fraudulent',
): { made: Dispute; changes: Change[] } {
  const charge = account.charges.get(account.intents.get(intentId)?.latest_charge ?? '')!
  const made: Dispute = {
    ...{
      id: idWith('dp'),
      object: 'dispute' as const,
      amount: charge.amount,
      reason,
      status: 'needs_response' as const,
    },
    ...{ payment_intent: intentId, charge: charge.id, currency: 'eur' },
  }
  account.disputes.set(made.id, made)
  return {
    made,
    changes: [
      ['charge.dispute.created', made],
      ['charge.dispute.funds_withdrawn', made],
    ],
  }
}

export function closeDispute(account: Account, id: string, outcome: 'won' | 'lost'): Change[] {
  const made = account.disputes.get(id)!
  made.status = outcome
  const back: Change[] = outcome === 'won' ? [['charge.dispute.funds_reinstated', made]] : []
  return [['charge.dispute.closed', made], ...back]
}

/** A year later: the subscription's next invoice is paid, or not. @param last no further try follows */
export function renew(account: Account, subscriptionId: string, ok: boolean, at: Date, last = false): Change[] {
  const subscription = account.subscriptions.get(subscriptionId)!
  const open = [...account.invoices.values()].find(
    (one) => one.parent.subscription_details.subscription === subscriptionId && one.status === 'open',
  )
  const invoice = open ?? newInvoice(account, subscriptionId, subscription.cents, 'subscription_cycle', at)
  invoice.attempted = true
  invoice.attempt_count += 1
  const made: Change[] = open
    ? []
    : [
        ['invoice.created', invoice],
        ['invoice.finalized', invoice],
      ]
  if (!ok) {
    invoice.next_payment_attempt = last ? null : Math.floor(at.getTime() / 1000) + 3 * 86_400
    subscription.status = last ? 'canceled' : 'past_due'
    const end: Change = last
      ? ['customer.subscription.deleted', subscription]
      : ['customer.subscription.updated', subscription]
    return [...made, ['invoice.payment_failed', invoice], ['invoice.updated', invoice], end]
  }
  const intent = newIntent(account, invoice.total, {})
  const charge = newCharge(account, intent, 'card', null)
  invoice.payments.data.push({ payment: { type: 'payment_intent', payment_intent: intent.id } })
  Object.assign(invoice, { status: 'paid', next_payment_attempt: null })
  subscription.status = 'active'
  return [
    ...made,
    ['charge.succeeded', charge],
    ['payment_intent.succeeded', intent],
    ['invoice.paid', invoice],
    ['customer.subscription.updated', subscription],
  ]
}
