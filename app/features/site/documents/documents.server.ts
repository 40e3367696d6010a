/** `/documents` and one of them (S3, I17). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { findDocument, listDocuments } from '#app/domain/content/documents.server.ts'
import { slugOf } from '#app/domain/content/slugs.ts'
import { storedAnswer } from '#app/domain/files/stored-answer.server.ts'
import { markShown } from '#app/domain/notices/mark-seen.server.ts'
import { may } from '#app/policy/ability.ts'

export async function readDocuments(ctx: Ctx) {
  const rows = await ctx.sql((query) => listDocuments(query, ctx))
  const folders = [...new Set(rows.map(({ folder }) => folder))]
  return {
    title: ctx.t('documents:title'),
    total: rows.length,
    keeps: may(ctx.ability, 'content'),
    folders: folders.map((folder) => ({
      folder,
      documents: rows
        .filter((row) => row.folder === folder)
        .map(({ id, title, audience, createdAt, bytes }) => ({
          ...{ id, title, audience, at: createdAt.toISOString() },
          to: href.document(id),
          kilobytes: Math.max(1, Math.round(bytes / 1024)),
        })),
    })),
  }
}

/** @throws Response 404 for a document that this viewer may not read, as for one that is not there */
export async function sendDocument(ctx: Ctx, id: string): Promise<Response> {
  const row = await ctx.sql((query) => findDocument(query, ctx, id))
  if (!row) throw notFound()
  await markShown(ctx, row.id)
  return storedAnswer(row.fileKey, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${slugOf(row.title, 'document')}.pdf"`,
    'Cache-Control': 'no-store',
  })
}
