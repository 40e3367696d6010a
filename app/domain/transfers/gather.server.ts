/** Gathering the people of a file, batch by batch in the order of ids. */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { untilDone } from '#app/domain/runs/runs.ts'
import { transferOf } from '#app/policy/transfer.rules.ts'
import { findTransfer } from './read-runs.server.ts'
import { leavesSql } from './who-leaves.server.ts'

export interface GatherWork {
  tenant: Tenant
  runId: string
  signal?: AbortSignal | undefined
  /** People per transaction. */
  batch?: number
}

const BATCH = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Goes on from wherever the run stands; harmless on one whose people are gathered. */
export const gatherPeople = (work: GatherWork): Promise<void> => untilDone(work.signal, () => gatherBatch(work))

function gatherBatch({ tenant, runId, batch = BATCH }: GatherWork): Promise<boolean> {
  return inTenantSql(
    tenant.id,
    async (query) => {
      const run = await findTransfer(query, tenant.id, runId, true)
      const transfer = run && transferOf(tenant.config, run.file)
      if (run?.state !== 'gathering' || !transfer) return true
      const people = await query<RowOf<'person', 'id'>>(sql`SELECT p."id" FROM "person" p
        WHERE p."tenantId" = ${tenant.id} AND p."id" > ${run.reachedId ?? FIRST}::uuid
          AND ${leavesSql(tenant, transfer)} ORDER BY p."id" LIMIT ${batch}`)
      const ids = people.map(({ id }) => id)
      await query(sql`INSERT INTO "transfer_record" ("tenantId", "runId", "personId", "recipient")
        SELECT ${tenant.id}::uuid, ${runId}::uuid, one.id, ${transfer.to.fr}::text FROM unnest(${ids}::uuid[]) AS one(id)
        ON CONFLICT ("tenantId", "runId", "personId") DO NOTHING`)
      const isLast = ids.length < batch
      await query(sql`UPDATE "transfer_run" SET "people" = "people" + ${ids.length},
          "reachedId" = ${ids.at(-1) ?? run.reachedId}::uuid, "state" = ${isLast ? 'ready' : 'gathering'}
        WHERE "tenantId" = ${tenant.id} AND "id" = ${runId}`)
      return isLast
    },
    SLOW,
  )
}
