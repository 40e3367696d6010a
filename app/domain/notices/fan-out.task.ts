/** Notices of what was published, and of what waits for the staff: found by the worker's rounds. */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { findUntold, tellOf } from './fan-out.server.ts'
import { findUntoldFiles, tellOfFile } from './tell-files.server.ts'
import { tellStaff } from './waiting.server.ts'

/** Articles, and as many answers, in one run. */
const MOST = 200

export const fanOutTask = defineTask<{ tenantId: string }>({
  name: 'notices.fan-out',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await fanOut(tenant, clockNow(), signal)
  },
})

/** Writes the notices of whatever has told nobody yet. @returns how many things were told of */
export async function fanOut(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  const things = await inTenantSql(tenant.id, (query) => findUntold({ query, tenant, now }, MOST))
  for (const thing of things) await tellOf(tenant, now, thing, signal)
  const files = await inTenantSql(tenant.id, (query) => findUntoldFiles({ query, tenant, now }, MOST))
  for (const file of files) await tellOfFile(tenant, now, file, signal)
  await inTenantSql(tenant.id, (query) => tellStaff({ query, tenant, now }))
  return things.length + files.length
}
