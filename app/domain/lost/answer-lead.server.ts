/** The answer of whoever reads mail at the address: by the link alone, and by a form, since programs open links. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { findLink, takeLink } from '#app/domain/links/links.server.ts'
import { LEAD_LIFETIME, REFUSAL_LIFETIME } from './put-lead.server.ts'

/** @returns true where the link still waits for an answer; opening it changes nothing */
export async function waitsForAnswer(ctx: Ctx, secret: string): Promise<boolean> {
  const { tenant, now } = ctx
  return (await ctx.sql((query) => findLink({ query, tenant, now }, 'lostAddress', secret))) !== undefined
}

/**
 * A yes is not yet an address of the record: the staff add it, since whoever has a mailbox may claim to be anybody. A
 * no erases the address at once, and keeps anybody from asking again.
 * @returns false where the link was used, or is too old
 */
export function answerLead(ctx: Ctx, secret: string, yes: boolean): Promise<boolean> {
  const { tenant, now } = ctx
  return ctx.sql(async (query) => {
    const link = await takeLink({ query, tenant, now }, 'lostAddress', secret)
    if (!link || typeof link.data.lead !== 'string') return false
    const expiresAt = new Date(now.getTime() + (yes ? LEAD_LIFETIME : REFUSAL_LIFETIME))
    const rows =
      await query(sql`UPDATE "lost_lead" SET "state" = ${yes ? 'accepted' : 'refused'}, "answeredAt" = ${now},
        "address" = CASE WHEN ${yes} THEN "address" END, "expiresAt" = ${expiresAt}
      WHERE "tenantId" = ${tenant.id} AND "id" = ${link.data.lead}::uuid AND "state" = 'asked' RETURNING "id"`)
    return rows.length > 0
  })
}
