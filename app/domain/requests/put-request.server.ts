/**
 * What somebody asked for, written down and left for the worker or the staff: the page that takes it looks at nothing.
 */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { named } from '#app/domain/files/loose-files.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import { considerTask } from './consider.task.ts'
import type { RequestKind } from './request-rows.server.ts'

export interface NewRequest {
  kind: RequestKind
  door: Door
  claimed: Record<string, unknown>
  /** The address claimed, lower case. */
  email?: string | undefined
  file?: { key: string; type: string } | undefined
  /** Who asks, where they have signed in. */
  by?: { personId: string; accountId: string } | undefined
}

/** Needs no look at the base before a human does. */
const STRAIGHT_TO_STAFF: readonly RequestKind[] = ['identity', 'joining', 'entity', 'proof']

/**
 * Writes a request down. The page's whole work is this one row, whoever is named in it: what is done about it happens
 * in the worker, so that neither the answer nor its time says who exists.
 */
export async function putRequest(ctx: Ctx, request: NewRequest): Promise<string> {
  const { tenant, now, language } = ctx
  const { kind, door, claimed, email, file, by } = request
  const id = uuidv7(now.getTime())
  const state = STRAIGHT_TO_STAFF.includes(kind) ? 'waiting' : 'new'
  await inTenantSql(tenant.id, async (query, client) => {
    await query(sql`INSERT INTO "access_request" ("tenantId", "id", "kind", "door", "state", "claimed", "email",
      "language",
        "personId", "accountId", "fileKey", "fileType", "createdAt")
      VALUES (${tenant.id}, ${id}, ${kind}, ${door}, ${state}, ${JSON.stringify(claimed)}::jsonb, ${email ?? null},
        ${language}, ${by?.personId ?? null}, ${by?.accountId ?? null}, ${file?.key ?? null}, ${file?.type ?? null},
          ${now})`)
    if (file) await named(query, tenant.id, file.key)
    if (state === 'new') await enqueue(considerTask, { tenantId: tenant.id, requestId: id }, { client })
  })
  return id
}
