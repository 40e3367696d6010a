import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { endPlaces } from '#app/domain/events/paid-places.server.ts'
import { type Aims, overLines } from '#app/domain/ledger/given-back.ts'
import { linesLeft } from '#app/domain/ledger/lines-left.server.ts'
import type { PaymentRow, RefundRow, SaleRow } from '#app/domain/ledger/sale.ts'
import { followRefund } from '#app/domain/receipts/void-receipt.server.ts'
import type { RefundState } from '#app/outside/stripe.ts'
import { bookRefund } from './book-sale.server.ts'
import { bookSharesBack } from './book-shares.server.ts'
import { failRefund, takeRefundBack } from './failed-refund.server.ts'
import { issuePiece } from './invoices.server.ts'
import { readLines } from './make-sale.server.ts'
import { mailRefunded } from './payment-mails.server.ts'
import { lockPayment, undoSale } from './settle.server.ts'

/**
 * `none`: the payment is not there to be given back · `much`: more than is left · `again`: that wish was taken already.
 */
export type RefundFault = 'none' | 'much' | 'again'

/** @returns cents of a payment that went back, or are on their way */
export async function returnedOf(query: Query, tenantId: string, paymentId: string): Promise<number> {
  const [row] = await query<{ cents: number }>(sql`SELECT coalesce(sum("cents"), 0)::int AS "cents" FROM "refund"
    WHERE "tenantId" = ${tenantId} AND "paymentId" = ${paymentId} AND "state" <> 'failed'`)
  return row!.cents
}

/**
 * Writes the wish; whoever carries it out finds it, also after a crash.
 * @param key of the page that asked: pressed twice it is one wish
 * @param aims which lines of the sale it is for; none: all of them
 */
export async function wishRefund(
  query: Query,
  tenantId: string,
  wish: { paymentId: string; cents: number; key: string; reason: string | null; by: string | null; aims?: Aims },
  now: Date,
): Promise<{ fault: RefundFault } | { refund: RefundRow; payment: PaymentRow }> {
  const locked = await lockPayment(query, tenantId, wish.paymentId)
  if (locked?.payment.state !== 'succeeded' || locked.payment.disputedCents > 0) return { fault: 'none' }
  const [known] = await query(sql`SELECT 1 FROM "refund" WHERE "tenantId" = ${tenantId} AND "key" = ${wish.key}`)
  if (known) return { fault: 'again' }
  const gone = await returnedOf(query, tenantId, wish.paymentId)
  if (wish.cents <= 0 || wish.cents > locked.payment.cents - gone) return { fault: 'much' }
  const [refund] = await query<RefundRow>(sql`
    INSERT INTO "refund" ("tenantId", "id", "paymentId", "key", "cents", "state", "reason", "requestedBy",
      "createdAt", "aims")
    VALUES (${tenantId}, ${uuidv7(now.getTime())}, ${wish.paymentId}, ${wish.key}, ${wish.cents}, 'requested',
      ${wish.reason}, ${wish.by}, ${now}, ${JSON.stringify(wish.aims ?? {})}::jsonb)
    RETURNING *`)
  return { refund: refund!, payment: locked.payment }
}

/**
 * Says of each refund that Stripe knows of a payment what it says; the staff's own and those made in Stripe's dashboard
 * alike.
 */
export async function applyRefunds(
  { query, tenant, now }: Unit,
  paymentId: string,
  refunds: readonly RefundState[],
): Promise<void> {
  if (refunds.length === 0) return
  const locked = await lockPayment(query, tenant.id, paymentId)
  if (locked?.payment.state !== 'succeeded') return
  for (const state of [...refunds].reverse()) {
    const row = await knownRefund({ query, tenant, now }, paymentId, state)
    if (state.status === 'succeeded' && (row.state === 'requested' || row.state === 'pending'))
      await settleRefund({ query, tenant, now }, row)
    else if (state.status === 'failed' && row.state === 'succeeded') await takeRefundBack(query, tenant, row, now)
    else if (state.status === 'failed' && row.state !== 'failed')
      await failRefund(query, tenant, { ...locked, refund: row }, now)
  }
}

async function knownRefund(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  paymentId: string,
  state: RefundState,
): Promise<RefundRow> {
  const [row] = await query<RefundRow>(sql`
    UPDATE "refund" SET "stripeRefund" = ${state.id}, "state" = CASE WHEN "state" = 'requested' THEN 'pending'
      ELSE "state" END
    WHERE "tenantId" = ${tenantId} AND "paymentId" = ${paymentId} AND ("stripeRefund" = ${state.id}
      OR ("stripeRefund" IS NULL AND "id"::text = ${state.metadata.refund ?? ''})) RETURNING *`)
  if (row) return row
  const [made] = await query<RefundRow>(sql`
    INSERT INTO "refund" ("tenantId", "id", "paymentId", "key", "cents", "state", "stripeRefund", "createdAt")
    VALUES (${tenantId}, ${uuidv7(now.getTime())}, ${paymentId}, ${`stripe/${state.id}`}, ${state.cents}, 'pending',
      ${state.id}, ${now})
    RETURNING *`)
  return made!
}

/**
 * The money has gone back: credit note, books, and where it is the whole, what was opened closes.
 * @param byHand by a transfer of the association's, although the payment was Stripe's
 */
export async function settleRefund({ query, tenant, now }: Unit, refund: RefundRow, byHand = false): Promise<void> {
  const locked = await lockPayment(query, tenant.id, refund.paymentId)
  if (!locked) return
  const { sale, payment } = locked
  await query(sql`
    UPDATE "refund" SET "state" = 'succeeded', "settledAt" = ${now} WHERE "tenantId" = ${tenant.id}
      AND "id" = ${refund.id}`)
  await query(sql`
    UPDATE "payment" SET "refundedCents" = "refundedCents" + ${refund.cents}::int WHERE "tenantId" = ${tenant.id}
      AND "id" = ${payment.id}`)
  const lines = await readLines(query, tenant.id, sale.id)
  const invoice = await invoiceOf(query, tenant.id, payment.id)
  const left = await linesLeft(query, tenant.id, payment, lines)
  const parts = invoice ? overLines(lines, refund.cents, left, refund.aims) : []
  const credit = invoice
    ? await issuePiece(query, tenant, creditNote(sale, payment, refund, { lines: parts, creditOf: invoice }), now)
    : undefined
  const { id, cents } = refund
  await bookRefund(query, tenant, { sale, payment, parts, cents, id, credit, byHand }, now)
  if (!credit) return
  await bookSharesBack(query, tenant.id, { sale, lines, id, left, parts, piece: credit.reference }, now)
  await followRefund(query, tenant, { payment, lines, piece: credit.reference }, now)
  await query(sql`
    UPDATE "sale" SET "refundedCents" = "refundedCents" + ${refund.cents}::int WHERE "tenantId" = ${tenant.id}
      AND "id" = ${sale.id}`)
  const whole = sale.refundedCents + refund.cents >= sale.totalCents
  if (whole) await undoSale({ query, tenant, now }, sale)
  // What somebody gave back at Stripe's own desk takes nobody's place away.
  if (whole && !refund.key.startsWith('stripe/')) await endPlaces({ query, tenant, now }, sale)
  await mailRefunded({ query, tenant, now }, sale, { id, cents, reference: credit.reference, whole })
}

function creditNote(
  sale: SaleRow,
  payment: PaymentRow,
  refund: { id: string },
  { lines, creditOf }: { lines: ReturnType<typeof overLines>; creditOf: string },
) {
  const key = `refund/${refund.id}`
  return {
    kind: 'credit-note' as const,
    key,
    sale,
    lines,
    means: payment.means ?? ('card' as const),
    paymentId: payment.id,
    refundId: refund.id,
    creditOf,
  }
}

/** @returns the invoice of a payment; undefined where it was one too many and had none */
export async function invoiceOf(query: Query, tenantId: string, paymentId: string): Promise<string | undefined> {
  const [row] = await query<RowOf<'invoice', 'id'>>(sql`
    SELECT "id" FROM "invoice" WHERE "tenantId" = ${tenantId} AND "key" = ${`payment/${paymentId}`}`)
  return row?.id
}
