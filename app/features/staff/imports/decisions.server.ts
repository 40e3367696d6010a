/** The step « Vérification »: what each line would do, or did, one kind at a time. */
import { type Sql, sql } from '#app/db/sql.ts'
import type { CellIssue } from './clean-row.ts'
import type { Change } from './import-plan.ts'
import type { Outcome } from './import-tables.ts'
import type { RunPage } from './run-page.server.ts'

export const TABS = ['created', 'updated', 'conflicts', 'doubtful', 'refused', 'erased', 'absent', 'issues'] as const
export type Tab = (typeof TABS)[number]

export const PAGE = 50

export interface ShownDecision {
  /** Below 0 for somebody the file leaves out. */
  line: number
  kind: string
  label: string
  /** Of the person's record, where there is one already. */
  handle: string | null
  reason: string | null
  changes: Change[]
  conflicts: Change[]
  issues: CellIssue[]
  /** A diploma the person did not have. */
  added: Record<string, unknown> | null
  /** What a new person is brought with. */
  values: Record<string, unknown> | null
}

const WHICH: Record<Tab, Sql> = {
  created: sql`d."kind" = 'create'`,
  updated: sql`d."kind" = 'update' AND (d."body"->'changes' <> '[]'::jsonb OR d."body"->'added' IS NOT NULL)`,
  conflicts: sql`d."kind" = 'update' AND d."body"->'conflicts' <> '[]'::jsonb`,
  doubtful: sql`d."kind" = 'doubtful'`,
  refused: sql`d."kind" = 'refused'`,
  erased: sql`d."kind" = 'erased'`,
  absent: sql`d."kind" = 'absent'`,
  issues: sql`d."kind" IN ('create', 'update', 'doubtful', 'refused') AND d."body"->'issues' <> '[]'::jsonb`,
}

/** @returns one page of a tab in file order, and whether another follows */
export async function readDecisions(
  { ctx, run }: RunPage,
  tab: Tab,
  page: number,
): Promise<{ rows: ShownDecision[]; more: boolean }> {
  const order = tab === 'absent' ? sql`d."line" DESC` : sql`d."line"`
  const rows = await ctx.sql((query) =>
    query<ShownDecision & object>(sql`
      SELECT d."line", d."kind", d."label", p."handle", d."body"->>'reason' AS "reason",
        coalesce(d."body"->'changes', '[]') AS "changes", coalesce(d."body"->'conflicts', '[]') AS "conflicts",
        coalesce(d."body"->'issues', '[]') AS "issues", d."body"->'added'->'values' AS "added",
        (d."body"->'values') || coalesce(d."body"->'diploma'->'values', '{}') AS "values"
      FROM "import_decision" d
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = d."personId"
      WHERE d."tenantId" = ${ctx.tenant.id} AND d."runId" = ${run.id} AND ${WHICH[tab]}
      ORDER BY ${order} LIMIT ${PAGE + 1} OFFSET ${(page - 1) * PAGE}`),
  )
  return { rows: rows.slice(0, PAGE), more: rows.length > PAGE }
}

export interface ShownOutcome {
  line: number
  label: string
  handle: string | null
  outcome: Outcome
}

/** @returns the first lines that did not end as planned: values and people that were kept */
export function readOutcomes({ ctx, run }: RunPage, most = 200): Promise<ShownOutcome[]> {
  return ctx.sql((query) =>
    query<ShownOutcome & object>(sql`
      SELECT d."line", d."label", p."handle", d."outcome" FROM "import_decision" d
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = d."personId"
      WHERE d."tenantId" = ${ctx.tenant.id} AND d."runId" = ${run.id} AND d."writes" AND d."outcome" IS NOT NULL
      ORDER BY d."line" LIMIT ${most}`),
  )
}
