/**
 * Events of Stripe. What an event says is not believed but asked for, so neither order nor repetition nor a forged
 * amount matters; its id is kept in the transaction of its effect, so that the same event acts once (design §7, law-fr
 * §4).
 */
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import type { PaymentRow } from '#app/domain/ledger/sale.ts'
import { StripeTrouble } from '#app/outside/stripe.ts'
import type { StripeEventFacts } from '#app/outside/stripe-events.ts'
import { applyDispute } from './disputes.server.ts'
import { keepMovements, movementsOf } from './movements.server.ts'
import { settlePaid } from './settle.server.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'
import { endSubscription, renewalRefused, renewalSale } from './subscriptions.server.ts'
import { type Effect, effectOf, readPayment, tellMailer } from './sync-payment.server.ts'

/** `done`: had its effect, now or before, or has none · `later`: Stripe must send it again. */
export type Received = 'done' | 'later'

/**
 * Sales of an association follow each other, number by number: in a crowd an event waits longer than a page would.
 * Milliseconds.
 */
const WAITS = { statementTimeout: 15_000 }

/**
 * Takes a signed event of Stripe, once: the object is fetched again, and the event’s id commits with its effect.
 * @returns what the webhook answers; an event that is not ours, or was seen, is done
 */
export async function receiveEvent(tenant: Tenant, event: StripeEventFacts, now: Date): Promise<Received> {
  const stripe = await stripeOf(tenant.id)
  // Live endpoints also get test events: those are for another installation.
  if (!stripe || stripe.livemode !== event.livemode) return 'done'
  if (await wasSeen(tenant.id, event)) return 'done'
  try {
    const planned = await plan(tenant, stripe, event, now)
    const first = await inTenantSql(
      tenant.id,
      async (query) => {
        if (!(await keep(query, tenant.id, event, now))) return false
        await planned?.(query)
        return true
      },
      WAITS,
    )
    if (first && planned) await tellMailer(tenant.id)
    return 'done'
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    log().warn({ association: tenant.slug, event: event.id, type: event.type, err: error }, 'event without its object')
    return error.kind === 'later' ? 'later' : 'done'
  }
}

async function wasSeen(tenantId: string, { account, id }: StripeEventFacts): Promise<boolean> {
  const rows = await inTenantSql(tenantId, (query) =>
    query(sql`SELECT 1 FROM "stripe_event" WHERE "tenantId" = ${tenantId} AND "account" = ${account} AND "id" = ${id}`),
  )
  return rows.length > 0
}

/** @returns false where another delivery of the same event was first; it waits for that one's end. */
async function keep(
  query: Query,
  tenantId: string,
  { account, id, type }: StripeEventFacts,
  now: Date,
): Promise<boolean> {
  const rows = await query(sql`
    INSERT INTO "stripe_event" ("tenantId", "account", "id", "type", "receivedAt")
      VALUES (${tenantId}, ${account}, ${id}, ${type}, ${now})
    ON CONFLICT DO NOTHING RETURNING "id"`)
  return rows.length > 0
}

/** Asks Stripe for what the event is about, before the transaction. */
async function plan(
  tenant: Tenant,
  stripe: TenantStripe,
  event: StripeEventFacts,
  now: Date,
): Promise<Effect | undefined> {
  const { type, object } = event
  if (type.startsWith('charge.dispute.')) return planDispute(tenant, stripe, event, now)
  if (type === 'invoice.paid' || type === 'invoice.payment_failed') return planInvoice(tenant, stripe, object.id, now)
  if (type.startsWith('customer.subscription.')) return planSubscription(tenant, stripe, event, now)
  if (type.startsWith('payout.')) return planPayout(tenant, stripe, now)
  if (!/^(checkout\.session|payment_intent|charge|refund)\./.test(type)) return undefined
  const payment = await paymentOf(tenant.id, event)
  return payment && effectOf(tenant, stripe, payment, now)
}

/** The payment an event tells about: by its own id, by the session, by the intent. */
function paymentOf(tenantId: string, { object }: StripeEventFacts): Promise<PaymentRow | undefined> {
  const session = object.kind === 'checkout.session' ? object.id : ''
  const intent = object.kind === 'payment_intent' ? object.id : (object.intent ?? '')
  return inTenantSql(tenantId, async (query) => {
    const [row] = await query<PaymentRow>(sql`
      SELECT * FROM "payment" WHERE "tenantId" = ${tenantId}
        AND ("stripeSession" = ${session} OR "stripeIntent" = ${intent}
        OR "id"::text = ${object.metadata.payment ?? ''}) LIMIT 1`)
    if (!row || row.stripeSession !== null) return row
    // The process died before it could write down what it had made: the event names it.
    return session !== ''
      ? { ...row, stripeSession: session }
      : { ...row, stripeIntent: row.stripeIntent ?? (intent || null) }
  })
}

/**
 * A dispute can be told before the payment is: its intent says which one it was. Nothing else asks about disputes, so
 * this one counts.
 */
async function paymentByIntent(
  tenantId: string,
  { gate }: TenantStripe,
  { object }: StripeEventFacts,
): Promise<PaymentRow | undefined> {
  const { metadata } = object.intent ? await gate.readDebit(object.intent) : { metadata: {} as Record<string, string> }
  return isUuid(metadata.payment) ? readPayment(tenantId, metadata.payment) : undefined
}

async function planDispute(
  tenant: Tenant,
  stripe: TenantStripe,
  event: StripeEventFacts,
  now: Date,
): Promise<Effect | undefined> {
  const payment = (await paymentOf(tenant.id, event)) ?? (await paymentByIntent(tenant.id, stripe, event))
  if (!payment) return undefined
  const state = await stripe.gate.readDispute(event.object.id)
  const before = await effectOf(tenant, stripe, payment, now)
  return async (query) => {
    await before?.(query)
    await applyDispute({ query, tenant, now }, payment.id, state)
  }
}

/** Money on its way to the bank: what the balance says is booked. */
async function planPayout(tenant: Tenant, stripe: TenantStripe, now: Date): Promise<Effect> {
  const found = await movementsOf(tenant, stripe)
  return (query) => keepMovements({ query, tenant, now }, stripe.account, found)
}

async function planInvoice(tenant: Tenant, stripe: TenantStripe, id: string, now: Date): Promise<Effect | undefined> {
  const invoice = await stripe.gate.readInvoice(id)
  if (invoice.livemode !== stripe.livemode) return undefined
  if (!invoice.isCycle) return firstInvoice(tenant, stripe, invoice.metadata.payment, now)
  if (!invoice.paid) return (query) => renewalRefused(query, tenant, invoice, now)
  return async (query) => {
    const made = await renewalSale(query, tenant, invoice, now)
    if (made) await settlePaid(query, tenant, { ...made, means: 'card' }, now)
  }
}

/** The first invoice is the session's: what became of it, paid or refused, is asked of the session. */
async function firstInvoice(
  tenant: Tenant,
  stripe: TenantStripe,
  id: string | undefined,
  now: Date,
): Promise<Effect | undefined> {
  const payment = isUuid(id) ? await readPayment(tenant.id, id) : undefined
  return payment && effectOf(tenant, stripe, payment, now)
}

/** Renewals end with their subscription; one that never began closes the sale which waited for it. */
async function planSubscription(
  tenant: Tenant,
  stripe: TenantStripe,
  event: StripeEventFacts,
  now: Date,
): Promise<Effect | undefined> {
  const { over } = await stripe.gate.readSubscription(event.object.id)
  if (!over) return undefined
  const first = await firstInvoice(tenant, stripe, event.object.metadata.payment, now)
  return async (query) => {
    await first?.(query)
    await endSubscription(query, tenant.id, event.object.id, now)
  }
}
