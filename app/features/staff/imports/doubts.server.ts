/** The step « Doublons »: lines about whom the plan was not sure, with whom they might be about. */
import { countShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import type { DoubtReason } from './import-plan.ts'
import type { RunPage } from './run-page.server.ts'
import { settleDoubt } from './settle-doubt.server.ts'

/** Lines on one page. */
export const DOUBTS_SHOWN = 25

export interface Candidate {
  id: string
  handle: string
  name: string
  promotion: number | null
}

export interface ShownDoubt {
  line: number
  label: string
  reason: DoubtReason
  /** What the line says, by field. */
  values: Record<string, unknown>
  candidates: Candidate[]
}

interface DoubtRow {
  line: number
  label: string
  body: { reason: DoubtReason; values: Record<string, unknown>; candidates: string[] }
}

/** @returns the first doubtful lines; those that are settled are no longer among them */
export async function readDoubts({ ctx, run }: RunPage): Promise<ShownDoubt[]> {
  const doubts: ShownDoubt[] = await ctx.sql(async (query) => {
    const rows = await query<DoubtRow & object>(sql`
      SELECT "line", "label", "body" FROM "import_decision" WHERE "tenantId" = ${ctx.tenant.id} AND "runId" = ${run.id}
        AND "kind" = 'doubtful' ORDER BY "line" LIMIT ${DOUBTS_SHOWN}`)
    const ids = rows.flatMap(({ body }) => body.candidates)
    const people = ids.length
      ? await query<Candidate & object>(sql`
          SELECT "id", "handle", concat_ws(' ', "firstName", "lastName") AS "name", "promotion" FROM "person"
          WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ANY(${ids}::uuid[])`)
      : []
    const byId = new Map(people.map((person) => [person.id, person]))
    return rows.map(({ line, label, body: { reason, values, candidates } }) => ({
      ...{ line, label, reason, values },
      candidates: candidates.flatMap((id) => byId.get(id) ?? []),
    }))
  })
  await countShown(
    ctx,
    doubts.flatMap(({ candidates }) => candidates),
  )
  return doubts
}

/**
 * Settles what the form answers (`line.12` = a person's id, or `new`); lines without an answer stay doubtful.
 * @returns how many lines were settled
 */
export async function settleDoubts({ ctx, run }: RunPage, form: FormData): Promise<number> {
  let settled = 0
  for (const [name, answer] of form) {
    const line = /^line\.(\d{1,7})$/.exec(name)?.[1]
    if (!line || typeof answer !== 'string') continue
    const isOffered = answer === 'new' || (await isCandidate(ctx.tenant.id, run.id, Number(line), answer))
    if (isOffered && (await settleDoubt(ctx.tenant, { runId: run.id, line: Number(line), answer }))) settled++
  }
  return settled
}

/** Only people the plan itself thought of may be chosen: the form cannot name others. */
async function isCandidate(tenantId: string, runId: string, line: number, id: string): Promise<boolean> {
  const [row] = await inTenantSql(tenantId, (query) =>
    query(sql`SELECT 1 FROM "import_decision" WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} AND "line" = ${line}
      AND "kind" = 'doubtful' AND "body"->'candidates' @> to_jsonb(${id}::text)`),
  )
  return Boolean(row)
}
