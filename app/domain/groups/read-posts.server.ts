/**
 * Articles and answers as this viewer may read them. Each statement carries `whereVisible`; authors are shown by the
 * field policy, and one whom the viewer may not know of is « Un membre ».
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { type ShownAuthor, type ShownWords, withAuthors } from '#app/domain/search/authors.server.ts'
import { hides, rewrites } from '#app/policy/group.rules.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { whereListed } from '#app/policy/view.ts'
import type { ThingAudience, ThingState } from '#app/vocabulary/things.ts'
import { picturesOf, type ShownPicture } from './post-pictures.server.ts'
import { visibleSql } from './visible-things.server.ts'

export const POST_ROWS = 20
/** Answers on one page of an article. */
export const COMMENT_ROWS = 50
const COUNTED = 1000

export interface ShownPost extends ShownWords {
  title: string
  audience: ThingAudience
  pinned: boolean
  comments: number
  thanks: number
  thanked: boolean
  /** The author reads what waits for a moderator. */
  changed: { title: string; text: string; audience: ThingAudience } | null
  pictures: ShownPicture[]
}

export type ShownComment = ShownWords

interface Row {
  id: string
  personId: string | null
  groupId: string
  text: string
  state: ThingState
  createdAt: Date
  because: string | null
}

interface PostRow extends Row {
  title: string
  audience: ThingAudience
  pinned: boolean
  comments: number
  thanks: number
  thanked: boolean
  newTitle: string | null
  newText: string | null
  newAudience: ThingAudience | null
}

const postColumns = (ctx: Ctx): Sql => {
  const { tenant, viewer } = ctx
  return sql`x."id", x."personId", x."groupId", x."title", x."text", x."state", x."audience", x."createdAt",
    x."because", x."pinnedAt" IS NOT NULL AS "pinned", x."newTitle", x."newText", x."newAudience",
    (SELECT count(*)::int FROM (SELECT 1 FROM "comment" c WHERE c."tenantId" = ${tenant.id} AND c."postId" = x."id"
      AND ${toSql(whereVisible({ ability: ctx.ability, now: ctx.now }, 'Comment'), 'c')} LIMIT ${COUNTED}) seen)
      AS "comments",
    (SELECT count(*)::int FROM "post_thanks" k JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = k."personId"
      WHERE k."tenantId" = ${tenant.id} AND k."postId" = x."id" AND ${toSql(whereListed(ctx.ability, 'Person'), 'p')})
      AS "thanks",
    EXISTS (SELECT 1 FROM "post_thanks" k WHERE k."tenantId" = ${tenant.id} AND k."postId" = x."id"
      AND k."personId" = ${viewer.personId ?? null}::uuid) AS "thanked"`
}

/** @returns articles of a group, pinned ones first, then the newest; one more than a page tells of others */
export function readPosts(ctx: Ctx, groupId: string, page: number): Promise<ShownPost[]> {
  return withPictures(
    ctx,
    sql`SELECT ${postColumns(ctx)} FROM "post" x
      WHERE x."tenantId" = ${ctx.tenant.id} AND x."groupId" = ${groupId} AND ${visibleSql(ctx, 'Post')}
      ORDER BY x."pinnedAt" DESC NULLS LAST, x."visibleFrom" DESC, x."id" DESC
      LIMIT ${POST_ROWS + 1} OFFSET ${(page - 1) * POST_ROWS}`,
  )
}

/** @returns undefined for an article that is hidden from this viewer as for one that is not there */
export async function readPost(ctx: Ctx, groupId: string, id: string): Promise<ShownPost | undefined> {
  if (!isUuid(id)) return undefined
  const statement = sql`SELECT ${postColumns(ctx)} FROM "post" x WHERE x."tenantId" = ${ctx.tenant.id}
    AND x."id" = ${id} AND x."groupId" = ${groupId} AND ${visibleSql(ctx, 'Post')}`
  const [post] = await withPictures(ctx, statement)
  return post
}

async function withPictures(ctx: Ctx, statement: Sql): Promise<ShownPost[]> {
  const posts = await withAuthors(ctx, statement, postOf)
  const pictures = await picturesOf(
    ctx,
    posts.map(({ id }) => id),
  )
  return posts.map((post) => ({ ...post, pictures: pictures.get(post.id) ?? [] }))
}

/** Answers under an article that the viewer reads, oldest first. @param page from 1 */
export function readComments(ctx: Ctx, postId: string, page: number): Promise<ShownComment[]> {
  return withAuthors(
    ctx,
    sql`SELECT x."id", x."personId", x."groupId", x."text", x."state", x."createdAt", x."because" FROM "comment" x
      WHERE x."tenantId" = ${ctx.tenant.id} AND x."postId" = ${postId} AND ${visibleSql(ctx, 'Comment')}
      ORDER BY x."createdAt", x."id" LIMIT ${COMMENT_ROWS + 1} OFFSET ${(page - 1) * COMMENT_ROWS}`,
    writtenOf,
  )
}

function writtenOf({ ability }: Ctx, row: Row, author: ShownAuthor | null): ShownWords {
  return {
    id: row.id,
    author,
    text: row.text,
    state: row.state,
    at: row.createdAt.toISOString(),
    // Between who decided and who wrote.
    because: hides(ability, row) ? row.because : null,
    own: rewrites(ability, row),
    mayHide: hides(ability, row),
  }
}

function postOf(ctx: Ctx, row: PostRow, author: ShownAuthor | null): Omit<ShownPost, 'pictures'> {
  const written = writtenOf(ctx, row, author)
  const changed =
    row.newText !== null && written.mayHide
      ? { title: row.newTitle ?? row.title, text: row.newText, audience: row.newAudience ?? row.audience }
      : null
  const { title, audience, pinned, comments, thanks, thanked } = row
  return { ...written, title, audience, pinned, comments, thanks, thanked, changed }
}
