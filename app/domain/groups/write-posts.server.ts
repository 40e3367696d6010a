/** Writing in a group: articles, answers, « Merci »; changing, pinning and hiding them (E7, I15; A21). */

import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { firstState } from '#app/policy/group.rules.ts'
import type { PostAudience, ThingState } from '#app/vocabulary/things.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import type { FoundGroup } from './find-groups.server.ts'
import { changePictures, type PictureChanges, settlePictures } from './post-pictures.server.ts'
import { visibleSql } from './visible-things.server.ts'

export interface WrittenPost {
  id: string
  state: ThingState
  /** Keys of files that no row names any more: to be dropped after the commit. */
  loose: string[]
}

export interface PostWords {
  title: string
  text: string
  audience: PostAudience
}

/** @returns the article's id and the state it begins in */
export async function addPost(
  ctx: Ctx,
  query: Query,
  group: FoundGroup,
  { title, text, audience, pictures }: PostWords & { pictures: PictureChanges },
): Promise<WrittenPost> {
  const { tenant, viewer, now } = ctx
  const id = uuidv7(now.getTime())
  const state = firstState(tenant.config, ctx.ability, group.id)
  await query(sql`INSERT INTO "post" ("tenantId", "id", "groupId", "personId", "title", "text", "state", "audience",
      "visibleFrom", "visibleUntil", "createdAt")
    VALUES (${tenant.id}, ${id}, ${group.id}, ${viewer.personId}, ${title}, ${text}, ${state}, ${audience}, ${now},
      ${NO_END}, ${now})`)
  await changePictures(ctx, query, { postId: id, groupId: group.id, waits: false }, pictures)
  return { id, state, loose: [] }
}

/**
 * Changes one's own article. Where the association reads first and the article is shown already, the change waits
 * beside it and the approved words stay (A21).
 */
export async function changePost(
  ctx: Ctx,
  query: Query,
  { id, groupId, words, pictures }: { id: string; groupId: string; words: PostWords; pictures: PictureChanges },
): Promise<WrittenPost> {
  const { tenant, viewer, now } = ctx
  const { title, text, audience } = words
  const state = firstState(tenant.config, ctx.ability, groupId)
  const [before] = await query<RowOf<'post', 'state'>>(sql`SELECT "state" FROM "post" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id} AND "personId" = ${viewer.personId} FOR UPDATE`)
  if (!before) return { id, state, loose: [] }
  const waits = state === 'pending' && before.state === 'published'
  const loose = await changePictures(ctx, query, { postId: id, groupId, waits }, pictures)
  if (!waits) loose.push(...(await settlePictures(ctx, query, id, true)))
  if (state === 'published')
    await query(sql`UPDATE "post" SET "title" = ${title}, "text" = ${text}, "audience" = ${audience},
        "state" = CASE WHEN "state" IN ('pending', 'refused') THEN 'published' ELSE "state" END, "changedAt" = ${now},
        "newTitle" = NULL, "newText" = NULL, "newAudience" = NULL
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "personId" = ${viewer.personId}`)
  else
    await query(sql`UPDATE "post" SET "changedAt" = ${now},
        "title" = CASE WHEN "state" = 'published' THEN "title" ELSE ${title} END,
        "text" = CASE WHEN "state" = 'published' THEN "text" ELSE ${text} END,
        "audience" = CASE WHEN "state" = 'published' THEN "audience" ELSE ${audience} END,
        "newTitle" = CASE WHEN "state" = 'published' THEN ${title} END,
        "newText" = CASE WHEN "state" = 'published' THEN ${text} END,
        "newAudience" = CASE WHEN "state" = 'published' THEN ${audience} END,
        "state" = CASE WHEN "state" = 'refused' THEN 'pending' ELSE "state" END, "because" = NULL
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id} AND "personId" = ${viewer.personId}`)
  await audienceOfAnswers(ctx, query, id)
  return { id, state, loose }
}

/** Answers are for whom the article is, from its change on. */
export async function audienceOfAnswers({ tenant }: Pick<Ctx, 'tenant'>, query: Query, postId: string): Promise<void> {
  await query(sql`UPDATE "comment" c SET "audience" = x."audience" FROM "post" x WHERE x."tenantId" = ${tenant.id}
    AND x."id" = ${postId} AND c."tenantId" = ${tenant.id} AND c."postId" = x."id"
    AND c."audience" <> x."audience"`)
}

/**
 * Answers an article that the viewer reads. The answer is for whom the article is, and is found by nobody who does not
 * find the article.
 * @returns undefined where the article is gone for the viewer
 */
export async function addComment(
  ctx: Ctx,
  query: Query,
  { postId, text }: { postId: string; text: string },
): Promise<{ id: string; state: ThingState } | undefined> {
  const { tenant, viewer, now } = ctx
  const [post] = await query<RowOf<'post', 'groupId' | 'audience' | 'cohort'>>(sql`
    SELECT x."groupId", x."audience", x."cohort" FROM "post" x WHERE x."tenantId" = ${tenant.id} AND x."id" = ${postId}
      AND x."state" = 'published' AND ${visibleSql(ctx, 'Post')} FOR SHARE`)
  if (!post) return undefined
  const id = uuidv7(now.getTime())
  const state = firstState(tenant.config, ctx.ability, post.groupId)
  await query(sql`INSERT INTO "comment" ("tenantId", "id", "postId", "groupId", "personId", "text", "state", "audience",
      "cohort", "visibleFrom", "visibleUntil", "createdAt")
    VALUES (${tenant.id}, ${id}, ${postId}, ${post.groupId}, ${viewer.personId}, ${text}, ${state}, ${post.audience},
      ${post.cohort}, ${now}, ${NO_END}, ${now})`)
  return { id, state }
}

/** « Merci », once; pressed again it is taken back. */
export async function thank({ tenant, viewer, now }: Ctx, query: Query, postId: string): Promise<void> {
  const gone = await query(sql`DELETE FROM "post_thanks" WHERE "tenantId" = ${tenant.id} AND "postId" = ${postId}
    AND "personId" = ${viewer.personId} RETURNING "postId"`)
  if (gone.length > 0) return
  await query(sql`INSERT INTO "post_thanks" ("tenantId", "postId", "personId", "at")
    VALUES (${tenant.id}, ${postId}, ${viewer.personId}, ${now}) ON CONFLICT DO NOTHING`)
}

/** Stands above the others, or no longer. */
export async function pinPost({ tenant, now }: Ctx, query: Query, id: string, pinned: boolean): Promise<void> {
  const at = pinned ? now : null
  await query(sql`UPDATE "post" SET "pinnedAt" = ${at}::timestamptz WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
}

/** Takes an article or an answer out of sight, or shows it again. @param because told to the author */
export async function hideThing(
  { tenant }: Ctx,
  query: Query,
  thing: 'post' | 'comment',
  { id, hidden, because }: { id: string; hidden: boolean; because: string | null },
): Promise<void> {
  const [from, to] = hidden ? ['published', 'hidden'] : ['hidden', 'published']
  const table = thing === 'post' ? sql`"post"` : sql`"comment"`
  await query(sql`UPDATE ${table} SET "state" = ${to}, "because" = ${because} WHERE "tenantId" = ${tenant.id}
    AND "id" = ${id} AND "state" = ${from}`)
}
