/** The picture of news or of an event, and what it says to who does not see it: set, taken away, described anew. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import { judgePicture, type KeptPicture, type PictureError } from './pictures.server.ts'

const ALT_LENGTH = 250

/** By the folder that keeps the files. */
const TABLES = { news: sql`"news"`, events: sql`"event"` }

interface Pictured {
  folder: keyof typeof TABLES
  id: string
  /** The file that the row names now. */
  pictureKey: string | null
}

/**
 * Does what the form of a picture asks: a file with `alt`, `alt` alone for the one that is there, `remove-picture`.
 * @param form undefined: its file was too large
 * @returns what is wrong with it; undefined once it is done
 */
export async function changePicture(
  ctx: Ctx,
  one: Pictured,
  form: FormData | undefined,
): Promise<PictureError | 'alt' | undefined> {
  if (!form) return 'large'
  if (form.get('intent') === 'remove-picture') {
    await setPicture(ctx, one, null, '')
    return undefined
  }
  const alt = String(form.get('alt') ?? '').trim()
  if (alt === '' || alt.length > ALT_LENGTH) return 'alt'
  const file = form.get('picture')
  if (one.pictureKey && (!(file instanceof Blob) || file.size === 0)) {
    await describePicture(ctx, one, alt)
    return undefined
  }
  const judged = await judgePicture(file, ctx.tenant.id)
  if ('error' in judged) return judged.error
  await setPicture(ctx, one, judged, alt)
  return undefined
}

/** Sets or takes away the picture; what it replaces goes last, so that no row names a missing file. */
async function setPicture(ctx: Ctx, { folder, id }: Pictured, picture: KeptPicture | null, alt: string): Promise<void> {
  const { tenant, now } = ctx
  const table = TABLES[folder]
  const put = async (key: string | null) => {
    const gone = await ctx.sql(async (query) => {
      const [row] = await query<{ pictureKey: string | null }>(sql`SELECT "pictureKey" FROM ${table}
        WHERE "tenantId" = ${tenant.id} AND "id" = ${id} FOR UPDATE`)
      const keys = row?.pictureKey ? [row.pictureKey] : []
      await query(sql`UPDATE ${table} SET "pictureKey" = ${key}, "pictureAlt" = ${key ? alt : null},
          "pictureWidth" = ${picture?.width ?? null}::int, "pictureHeight" = ${picture?.height ?? null}::int
        WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
      await loosen(query, tenant.id, keys, now)
      if (key) await named(query, tenant.id, key)
      return keys
    })
    await dropFiles(tenant.id, gone)
  }
  if (!picture) return put(null)
  await keepFile(tenant.id, picture.bytes, { folder, extension: 'jpg', contentType: 'image/jpeg' }, put)
}

async function describePicture(ctx: Ctx, { folder, id }: Pictured, alt: string): Promise<void> {
  await ctx.sql((query) =>
    query(sql`UPDATE ${TABLES[folder]} SET "pictureAlt" = ${alt} WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}
      AND "pictureKey" IS NOT NULL`),
  )
}
