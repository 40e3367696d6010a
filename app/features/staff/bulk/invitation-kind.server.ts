/** Inviting many people to choose a first password; taking it back makes links that nobody used open nothing (I2). */
import { sql } from '#app/db/sql.ts'
import { auditMany } from '#app/domain/audit/audit.server.ts'
import { LINK_LIFETIMES } from '#app/domain/links/links.server.ts'
import { addressOf } from '#app/domain/requests/invite.server.ts'
import { sendArrivalLink } from '#app/domain/requests/send-links.server.ts'
import { whyNotBulk } from '#app/policy/bulk.rules.ts'
import type { BulkKind } from './bulk-kinds.ts'

export type InvitationParams = Record<string, never>

interface Fact {
  firstName: string | null
  active: boolean
  disabled: boolean
  address: string | null
  lately: boolean
}

export const invitationKind: BulkKind<InvitationParams, Fact, null> = {
  fact: ({ tenant, now }) => sql`jsonb_build_object('firstName', p."firstName", 'active', a."passwordHash" IS NOT NULL,
    'disabled', a."disabledAt" IS NOT NULL, 'address', ${addressOf(tenant.id)}, 'lately', EXISTS (SELECT 1 FROM "link" l
      WHERE l."tenantId" = ${tenant.id} AND l."personId" = p."id" AND l."purpose" = 'invitation'
        AND l."createdAt" > ${new Date(now.getTime() - LINK_LIFETIMES.invitation)}))`,

  why({ fact, deceased, ...person }, _, { viewer }) {
    if (deceased) return 'deceased'
    if (fact.disabled) return 'closed'
    if (fact.active) return 'active'
    return (
      whyNotBulk(viewer, 'invitation', person) ??
      (fact.address === null ? 'noAddress' : fact.lately ? 'lately' : undefined)
    )
  },

  async apply(query, work, _, some) {
    const asked = { id: work.runId, language: 'fr' as const }
    for (const { id, accountId, fact } of some) {
      const whom = { to: fact.address!, firstName: fact.firstName, personId: id, accountId }
      await sendArrivalLink({ query, tenant: work.tenant, now: work.now }, asked, { ...whom, purpose: 'invitation' })
    }
    await auditMany(
      query,
      work,
      'account.invited',
      some.map(({ id }) => ({ subjectId: id })),
    )
    return some.map(({ id }) => ({ id, trace: null }))
  },

  async undo(query, { tenant, runId }, _, some) {
    const ids = some.map(({ id }) => id)
    const gone = await query<{ personId: string }>(sql`
      DELETE FROM "link" WHERE "tenantId" = ${tenant.id} AND "personId" = ANY(${ids}::uuid[])
        AND "purpose" = 'invitation'
        AND "data"->>'request' = ${runId} AND "usedAt" IS NULL RETURNING "personId"`)
    const undone = new Set(gone.map(({ personId }) => personId))
    const keys = [...undone].map((id) => `invitation/${runId}/${id}`)
    await query(sql`DELETE FROM "mail"
      WHERE "tenantId" = ${tenant.id} AND "key" = ANY(${keys}::text[]) AND "state" = 'waiting'`)
    return new Map(ids.filter((id) => !undone.has(id)).map((id) => [id, 'used'] as const))
  },
}
