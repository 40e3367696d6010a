/** « Merci » under answers: counted as the viewer may know of who says it (A24). */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { whereListed } from '#app/policy/view.ts'

export interface Thanks {
  thanks: number
  thanked: boolean
}

/** @returns for each of these answers how many thanks the viewer may know of, and whether their own is among them */
export async function readCommentThanks(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Thanks>> {
  const { tenant, ability, viewer } = ctx
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql((query) =>
    query<Thanks & { id: string }>(sql`SELECT k."commentId" AS "id", count(*)::int AS "thanks",
        bool_or(k."personId" = ${viewer.personId ?? null}::uuid) IS TRUE AS "thanked" FROM "comment_thanks" k
      JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = k."personId"
      WHERE k."tenantId" = ${tenant.id} AND k."commentId" = ANY(${[...ids]}::uuid[])
        AND (${toSql(whereListed(ability, 'Person'), 'p')} OR p."id" = ${viewer.personId ?? null}::uuid)
      GROUP BY k."commentId"`),
  )
  return new Map(rows.map(({ id, thanks, thanked }) => [id, { thanks, thanked }]))
}

/** Says thanks for somebody else's answer that the viewer reads, once; said again it is taken back. */
export async function thankComment(ctx: Ctx, query: Query, { postId, id }: { postId: string; id: string }) {
  const { tenant, viewer, now } = ctx
  if (!isUuid(id)) return
  const gone = await query(sql`DELETE FROM "comment_thanks" WHERE "tenantId" = ${tenant.id} AND "commentId" = ${id}
    AND "personId" = ${viewer.personId} RETURNING "commentId"`)
  if (gone.length > 0) return
  await query(sql`INSERT INTO "comment_thanks" ("tenantId", "commentId", "personId", "at")
    SELECT ${tenant.id}::uuid, x."id", ${viewer.personId}::uuid, ${now}::timestamptz FROM "comment" x
    WHERE x."tenantId" = ${tenant.id} AND x."id" = ${id} AND x."postId" = ${postId} AND x."state" = 'published'
      AND x."personId" IS DISTINCT FROM ${viewer.personId}::uuid
      AND ${toSql(whereVisible({ ability: ctx.ability, now }, 'Comment'), 'x')}
    ON CONFLICT DO NOTHING`)
}
