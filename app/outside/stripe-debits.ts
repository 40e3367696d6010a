/**
 * Debits while nobody is on a page: what a person left with Stripe on its own page (a card, a mandate) is charged
 * again, by Stripe's subscriptions or by us. Only ids of it are known here.
 */
import Stripe from 'stripe'
import { type IntentState, intentState, type SubscriptionState, subscriptionState } from './stripe-states.ts'
import { asked } from './stripe-trouble.ts'

export interface NewDebit {
  customer: string
  /** pm_… */
  method: string
  means: 'card' | 'sepa'
  cents: number
  currency: string
  /** The platform's part, cents. */
  feeCents: number
  metadata: Record<string, string>
}

/** @returns what can be asked of Stripe about debits on one connected account. */
export function debitGate(client: Stripe, stripeAccount: string) {
  const on = { stripeAccount }
  return {
    readSubscription: (id: string): Promise<SubscriptionState> =>
      asked(async () => subscriptionState(await client.subscriptions.retrieve(id, {}, on))),
    /** @throws StripeTrouble `missing` where it has ended already */
    endSubscription: (id: string, idempotencyKey: string): Promise<void> =>
      asked(async () => void (await client.subscriptions.cancel(id, {}, { ...on, idempotencyKey }))),
    /** A bank's refusal is an answer, not an exception. Asked again with the same key, it is the same debit. */
    debit: (wish: NewDebit, idempotencyKey: string): Promise<IntentState> =>
      asked(async () => {
        try {
          return intentState(await client.paymentIntents.create(debitParams(wish), { ...on, idempotencyKey }))
        } catch (error) {
          if (error instanceof Stripe.errors.StripeCardError && error.payment_intent)
            return intentState(error.payment_intent)
          throw error
        }
      }),
    readDebit: (id: string): Promise<IntentState> =>
      asked(async () => intentState(await client.paymentIntents.retrieve(id, {}, on))),
    /** The latest hundred of a customer: was this one made before the answer was lost? */
    debitsOf: (customer: string): Promise<IntentState[]> =>
      asked(async () => (await client.paymentIntents.list({ customer, limit: 100 }, on)).data.map(intentState)),
    /** Nothing of theirs can be debited any more. @throws StripeTrouble `missing` where it was done before */
    forgetCustomer: (id: string): Promise<void> => asked(async () => void (await client.customers.del(id, {}, on))),
  }
}

function debitParams({ customer, method, means, cents, currency, feeCents, metadata }: NewDebit) {
  const params: Stripe.PaymentIntentCreateParams = {
    ...{ amount: cents, currency, customer, payment_method: method, metadata },
    allowed_payment_method_types: [means === 'sepa' ? 'sepa_debit' : 'card'],
    ...{ off_session: true, confirm: true },
    ...(feeCents > 0 ? { application_fee_amount: feeCents } : {}),
  }
  return params
}
