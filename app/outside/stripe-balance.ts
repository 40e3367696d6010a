/**
 * Stripe's balance of a connected account: what each payment, refund and dispute moved and cost, and what was paid out.
 */
import type Stripe from 'stripe'

/** `platform`: the platform's own part, which the payment has told already · `other`: nothing that we know. */
export type MovementKind = 'charge' | 'refund' | 'dispute' | 'payout' | 'fee' | 'platform' | 'other'

export interface MovementState {
  /** txn_… */
  id: string
  kind: MovementKind
  /** What the balance gained, before the fee; below zero: lost. */
  cents: number
  /** Stripe's own fee, taxes included; the platform's part is not in it. */
  feeCents: number
  source: string | null
  /** The payment it belongs to, where Stripe names it. */
  intent: string | null
  /** Of a payout: when the bank has it. */
  arrivesAt: Date | null
  createdAt: Date
}

const KINDS: Partial<Record<string, MovementKind>> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  // It came back: booked with the refund that failed.
  refund_failure: 'refund',
  payout: 'payout',
  payout_cancel: 'payout',
  payout_failure: 'payout',
  stripe_fee: 'fee',
  application_fee: 'platform',
  application_fee_refund: 'platform',
}

/** More than an account moves between two rounds. */
const MOST = 10_000

/** @returns movements since then, oldest first. @throws what the SDK throws */
export async function readMovements(client: Stripe, stripeAccount: string, since: Date): Promise<MovementState[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) }
  const asked = client.balanceTransactions.list({ created, limit: 100, expand: ['data.source'] }, { stripeAccount })
  return (await asked.autoPagingToArray({ limit: MOST })).map(movementState).reverse()
}

function movementState({ id, type, amount, fee_details, source, created }: Stripe.BalanceTransaction): MovementState {
  const object = typeof source === 'object' ? (source as unknown as Record<string, unknown> | null) : null
  const sourceId = typeof source === 'string' ? source : ((object?.id as string | undefined) ?? null)
  const intent = object?.payment_intent
  const isDispute = type === 'adjustment' && /^d[pu]_/.test(sourceId ?? '')
  const own = fee_details.filter((fee) => fee.type !== 'application_fee')
  return {
    id,
    kind: isDispute ? 'dispute' : (KINDS[type] ?? 'other'),
    cents: amount,
    feeCents: own.reduce((sum, fee) => sum + fee.amount, 0),
    source: sourceId,
    intent: typeof intent === 'string' ? intent : ((intent as { id?: string } | null | undefined)?.id ?? null),
    arrivesAt: typeof object?.arrival_date === 'number' ? new Date(object.arrival_date * 1000) : null,
    createdAt: new Date(created * 1000),
  }
}
