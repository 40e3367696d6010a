/** The one secret of a record, for its owner on request. */
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { readSecret } from '#app/domain/people/seal.server.ts'
import type { Owner } from './own-record.server.ts'

/** @returns the code in clear, or null where there is none; each look leaves a trace without the code */
export function revealSecret({ ctx, personId }: Owner): Promise<string | null> {
  return ctx.sql(async (query) => {
    await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
      VALUES (${ctx.tenant.id}, ${uuidv7(ctx.now.getTime())}, ${ctx.now}, ${ctx.viewer.accountId}, 'profile.secret-read', ${personId}, '{}')`)
    return readSecret(query, ctx.tenant.id, personId)
  })
}
