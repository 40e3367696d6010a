/**
 * What the double of Stripe remembers, and the shapes it answers with: only the keys that a reader of ours may want.
 */
import { randomBytes } from 'node:crypto'
import type { Movement, Payout } from './stripe-balance.ts'
import type { SessionBody } from './stripe-bodies.ts'

export const idWith = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

export interface Charge {
  id: string
  object: 'charge'
  amount: number
  amount_refunded: number
  refunded: boolean
  status: 'pending' | 'succeeded' | 'failed'
  payment_intent: string
  application_fee_amount: number | null
  payment_method_details: { type: 'card' | 'sepa_debit' }
  currency: string
}

export interface Intent {
  id: string
  object: 'payment_intent'
  amount: number
  currency: string
  status: 'requires_payment_method' | 'processing' | 'succeeded' | 'canceled'
  latest_charge: string | null
  last_payment_error: { code: string } | null
  metadata: Record<string, string>
  livemode: boolean
  customer: string | null
  payment_method: string | null
}

/** A card or a mandate that somebody left to be debited again. */
export interface Method {
  id: string
  type: 'card' | 'sepa_debit'
  customer: string
  /** The bank says no from now on. */
  refuses: boolean
}

export interface Session {
  id: string
  object: 'checkout.session'
  mode: 'payment' | 'subscription'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid' | 'no_payment_required'
  amount_total: number
  currency: string
  url: string | null
  success_url: string
  cancel_url: string
  expires_at: number
  created: number
  livemode: boolean
  metadata: Record<string, string>
  client_reference_id: string | null
  payment_intent: string | null
  invoice: string | null
  subscription: string | null
  customer: string | null
}

export interface Refund {
  id: string
  object: 'refund'
  amount: number
  status: 'pending' | 'succeeded' | 'failed'
  payment_intent: string
  charge: string
  metadata: Record<string, string>
  created: number
  currency: string
}

export interface Dispute {
  id: string
  object: 'dispute'
  amount: number
  reason: string
  status: 'needs_response' | 'won' | 'lost'
  payment_intent: string
  charge: string
  currency: string
}

export interface Invoice {
  id: string
  object: 'invoice'
  status: 'draft' | 'open' | 'paid' | 'void'
  total: number
  currency: string
  livemode: boolean
  created: number
  billing_reason: 'subscription_create' | 'subscription_cycle'
  parent: { subscription_details: { subscription: string; metadata: Record<string, string> } }
  attempted: boolean
  attempt_count: number
  next_payment_attempt: number | null
  payments: { data: { payment: { type: 'payment_intent'; payment_intent: string } }[] }
}

export interface Subscription {
  id: string
  object: 'subscription'
  status: 'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'canceled'
  customer: string
  metadata: Record<string, string>
  /** The yearly price. */
  cents: number
}

export interface Account {
  sessions: Map<string, Session>
  /** What each session was asked with. */
  asked: Map<string, SessionBody>
  intents: Map<string, Intent>
  customers: Map<string, { id: string; object: 'customer' }>
  methods: Map<string, Method>
  charges: Map<string, Charge>
  refunds: Map<string, Refund>
  disputes: Map<string, Dispute>
  invoices: Map<string, Invoice>
  subscriptions: Map<string, Subscription>
  /** Of the balance: kept by stripe-balance.ts. */
  movements: Map<string, Movement>
  payouts: Map<string, Payout>
}

export const newAccount = (): Account => ({
  sessions: new Map(),
  asked: new Map(),
  intents: new Map(),
  customers: new Map(),
  methods: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  invoices: new Map(),
  subscriptions: new Map(),
  movements: new Map(),
  payouts: new Map(),
})

type Row = Record<string, unknown>

/** Objects instead of ids where `expand` names them, as deep as it says. */
export function expanded(account: Account, value: unknown, paths: readonly string[]): unknown {
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => expanded(account, one, paths))
  const row: Row = { ...(value as Row) }
  const heads = new Set(paths.map((path) => path.split('.')[0]!))
  for (const head of heads) {
    const rest = paths.flatMap((path) => (path.startsWith(`${head}.`) ? [path.slice(head.length + 1)] : []))
    const inner = typeof row[head] === 'string' ? (found(account, row[head]) ?? row[head]) : row[head]
    row[head] = expanded(account, inner, rest)
  }
  return row
}

function found(account: Account, id: string): unknown {
  for (const map of Object.values(account) as Map<string, unknown>[])
    if (map !== account.asked && map.has(id)) return map.get(id)
  return undefined
}
