/** Pictures of letters: drawn anew when they come, open to who has the address, as a mail program has no session. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { KeptPicture } from '#app/domain/content/pictures.server.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import { storedAnswer } from '#app/domain/files/stored-answer.server.ts'

/** @returns the picture's id */
export async function addLetterPicture(ctx: Ctx, letterId: string, picture: KeptPicture): Promise<string> {
  const { tenant, now } = ctx
  const id = uuidv7(now.getTime())
  const place = { folder: 'letters', extension: 'jpg', contentType: 'image/jpeg' }
  await keepFile(tenant.id, picture.bytes, place, (key) =>
    ctx.sql(async (query) => {
      await query(sql`INSERT INTO "letter_picture" ("tenantId", "id", "letterId", "fileKey", "width", "height", "at")
        VALUES (${tenant.id}, ${id}, ${letterId}, ${key}, ${picture.width}, ${picture.height}, ${now})`)
      await named(query, tenant.id, key)
    }),
  )
  return id
}

/** @returns the letter's pictures, in the order in which they came */
export function picturesOfLetter(query: Query, tenantId: string, letterId: string) {
  return query<RowOf<'letter_picture', 'id' | 'width' | 'height'>>(sql`SELECT "id", "width", "height"
    FROM "letter_picture" WHERE "tenantId" = ${tenantId} AND "letterId" = ${letterId} ORDER BY "at", "id"`)
}

/**
 * Takes pictures of a letter down, before or after it left: their addresses answer nothing more.
 * @param which the pictures to take away; `unless`: all but those
 * @returns whether there was one
 */
export async function takeDownPictures(
  ctx: Ctx,
  letterId: string,
  which: { ids: readonly string[] } | { unless: readonly string[] },
): Promise<boolean> {
  const { tenant, now } = ctx
  const chosen =
    'ids' in which
      ? sql`"id" = ANY(${which.ids.filter(isUuid)}::uuid[])`
      : sql`"id" <> ALL(${which.unless.filter(isUuid)}::uuid[])`
  const keys = await ctx.sql(async (query) => {
    const rows = await query<RowOf<'letter_picture', 'fileKey'>>(sql`DELETE FROM "letter_picture"
      WHERE "tenantId" = ${tenant.id} AND "letterId" = ${letterId} AND ${chosen} RETURNING "fileKey"`)
    const files = rows.map(({ fileKey }) => fileKey)
    await loosen(query, tenant.id, files, now)
    if (files.length > 0) await audit(query, ctx, 'letter.picture-removed', { subjectId: letterId })
    return files
  })
  await dropFiles(tenant.id, keys)
  return keys.length > 0
}

/** Deletes a draft and its pictures. @returns whether it was one */
export async function removeLetter(ctx: Ctx, id: string): Promise<boolean> {
  const { tenant, now } = ctx
  const keys = await ctx.sql(async (query) => {
    const pictures = await query<RowOf<'letter_picture', 'fileKey'>>(sql`SELECT "fileKey" FROM "letter_picture"
      WHERE "tenantId" = ${tenant.id} AND "letterId" = ${id}`)
    const gone = await query(sql`DELETE FROM "letter" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}
      AND "state" = 'draft' RETURNING "id"`)
    if (gone.length === 0) return undefined
    const files = pictures.map(({ fileKey }) => fileKey)
    await loosen(query, tenant.id, files, now)
    await audit(query, ctx, 'letter.removed', { subjectId: id })
    return files
  })
  await dropFiles(tenant.id, keys ?? [])
  return keys !== undefined
}

/** @throws Response 404 where there is none */
export async function letterPictureResponse(ctx: Ctx, letterId: string, id: string): Promise<Response> {
  const [row] =
    isUuid(letterId) && isUuid(id)
      ? await ctx.sql((query) =>
          query<RowOf<'letter_picture', 'fileKey'>>(sql`SELECT "fileKey" FROM "letter_picture"
            WHERE "tenantId" = ${ctx.tenant.id} AND "letterId" = ${letterId} AND "id" = ${id}`),
        )
      : []
  return storedAnswer(row?.fileKey, {
    'Content-Type': 'image/jpeg',
    // An hour: a picture that was taken down is not to be shown for long by those who keep copies.
    'Cache-Control': 'public, max-age=3600',
    // Mail programs in a browser show it on a page of theirs.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
}
