/** `/admin/contenus` and `/admin/contenus/pages`: all news and all pages of the association, in any state (S3, E7). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { categoryName } from '#app/domain/content/news.server.ts'

/** Beyond, older ones are found by their own page. */
const ROWS = 200

export type DeskState = 'draft' | 'planned' | 'published'

type Line = RowOf<'news', 'id' | 'title' | 'category' | 'audience' | 'state' | 'visibleFrom'>

/** @returns the state as people say it: what is published and still to come is planned */
export function deskState({ state, visibleFrom }: Pick<Line, 'state' | 'visibleFrom'>, now: Date): DeskState {
  if (state !== 'published') return 'draft'
  return visibleFrom > now ? 'planned' : 'published'
}

export async function readNewsDesk(ctx: Ctx) {
  const rows = await ctx.sql((query) =>
    query<Line>(sql`SELECT "id", "title", "category", "audience", "state", "visibleFrom" FROM "news"
      WHERE "tenantId" = ${ctx.tenant.id} ORDER BY "state" = 'published', "visibleFrom" DESC, "id" DESC LIMIT ${ROWS}`),
  )
  return {
    title: ctx.t('contents:title'),
    outcome: ctx.url.searchParams.get('fait'),
    news: rows.map(({ id, title, category, audience, state, visibleFrom }) => ({
      ...{ id, title, audience },
      category: categoryName(ctx, category),
      state: deskState({ state, visibleFrom }, ctx.now),
      at: visibleFrom.toISOString(),
    })),
  }
}

/** Every page, in whatever state; `changed`: its last version is not the one that is shown. */
export async function readPagesDesk(ctx: Ctx) {
  type Line = RowOf<'site_page', 'id' | 'slug' | 'title' | 'section' | 'audience' | 'state'> & { changed: boolean }
  const rows = await ctx.sql((query) =>
    query<Line>(sql`SELECT x."id", x."slug", x."title", x."section", x."audience", x."state",
      x."state" = 'published' AND x."shown" < (SELECT max(v."n") FROM "site_page_version" v
        WHERE v."tenantId" = ${ctx.tenant.id} AND v."pageId" = x."id") AS "changed"
      FROM "site_page" x WHERE x."tenantId" = ${ctx.tenant.id} ORDER BY x."section", x."position", x."title", x."id"
      LIMIT ${ROWS}`),
  )
  return { title: ctx.t('contents:title'), pages: rows, outcome: ctx.url.searchParams.get('fait') }
}
