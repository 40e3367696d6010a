/** Mails about notices: the worker's rounds find whose are due. */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { findNewsDue } from './news-digest.server.ts'
import { tellAccount } from './tell-account.server.ts'

/** Accounts in one round; the next one goes on. */
const MOST = 2000

export const tellTask = defineTask<{ tenantId: string }>({
  name: 'notices.tell',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await tellNotices(tenant, clockNow(), signal)
  },
})

export const newsTask = defineTask<{ tenantId: string }>({
  name: 'notices.news',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await tellNews(tenant, clockNow(), signal)
  },
})

/** Puts digests of the day to those whose contacts have news. @returns how many */
export async function tellNews(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  let count = 0
  for (const accountId of await inTenantSql(tenant.id, (query) => findNewsDue(tenant, query, now, MOST))) {
    signal?.throwIfAborted()
    count += await tellAccount(tenant, now, accountId, true)
  }
  return count
}

/** Puts every mail that is due into the outbox. @returns how many */
export async function tellNotices(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  const due = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'notice', 'accountId'>>(sql`SELECT DISTINCT "accountId" FROM "notice" WHERE "tenantId" = ${tenant.id}
      AND "dueAt" <= ${now} LIMIT ${MOST}`),
  )
  let count = 0
  for (const { accountId } of due) {
    signal?.throwIfAborted()
    count += await tellAccount(tenant, now, accountId)
  }
  return count
}
