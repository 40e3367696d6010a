import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { endPlaces } from '#app/domain/events/paid-places.server.ts'
import { overLines } from '#app/domain/ledger/given-back.ts'
import { linesLeft } from '#app/domain/ledger/lines-left.server.ts'
import type { PaymentRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { followRefund } from '#app/domain/receipts/void-receipt.server.ts'
import type { DisputeState } from '#app/outside/stripe.ts'
import { bookDispute, bookLoss } from './book-sale.server.ts'
import { bookSharesBack } from './book-shares.server.ts'
import { pausePlan } from './instalment-plans.server.ts'
import { issuePiece } from './invoices.server.ts'
import { readLines } from './make-sale.server.ts'
import { openRights, restoreRights, withdrawRights } from './open-rights.server.ts'
import { invoiceOf } from './refunds.server.ts'
import { lockPayment, undoSale } from './settle.server.ts'

interface DisputeRow extends RowOf<'dispute', 'id' | 'openedAt'> {
  state: 'open' | 'won' | 'lost'
}

/** Says of a dispute what Stripe says; in whatever order its events came. */
export async function applyDispute(
  { query, tenant, now }: Unit,
  paymentId: string,
  state: DisputeState,
): Promise<void> {
  const locked = await lockPayment(query, tenant.id, paymentId)
  if (locked?.payment.state !== 'succeeded') return
  const { sale, payment } = locked
  const cents = Math.min(state.cents, payment.cents - payment.refundedCents)
  const row = await knownDispute({ query, tenant, now }, sale, payment, { ...state, cents })
  if (row.state !== 'open' || state.status === 'open') return
  await query(sql`
    UPDATE "dispute" SET "state" = ${state.status}, "closedAt" = ${now} WHERE "tenantId" = ${tenant.id}
      AND "id" = ${row.id}`)
  if (state.status === 'won') {
    await bookDispute({ query, tenant, now }, payment, row.id, { cents, won: true })
    await query(sql`UPDATE "payment" SET "disputedCents" = 0 WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id}`)
    await restoreRights(query, tenant.id, sale.id, row.openedAt)
    // What was accepted meanwhile begins now.
    if (sale.refundedCents < sale.totalCents)
      await openRights({ query, tenant, now }, sale, await readLines(query, tenant.id, sale.id))
    await pausePlan(query, tenant.id, sale, false)
    return
  }
  await lose({ query, tenant, now }, sale, payment, { id: row.id, cents })
}

async function knownDispute(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  payment: PaymentRow,
  state: DisputeState,
): Promise<DisputeRow> {
  const [known] = await query<DisputeRow>(sql`
    SELECT "id", "state", "openedAt" FROM "dispute" WHERE "tenantId" = ${tenant.id} AND "stripeDispute" = ${state.id}`)
  if (known) return known
  const id = uuidv7(now.getTime())
  await query(sql`
    INSERT INTO "dispute" ("tenantId", "id", "paymentId", "stripeDispute", "cents", "reason", "state", "openedAt")
    VALUES (${tenant.id}, ${id}, ${payment.id}, ${state.id}, ${state.cents}, ${state.reason}, 'open', ${now})`)
  await query(sql`
    UPDATE "payment" SET "disputedCents" = ${state.cents} WHERE "tenantId" = ${tenant.id} AND "id" = ${payment.id}`)
  await bookDispute({ query, tenant, now }, payment, id, { cents: state.cents, won: false })
  await withdrawRights(query, tenant.id, sale.id, now)
  await pausePlan(query, tenant.id, sale, true)
  return { id, state: 'open', openedAt: now }
}

async function lose(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  payment: PaymentRow,
  lost: { id: string; cents: number },
): Promise<void> {
  const lines = await readLines(query, tenant.id, sale.id)
  const invoice = await invoiceOf(query, tenant.id, payment.id)
  if (!invoice || lost.cents === 0) return
  const left = await linesLeft(query, tenant.id, payment, lines)
  const parts = overLines(lines, lost.cents, left)
  const piece = { kind: 'credit-note' as const, key: `dispute/${lost.id}`, sale, lines: parts }
  const credit = await issuePiece(
    query,
    tenant,
    { ...piece, means: payment.means ?? 'card', paymentId: payment.id, creditOf: invoice },
    now,
  )
  await bookLoss(query, tenant.id, { sale, payment, parts, ...lost, credit }, now)
  await bookSharesBack(query, tenant.id, { sale, lines, id: lost.id, left, parts, piece: credit.reference }, now)
  await followRefund(query, tenant, { payment, lines, piece: credit.reference }, now)
  await query(sql`
    UPDATE "sale" SET "refundedCents" = least("totalCents", "refundedCents" + ${lost.cents}::int)
    WHERE "tenantId" = ${tenant.id} AND "id" = ${sale.id}`)
  await undoSale({ query, tenant, now }, sale, 'disputed')
  await endPlaces({ query, tenant, now }, sale)
}
