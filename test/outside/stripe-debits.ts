/**
 * What people leave with Stripe to be debited again, at the double: customers, their cards and mandates, debits while
 * nobody is on a page. A refused card answers 402 with its intent, as Stripe's does; a debit by SEPA is answered by its
 * bank later.
 */
import type Stripe from 'stripe'
import { z } from 'zod'
import { body } from './stripe-bodies.ts'
import type { Change } from './stripe-life.ts'
import { newCharge, newIntent } from './stripe-make.ts'
import { type Account, type Intent, idWith, type Method } from './stripe-state.ts'

const text = z.string().min(1)
const yes = z.literal('true').transform(() => true)

export const debitBody = body<Stripe.PaymentIntentCreateParams>()({
  amount: z.coerce.number().int().min(50),
  currency: z.literal('eur'),
  customer: text,
  payment_method: text,
  metadata: z.record(z.string(), z.string().max(500)),
  allowed_payment_method_types: z.array(z.enum(['card', 'sepa_debit'])).length(1),
  off_session: yes,
  confirm: yes,
  application_fee_amount: z.coerce.number().int().min(1).optional(),
})
export type DebitBody = z.infer<typeof debitBody>

/** Stripe's 402: the bank said no. */
export class Declined extends Error {
  readonly intent: Intent
  constructor(intent: Intent) {
    super(intent.last_payment_error!.code)
    this.intent = intent
  }
}

/**
 * The demo's past happened before this double was there: the names say what was left, and whether the bank lets it be
 * debited.
 */
function recallMethod(account: Account, id: string): Method | undefined {
  const [, type, refused] = /^pm_demo_(card|sepa)_(?:(refused)_)?\w+$/.exec(id) ?? []
  if (!type) return undefined
  const customer = id.replace(/^pm_/, 'cus_')
  const made: Method = { id, type: type === 'sepa' ? 'sepa_debit' : 'card', customer, refuses: refused !== undefined }
  account.methods.set(id, made)
  account.customers.set(customer, { id: customer, object: 'customer' })
  return made
}

/** Leaves what a session is paid with, where it asked for that. */
export function keepMethod(account: Account, sessionId: string, intent: Intent, type: Method['type']): void {
  const session = account.sessions.get(sessionId)!
  const asked = account.asked.get(sessionId)!
  if (asked.payment_intent_data?.setup_future_usage !== 'off_session') return
  const customer = asked.customer ?? idWith('cus')
  account.customers.set(customer, { id: customer, object: 'customer' })
  const method: Method = { id: idWith('pm'), type, customer, refuses: false }
  account.methods.set(method.id, method)
  session.customer = customer
  Object.assign(intent, { customer, payment_method: method.id })
}

/** @throws Declined where the bank refuses; Error whose message is a code of Stripe's */
export function debit(account: Account, asked: DebitBody): { made: Intent; changes: Change[] } {
  const method = account.methods.get(asked.payment_method) ?? recallMethod(account, asked.payment_method)
  if (!method || !account.customers.has(asked.customer)) throw new Error('resource_missing')
  if (method.customer !== asked.customer || method.type !== asked.allowed_payment_method_types[0])
    throw new Error('payment_method_unexpected_state')
  const intent = newIntent(account, asked.amount, asked.metadata)
  Object.assign(intent, { customer: asked.customer, payment_method: method.id })
  const made: Change = ['payment_intent.created', intent]
  if (method.type === 'card' && method.refuses) {
    intent.last_payment_error = { code: 'card_declined' }
    throw new Declined(intent)
  }
  const charge = newCharge(account, intent, method.type, asked.application_fee_amount ?? null)
  const after: Change[] =
    method.type === 'card'
      ? [
          ['charge.succeeded', charge],
          ['payment_intent.succeeded', intent],
        ]
      : [
          ['payment_intent.processing', intent],
          ['charge.pending', charge],
        ]
  return { made: intent, changes: [made, ...after] }
}

/** The bank answers a debit that nobody was on a page for. */
export function answerIntent(account: Account, id: string, ok: boolean): Change[] {
  const intent = account.intents.get(id)
  const charge = account.charges.get(intent?.latest_charge ?? '')
  if (!intent || !charge || intent.status !== 'processing') throw new Error(`${id} waits for no bank`)
  charge.status = ok ? 'succeeded' : 'failed'
  intent.status = ok ? 'succeeded' : 'requires_payment_method'
  if (!ok) intent.last_payment_error = { code: 'insufficient_funds' }
  return [
    [ok ? 'charge.succeeded' : 'charge.failed', charge],
    [ok ? 'payment_intent.succeeded' : 'payment_intent.payment_failed', intent],
  ]
}

/** Customer and methods are gone; what was paid stays. @throws Error resource_missing */
export function forget(account: Account, id: string): { id: string; object: 'customer'; deleted: true } {
  if (!account.customers.delete(id) && !id.startsWith('cus_demo_')) throw new Error('resource_missing')
  for (const { id: method, customer } of account.methods.values()) if (customer === id) account.methods.delete(method)
  return { id, object: 'customer', deleted: true }
}
