/** Mails about a step of a mentoring, to the one who did not take it. */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { MentoringTold } from './mentoring.email.tsx'

/** Writes the mail to the person's account, where it is in use and an address of theirs was proved. */
export async function tellMentoring(
  unit: Unit,
  { id, to: personId, what }: { id: string; to: string; what: MentoringTold },
): Promise<void> {
  const { query, tenant, now } = unit
  const accounts = await query<RowOf<'account', 'id'>>(sql`SELECT "id" FROM "account" WHERE "tenantId" = ${tenant.id}
    AND "personId" = ${personId}`)
  const ids = accounts.map((one) => one.id)
  for (const { accountId, to, language } of await provedAddresses(unit, ids)) {
    const kind = `mentoring.${what}`
    const mail = { key: `${kind} ${id} ${accountId}`, kind, to, language, accountId, personId, data: { request: id } }
    await putMail(query, tenant.id, mail, now)
  }
}
