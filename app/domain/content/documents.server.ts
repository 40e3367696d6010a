/** Documents of the association: PDFs in folders, each for an audience, authorised at each reading (S3, I17). */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { type EditorialAudience, NO_END } from '#app/vocabulary/things.ts'
import type { Reader } from './news.server.ts'

/** A page of documents: an association has some dozens. */
const MOST = 500

export type DocumentRow = RowOf<'site_document'>

export interface NewDocument {
  folder: string
  title: string
  audience: EditorialAudience
}

const visible = ({ ability, now }: Reader): Sql => toSql(whereVisible({ ability, now }, 'Document'), 'x')

/** @returns documents that this viewer may read, by folder and title */
export function listDocuments(query: Query, reader: Reader): Promise<DocumentRow[]> {
  return query(sql`SELECT x.* FROM "site_document" x WHERE x."tenantId" = ${reader.tenant.id} AND ${visible(reader)}
    ORDER BY lower(x."folder"), lower(x."title"), x."id" LIMIT ${MOST}`)
}

/** @returns undefined for a document that is hidden from this viewer as for one that is not there */
export async function findDocument(query: Query, reader: Reader, id: string): Promise<DocumentRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<DocumentRow>(sql`SELECT x.* FROM "site_document" x
    WHERE x."tenantId" = ${reader.tenant.id} AND x."id" = ${id} AND ${visible(reader)}`)
  return row
}

/** Keeps a PDF and publishes it at once. */
export async function addDocument(ctx: Ctx, bytes: Uint8Array, words: NewDocument): Promise<void> {
  const { tenant, now } = ctx
  const id = uuidv7(now.getTime())
  const place = { folder: 'documents', extension: 'pdf', contentType: 'application/pdf' }
  await keepFile(tenant.id, bytes, place, (key) =>
    ctx.sql(async (query) => {
      await query(sql`INSERT INTO "site_document" ("tenantId", "id", "folder", "title", "state", "audience",
          "visibleFrom", "visibleUntil", "createdAt", "fileKey", "bytes")
        VALUES (${tenant.id}, ${id}, ${words.folder}, ${words.title}, 'published', ${words.audience}, ${now}, ${NO_END},
          ${now}, ${key}, ${bytes.byteLength})`)
      await named(query, tenant.id, key)
      await audit(query, ctx, 'document.published', { subjectId: id })
    }),
  )
}

/** Deletes a document and its file. @returns whether it was there */
export async function removeDocument(ctx: Ctx, id: string): Promise<boolean> {
  const { tenant, now } = ctx
  if (!isUuid(id)) return false
  const keys = await ctx.sql(async (query) => {
    const rows = await query<RowOf<'site_document', 'fileKey'>>(sql`DELETE FROM "site_document"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${id} RETURNING "fileKey"`)
    const gone = rows.map(({ fileKey }) => fileKey)
    await loosen(query, tenant.id, gone, now)
    if (gone.length > 0) await audit(query, ctx, 'document.removed', { subjectId: id })
    return gone
  })
  await dropFiles(tenant.id, keys)
  return keys.length > 0
}
