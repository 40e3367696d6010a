/** The logo of a school: drawn anew when it comes, served to who reads the page now. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { judgePicture, type PictureError } from '#app/domain/content/pictures.server.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'

/**
 * Does what the form of a logo asks: a file `picture`, or `remove-picture`.
 * @param form undefined: its file was too large
 * @returns what is wrong with it; undefined once it is done
 */
export async function changeLogo(
  ctx: Ctx,
  schoolId: string,
  form: FormData | undefined,
): Promise<PictureError | undefined> {
  if (!form) return 'large'
  if (form.get('intent') === 'remove-picture') {
    await putLogo(ctx, schoolId, null)
    return undefined
  }
  const judged = await judgePicture(form.get('picture'), ctx.tenant.id)
  if ('error' in judged) return judged.error
  const place = { folder: 'schools', extension: 'jpg', contentType: 'image/jpeg' } as const
  await keepFile(ctx.tenant.id, judged.bytes, place, (key) => putLogo(ctx, schoolId, key))
  return undefined
}

/** Names the new file; the one that it replaces goes last, so that no row names a missing file. */
async function putLogo(ctx: Ctx, schoolId: string, key: string | null): Promise<void> {
  const { tenant, now } = ctx
  const gone = await ctx.sql(async (query) => {
    const [row] = await query<RowOf<'school', 'logoKey'>>(sql`SELECT "logoKey" FROM "school"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${schoolId} FOR UPDATE`)
    const keys = row?.logoKey ? [row.logoKey] : []
    await query(sql`UPDATE "school" SET "logoKey" = ${key} WHERE "tenantId" = ${tenant.id} AND "id" = ${schoolId}`)
    await loosen(query, tenant.id, keys, now)
    if (key) await named(query, tenant.id, key)
    return keys
  })
  await dropFiles(tenant.id, gone)
}
