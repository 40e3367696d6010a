/** Requests that wait for the staff, counted by queue. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isPaidFor } from '#app/domain/sales/papers-asked.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { JUDGED_KINDS } from './request-rows.server.ts'

export const QUEUES = [...JUDGED_KINDS, 'company', 'school'] as const
export type Queue = (typeof QUEUES)[number]

export type Counts = Record<Queue, number>

/** @returns how many wait in each queue. */
export async function readCounts(query: Query, tenantId: string): Promise<Counts> {
  const rows = await query<{ queue: Queue; count: number }>(sql`
    SELECT r."kind" AS "queue", count(*)::int AS "count" FROM "access_request" r
    WHERE r."tenantId" = ${tenantId} AND r."state" = 'waiting' AND (r."kind" <> 'proof' OR ${isPaidFor(tenantId)})
    GROUP BY r."kind"
    UNION ALL SELECT "kind", count(*)::int FROM "organisation"
    WHERE "tenantId" = ${tenantId} AND "validatedAt" IS NULL AND "refusedAt" IS NULL GROUP BY "kind"`)
  const counts = Object.fromEntries(QUEUES.map((queue) => [queue, 0])) as Counts
  for (const { queue, count } of rows) if (isOneOf(QUEUES, queue)) counts[queue] = count
  return counts
}
