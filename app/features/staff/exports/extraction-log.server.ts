/** Who took the base away, when and why: kept before the first byte leaves (P4). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { FileName } from './extraction-files.server.ts'

const ACTION = 'people.extracted'

export interface PastExtraction {
  id: string
  at: string
  /** Login of who did it; null where that account is gone. */
  by: string | null
  reason: string
  format: string
  count: number
}

/** Writes the trace; without it there is no file. */
export function recordExtraction(ctx: Ctx, { reason, format }: { reason: string; format: FileName }): Promise<void> {
  return ctx.sql(async (query) => {
    await query(sql`
      INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "detail")
      SELECT ${ctx.tenant.id}::uuid, ${uuidv7(ctx.now.getTime())}::uuid, ${ctx.now}::timestamptz,
        ${ctx.viewer.accountId}::uuid, ${ACTION},
        jsonb_build_object('reason', ${reason}::text, 'format', ${format}::text, 'count', count(*))
      FROM "person" WHERE "tenantId" = ${ctx.tenant.id} RETURNING 1`)
  })
}

/** @returns the last fifty, newest first. */
export function pastExtractions({ tenant, sql: run }: Pick<Ctx, 'tenant' | 'sql'>): Promise<PastExtraction[]> {
  return run(async (query: Query) => {
    const rows = await query<Omit<PastExtraction, 'at'> & { at: Date }>(sql`
      SELECT e."id", e."at", a."login" AS "by", e."detail"->>'reason' AS "reason", e."detail"->>'format' AS "format",
        (e."detail"->>'count')::int AS "count"
      FROM "audit_event" e LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."id" = e."accountId"
      WHERE e."tenantId" = ${tenant.id} AND e."action" = ${ACTION} ORDER BY e."at" DESC, e."id" DESC LIMIT 50`)
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
  })
}
