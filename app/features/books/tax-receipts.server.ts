/** Tax receipts: issued one by one or all of a year, voided and issued anew, counted as CGI 222 bis asks. */

import { parisDay } from '../../context/paris-day.ts'
import type { Tenant } from '../../context/tenants.ts'
import { sql } from '../../db/sql.ts'
import type { Query } from '../../db/transaction.ts'
import { isUuid, uuidv7 } from '../../db/uuid.ts'
import { putMail } from '../mailing/put-mail.server.ts'
import { type TaxReceipts, taxReceiptsSchema } from '../papers/tax-receipt.schema.ts'
import { nextNumber } from '../payments/numbers.server.ts'
import { settingOn } from '../seller/dated-settings.server.ts'
import { sellerOn } from '../seller/seller-on.server.ts'
import { type DueDonor, dueDonors } from './due-receipts.server.ts'
import { receiptNumber } from './receipt-number.ts'

/** Who issues, where and when: a page's context, or the worker's own. */
export interface Issuer {
  tenant: Pick<Tenant, 'id' | 'config'>
  accountId: string | null
  now: Date
}

/** `off`: no legal basis is recorded · `gone`: no gift waits, or another got there first · `address`: the donor's is not complete. */
export type ReceiptFault = 'off' | 'gone' | 'address' | 'reason'

/** @returns what receipts stand on that day; off where nothing, or nothing valid, is recorded. */
export async function taxSettingsOn(query: Query, tenantId: string, day: string): Promise<TaxReceipts> {
  const read = taxReceiptsSchema.safeParse(await settingOn(query, tenantId, 'tax-receipts', day))
  return read.success ? read.data : { on: false }
}

/**
 * Issues one receipt for all gifts of a donor in a year that none in force covers; in the caller's transaction.
 * @param replaces the voided receipt that it stands in for
 * @returns the receipt's id, or why not
 */
export async function issueReceipt(
  query: Query,
  { tenant, accountId, now }: Issuer,
  { key, year, replaces = null }: { key: string; year: number; replaces?: string | null },
): Promise<{ id: string } | { fault: ReceiptFault }> {
  const day = parisDay(now)
  const settings = await taxSettingsOn(query, tenant.id, day)
  const seller = await sellerOn(query, tenant, day)
  if (!settings.on || !seller) return { fault: 'off' }
  const issueYear = Number(day.slice(0, 4))
  // The counter's row is locked first: two who issue at once see each other's claims. Refused, the number is given again.
  const number = await nextNumber(query, tenant.id, 'tax-receipt', issueYear)
  const [due] = await dueDonors(query, tenant, year, key)
  if (!due) return { fault: 'gone' }
  if (!due.complete) return { fault: 'address' }
  const id = uuidv7(now.getTime())
  const reference = receiptNumber(issueYear, number)
  await query(sql`
    INSERT INTO "tax_receipt" ("tenantId", "id", "year", "number", "reference", "donorKind", "personId", "organisationId", "donor",
      "body", "gifts", "cents", "giftYear", "replaces", "issuedOn", "issuedAt", "issuedBy")
    VALUES (${tenant.id}, ${id}, ${issueYear}, ${number}, ${reference}, ${due.kind}, ${due.personId}, ${due.organisationId},
      ${JSON.stringify(due.donor)}::jsonb, ${JSON.stringify({ seller, settings })}::jsonb, ${JSON.stringify(due.gifts)}::jsonb,
      ${due.cents}, ${year}, ${replaces}, ${day}, ${now}, ${accountId})`)
  for (const { paymentId } of due.gifts)
    await query(
      sql`INSERT INTO "tax_receipt_claim" ("tenantId", "paymentId", "receiptId") VALUES (${tenant.id}, ${paymentId}, ${id})`,
    )
  await tell(query, tenant, due, { id, reference, year }, now)
  return { id }
}

async function tell(
  query: Query,
  { id: tenantId }: Pick<Tenant, 'id'>,
  { email, personId, language }: DueDonor,
  receipt: { id: string; reference: string; year: number },
  now: Date,
): Promise<void> {
  if (!email) return
  const mail = { key: `tax-receipt/${receipt.id}`, kind: 'books.tax-receipt', to: email, language, data: receipt }
  await putMail(query, tenantId, { ...mail, ...(personId ? { personId } : {}) }, now)
}

export interface ReceiptRow {
  id: string
  reference: string
  name: string
  cents: number
  giftYear: number
  issuedOn: string
  voidedAt: string | null
  reason: string | null
}

export const RECEIPT_ROWS = 50

/** @param after id of the last one of the page before; newest first */
export async function readReceipts(query: Query, tenantId: string, year: number, after?: string) {
  const rows = await query<ReceiptRow>(sql`
    SELECT r."id", r."reference", r."donor"->>'name' AS "name", r."cents", r."giftYear", r."issuedOn",
      to_char(v."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "voidedAt", v."reason"
    FROM "tax_receipt" r LEFT JOIN "tax_receipt_void" v ON v."tenantId" = r."tenantId" AND v."receiptId" = r."id"
    WHERE r."tenantId" = ${tenantId} AND r."giftYear" = ${year} ${isUuid(after) ? sql`AND r."id" < ${after}::uuid` : sql``}
    ORDER BY r."id" DESC LIMIT ${RECEIPT_ROWS + 1}`)
  const receipts = rows.slice(0, RECEIPT_ROWS)
  return { receipts, next: rows.length > RECEIPT_ROWS ? receipts.at(-1)!.id : null }
}

/** What CGI 222 bis asks for: gifts of the year that receipts in force state, and how many receipts were delivered in it. */
export async function yearlyDeclaration(
  query: Query,
  tenantId: string,
  year: number,
): Promise<{ cents: number; delivered: number }> {
  const [row] = await query<{ cents: number; delivered: number }>(sql`
    SELECT coalesce(sum(r."cents") FILTER (WHERE r."giftYear" = ${year}), 0)::float8 AS "cents",
      count(*) FILTER (WHERE left(r."issuedOn", 4) = ${String(year)})::int AS "delivered"
    FROM "tax_receipt" r WHERE r."tenantId" = ${tenantId} AND (r."giftYear" = ${year} OR r."year" = ${year})
      AND NOT EXISTS (SELECT 1 FROM "tax_receipt_void" v WHERE v."tenantId" = r."tenantId" AND v."receiptId" = r."id")`)
  return row ?? { cents: 0, delivered: 0 }
}

/**
 * Voids a receipt: it keeps its number and says that it is void; its gifts wait for another.
 * @returns the donor's key and year, for a new one; or why not
 */
export async function voidReceipt(
  query: Query,
  { tenant, accountId, now }: Issuer,
  { id, reason }: { id: unknown; reason: string },
): Promise<{ key: string; year: number } | { fault: ReceiptFault }> {
  if (reason.trim().length < 5) return { fault: 'reason' }
  const [row] = isUuid(id)
    ? await query<{
        personId: string | null
        organisationId: string | null
        gifts: { saleId: string }[]
        giftYear: number
      }>(sql`
        SELECT "personId", "organisationId", "gifts", "giftYear" FROM "tax_receipt" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    : []
  if (!row) return { fault: 'gone' }
  const done = await query(sql`
    INSERT INTO "tax_receipt_void" ("tenantId", "receiptId", "reason", "accountId", "at")
    VALUES (${tenant.id}, ${id}, ${reason.trim().slice(0, 500)}, ${accountId}, ${now}) ON CONFLICT DO NOTHING RETURNING 1 AS "done"`)
  if (done.length === 0) return { fault: 'gone' }
  await query(sql`DELETE FROM "tax_receipt_claim" WHERE "tenantId" = ${tenant.id} AND "receiptId" = ${id}`)
  const { personId, organisationId } = row
  const key = personId
    ? `person/${personId}`
    : organisationId
      ? `organisation/${organisationId}`
      : `sale/${row.gifts[0]!.saleId}`
  return { key, year: row.giftYear }
}
