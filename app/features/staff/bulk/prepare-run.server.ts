/**
 * Before anything is written: what is to be done is noted on the draft, and counted for the page that asks to confirm.
 */

import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { SLOW } from '#app/db/transaction.ts'
import type { Prepared } from './bulk.schema.ts'
import type { Chosen, Work } from './bulk-kinds.ts'
import type { BulkRun } from './bulk-runs.server.ts'
import { KINDS, readChosen } from './kinds.server.ts'

/** @returns false where the action has begun meanwhile */
export async function prepareRun(ctx: Ctx, runId: string, { action, params }: Prepared): Promise<boolean> {
  const rows = await ctx.sql((query) =>
    query(sql`UPDATE "bulk_run" SET "action" = ${action}, "params" = ${JSON.stringify(params)}::jsonb
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${runId} AND "state" = 'draft' RETURNING "id"`),
  )
  return rows.length > 0
}

export interface Forecast {
  changed: number
  /** People who would be left as they are, by reason. */
  left: Record<string, number>
  /** The first whom it changes: for what a page shows as an example. */
  first?: Chosen
}

const BATCH = 2_000

/** @returns what the action would do now, by the very judgement that carries it out */
export function forecast(ctx: Ctx, run: BulkRun): Promise<Forecast> {
  const kind = KINDS[run.action!]
  const work: Work = { tenant: ctx.tenant, viewer: ctx.viewer, now: ctx.now, runId: run.id }
  return ctx.sql(async (query) => {
    const found: Forecast = { changed: 0, left: {} }
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = sql`r."personId" > ${after}::uuid`
      const some = await readChosen(query, work, { kind, params: run.params }, { rows, most: BATCH })
      for (const one of some) {
        const reason = kind.why(one, run.params, work)
        if (reason) found.left[reason] = (found.left[reason] ?? 0) + 1
        else {
          found.first ??= one
          found.changed += 1
        }
      }
      if (some.length < BATCH) return found
      after = some.at(-1)!.id
    }
  }, SLOW)
}
