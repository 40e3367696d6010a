/** The one secret of a record, for its owner on request. */
import { forbidden } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { readSecret } from '#app/domain/people/seal.server.ts'
import { mayReadSecret } from '#app/policy/ability.ts'
import type { Owner } from './own-record.server.ts'

/**
 * @returns the code in clear, or null where there is none; each look leaves a trace without the code
 * @throws Response 403 for anybody's but one's own
 */
export function revealSecret({ ctx, personId }: Owner): Promise<string | null> {
  if (!mayReadSecret(ctx.ability, personId)) throw forbidden()
  return ctx.sql(async (query) => {
    await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
      VALUES (${ctx.tenant.id}, ${uuidv7(ctx.now.getTime())}, ${ctx.now}, ${ctx.viewer.accountId},
        'profile.secret-read', ${personId}, '{}')`)
    return readSecret(query, ctx.tenant.id, personId)
  })
}
