/** `/admin/contenus/documents`: documents are added and deleted (S3, I17). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { typedFields } from '#app/context/sent-form.ts'
import { addDocument, listDocuments, removeDocument } from '#app/domain/content/documents.server.ts'
import { pdfOf } from '#app/domain/files/upload.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { EDITORIAL_AUDIENCES } from '#app/vocabulary/things.ts'
import { TITLE_LENGTH } from './edit-news.server.ts'

const FOLDER_LENGTH = 80

export async function readDocumentsDesk(ctx: Ctx) {
  const rows = await ctx.sql((query) => listDocuments(query, ctx))
  return {
    title: ctx.t('contents:title'),
    outcome: ctx.url.searchParams.get('fait'),
    documents: rows.map(({ id, title, folder, audience }) => ({ id, title, folder, audience })),
    folders: [...new Set(rows.map(({ folder }) => folder))],
  }
}

const FIELDS = ['title', 'folder', 'audience'] as const
export type DocumentField = (typeof FIELDS)[number] | 'file'
const FILE_ERRORS: Readonly<Record<string, string>> = { cvLarge: 'fileLarge', cvKind: 'fileKind', noFile: 'fileNone' }

/** POST a file with `title`, `folder`, `audience`; or `intent` = `remove` with `id`. */
export async function changeDocuments(ctx: Ctx, form: FormData | undefined) {
  if (form?.get('intent') === 'remove') {
    const gone = await removeDocument(ctx, String(form.get('id') ?? ''))
    return redirect(gone ? `${href.documentsDesk}?fait=removed` : href.documentsDesk, 303)
  }
  const typed = typedFields(form, FIELDS)
  const { title, folder, audience } = typed
  const file = form ? await pdfOf(form.get('file')) : { error: 'cvLarge' as const }
  const errors: Partial<Record<DocumentField, string>> = {
    ...(title === '' || title.length > TITLE_LENGTH ? { title: 'title' } : {}),
    ...(folder === '' || folder.length > FOLDER_LENGTH ? { folder: 'folder' } : {}),
    ...(isOneOf(EDITORIAL_AUDIENCES, audience) ? {} : { audience: 'audience' }),
    ...('error' in file ? { file: FILE_ERRORS[file.error] ?? 'fileKind' } : {}),
  }
  if ('error' in file || !isOneOf(EDITORIAL_AUDIENCES, audience) || Object.keys(errors).length > 0)
    return data({ typed, errors }, { status: form ? 422 : 413 })
  await addDocument(ctx, file.bytes, { title, folder, audience })
  return redirect(`${href.documentsDesk}?fait=added`, 303)
}
