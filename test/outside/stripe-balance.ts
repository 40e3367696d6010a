/**
 * The balance of an account at the double of Stripe: a movement for whatever charges, refunds and disputes did to it,
 * with Stripe's own fee and the platform's part; and payouts to the bank. Movements are made up when somebody looks, in
 * the order of what happened.
 */
import type { Change } from './stripe-life.ts'
import { type Account, type Charge, idWith } from './stripe-state.ts'

export interface Movement {
  id: string
  object: 'balance_transaction'
  type:
    | 'charge'
    | 'payment'
    | 'refund'
    | 'payment_refund'
    | 'refund_failure'
    | 'adjustment'
    | 'payout'
    | 'stripe_fee'
    | 'contribution'
  amount: number
  fee: number
  fee_details: { type: 'stripe_fee' | 'application_fee'; amount: number; currency: 'eur' }[]
  net: number
  source: string | null
  created: number
  available_on: number
  currency: 'eur'
  status: 'available'
}

export interface Payout {
  id: string
  object: 'payout'
  amount: number
  arrival_date: number
  created: number
  status: 'paid' | 'in_transit' | 'failed'
  currency: 'eur'
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/**
 * What Stripe takes: of a European card 1.5 % and 25 cents, of a debit 35 cents; of a dispute 20 euros, won or lost.
 */
export const stripeFee = ({ amount, payment_method_details }: Charge): number =>
  payment_method_details.type === 'card' ? Math.round(amount * 0.015) + 25 : 35
export const DISPUTE_FEE = 2000

const nameOf = ({ source, type, amount }: Pick<Movement, 'type' | 'amount' | 'source'>): string =>
  `txn_${source ?? idWith('x')}_${type}_${amount < 0 ? 'out' : 'in'}`

/** Adds a movement that nothing else tells of: a fee of Stripe's, say. */
export function move(
  account: Account,
  one: Pick<Movement, 'type' | 'amount' | 'source'>,
  at: Date,
  own = 0,
  platform = 0,
): void {
  const id = nameOf(one)
  if (account.movements.has(id)) return
  const details = [
    { type: 'stripe_fee' as const, amount: own, currency: 'eur' as const },
    { type: 'application_fee' as const, amount: platform, currency: 'eur' as const },
  ]
  account.movements.set(id, {
    ...{ id, object: 'balance_transaction', ...one, fee: own + platform, net: one.amount - own - platform },
    ...{ fee_details: details.filter(({ amount }) => amount !== 0), created: seconds(at), available_on: seconds(at) },
    ...{ currency: 'eur', status: 'available' },
  })
}

/** @returns all movements up to now, newest first, as Stripe lists them. */
export function movementsOf(account: Account, at: Date): Movement[] {
  for (const charge of account.charges.values()) {
    if (charge.status !== 'succeeded') continue
    const type = charge.payment_method_details.type === 'card' ? 'charge' : 'payment'
    move(
      account,
      { type, amount: charge.amount, source: charge.id },
      at,
      stripeFee(charge),
      charge.application_fee_amount ?? 0,
    )
  }
  for (const refund of account.refunds.values()) {
    const charge = account.charges.get(refund.charge)!
    const type = charge.payment_method_details.type === 'card' ? 'refund' : 'payment_refund'
    // Stripe keeps its fee; the platform gives its part back in proportion.
    const platform = Math.floor(((charge.application_fee_amount ?? 0) * refund.amount) / charge.amount)
    const out = { type, amount: -refund.amount, source: refund.id } as const
    if (refund.status === 'succeeded') move(account, out, at, 0, -platform)
    // The bank refused it after it had been called done: it comes back.
    else if (refund.status === 'failed' && account.movements.has(nameOf(out)))
      move(account, { type: 'refund_failure', amount: refund.amount, source: refund.id }, at, 0, platform)
  }
  for (const dispute of account.disputes.values()) {
    move(account, { type: 'adjustment', amount: -dispute.amount, source: dispute.id }, at, DISPUTE_FEE)
    if (dispute.status === 'won') move(account, { type: 'adjustment', amount: dispute.amount, source: dispute.id }, at)
  }
  return [...account.movements.values()].reverse()
}

/** Payments of the demo's past, which happened before this double was there: their names say what was paid. */
export function recall(account: Account, intentId: string): void {
  const [, cents] = /^pi_demo_(\d+)_\w+$/.exec(intentId) ?? []
  if (!cents || account.intents.has(intentId)) return
  const shared = { amount: Number(cents), currency: 'eur', status: 'succeeded' as const }
  const charge = intentId.replace(/^pi_/, 'ch_')
  account.intents.set(intentId, {
    ...{
      id: intentId,
      object: 'payment_intent',
      ...shared,
      latest_charge: charge,
      last_payment_error: null,
      ...{ metadata: {}, livemode: false, customer: null, payment_method: null },
    },
  })
  account.charges.set(charge, {
    ...{ id: charge, object: 'charge', ...shared, amount_refunded: 0, refunded: false, payment_intent: intentId },
    ...{ application_fee_amount: null, payment_method_details: { type: 'card' } },
  })
}

/** What the account holds, to the cent. */
export const netOf = (account: Account, at: Date): number =>
  movementsOf(account, at).reduce((sum, { net }) => sum + net, 0)

/** Pays out what there is. @throws where there is nothing */
export function payOut(account: Account, at: Date): { made: Payout; changes: Change[] } {
  const amount = netOf(account, at)
  if (amount <= 0) throw new Error('nothing to pay out')
  const made: Payout = {
    ...{ id: idWith('po'), object: 'payout', amount, status: 'in_transit', currency: 'eur' },
    ...{ created: seconds(at), arrival_date: seconds(at) + 2 * 86_400 },
  }
  account.payouts.set(made.id, made)
  move(account, { type: 'payout', amount: -amount, source: made.id }, at)
  return { made, changes: [['payout.created', made]] }
}
