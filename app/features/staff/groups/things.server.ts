/** `/admin/publications`: a decision, and that its author is told (A21). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { type Decision, decideWaiting } from '#app/domain/groups/moderate.server.ts'
import { putNotice } from '#app/domain/notices/put-notices.server.ts'

/** @returns as `decideWaiting` */
export function decide(ctx: Ctx, decision: Decision): ReturnType<typeof decideWaiting> {
  return ctx.sql(async (query) => {
    const decided = await decideWaiting(ctx, query, decision)
    const { kind, id: subjectId } = decision
    // Documents and mails of groups have pages of their own.
    if (decided === 'gone' || kind === 'document' || kind === 'mail') return decided
    const table = kind === 'comment' ? sql`"comment"` : sql`"post"`
    const [row] = await query<{ groupId: string; personId: string | null }>(sql`SELECT "groupId", "personId"
      FROM ${table} WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${subjectId}`)
    if (row?.personId)
      await putNotice({ query, ...ctx }, { kind: 'decided', subjectId, placeId: row.groupId }, row.personId)
    return decided
  })
}
