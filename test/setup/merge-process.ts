/**
 * Merges two people in a process of its own, which a test kills in the middle: `merge-process.ts <association> <kept>
 * <gone>`.
 */

import { env } from '#app/context/env.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { openDatabase } from '#app/db/client.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { mergePeople } from '#app/domain/people/merge-people.server.ts'

const [tenantId, keptId, goneId] = process.argv.slice(2) as [string, string, string]
openDatabase({ appUrl: env().DATABASE_URL! })
const scope = (await tenantOfId(tenantId))!
const merge = { keptId, goneId, picks: new Set<never>() }
process.stdout.write('begun\n')
await inTenantSql(tenantId, (query) => mergePeople(query, scope, merge, { from: 'staff', now: new Date() }), {
  statementTimeout: 60_000,
})
process.stdout.write('merged\n')
process.exit(0)
