/** One's photo and CV: taken in, kept under a random key, shown by the field's own audience, taken away (I18, N2). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { formTooLong, refused } from '#app/context/form-answer.server.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import { CV_BYTES, type Judged, PHOTO_BYTES, pdfOf, readUpload, squarePhoto } from '#app/domain/files/upload.server.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import { type Owner, type OwnRecord, saveOwn } from './own-record.server.ts'
import { savedAt } from './sections.ts'

type FileField = 'photo' | 'cv'

interface Kind {
  most: number
  extension: string
  contentType: string
  judge(file: unknown, tenantId: string): Promise<Judged>
}

const KINDS: Record<FileField, Kind> = {
  photo: { most: PHOTO_BYTES, extension: 'webp', contentType: 'image/webp', judge: squarePhoto },
  cv: { most: CV_BYTES, extension: 'pdf', contentType: 'application/pdf', judge: pdfOf },
}

export function readFiles({ source, values }: OwnRecord) {
  return {
    photo: values.photo ? `${href.profilePhoto(source.handle)}?v=${String(values.photo).slice(-12)}` : null,
    cv: values.cv ? href.profileCv(source.handle) : null,
  }
}

const done = () => redirect(savedAt('photo'), 303)

/** POST: a file under its field's name, or `remove` with the field's name. */
export async function saveFile(owner: Owner, request: Request) {
  const form = await readUpload(request, CV_BYTES)
  if (!form) return formTooLong('photo', 'uploadLarge')
  const removed = form.get('remove')
  if (removed === 'photo' || removed === 'cv') {
    await put(owner, removed, null)
    return done()
  }
  const field: FileField = form.has('cv') ? 'cv' : 'photo'
  const judged = await KINDS[field].judge(form.get(field), owner.ctx.tenant.id)
  if ('error' in judged) return refused(form, { [field]: [judged.error] })
  await put(owner, field, judged.bytes)
  return done()
}

/** The bytes first, then the rows; what they replace goes last, so that no row ever names a missing file. */
async function put(owner: Owner, field: FileField, bytes: Uint8Array | null): Promise<void> {
  if (!bytes) return putRow(owner, field, null)
  const { extension, contentType } = KINDS[field]
  await keepFile(owner.ctx.tenant.id, bytes, { folder: field, extension, contentType }, (key) =>
    putRow(owner, field, { key, bytes: bytes.byteLength }),
  )
}

async function putRow(owner: Owner, field: FileField, file: { key: string; bytes: number } | null): Promise<void> {
  const { ctx, personId } = owner
  const { id: tenantId } = ctx.tenant
  const id = file ? uuidv7(ctx.now.getTime()) : null
  const gone: string[] = []
  const edit = (source: Parameters<Parameters<typeof saveOwn>[2]>[0]) =>
    applyValues(source, { [field]: id }, sealFor(tenantId, personId))
  const rows = async (query: Query) => {
    const old = await query<RowOf<'stored_file', 'key'>>(sql`DELETE FROM "stored_file" WHERE "tenantId" = ${tenantId}
      AND "personId" = ${personId} AND "purpose" = ${field} RETURNING "key"`)
    gone.push(...old.map(({ key }) => key))
    await loosen(query, tenantId, gone, ctx.now)
    if (!file) return
    await query(sql`INSERT INTO "stored_file" ("tenantId", "id", "personId", "purpose", "key", "contentType", "bytes",
      "createdAt")
      VALUES (${tenantId}, ${id}, ${personId}, ${field}, ${file.key}, ${KINDS[field].contentType}, ${file.bytes},
        ${ctx.now})`)
    await named(query, tenantId, file.key)
  }
  await saveOwn(owner, '', edit, rows)
  await dropFiles(tenantId, gone)
}
