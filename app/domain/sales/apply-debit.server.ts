import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import type { IntentState } from '#app/outside/stripe.ts'
import { followRefused } from './instalment-plans.server.ts'
import { partOf } from './instalments.ts'
import { closeSale, readLines } from './make-sale.server.ts'
import { mailInstalmentRefused } from './payment-mails.server.ts'
import { lockPayment, settlePaid, wait } from './settle.server.ts'

/** Is it the debit that we asked for, of this amount? Else it changes nothing. */
function isOurs(payment: PaymentRow, state: IntentState): boolean {
  return (
    state.metadata.payment === payment.id &&
    state.cents === payment.cents &&
    state.currency === payment.currency &&
    (payment.stripeIntent === null || payment.stripeIntent === state.id)
  )
}

/** Brings a payment of ours to where its debit stands at Stripe. */
export async function applyDebit({ query, tenant, now }: Unit, paymentId: string, state: IntentState): Promise<void> {
  const locked = await lockPayment(query, tenant.id, paymentId)
  if (locked?.sale.source !== 'instalment' || !isOurs(locked.payment, state)) return
  const { sale, payment } = locked
  await query(sql`
    UPDATE "payment"
      SET "checkedAt" = ${now}, "stripeIntent" = ${state.id}, "stripeCharge" = coalesce(${state.charge}, "stripeCharge")
    WHERE "tenantId" = ${tenant.id} AND "id" = ${paymentId}`)
  if (payment.state === 'succeeded') return
  if (state.paid) await settlePaid(query, tenant, { sale, payment, means: payment.means ?? 'card' }, now)
  else if (state.processing) await wait({ query, tenant, now }, sale, payment)
  else await refuseDebit({ query, tenant, now }, { sale, payment }, state.failure ?? 'refused')
}

/** The bank, or Stripe, said no: the try is over, and what follows from it is the plan's. */
export async function refuseDebit(
  { query, tenant, now }: Unit,
  { sale, payment }: { sale: SaleRow; payment: PaymentRow },
  failure: string,
): Promise<void> {
  if (payment.state !== 'open' && payment.state !== 'processing') return
  await query(sql`
    UPDATE "payment" SET "state" = 'failed', "failure" = ${failure}, "openKey" = NULL
    WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id}`)
  await closeSale({ query, tenant, now }, sale.id, 'failed')
  const [line] = await readLines(query, tenant.id, sale.id)
  const number = partOf(line)?.numbers[0]
  const refused = number && (await followRefused({ query, tenant, now }, sale, number))
  if (refused) await mailInstalmentRefused({ query, tenant, now }, sale, { ...refused, cents: payment.cents })
}
