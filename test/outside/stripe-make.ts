/** Intents, charges and invoices as Stripe makes them. */
import { type Account, type Charge, type Intent, type Invoice, idWith } from './stripe-state.ts'

export function newIntent(account: Account, cents: number, metadata: Record<string, string>): Intent {
  const intent: Intent = {
    ...{
      id: idWith('pi'),
      object: 'payment_intent',
      amount: cents,
      currency: 'eur',
      status: 'requires_payment_method',
    },
    ...{
      latest_charge: null,
      last_payment_error: null,
      metadata,
      livemode: false,
      customer: null,
      payment_method: null,
    },
  } as Intent
  account.intents.set(intent.id, intent)
  return intent
}

export function newCharge(account: Account, intent: Intent, type: 'card' | 'sepa_debit', fee: number | null): Charge {
  const charge: Charge = {
    ...{ id: idWith('ch'), object: 'charge' as const, amount: intent.amount, amount_refunded: 0, refunded: false },
    status: type === 'card' ? 'succeeded' : 'pending',
    payment_intent: intent.id,
    application_fee_amount: fee,
    payment_method_details: { type },
    currency: 'eur',
  }
  account.charges.set(charge.id, charge)
  intent.latest_charge = charge.id
  intent.status = type === 'card' ? 'succeeded' : 'processing'
  return charge
}

export function newInvoice(
  account: Account,
  subscription: string,
  cents: number,
  reason: Invoice['billing_reason'],
  at: Date,
): Invoice {
  const invoice: Invoice = {
    ...{
      id: idWith('in'),
      object: 'invoice' as const,
      status: 'open' as const,
      total: cents,
      currency: 'eur',
      livemode: false,
    },
    created: Math.floor(at.getTime() / 1000),
    billing_reason: reason,
    parent: {
      subscription_details: { subscription, metadata: account.subscriptions.get(subscription)?.metadata ?? {} },
    },
    ...{ attempted: false, attempt_count: 0, next_payment_attempt: null, payments: { data: [] } },
  }
  account.invoices.set(invoice.id, invoice)
  return invoice
}
