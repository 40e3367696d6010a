/** Writes to the accounts of a company what was decided about its page, in the transaction of the decision. */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { CompanyPageLetter } from './page.email.tsx'

export type CompanyPageMail = 'company-page.approved' | 'company-page.refused' | 'company-page.taken-down'

/**
 * Writes one mail to each account of the company that is in use and has a proved address.
 * @param because why it is a no, as the company reads it
 */
export async function tellCompany(
  unit: Unit,
  { id, name }: { id: string; name: string },
  kind: CompanyPageMail,
  because: string | null,
): Promise<void> {
  const { query, tenant, now } = unit
  const accounts = await query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
    AND "organisationId" = ${id} AND "disabledAt" IS NULL`)
  const ids = accounts.map((one) => one.id)
  for (const { accountId, to, language } of await provedAddresses(unit, ids)) {
    const data: CompanyPageLetter = { organisationId: id, name, because }
    const key = `${kind} ${id} ${accountId} ${now.toISOString()}`
    await putMail(query, tenant.id, { key, kind, to, language, accountId, data: { ...data } }, now)
  }
}
