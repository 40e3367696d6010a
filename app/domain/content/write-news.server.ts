/** Writing, publishing and withdrawing news (S3). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { dropFiles, loosen } from '#app/domain/files/loose-files.server.ts'
import type { EditorialAudience } from '#app/vocabulary/things.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import type { NewsRow } from './news.server.ts'
import { audienceOfNewsComments } from './news-comments.server.ts'
import { freeSlug, slugOf } from './slugs.ts'

export interface NewsWords {
  title: string
  lead: string | null
  text: string
  category: string
  byline: string | null
  audience: EditorialAudience
  /** People may comment on it. */
  comments: boolean
  /** The person whom the association names as its author; undefined: as it is. */
  authorId: string | null | undefined
}

/** @returns the news for its writers, in any state, locked until the transaction ends; undefined where there is none */
export async function newsToWrite({ tenant }: Ctx, query: Query, id: string): Promise<NewsRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<NewsRow>(
    sql`SELECT * FROM "news" WHERE "tenantId" = ${tenant.id} AND "id" = ${id} FOR UPDATE`,
  )
  return row
}

/** Addresses of other news that begin like this one. */
async function takenBy({ tenant }: Ctx, query: Query, slug: string, id: string): Promise<string[]> {
  const rows = await query<RowOf<'news', 'slug'>>(sql`
    SELECT "slug" FROM "news" WHERE "tenantId" = ${tenant.id} AND "id" <> ${id} AND starts_with("slug", ${slug})`)
  return rows.map((row) => row.slug)
}

/** @returns the address that the title gives, free of others' */
async function addressFor(ctx: Ctx, query: Query, title: string, id: string): Promise<string> {
  const slug = slugOf(title, 'actualite')
  return freeSlug(slug, await takenBy(ctx, query, slug, id))
}

/** @returns the id of a new draft */
export async function addNews(ctx: Ctx, query: Query, words: NewsWords): Promise<string> {
  const { tenant, now } = ctx
  const id = uuidv7(now.getTime())
  const slug = await addressFor(ctx, query, words.title, id)
  await query(sql`INSERT INTO "news" ("tenantId", "id", "slug", "title", "lead", "text", "category", "byline", "state",
      "audience", "comments", "visibleFrom", "visibleUntil", "createdAt")
    VALUES (${tenant.id}, ${id}, ${slug}, ${words.title}, ${words.lead}, ${words.text}, ${words.category},
      ${words.byline}, 'draft', ${words.audience}, ${words.comments}, ${now}, ${NO_END}, ${now})`)
  await nameAuthor(ctx, query, id, words.authorId)
  return id
}

/** Changes the words. The address follows the title while it is a draft, also after a withdrawal. */
export async function changeNews(ctx: Ctx, query: Query, row: NewsRow, words: NewsWords): Promise<void> {
  const { tenant, now } = ctx
  const slug = row.state === 'draft' ? await addressFor(ctx, query, words.title, row.id) : row.slug
  await query(sql`UPDATE "news" SET "title" = ${words.title}, "lead" = ${words.lead}, "text" = ${words.text},
      "category" = ${words.category}, "byline" = ${words.byline}, "audience" = ${words.audience}, "slug" = ${slug},
      "comments" = ${words.comments}, "changedAt" = ${now}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  await audienceOfNewsComments(ctx, query, row.id, words.audience)
  await nameAuthor(ctx, query, row.id, words.authorId)
}

/** Names the person who wrote it, or nobody. */
async function nameAuthor(
  { tenant, now }: Ctx,
  query: Query,
  newsId: string,
  personId: NewsWords['authorId'],
): Promise<void> {
  if (personId === undefined) return
  await query(sql`DELETE FROM "news_author" WHERE "tenantId" = ${tenant.id} AND "newsId" = ${newsId}
    AND "personId" IS DISTINCT FROM ${personId}::uuid`)
  if (!personId) return
  await query(sql`INSERT INTO "news_author" ("tenantId", "newsId", "personId", "at")
    VALUES (${tenant.id}, ${newsId}, ${personId}, ${now}) ON CONFLICT DO NOTHING`)
}

/** Publishes at an instant, past or to come. */
export async function publishNews(ctx: Ctx, query: Query, id: string, at: Date): Promise<void> {
  await query(sql`UPDATE "news" SET "state" = 'published', "visibleFrom" = ${at} WHERE "tenantId" = ${ctx.tenant.id}
    AND "id" = ${id}`)
  await audit(query, ctx, 'news.published', { subjectId: id, detail: { from: at.toISOString() } })
}

/** Back to a draft: gone for everybody but its writers, at once. */
export async function withdrawNews(ctx: Ctx, query: Query, id: string): Promise<void> {
  await query(sql`UPDATE "news" SET "state" = 'draft' WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}`)
  await audit(query, ctx, 'news.withdrawn', { subjectId: id })
}

/** Deletes a draft and its picture. @returns whether it was one */
export async function removeNews(ctx: Ctx, id: string): Promise<boolean> {
  const { tenant, now } = ctx
  const gone = await ctx.sql(async (query) => {
    const row = await newsToWrite(ctx, query, id)
    if (row?.state !== 'draft') return undefined
    const keys = row.pictureKey ? [row.pictureKey] : []
    await query(sql`DELETE FROM "news" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
    await loosen(query, tenant.id, keys, now)
    await audit(query, ctx, 'news.removed', { subjectId: id })
    return keys
  })
  if (gone) await dropFiles(tenant.id, gone)
  return gone !== undefined
}
