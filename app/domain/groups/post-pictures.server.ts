/**
 * Pictures of articles (I15): found only by way of an article that the viewer reads. Where the association reads first,
 * what an author adds to an approved article, or takes away, waits as its changed words do (A21).
 */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { SentFile } from '#app/domain/files/judge-file.server.ts'
import { keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import { declaredSize } from '#app/domain/files/picture-size.ts'
import { seesWaitingPicture } from '#app/policy/group.rules.ts'
import { visibleSql } from './visible-things.server.ts'

export const MOST_PICTURES = 4
/** Pictures on one page of the gallery. */
export const GALLERY_ROWS = 24

export interface ShownPicture {
  id: string
  /** What it shows, for who does not see it. */
  alt: string
  width: number
  height: number
  /** `added`: waits with the change · `removed`: is shown until the change is approved. */
  state: 'shown' | 'added' | 'removed'
}

type Row = RowOf<'post_picture', 'id' | 'postId' | 'personId' | 'groupId' | 'alt' | 'width' | 'height'> &
  Pick<ShownPicture, 'state'>

/** @returns pictures of articles that the viewer reads, by article, in the order of their places */
export async function picturesOf(ctx: Ctx, postIds: readonly string[]): Promise<Map<string, ShownPicture[]>> {
  const found = new Map<string, ShownPicture[]>()
  if (postIds.length === 0) return found
  const rows = await ctx.sql((query) =>
    query<Row>(sql`SELECT k."id", k."postId", k."personId", k."groupId", k."alt", k."width", k."height", k."state"
      FROM "post_picture" k WHERE k."tenantId" = ${ctx.tenant.id} AND k."postId" = ANY(${[...postIds]}::uuid[])
      ORDER BY k."postId", k."place", k."id"`),
  )
  for (const { id, postId, alt, width, height, state, ...whose } of rows) {
    if (state === 'added' && !seesWaitingPicture(ctx.ability, whose)) continue
    found.set(postId, [...(found.get(postId) ?? []), { id, alt, width, height, state }])
  }
  return found
}

/** @returns where the bytes lie, for whoever reads the article now */
export async function findPicture(ctx: Ctx, query: Query, groupId: string, id: string): Promise<string | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<Row & { fileKey: string }>(sql`SELECT k."fileKey", k."state", k."personId", k."groupId"
    FROM "post_picture" k JOIN "post" x ON x."tenantId" = ${ctx.tenant.id} AND x."id" = k."postId"
    WHERE k."tenantId" = ${ctx.tenant.id} AND k."id" = ${id} AND k."groupId" = ${groupId}
      AND ${visibleSql(ctx, 'Post')}`)
  return row && (row.state !== 'added' || seesWaitingPicture(ctx.ability, row)) ? row.fileKey : undefined
}

export interface GalleryPicture extends ShownPicture {
  post: { id: string; title: string }
}

/** @returns pictures of published articles that the viewer reads, newest first; one more than a page tells of others */
export async function readGallery(ctx: Ctx, groupId: string, page: number): Promise<GalleryPicture[]> {
  const rows = await ctx.sql((query) =>
    query<Row & { title: string }>(sql`SELECT k."id", k."postId", k."alt", k."width", k."height", k."state", x."title"
      FROM "post_picture" k JOIN "post" x ON x."tenantId" = ${ctx.tenant.id} AND x."id" = k."postId"
      WHERE k."tenantId" = ${ctx.tenant.id} AND k."groupId" = ${groupId} AND k."state" <> 'added'
        AND x."state" = 'published' AND ${visibleSql(ctx, 'Post')}
      ORDER BY x."visibleFrom" DESC, x."id" DESC, k."place", k."id"
      LIMIT ${GALLERY_ROWS + 1} OFFSET ${(page - 1) * GALLERY_ROWS}`),
  )
  return rows.map(({ id, alt, width, height, state, postId, title }) => {
    return { id, alt, width, height, state, post: { id: postId, title } }
  })
}

/** A picture that came with a form, drawn anew, and what it shows. */
export interface SentPicture {
  file: SentFile
  alt: string
}

export interface KeptPicture extends SentPicture {
  key: string
}

/** Stores bytes one after another, then what names them all; should anything fail, nothing stays behind. */
export function keepPictures<T>(
  tenantId: string,
  pictures: readonly SentPicture[],
  use: (kept: readonly KeptPicture[]) => Promise<T>,
  kept: readonly KeptPicture[] = [],
): Promise<T> {
  const [next, ...rest] = pictures
  if (!next) return use(kept)
  const { bytes, extension, contentType } = next.file
  return keepFile(tenantId, bytes, { folder: 'groups', extension, contentType }, (key) =>
    keepPictures(tenantId, rest, use, [...kept, { ...next, key }]),
  )
}

export interface PictureChanges {
  add: readonly KeptPicture[]
  /** Ids of those to take away; of other articles' nothing happens. */
  remove: readonly string[]
}

/**
 * Adds and takes away pictures of one's own article.
 * @param waits the article is approved and its change is not
 * @returns keys of files that no row names any more, to be dropped after the commit
 */
export async function changePictures(
  ctx: Ctx,
  query: Query,
  { postId, groupId, waits }: { postId: string; groupId: string; waits: boolean },
  { add, remove }: PictureChanges,
): Promise<string[]> {
  const { tenant, viewer, now } = ctx
  const gone = waits ? sql`"state" = 'added'` : sql`TRUE`
  const rows = await query<RowOf<'post_picture', 'fileKey'>>(sql`DELETE FROM "post_picture"
    WHERE "tenantId" = ${tenant.id} AND "postId" = ${postId} AND "id" = ANY(${[...remove]}::uuid[]) AND ${gone}
    RETURNING "fileKey"`)
  if (waits)
    await query(sql`UPDATE "post_picture" SET "state" = 'removed' WHERE "tenantId" = ${tenant.id}
      AND "postId" = ${postId} AND "id" = ANY(${[...remove]}::uuid[])`)
  const [last] = await query<{ place: number }>(sql`SELECT coalesce(max("place"), 0)::int AS "place" FROM "post_picture"
    WHERE "tenantId" = ${tenant.id} AND "postId" = ${postId}`)
  for (const [i, { file, alt, key }] of add.entries()) {
    const { width, height } = declaredSize(file.bytes)!
    await query(sql`INSERT INTO "post_picture" ("tenantId", "id", "postId", "groupId", "personId", "place", "alt",
        "fileKey", "bytes", "width", "height", "state", "at")
      VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${postId}, ${groupId}, ${viewer.personId},
        ${last!.place + 1 + i}, ${alt}, ${key}, ${file.bytes.byteLength}, ${width}, ${height},
        ${waits ? 'added' : 'shown'}, ${now})`)
    await named(query, tenant.id, key)
  }
  return letGo(ctx, query, rows)
}

/**
 * Ends what waits: approved, what was added is shown and what was taken away goes; refused, the other way round.
 * @returns as {@link changePictures}
 */
export async function settlePictures(ctx: Ctx, query: Query, postId: string, approve: boolean): Promise<string[]> {
  const { tenant } = ctx
  const rows = await query<RowOf<'post_picture', 'fileKey'>>(sql`DELETE FROM "post_picture"
    WHERE "tenantId" = ${tenant.id} AND "postId" = ${postId} AND "state" = ${approve ? 'removed' : 'added'}
    RETURNING "fileKey"`)
  await query(sql`UPDATE "post_picture" SET "state" = 'shown' WHERE "tenantId" = ${tenant.id}
    AND "postId" = ${postId} AND "state" <> 'shown'`)
  return letGo(ctx, query, rows)
}

async function letGo({ tenant, now }: Ctx, query: Query, rows: readonly { fileKey: string }[]): Promise<string[]> {
  const keys = rows.map(({ fileKey }) => fileKey)
  await loosen(query, tenant.id, keys, now)
  return keys
}
