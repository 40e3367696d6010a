/** Bulk actions as rows: begun from a selection, found, moved from state to state. */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { withinUndo } from '#app/domain/runs/runs.ts'
import { conditionsOf } from '#app/domain/search/members.server.ts'
import type { MembersQuery } from '#app/domain/search/members-address.ts'
import type { BulkAction } from '#app/policy/bulk.rules.ts'
import { whereListed } from '#app/policy/view.ts'

/** draft → running → done → undoing → undone; `stopped` where who began it may no longer. */
export type BulkState = 'draft' | 'running' | 'done' | 'stopped' | 'undoing' | 'undone'

export interface BulkRun
  extends RowOf<
    'bulk_run',
    'id' | 'people' | 'accountId' | 'createdAt' | 'startedAt' | 'endedAt' | 'undoneAt' | 'undoneBy'
  > {
  state: BulkState
  action: BulkAction | null
  params: Record<string, unknown>
}

/** People ticked one by one, or everybody whom a search finds at this instant. */
export type Selection = { handles: readonly string[] } | { query: MembersQuery }

/** More than any association has. */
const MOST = 250_000

/** @returns the id of a draft that holds whom the selection means now; undefined where that is nobody */
export function beginRun(ctx: Ctx, selection: Selection): Promise<string | undefined> {
  const id = uuidv7(ctx.now.getTime())
  const { tenant, viewer, now } = ctx
  return ctx.sql(
    async (query) => {
      await query(sql`
        INSERT INTO "bulk_run" ("tenantId", "id", "state", "people", "accountId", "createdAt")
        VALUES (${tenant.id}, ${id}, 'draft', 0, ${viewer.accountId ?? null}::uuid, ${now})`)
      const [{ people } = { people: 0 }] = await query<{ people: number }>(sql`
        WITH chosen AS (INSERT INTO "bulk_row" ("tenantId", "runId", "personId")
          SELECT p."tenantId", ${id}::uuid, p."id" FROM "person" p WHERE ${whereChosen(ctx, selection)} LIMIT ${MOST}
          RETURNING 1)
        SELECT count(*)::int AS "people" FROM chosen`)
      const run = sql`"tenantId" = ${tenant.id} AND "id" = ${id}`
      if (people === 0) await query(sql`DELETE FROM "bulk_run" WHERE ${run}`)
      else await query(sql`UPDATE "bulk_run" SET "people" = ${people} WHERE ${run}`)
      return people > 0 ? id : undefined
    },
    { statementTimeout: 60_000 },
  )
}

function whereChosen(ctx: Ctx, selection: Selection): Sql {
  if ('query' in selection) return join(conditionsOf(ctx, selection.query), ' AND ')
  return sql`p."tenantId" = ${ctx.tenant.id} AND ${toSql(whereListed(ctx.ability, 'Person'), 'p')}
    AND p."handle" = ANY(${[...selection.handles]}::text[])`
}

/** @returns undefined where this association has no such action */
export async function findRun(query: Query, tenantId: string, id: string): Promise<BulkRun | undefined> {
  const [run] = await query<BulkRun>(sql`SELECT * FROM "bulk_run" WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
  return run
}

/** @returns the run with its row locked: two workers never take the same step. */
export async function lockRun(query: Query, tenantId: string, id: string): Promise<BulkRun> {
  const [run] = await query<BulkRun>(sql`
    SELECT * FROM "bulk_run" WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR UPDATE`)
  if (!run) throw new Error(`there is no bulk action ${id}`)
  return run
}

export type ListedRun = BulkRun & { by: string | null }

/** @returns the latest actions, newest first; drafts nobody went on with are left out. */
export function listRuns(query: Query, tenantId: string): Promise<ListedRun[]> {
  return query<ListedRun>(sql`
    SELECT r.*, a."login" AS "by" FROM "bulk_run" r
    LEFT JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = r."accountId"
    WHERE r."tenantId" = ${tenantId} AND r."state" <> 'draft' ORDER BY r."createdAt" DESC, r."id" DESC LIMIT 50`)
}

/** @returns how many people stand where: `done`, or `skipped same` with its reason. */
export async function countRows(query: Query, tenantId: string, runId: string): Promise<Record<string, number>> {
  const rows = await query<{ key: string; count: number }>(sql`
    SELECT concat_ws(' ', "state", "reason") AS "key", count(*)::int AS "count" FROM "bulk_row"
    WHERE "tenantId" = ${tenantId} AND "runId" = ${runId} GROUP BY 1`)
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
}

/** @returns whether the action can be taken back at this instant */
export function isUndoable({ state, startedAt }: Pick<BulkRun, 'state' | 'startedAt'>, now: Date): boolean {
  return ['running', 'done', 'stopped'].includes(state) && withinUndo(startedAt, now)
}
