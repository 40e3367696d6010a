/**
 * One payment with all that hangs on it: what was sold, what came back, pieces, entries of the books, the bank's line.
 */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'

export interface PaymentPage {
  id: string
  saleId: string
  state: string
  means: string | null
  cents: number
  refundedCents: number
  disputedCents: number
  feeCents: number
  reference: string | null
  receivedOn: string | null
  failure: string | null
  createdAt: string
  succeededAt: string | null
  source: string
  buyer: { name?: string; email?: string; address?: string; postcode?: string; city?: string; siret?: string }
  /** Handle of the person whose record it is. */
  handle: string | null
  organisationId: string | null
  ip: string | null
  lines: { label: string; kind: string; quantity: number; cents: number }[]
  refunds: { id: string; cents: number; state: string; reason: string | null; at: string }[]
  disputes: { id: string; cents: number; state: string; at: string }[]
  pieces: { id: string; kind: string; reference: string; day: string; cents: number }[]
  entries: Entry[]
  bank: { id: string; statementId: string; day: string; label: string } | null
}

export interface Entry extends RowOf<'ledger_entry', 'id' | 'journal' | 'day' | 'label' | 'piece'> {
  number: string
  lines: { account: string; name: string; debit: number; credit: number }[]
}

type Main = Omit<PaymentPage, 'lines' | 'refunds' | 'disputes' | 'pieces' | 'entries' | 'bank'>

/** @throws Response 404 for an id that is none of this association's */
export function readPaymentPage(ctx: Ctx, id: string | undefined): Promise<PaymentPage> {
  if (!isUuid(id)) throw notFound()
  return ctx.sql(async (query) => {
    const [main] = await query<Main>(sql`
      SELECT p."id", p."saleId", p."state", p."means", p."cents", p."refundedCents", p."disputedCents", p."feeCents",
        p."reference",
        p."receivedOn", p."failure", ${iso(sql`p."createdAt"`)} AS "createdAt",
          ${iso(sql`p."succeededAt"`)} AS "succeededAt",
        s."source", s."buyer", s."organisationId", coalesce(p."ip", s."ip") AS "ip",
        (SELECT o."handle" FROM "person" o WHERE o."tenantId" = ${ctx.tenant.id} AND o."id" = s."personId") AS "handle"
      FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId"
      WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ${id}`)
    if (!main) throw notFound()
    return { ...main, ...(await around(ctx, query, main)) }
  })
}

const iso = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

async function around({ tenant }: Ctx, query: Query, { id, saleId }: Main) {
  const lines = await query<PaymentPage['lines'][number]>(sql`
    SELECT "label", "kind", "quantity", "cents" FROM "sale_line"
    WHERE "tenantId" = ${tenant.id} AND "saleId" = ${saleId} ORDER BY "position"`)
  const refunds = await query<PaymentPage['refunds'][number]>(sql`
    SELECT "id", "cents", "state", "reason", ${iso(sql`"createdAt"`)} AS "at" FROM "refund"
    WHERE "tenantId" = ${tenant.id} AND "paymentId" = ${id} ORDER BY "id"`)
  const disputes = await query<PaymentPage['disputes'][number]>(sql`
    SELECT "id", "cents", "state", ${iso(sql`"openedAt"`)} AS "at" FROM "dispute"
    WHERE "tenantId" = ${tenant.id} AND "paymentId" = ${id} ORDER BY "id"`)
  const pieces = await query<PaymentPage['pieces'][number]>(sql`
    SELECT "id", "kind", "reference", "day", "totalCents" AS "cents" FROM "invoice"
    WHERE "tenantId" = ${tenant.id} AND "saleId" = ${saleId} ORDER BY "id"`)
  const entries = await query<Entry>(sql`
    SELECT e."id", e."journal", e."year" || '-' || lpad(e."number"::text, 6, '0') AS "number", e."day", e."label",
      e."piece",
      (SELECT jsonb_agg(jsonb_build_object('account', l."account", 'name', l."accountName", 'debit', l."debitCents",
          'credit', l."creditCents") ORDER BY l."position")
        FROM "ledger_line" l WHERE l."tenantId" = ${tenant.id} AND l."entryId" = e."id") AS "lines"
    FROM "ledger_entry" e WHERE e."tenantId" = ${tenant.id} AND e."saleId" = ${saleId} ORDER BY e."id"`)
  const [bank] = await query<NonNullable<PaymentPage['bank']>>(sql`
    SELECT "id", "statementId", "day", "label" FROM "bank_line" WHERE "tenantId" = ${tenant.id}
    AND "paymentId" = ${id}`)
  return { lines, refunds, disputes, pieces, entries, bank: bank ?? null }
}
