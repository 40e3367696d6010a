/** Addresses for life for whoever came into the base since the last round (I5). */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { giveLifetimeAddresses } from './lifetime-addresses.server.ts'

const AT_ONCE = 500

export const lifetimeTask = defineTask<{ tenantId: string }>({
  name: 'people.lifetime',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant?.config.lifetimeMail) return
    for (let given = AT_ONCE; given === AT_ONCE && !signal.aborted; )
      given = await inTenantSql(tenantId, (query) => giveLifetimeAddresses(query, tenant, AT_ONCE, now()), {
        statementTimeout: 60_000,
      })
  },
})
