/** What a person's groups published lately, for their front page: titles alone, so that nobody is shown by it. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { findGroups } from './find-groups.server.ts'
import { visibleSql } from './visible-things.server.ts'

export interface RecentPost {
  id: string
  title: string
  at: string
  group: { slug: string; name: string }
}

/** @returns the newest articles of the viewer's groups that they did not mute, at most so many */
export async function readRecentPosts(ctx: Ctx, most: number): Promise<RecentPost[]> {
  const { tenant, viewer } = ctx
  if (!viewer.personId || !viewer.groupIds) return []
  return ctx.sql(async (query) => {
    const groups = new Map((await findGroups(ctx, query)).map((group) => [group.id, group]))
    const heard = (viewer.groupIds ?? []).filter((id) => groups.get(id)?.mine.muted === false)
    const rows = await query<RowOf<'post', 'id' | 'groupId' | 'title' | 'visibleFrom'>>(sql`
      SELECT x."id", x."groupId", x."title", x."visibleFrom" FROM "post" x
      WHERE x."tenantId" = ${tenant.id} AND x."groupId" = ANY(${heard}::uuid[]) AND x."state" = 'published'
        AND ${visibleSql(ctx, 'Post')} ORDER BY x."visibleFrom" DESC, x."id" DESC LIMIT ${most}`)
    return rows.map(({ id, groupId, title, visibleFrom }) => {
      const { slug, name } = groups.get(groupId)!
      return { id, title, at: visibleFrom.toISOString(), group: { slug, name } }
    })
  })
}
