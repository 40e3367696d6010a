/**
 * Baskets that nobody paid are no pieces of accounting: who filled them ends with an erasure, and for everybody after
 * some weeks.
 */
import { now } from '#app/context/clock.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { closeSale } from '#app/domain/sales/make-sale.server.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import type { Subject } from './subject.server.ts'

const BATCH = 2_000
const NOBODY = JSON.stringify({ name: '', email: null, address: '', postcode: '', city: '', country: '', siret: null })

/** No money came, none is on its way, and no paper was issued: the condition on `s`. */
const neverPaid = (tenantId: string): Sql => sql`s."state" IN ('cancelled', 'failed')
  AND NOT EXISTS (SELECT 1 FROM "payment" y WHERE y."tenantId" = ${tenantId} AND y."saleId" = s."id"
    AND y."state" IN ('succeeded', 'processing'))
  AND NOT EXISTS (SELECT 1 FROM "invoice" i WHERE i."tenantId" = ${tenantId} AND i."saleId" = s."id")`

async function emptyBaskets(query: Query, tenantId: string, ids: readonly string[]): Promise<void> {
  await query(sql`UPDATE "sale" SET "buyer" = ${NOBODY}::jsonb, "email" = NULL, "ip" = NULL, "key" = 'ended#' || "id"
    WHERE "tenantId" = ${tenantId} AND "id" = ANY(${[...ids]}::uuid[])`)
  await query(sql`UPDATE "payment" SET "ip" = NULL
    WHERE "tenantId" = ${tenantId} AND "saleId" = ANY(${[...ids]}::uuid[]) AND "ip" IS NOT NULL`)
}

/** An open one is closed first: what is paid on its page afterwards goes back by itself. */
export async function eraseBaskets(query: Query, subject: Subject): Promise<void> {
  const { tenantId, personId, organisationId, accountIds, emails } = subject
  const theirs = sql`(s."personId" = ${personId}::uuid OR s."organisationId" = ${organisationId}::uuid
    OR s."accountId" = ANY(${accountIds}::uuid[])
    OR (s."buyerKind" = 'visitor' AND lower(s."email") = ANY(${emails}::text[])))`
  const open = await query<RowOf<'sale', 'id'>>(sql`
    SELECT s."id" FROM "sale" s WHERE s."tenantId" = ${tenantId} AND s."state" = 'open' AND ${theirs}`)
  for (const { id } of open) await closeSale({ query, tenant: { id: tenantId }, now: now() }, id, 'cancelled')
  const rows = await query<RowOf<'sale', 'id'>>(sql`
    SELECT s."id" FROM "sale" s WHERE s."tenantId" = ${tenantId} AND ${theirs} AND ${neverPaid(tenantId)}`)
  await emptyBaskets(
    query,
    tenantId,
    rows.map(({ id }) => id),
  )
}

/** @returns how many baskets were emptied of who filled them */
export async function endBaskets(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  const before = cutOff(periodOf(tenant.config.keep, 'basket'), now)
  let all = 0
  for (let gone = BATCH; gone === BATCH; all += gone) {
    signal?.throwIfAborted()
    gone = await inTenantSql(
      tenant.id,
      async (query) => {
        const rows = await query<RowOf<'sale', 'id'>>(sql`
          SELECT s."id" FROM "sale" s WHERE s."tenantId" = ${tenant.id} AND s."createdAt" < ${before}
            AND s."buyer"->>'name' <> '' AND ${neverPaid(tenant.id)} LIMIT ${BATCH}`)
        await emptyBaskets(
          query,
          tenant.id,
          rows.map(({ id }) => id),
        )
        return rows.length
      },
      SLOW,
    )
  }
  return all
}
