/** Mails about unread messages: everything is read again when one is due, and a burst gives one. */
import { abilityOf } from '#app/context/abilities.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { sistersOf, type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import type { Party } from './party.ts'
import { tellParty } from './tell-unread.server.ts'

/** In one round; the next one goes on. */
const MOST = 2000

export const unreadTask = defineTask<{ tenantId: string }>({
  name: 'messages.unread',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await tellUnread(tenant, clockNow())
  },
})

/** Whose mails are due, with the accounts that would get them. */
interface Due extends Party {
  accountIds: string[]
}

/** Puts every mail that is due into the outbox. @returns how many */
export async function tellUnread(tenant: Tenant, now: Date): Promise<number> {
  const due = await inTenantSql(tenant.id, (query) =>
    query<Due>(sql`
      SELECT s."personId", s."organisationId", coalesce((SELECT array_agg(a."id" ORDER BY a."id") FROM "account" a
        WHERE a."tenantId" = ${tenant.id} AND a."disabledAt" IS NULL AND (a."personId" = s."personId"
          OR a."organisationId" = s."organisationId")), '{}') AS "accountIds"
      FROM "conversation_seat" s WHERE s."tenantId" = ${tenant.id} AND s."notifyAt" <= ${now}
      GROUP BY s."personId", s."organisationId" LIMIT ${MOST}`),
  )
  const sisters = await sistersOf(tenant)
  let count = 0
  for (const { accountIds, ...party } of due) {
    // Who the reader is now: names in the mail are what they may read today.
    const viewer = await readAccountViewer(tenant, accountIds[0] ?? null, now)
    const ability = abilityOf(tenant, viewer, sisters)
    count += await inTenantSql(tenant.id, (query) => tellParty({ query, tenant, now }, { party, accountIds, ability }))
  }
  return count
}
