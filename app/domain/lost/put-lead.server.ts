/**
 * A member sends an address for a classmate (A16). Whatever becomes of it, one row is written and one thing is
 * answered: who is asked, the worker decides later, so that neither words nor time tell anything.
 */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { findClassmate } from './classmate.server.ts'

/** Addresses that an account may send in a day. */
const A_DAY = 10
const DAY = 24 * 3600_000
/** Milliseconds that an address is kept without an answer (GDPR, article 14: a month). */
export const LEAD_LIFETIME = 30 * DAY
/** Milliseconds for which a no holds: the row stays without its address, so that nobody asks again for others. */
export const REFUSAL_LIFETIME = 365 * DAY

/** @returns false where the account sent enough today, whomever about */
export function putLead(ctx: Ctx, handle: string, address: string): Promise<boolean> {
  const { tenant, viewer, now } = ctx
  return ctx.sql(async (query) => {
    const [row] = await query<{ sent: number }>(sql`SELECT count(*)::int AS "sent" FROM "lost_lead"
      WHERE "tenantId" = ${tenant.id} AND "accountId" = ${viewer.accountId ?? null}::uuid
        AND "at" > ${new Date(now.getTime() - DAY)}`)
    if (row!.sent >= A_DAY) return false
    const person = await findClassmate(ctx, query, handle)
    if (!person) return true
    await query(sql`INSERT INTO "lost_lead" ("tenantId", "id", "personId", "accountId", "address", "state", "at",
        "expiresAt")
      VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${person.id}, ${viewer.accountId ?? null}, ${address}, 'received',
        ${now}, ${new Date(now.getTime() + LEAD_LIFETIME)})`)
    return true
  })
}
