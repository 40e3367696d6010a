/** Once a day: merges whose time for undoing is over keep no copy of what was, and accounts folded into others go. */
import { now } from '#app/context/clock.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { forgetMerges } from './merge-people.server.ts'

export const mergesTask = defineTask<{ tenantId: string }>({
  name: 'people.merges',
  async run({ tenantId }) {
    await inTenantSql(tenantId, (query) => forgetMerges(query, tenantId, now()))
  },
})
