/**
 * Cheques, transfers and cash, as the staff record them: the same way through books, invoice and rights as a card's.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import type { Means } from '#app/domain/ledger/plan.ts'
import type { SaleRow } from '#app/domain/ledger/sale.ts'
import { closeOther } from './checkout.server.ts'
import { openOnce } from './dues-once.server.ts'
import type { Basket } from './make-sale.server.ts'
import { settleFree, settlePaid } from './settle.server.ts'
import { stripeOf } from './stripe-gate.server.ts'
import { tellMailer } from './sync-payment.server.ts'

export interface Received {
  means: Exclude<Means, 'card' | 'sepa'>
  /** Number of the cheque, words of the transfer. */
  reference: string | null
  /** Civil day of handing over or credit. */
  receivedOn: string
  recordedBy: string | null
}

/**
 * @param alongside what is written in the same transaction: the trace of who did it
 * @returns the sale; `there` where the same thing is paid; `pending` where a bank is being asked; `later` where an open
 * page of Stripe could not be closed
 */
export async function recordPayment(
  tenant: Tenant,
  basket: Basket,
  received: Received,
  { now, alongside }: { now: Date; alongside: (query: Query, sale: SaleRow) => Promise<void> },
): Promise<{ sale: SaleRow } | { fault: 'there' | 'pending' | 'later'; sale?: SaleRow }> {
  for (let round = 0; round < 3; round += 1) {
    const opened = await inTenantSql(tenant.id, async (query) => {
      const made = await openOnce(query, tenant.id, basket, now)
      if (made.kind !== 'new') return made
      if (made.payment) await settleReceived({ query, tenant, now }, made.sale, made.payment.id, received)
      else await settleFree(query, tenant, made.sale, now)
      await alongside(query, made.sale)
      return made
    })
    if (opened.kind === 'there')
      return { fault: opened.sale.state === 'pending' ? 'pending' : 'there', sale: opened.sale }
    if (opened.kind === 'new') {
      await tellMailer(tenant.id)
      return { sale: opened.sale }
    }
    // A page of payment is open for the same thing: the money in hand goes before it.
    if (!(await closeOther(tenant, await stripeOf(tenant.id), opened.sale, { payment: opened.payment, now })))
      return { fault: 'later' }
  }
  return { fault: 'later' }
}

async function settleReceived(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  paymentId: string,
  received: Received,
): Promise<void> {
  const { means, reference, receivedOn, recordedBy } = received
  const [payment] = await query<Parameters<typeof settlePaid>[2]['payment']>(sql`
    UPDATE "payment"
      SET "means" = ${means}, "reference" = ${reference}, "receivedOn" = ${receivedOn}, "recordedBy" = ${recordedBy},
      "feeCents" = 0, "expiresAt" = NULL WHERE "tenantId" = ${tenant.id} AND "id" = ${paymentId} RETURNING *`)
  await settlePaid(query, tenant, { sale, payment: payment!, means }, now)
}
