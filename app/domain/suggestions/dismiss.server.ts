/** « Ne plus proposer » holds for good: nothing else ever deletes the row but one of the two people going. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { visiblePerson } from '#app/domain/search/visible-person.server.ts'

/** @returns nothing, whether or not somebody of that handle exists for the viewer */
export async function dismissSuggestion(ctx: Ctx, personId: string, handle: string): Promise<void> {
  await ctx.sql(async (query) => {
    const other = await visiblePerson(ctx, ctx.ability, query, handle)
    if (!other || other.id === personId) return
    await query(sql`INSERT INTO "dismissed_suggestion" ("tenantId", "personId", "otherId", "at")
      VALUES (${ctx.tenant.id}, ${personId}, ${other.id}, ${ctx.now}) ON CONFLICT DO NOTHING`)
  })
}
