/** Tax receipts: issued one by one or all of a year, voided and issued anew, counted as CGI 222 bis asks. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { type TaxReceipts, taxReceiptsSchema } from '#app/domain/documents/tax-receipt.schema.ts'
import { settingOn } from '#app/domain/ledger/dated-settings.server.ts'
import { nextNumber } from '#app/domain/ledger/numbers.server.ts'
import { sellerOn } from '#app/domain/ledger/seller-on.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { type DueDonor, dueDonors } from './due-receipts.server.ts'
import { receiptNumber } from './receipt-number.ts'

/** Who issues, where and when: a page's context, or the worker's own. */
export interface Issuer {
  tenant: Pick<Tenant, 'id' | 'config'>
  accountId: string | null
  now: Date
}

/**
 * `off`: no legal basis is recorded · `gone`: no gift waits, or another got there first · `address`: the donor's is not
 * complete.
 */
export type ReceiptFault = 'off' | 'gone' | 'address' | 'reason'

/** @returns what receipts stand on that day; off where nothing, or nothing valid, is recorded. */
export async function taxSettingsOn(query: Query, tenantId: string, day: string): Promise<TaxReceipts> {
  const read = taxReceiptsSchema.safeParse(await settingOn(query, tenantId, 'tax-receipts', day))
  return read.success ? read.data : { on: false }
}

/**
 * Holds payments first and then all receipts of the association until the transaction ends: whoever gives money back
 * does the same, so that none of both reads what the other is about to change.
 */
export async function holdReceipts(query: Query, tenantId: string, payments: readonly string[]): Promise<void> {
  await query(sql`
    SELECT 1 FROM "payment" WHERE "tenantId" = ${tenantId} AND "id" = ANY(${payments}::uuid[])
    ORDER BY "id" FOR UPDATE`)
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('tax-receipt'), hashtext(${tenantId}))`)
}

/** What a receipt is made for. */
export interface ReceiptWish {
  /** The donor's. */
  key: string
  year: number
  /**
   * The voided receipt that it stands in for, and the payments which that one held: no others; they are held already.
   */
  replaces?: { id: string; payments: readonly string[] }
}

/**
 * Issues one receipt for all gifts of a donor in a year that none in force covers; in the caller's transaction.
 * @returns the receipt's id, or why not; a number is taken only where one is issued
 */
export async function issueReceipt(
  query: Query,
  { tenant, accountId, now }: Issuer,
  { key, year, replaces }: ReceiptWish,
): Promise<{ id: string } | { fault: ReceiptFault }> {
  const day = civilDay(now)
  const settings = await taxSettingsOn(query, tenant.id, day)
  const seller = await sellerOn(query, tenant, day)
  if (!settings.on || !seller) return { fault: 'off' }
  const payments = replaces?.payments ?? (await giftPayments(query, tenant, key, year))
  if (!replaces) await holdReceipts(query, tenant.id, payments)
  const [due] = await dueDonors({ query, tenant }, year, key, payments)
  if (!due) return { fault: 'gone' }
  if (!due.complete) return { fault: 'address' }
  const issueYear = Number(day.slice(0, 4))
  const number = await nextNumber(query, tenant.id, 'tax-receipt', issueYear)
  const id = uuidv7(now.getTime())
  const reference = receiptNumber(issueYear, number)
  await query(sql`
    INSERT INTO "tax_receipt" ("tenantId", "id", "year", "number", "reference", "donorKind", "personId",
      "organisationId", "donor",
      "body", "gifts", "cents", "giftYear", "replaces", "issuedOn", "issuedAt", "issuedBy")
    VALUES (${tenant.id}, ${id}, ${issueYear}, ${number}, ${reference}, ${due.kind}, ${due.personId},
      ${due.organisationId},
      ${JSON.stringify(due.donor)}::jsonb, ${JSON.stringify({ seller, settings })}::jsonb,
        ${JSON.stringify(due.gifts)}::jsonb,
      ${due.cents}, ${year}, ${replaces?.id ?? null}, ${day}, ${now}, ${accountId})`)
  for (const { paymentId } of due.gifts)
    await query(
      sql`INSERT INTO "tax_receipt_claim" ("tenantId", "paymentId", "receiptId")
        VALUES (${tenant.id}, ${paymentId}, ${id})`,
    )
  await tell({ query, tenant, now }, due, { id, reference, year })
  return { id }
}

async function giftPayments(query: Query, tenant: Issuer['tenant'], key: string, year: number): Promise<string[]> {
  const [due] = await dueDonors({ query, tenant }, year, key)
  return due?.gifts.map(({ paymentId }) => paymentId) ?? []
}

async function tell(
  { query, tenant: { id: tenantId }, now }: Unit<Pick<Tenant, 'id'>>,
  { email, personId, language }: DueDonor,
  receipt: { id: string; reference: string; year: number },
): Promise<void> {
  if (!email) return
  const mail = { key: `tax-receipt/${receipt.id}`, kind: 'books.tax-receipt', to: email, language, data: receipt }
  await putMail(query, tenantId, { ...mail, ...(personId ? { personId } : {}) }, now)
}

export interface ReceiptRow extends RowOf<'tax_receipt', 'id' | 'reference' | 'cents' | 'giftYear' | 'issuedOn'> {
  name: string
  voidedAt: string | null
  reason: string | null
}

export const RECEIPT_ROWS = 50

/** @param after id of the last one of the page before; newest first */
export async function readReceipts(query: Query, tenantId: string, year: number, after?: string) {
  const rows = await query<ReceiptRow>(sql`
    SELECT r."id", r."reference", r."donor"->>'name' AS "name", r."cents", r."giftYear", r."issuedOn",
      to_char(v."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "voidedAt", v."reason"
    FROM "tax_receipt" r LEFT JOIN "tax_receipt_void" v ON v."tenantId" = ${tenantId} AND v."receiptId" = r."id"
    WHERE r."tenantId" = ${tenantId}
    AND r."giftYear" = ${year} ${isUuid(after) ? sql`AND r."id" < ${after}::uuid` : sql``}
    ORDER BY r."id" DESC LIMIT ${RECEIPT_ROWS + 1}`)
  const receipts = rows.slice(0, RECEIPT_ROWS)
  return { receipts, next: rows.length > RECEIPT_ROWS ? receipts.at(-1)!.id : null }
}

/**
 * Sums a year for the declaration of CGI 222 bis: gifts that receipts in force state, in cents, and how many receipts
 * were delivered in it.
 */
export async function yearlyDeclaration(
  query: Query,
  tenantId: string,
  year: number,
): Promise<{ cents: number; delivered: number }> {
  const [row] = await query<{ cents: number; delivered: number }>(sql`
    SELECT coalesce(sum(r."cents") FILTER (WHERE r."giftYear" = ${year}), 0)::float8 AS "cents",
      count(*) FILTER (WHERE left(r."issuedOn", 4) = ${String(year)})::int AS "delivered"
    FROM "tax_receipt" r WHERE r."tenantId" = ${tenantId} AND (r."giftYear" = ${year} OR r."year" = ${year})
      AND NOT EXISTS (SELECT 1 FROM "tax_receipt_void" v WHERE v."tenantId" = ${tenantId} AND v."receiptId" = r."id")`)
  return row ?? { cents: 0, delivered: 0 }
}
