/** Letters to the staff who keep the books: what needs a hand of theirs. */
import { grantInForce, grantRows } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { SaleRow } from '#app/domain/ledger/sale.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { correspondenceOf } from '#app/domain/mail/subscriptions.server.ts'
import { rolesThatMay } from '#app/tenant/staff-roles.ts'

interface Keeper extends RowOf<'account', 'personId'> {
  accountId: string
  email: string
}

/** @returns accounts in use whose role may keep the books, today. */
async function bookKeepers(query: Query, tenant: Tenant, now: Date): Promise<Keeper[]> {
  const { id, config } = tenant
  const roles = rolesThatMay(config, 'keep-books')
  return query<Keeper>(sql`
    SELECT a."id" AS "accountId", a."personId", a."email" FROM "account" a
    WHERE a."tenantId" = ${id} AND a."email" IS NOT NULL AND a."disabledAt" IS NULL AND a."passwordHash" IS NOT NULL
      AND EXISTS (SELECT 1 FROM ${grantRows(id)} g WHERE g."accountId" = a."id"
      AND g."role" = ANY(${roles})
        AND ${grantInForce({ now })})
    ORDER BY a."id"`)
}

/** A refund did not reach its buyer: somebody has to give the money back another way, or keep it with good reason. */
export async function mailRefundFailed(
  { query, tenant, now }: Unit,
  sale: SaleRow,
  refund: { id: string; cents: number; state: string },
): Promise<void> {
  const data = { sale: sale.id, buyer: sale.buyer.name, cents: refund.cents, wasDone: refund.state === 'succeeded' }
  for (const { accountId, personId, email } of await bookKeepers(query, tenant, now)) {
    const language = personId ? (await correspondenceOf(query, tenant.id, personId)).language : 'fr'
    const to = { to: email, language, accountId, personId: personId ?? undefined }
    await putMail(
      query,
      tenant.id,
      { key: `refund-failed/${refund.id}/${accountId}`, kind: 'payments.refund-failed', ...to, data },
      now,
    )
  }
}
