/** Reads a stored file of one's own record. */
import { env } from '#app/context/env.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { fileStore } from '#app/outside/files.ts'

/** @returns the bytes of a stored file of this association; undefined where row or bytes are gone. */
export async function readStored(ctx: Ctx, id: string, field: 'photo' | 'cv') {
  const [row] = await ctx.sql((query) =>
    query<RowOf<'stored_file', 'key' | 'contentType'>>(sql`SELECT "key", "contentType" FROM "stored_file"
      WHERE "tenantId" = ${ctx.tenant.id} AND "id"::text = ${id} AND "purpose" = ${field}`),
  )
  if (!row) return undefined
  try {
    return { bytes: await fileStore(env().FILES_URL).read(row.key), contentType: row.contentType }
  } catch {
    return undefined
  }
}
