/** The picture of a row that the association publishes, news or an event: set, taken away, described anew. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import type { KeptPicture } from './pictures.server.ts'

/** By the folder that keeps the files. */
const TABLES = { news: sql`"news"`, events: sql`"event"` }

export interface Pictured {
  folder: keyof typeof TABLES
  id: string
}

/** Sets or takes away the picture; what it replaces goes last, so that no row names a missing file. */
export async function setPicture(
  ctx: Ctx,
  { folder, id }: Pictured,
  picture: KeptPicture | null,
  alt: string,
): Promise<void> {
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

/** Describes the picture anew. */
export async function describePicture(ctx: Ctx, { folder, id }: Pictured, alt: string): Promise<void> {
  await ctx.sql((query) =>
    query(sql`UPDATE ${TABLES[folder]} SET "pictureAlt" = ${alt} WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id}
      AND "pictureKey" IS NOT NULL`),
  )
}
