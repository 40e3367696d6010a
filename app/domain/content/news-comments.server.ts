/**
 * Comments on news and « Merci » (S3). Who may not read the news finds no comment on them; authors are shown by the
 * field policy, thanks counted as the viewer may know of who says them (A24).
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { type ShownAuthor, type ShownWords, withAuthors } from '#app/domain/search/authors.server.ts'
import { audienceOfComments, firstCommentState, hidesComment, ownsComment } from '#app/policy/news.rules.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { whereListed } from '#app/policy/view.ts'
import { NO_END, type ThingState } from '#app/vocabulary/things.ts'

/** Comments on one page of news. */
export const COMMENT_ROWS = 50
const COUNTED = 1000

type Row = RowOf<'news_comment', 'id' | 'personId' | 'text' | 'state' | 'createdAt' | 'because'> & {
  state: ThingState
}

const visible = (ctx: Ctx): Sql => toSql(whereVisible(ctx, 'NewsComment'), 'x')

const shownOf = ({ ability }: Ctx, row: Row, author: ShownAuthor | null): ShownWords => ({
  ...{ id: row.id, author, text: row.text, state: row.state, at: row.createdAt.toISOString() },
  because: hidesComment(ability, row) ? row.because : null,
  own: ownsComment(ability, row),
  mayHide: hidesComment(ability, row),
})

/** @returns comments on news that the viewer reads, oldest first; one more than a page tells of others */
export function readNewsComments(ctx: Ctx, newsId: string, page: number): Promise<ShownWords[]> {
  return withAuthors<Row, ShownWords>(
    ctx,
    sql`SELECT x."id", x."personId", x."text", x."state", x."createdAt", x."because" FROM "news_comment" x
      WHERE x."tenantId" = ${ctx.tenant.id} AND x."newsId" = ${newsId} AND ${visible(ctx)}
      ORDER BY x."createdAt", x."id" LIMIT ${COMMENT_ROWS + 1} OFFSET ${(page - 1) * COMMENT_ROWS}`,
    shownOf,
  )
}

/** @returns who wrote the news by name, each as the viewer may know of them; null for one they may not know of */
export function readNewsAuthors(ctx: Ctx, newsId: string): Promise<(ShownAuthor | null)[]> {
  return withAuthors<{ personId: string }, ShownAuthor | null>(
    ctx,
    sql`SELECT x."personId" FROM "news_author" x WHERE x."tenantId" = ${ctx.tenant.id} AND x."newsId" = ${newsId}`,
    (_, __, author) => author,
  )
}

/** @returns how many comments and thanks the viewer may know of, and whether their own thanks are among them */
export async function countAnswers(ctx: Ctx, query: Query, newsId: string) {
  const { tenant, ability, viewer } = ctx
  const own = sql`${viewer.personId ?? null}::uuid`
  const [row] = await query<{ comments: number; thanks: number; thanked: boolean }>(sql`SELECT
    (SELECT count(*)::int FROM (SELECT 1 FROM "news_comment" x WHERE x."tenantId" = ${tenant.id}
      AND x."newsId" = ${newsId} AND ${visible(ctx)} LIMIT ${COUNTED}) seen) AS "comments",
    (SELECT count(*)::int FROM "news_thanks" k JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = k."personId"
      WHERE k."tenantId" = ${tenant.id} AND k."newsId" = ${newsId}
        AND (${toSql(whereListed(ability, 'Person'), 'p')} OR p."id" = ${own})) AS "thanks",
    EXISTS (SELECT 1 FROM "news_thanks" k WHERE k."tenantId" = ${tenant.id} AND k."newsId" = ${newsId}
      AND k."personId" = ${own}) AS "thanked"`)
  return row!
}

/** Adds a comment to news that the caller found the viewer may comment on. @returns the state it begins in */
export async function addNewsComment(
  ctx: Ctx,
  query: Query,
  { newsId, text }: { newsId: string; text: string },
): Promise<ThingState | undefined> {
  const { tenant, viewer, ability, now } = ctx
  // Locked: whom it is for cannot change between the reading and the writing.
  const [news] = await query<
    RowOf<'news', 'audience'>
  >(sql`SELECT "audience" FROM "news" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${newsId} AND "state" = 'published' AND "comments" FOR SHARE`)
  if (!news) return undefined
  const state = firstCommentState(tenant.config, ability)
  await query(sql`INSERT INTO "news_comment" ("tenantId", "id", "newsId", "personId", "text", "state", "audience",
      "visibleFrom", "visibleUntil", "createdAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${newsId}, ${viewer.personId}, ${text}, ${state},
      ${audienceOfComments(news.audience)}, ${now}, ${NO_END}, ${now})`)
  return state
}

/** Comments are for whom the news are, from their change on. */
export async function audienceOfNewsComments({ tenant }: Ctx, query: Query, id: string, news: string): Promise<void> {
  await query(sql`UPDATE "news_comment" SET "audience" = ${audienceOfComments(news)} WHERE "tenantId" = ${tenant.id}
    AND "newsId" = ${id}`)
}

/** Takes a comment out of sight. @returns whether the viewer may, and it was shown or waited */
export async function hideNewsComment(
  ctx: Ctx,
  query: Query,
  { newsId, id, because }: { newsId: string; id: string; because: string | null },
): Promise<boolean> {
  if (!isUuid(id)) return false
  const [row] = await query<RowOf<'news_comment', 'personId'>>(sql`SELECT x."personId" FROM "news_comment" x
    WHERE x."tenantId" = ${ctx.tenant.id} AND x."newsId" = ${newsId} AND x."id" = ${id}
      AND x."state" IN ('published', 'pending') AND ${visible(ctx)} FOR UPDATE`)
  if (!row || !hidesComment(ctx.ability, row)) return false
  await query(sql`UPDATE "news_comment" SET "state" = 'hidden', "because" = ${because}
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
  return true
}

/** « Merci », once; pressed again it is taken back. */
export async function thankForNews({ tenant, viewer, now }: Ctx, query: Query, newsId: string): Promise<void> {
  const gone = await query(sql`DELETE FROM "news_thanks" WHERE "tenantId" = ${tenant.id} AND "newsId" = ${newsId}
    AND "personId" = ${viewer.personId} RETURNING "newsId"`)
  if (gone.length > 0) return
  await query(sql`INSERT INTO "news_thanks" ("tenantId", "newsId", "personId", "at")
    VALUES (${tenant.id}, ${newsId}, ${viewer.personId}, ${now}) ON CONFLICT DO NOTHING`)
}
