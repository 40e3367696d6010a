/** Closing the list of an edition: who is proposed at the frozen date, batch by batch in the order of ids. */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { untilDone } from '#app/domain/runs/runs.ts'
import { findEdition } from './read-editions.server.ts'
import { printableSql } from './who-is-in.ts'

export interface EditionWork {
  tenant: Tenant
  runId: string
  now: Date
  signal?: AbortSignal | undefined
  /** People per transaction. */
  batch?: number
}

const BATCH = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Goes on from wherever the list stands; harmless on one that is closed. */
export const freezeEdition = (work: EditionWork): Promise<void> => untilDone(work.signal, () => freezeBatch(work))

function freezeBatch({ tenant, runId, batch = BATCH }: EditionWork): Promise<boolean> {
  return inTenantSql(
    tenant.id,
    async (query) => {
      const run = await findEdition(query, tenant.id, runId, true)
      if (run?.state !== 'freezing') return true
      const people = await query<
        RowOf<'person', 'id'>
      >(sql`SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenant.id}
        AND p."id" > ${run.reachedId ?? FIRST}::uuid AND p."createdAt" <= ${run.frozenAt} AND ${printableSql(tenant)}
        ORDER BY p."id" LIMIT ${batch}`)
      const ids = people.map(({ id }) => id)
      await query(sql`INSERT INTO "print_entry" ("tenantId", "runId", "personId", "choices")
        SELECT ${tenant.id}::uuid, ${runId}::uuid, one.id, '{}' FROM unnest(${ids}::uuid[]) AS one(id)
        ON CONFLICT ("tenantId", "runId", "personId") DO NOTHING`)
      const isLast = ids.length < batch
      await query(sql`UPDATE "print_run" SET "people" = "people" + ${ids.length}, "reachedId" = ${ids.at(-1) ?? run.reachedId}::uuid,
          "state" = ${isLast ? 'frozen' : 'freezing'}
        WHERE "tenantId" = ${tenant.id} AND "id" = ${runId}`)
      return isLast
    },
    SLOW,
  )
}
