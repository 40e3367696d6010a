/**
 * Asking Stripe where a payment stands, then saying so in one transaction: what events, rounds and the return page all
 * do.
 */
import { log } from '#app/context/log.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import type { PaymentRow } from '#app/domain/ledger/sale.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { StripeTrouble } from '#app/outside/stripe.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { applyDebit } from './apply-debit.server.ts'
import { closeSale } from './make-sale.server.ts'
import { applyRefunds } from './refunds.server.ts'
import { applyCheckout } from './settle.server.ts'
import { stripeOf, type TenantStripe } from './stripe-gate.server.ts'

/** What an event, a round or a page found out, to be written in the caller's transaction. */
export type Effect = (query: Query) => Promise<unknown>

/** @returns the payment; undefined where the association has none of that id */
export function readPayment(tenantId: string, id: string): Promise<PaymentRow | undefined> {
  return inTenantSql(tenantId, async (query) => {
    const [row] = await query<PaymentRow>(sql`SELECT * FROM "payment" WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
    return row
  })
}

/**
 * Asks Stripe about a payment's session, or about the debit that we made, and about its refunds.
 * @returns what there is to write; undefined where there is nothing to ask about
 * @throws StripeTrouble where Stripe does not answer
 */
export async function effectOf(
  tenant: Tenant,
  stripe: TenantStripe,
  payment: PaymentRow,
  now: Date,
): Promise<Effect | undefined> {
  if (payment.stripeAccount !== null && payment.stripeAccount !== stripe.account) return undefined
  const session = payment.stripeSession
  const state = session ? await stripe.gate.readCheckout(session) : undefined
  if (state && state.livemode !== stripe.livemode) return undefined
  const isOurDebit = !session && payment.stripeInvoice === null && payment.state !== 'succeeded'
  const debit = isOurDebit && payment.stripeIntent ? await stripe.gate.readDebit(payment.stripeIntent) : undefined
  if (debit && debit.livemode !== stripe.livemode) return undefined
  const intent = state?.intent ?? payment.stripeIntent
  const isPaid = state?.paid || debit?.paid || payment.state === 'succeeded'
  const refunds = intent && isPaid ? await stripe.gate.readRefunds(intent) : []
  return async (query) => {
    if (state) await applyCheckout({ query, tenant, now }, payment.id, state)
    if (debit) await applyDebit({ query, tenant, now }, payment.id, debit)
    await applyRefunds({ query, tenant, now }, payment.id, refunds)
  }
}

/** Brings one payment to where it stands. Nothing happens where Stripe is away: the next round asks again. */
export async function syncPayment(tenant: Tenant, paymentId: string, now: Date): Promise<void> {
  const stripe = await stripeOf(tenant.id)
  const payment = stripe && (await readPayment(tenant.id, paymentId))
  if (!stripe || !payment) return
  try {
    const effect = await effectOf(tenant, stripe, payment, now)
    if (effect) await inTenantSql(tenant.id, effect)
    await tellMailer(tenant.id)
  } catch (error) {
    if (!(error instanceof StripeTrouble)) throw error
    // A session that Stripe does not know was never paid (the demo's double forgets them when it stops).
    if (error.kind === 'missing' && payment.state === 'open')
      await inTenantSql(tenant.id, (query) => closeSale({ query, tenant, now }, payment.saleId, 'cancelled'))
    else log().warn({ association: tenant.slug, payment: paymentId, err: error }, 'Stripe did not answer')
  }
}

/** Letters leave at once; the rounds would find them within a minute. */
export async function tellMailer(tenantId: string): Promise<void> {
  await enqueue(sendMailsTask, { tenantId }, { once: 'now' }).catch((error: Error) =>
    log().warn({ err: error }, 'mails wait for their round'),
  )
}
