/** The letter that says an account is deleted (S11): it leaves first, then its own row is erased with the rest. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { periodOf } from '#app/tenant/retention.ts'

/** Accounts of one subject that are written to. */
const MOST = 20
/** Milliseconds an erasure waits for its letters: whatever keeps them, nobody waits longer to be erased. */
const WAITS = 3_600_000

const keysOf = (requestId: string) => Array.from({ length: MOST }, (_, i) => `deleted/${requestId}/${i}`)

/**
 * Writes to the address of each of the subject's accounts, in the transaction that begins the erasure.
 * @param of the person or the organisation
 */
export async function putFarewell(
  query: Query,
  { tenant, now, language }: Ctx,
  requestId: string,
  of: { personId?: string; organisationId?: string },
): Promise<void> {
  const accounts = await query<RowOf<'account', 'id'> & { email: string | null }>(sql`
    SELECT a."id", coalesce(a."email", p."primaryEmail") AS "email" FROM "account" a
    LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND (a."personId" = ${of.personId ?? null}::uuid
      OR a."organisationId" = ${of.organisationId ?? null}::uuid) ORDER BY a."id" LIMIT ${MOST}`)
  const data = { years: Math.round((periodOf(tenant.config.keep, 'accounting').months ?? 0) / 12) }
  for (const [i, { id: accountId, email: to }] of accounts.entries()) {
    const about = { accountId, personId: of.personId }
    // Whom the staff carries a request out for reads French: the language is that of the request's page otherwise.
    const spoken = of.organisationId ? 'fr' : language
    const letter = { key: keysOf(requestId)[i]!, kind: 'rights.deleted', language: spoken, data, ...about }
    if (to) await putMail(query, tenant.id, { ...letter, to }, now)
  }
}

/** @returns whether letters of this erasure have not left yet, and may still */
export async function farewellWaits(tenantId: string, requestId: string, now: Date): Promise<boolean> {
  const rows = await inTenantSql(tenantId, (query) =>
    query(sql`SELECT 1 FROM "mail" WHERE "tenantId" = ${tenantId} AND "key" = ANY(${keysOf(requestId)}::text[])
      AND "state" IN ('waiting', 'sending') AND "createdAt" > ${new Date(now.getTime() - WAITS)} LIMIT 1`),
  )
  return rows.length > 0
}
