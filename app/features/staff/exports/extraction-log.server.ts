/** Who took the base away, when and why: kept before the first byte leaves (P4). */
import type { Ctx } from '#app/context/open.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import type { FileName } from './extraction-files.server.ts'

const ACTION = 'people.extracted'

export interface PastExtraction {
  id: string
  at: string
  accountId: string | null
  /** Login of who did it; null where that account is gone. */
  by: string | null
  reason: string
  format: string
  count: number
  /** Who was taken, by the filters of the members' list; null: everybody. */
  filters: Record<string, string> | null
  /** How many columns were chosen; null: all. */
  columns: number | null
}

/** Filters whose value is a closed word; of the others, which may be somebody's name, the log has the name alone. */
const CLOSED = ['promo', 'role', 'etat', 'liste'] as const

export interface Extraction {
  reason: string
  format: FileName
  filters: Readonly<Record<string, string>>
  columns: readonly string[] | null
  /** What the person `p` has to meet. */
  where: Sql
}

/** Writes the trace; without it there is no file. */
export function recordExtraction(ctx: Ctx, { reason, format, filters, columns, where }: Extraction): Promise<void> {
  const told = Object.entries(filters).map(([name, value]) => [name, isOneOf(CLOSED, name) ? value : ''])
  const narrowed = JSON.stringify({
    ...(told.length > 0 ? { filters: Object.fromEntries(told) } : {}),
    ...(columns ? { columns } : {}),
  })
  return ctx.sql(async (query) => {
    await query(sql`
      INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "detail")
      SELECT ${ctx.tenant.id}::uuid, ${uuidv7(ctx.now.getTime())}::uuid, ${ctx.now}::timestamptz,
        ${ctx.viewer.accountId}::uuid, ${ACTION},
        jsonb_build_object('reason', ${reason}::text, 'format', ${format}::text, 'count', count(*))
          || ${narrowed}::jsonb
      FROM "person" p WHERE p."tenantId" = ${ctx.tenant.id} AND ${where} RETURNING 1`)
  })
}

/** @returns the last fifty, newest first. */
export function pastExtractions({ tenant, sql: run }: Pick<Ctx, 'tenant' | 'sql'>): Promise<PastExtraction[]> {
  return run(async (query: Query) => {
    const rows = await query<Omit<PastExtraction, 'at'> & { at: Date }>(sql`
      SELECT e."id", e."at", e."accountId", a."login" AS "by", e."detail"->>'reason' AS "reason", e."detail"->>'format' AS "format",
        (e."detail"->>'count')::int AS "count", e."detail"->'filters' AS "filters",
        jsonb_array_length(e."detail"->'columns') AS "columns"
      FROM "audit_event" e LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."id" = e."accountId"
      WHERE e."tenantId" = ${tenant.id} AND e."action" = ${ACTION} ORDER BY e."at" DESC, e."id" DESC LIMIT 50`)
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  })
}
