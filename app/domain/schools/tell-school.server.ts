/** Mails to the accounts of a school: what the association decided about its page, a course or a claim. */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { SchoolLetter } from './school.email.tsx'

/**
 * Writes the mail, one for each account in use, in the transaction of what it tells about.
 * @param organisationId null: a generic page, of which nobody is told
 */
export async function tellSchool(unit: Unit, organisationId: string | null, letter: SchoolLetter): Promise<void> {
  if (organisationId === null) return
  const { query, tenant, now } = unit
  const rows = await query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
    AND "disabledAt" IS NULL AND "organisationId" = ${organisationId}`)
  const accounts = rows.map(({ id }) => id)
  for (const { accountId, to, language } of await provedAddresses(unit, accounts)) {
    const key = `school.decided ${letter.decision} ${letter.about} ${accountId} ${now.toISOString()}`
    const data = { ...letter }
    await putMail(query, tenant.id, { key, kind: 'school.decided', to, language, accountId, data }, now)
  }
}
