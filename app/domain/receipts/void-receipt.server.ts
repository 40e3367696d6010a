/**
 * Receipts that hold no more: by hand, or because the gift went back. A void one keeps its number; another may stand in
 * for it.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { donorKey } from './due-receipts.server.ts'
import { isGift } from './gift.rules.ts'
import { holdReceipts, type Issuer, issueReceipt, type ReceiptFault, type ReceiptWish } from './tax-receipts.server.ts'

interface Row extends RowOf<'tax_receipt', 'reference' | 'personId' | 'organisationId' | 'giftYear'> {
  gifts: { saleId: string; paymentId: string }[]
}

/**
 * Voids a receipt: it keeps its number and says that it is void; its gifts wait for another.
 * @returns what a new one may be issued for; or why not
 */
export async function voidReceipt(
  query: Query,
  { tenant, accountId, now }: Issuer,
  { id, reason }: { id: unknown; reason: string },
): Promise<(Required<ReceiptWish> & { reference: string }) | { fault: ReceiptFault }> {
  if (reason.trim().length < 5) return { fault: 'reason' }
  const [row] = isUuid(id)
    ? await query<Row>(sql`
        SELECT "reference", "personId", "organisationId", "gifts", "giftYear" FROM "tax_receipt"
        WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    : []
  if (!row) return { fault: 'gone' }
  const payments = row.gifts.map(({ paymentId }) => paymentId)
  await holdReceipts(query, tenant.id, payments)
  return strike(query, { tenant, accountId, now }, { ...row, id: String(id), reason, payments })
}

async function strike(
  query: Query,
  { tenant, accountId, now }: Issuer,
  { id, reason, payments, ...row }: Row & { id: string; reason: string; payments: string[] },
): Promise<(Required<ReceiptWish> & { reference: string }) | { fault: ReceiptFault }> {
  const done = await query(sql`
    INSERT INTO "tax_receipt_void" ("tenantId", "receiptId", "reason", "accountId", "at")
    VALUES (${tenant.id}, ${id}, ${reason.trim().slice(0, 500)}, ${accountId}, ${now}) ON CONFLICT DO NOTHING
    RETURNING 1 AS "done"`)
  if (done.length === 0) return { fault: 'gone' }
  await query(sql`DELETE FROM "tax_receipt_claim" WHERE "tenantId" = ${tenant.id} AND "receiptId" = ${id}`)
  const { personId, organisationId, reference, giftYear: year } = row
  const key = donorKey({ personId, organisationId, saleId: row.gifts[0]!.saleId })
  return { key, year, reference, replaces: { id, payments } }
}

interface MoneyBack {
  payment: { id: string }
  lines: readonly { kind: string; cents: number; data?: Record<string, unknown> }[]
  /** Number of the credit note; of the invoice that takes one back, where a refund failed. */
  piece: string
  /** Why the receipt no longer holds; none: the money was given back. */
  reason?: string
}

/**
 * Money went back: the receipt that covers its payment is voided, and where something of its gifts is left another is
 * issued under a number of its own. The caller's transaction has written the credit note and holds the payment.
 */
export async function followRefund(
  query: Query,
  tenant: Tenant,
  { payment, lines, piece, reason = `Somme rendue, avoir ${piece}` }: MoneyBack,
  now: Date,
): Promise<void> {
  if (!lines.some(({ data, ...line }) => isGift({ ...line, counterpart: data?.counterpart !== false }))) return
  await holdReceipts(query, tenant.id, [payment.id])
  const [row] = await query<Row & { id: string; language: 'fr' | 'en'; email: string | null }>(sql`
    SELECT r."id", r."reference", r."personId", r."organisationId", r."gifts", r."giftYear", s."language",
      s."buyer"->>'email' AS "email"
    FROM "tax_receipt_claim" c JOIN "tax_receipt" r ON r."tenantId" = ${tenant.id} AND r."id" = c."receiptId"
    JOIN "payment" p ON p."tenantId" = ${tenant.id} AND p."id" = c."paymentId"
    JOIN "sale" s ON s."tenantId" = ${tenant.id} AND s."id" = p."saleId"
    WHERE c."tenantId" = ${tenant.id} AND c."paymentId" = ${payment.id}`)
  if (!row) return
  const issuer = { tenant, accountId: null, now }
  const payments = row.gifts.map(({ paymentId }) => paymentId)
  const struck = await strike(query, issuer, { ...row, reason, payments })
  if ('fault' in struck) return
  const made = await issueReceipt(query, issuer, struck)
  if (!('fault' in made) || !row.email) return
  const data = { reference: row.reference, year: row.giftYear, piece }
  const mail = {
    key: `tax-receipt-void/${row.id}`,
    kind: 'books.tax-receipt-void',
    to: row.email,
    language: row.language,
    data,
  }
  await putMail(query, tenant.id, { ...mail, ...(row.personId ? { personId: row.personId } : {}) }, now)
}
