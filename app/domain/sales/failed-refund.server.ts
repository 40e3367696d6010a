/**
 * A refund that Stripe had called done and whose money came back: the buyer's bank refused it, sometimes weeks later.
 * What the refund had done is undone by pieces of its own, nothing is struck out, and the staff who keep the books are
 * told.
 */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { bookOpposite } from '#app/domain/ledger/ledger.server.ts'
import type { PartLine, PaymentRow, RefundRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { followRefund } from '#app/domain/receipts/void-receipt.server.ts'
import { resellStock } from './hold-stock.server.ts'
import { type Issued, issuePiece } from './invoices.server.ts'
import { readLines } from './make-sale.server.ts'
import { restoreRights } from './open-rights.server.ts'
import { lockPayment } from './settle.server.ts'
import { mailRefundFailed } from './tell-staff.server.ts'

interface Failed {
  sale: SaleRow
  payment: PaymentRow
  refund: RefundRow
}

/**
 * The money is the association's again, so what the refund closed opens again, up to its own end: rights follow the
 * money. Not a renewal that was ended, which takes the person's word; nor places that were sold to somebody else
 * meanwhile.
 */
export async function takeRefundBack(query: Query, tenant: Tenant, refund: RefundRow, now: Date): Promise<void> {
  const locked = await lockPayment(query, tenant.id, refund.paymentId)
  if (!locked) return
  const failed = { ...locked, refund }
  await failRefund(query, tenant, failed, now)
  await query(sql`
    UPDATE "payment" SET "refundedCents" = "refundedCents" - ${refund.cents}::int
    WHERE "tenantId" = ${tenant.id} AND "id" = ${refund.paymentId}`)
  const piece = await invoiceAgain(query, tenant, failed, now)
  await bookBack({ query, tenant, now }, failed, piece)
  if (!piece) return
  await reopen(query, tenant, failed, now)
  const lines = await readLines(query, tenant.id, locked.sale.id)
  const reason = `Remboursement refusé, facture ${piece.reference}`
  await followRefund(query, tenant, { payment: locked.payment, lines, piece: piece.reference, reason }, now)
}

/**
 * Every entry of the refund the other way round, at today's date: income, money, and the members' parts of a
 * federation's pass.
 */
async function bookBack(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  { sale, payment, refund }: Failed,
  piece: Issued | undefined,
): Promise<void> {
  const day = civilDay(now)
  const reference = piece?.reference ?? `R${refund.id.slice(-8)}`
  const of = { saleId: sale.id, paymentId: payment.id, refundId: refund.id, day, piece: reference, pieceDay: day }
  const label = `Remboursement refusé ${reference}`
  for (const key of [`credit/${refund.id}`, `refund/${refund.id}`, `shares/${sale.id}/${refund.id}`])
    await bookOpposite({ query, tenant: { id: tenantId }, now }, key, { ...of, label, key: `${key}/failed` })
}

/** Marks it, and tells the staff: of one that never went through as well. */
export async function failRefund(query: Query, tenant: Tenant, { sale, refund }: Failed, now: Date): Promise<void> {
  await query(sql`
    UPDATE "refund" SET "state" = 'failed', "settledAt" = ${now} WHERE "tenantId" = ${tenant.id}
      AND "id" = ${refund.id}`)
  await mailRefundFailed({ query, tenant, now }, sale, refund)
}

/**
 * @returns the invoice that takes the credit note back; undefined where there was none: money that was one payment too
 * many
 */
async function invoiceAgain(query: Query, tenant: Tenant, { sale, payment, refund }: Failed, now: Date) {
  const [credit] = await query<RowOf<'invoice', 'id'> & { lines: PartLine[] }>(sql`
    SELECT "id", "lines" FROM "invoice" WHERE "tenantId" = ${tenant.id} AND "key" = ${`refund/${refund.id}`}`)
  if (!credit) return undefined
  const { lines } = credit
  const of = { sale, lines, means: payment.means ?? ('card' as const), paymentId: payment.id, refundId: refund.id }
  return issuePiece(
    query,
    tenant,
    { kind: 'invoice', key: `refund-failed/${refund.id}`, creditOf: credit.id, ...of },
    now,
  )
}

async function reopen(query: Query, tenant: Tenant, { sale, refund }: Failed, now: Date): Promise<void> {
  await query(sql`
    UPDATE "sale" SET "refundedCents" = greatest(0, "refundedCents" - ${refund.cents}::int)
    WHERE "tenantId" = ${tenant.id} AND "id" = ${sale.id}`)
  if (!refund.settledAt) return
  await restoreRights(query, tenant.id, sale.id, refund.settledAt)
  const limits = new Map(tenant.config.shop.flatMap(({ id, stock }) => (stock === undefined ? [] : [[id, stock]])))
  await resellStock(query, tenant.id, { saleId: sale.id, since: refund.settledAt, limits }, now)
}
