/**
 * Carries a bulk action out in a process of its own, which a test kills in the middle: `bulk-process.ts <association>
 * <action>`.
 */
import { env } from '#app/context/env.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { openDatabase } from '#app/db/client.ts'
import { applyRun } from '#app/features/staff/bulk/apply-run.server.ts'

const [tenantId, runId] = process.argv.slice(2) as [string, string]
openDatabase({ appUrl: env().DATABASE_URL! })
await applyRun({ tenant: (await tenantOfId(tenantId))!, runId, now: new Date(), batch: 2 })
process.exit(0)
