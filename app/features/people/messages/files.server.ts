/** Pictures and PDFs of a conversation: drawn anew or checked when they come, authorised each time they are fetched. */
import { env } from '#app/context/env.ts'
import { notFound } from '#app/context/refusals.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { drawPicture } from '#app/domain/files/draw-picture.server.ts'
import { CV_BYTES, pdfOf } from '#app/domain/files/upload.server.ts'
import type { Found } from '#app/domain/messages/between.server.ts'
import { fileStore } from '#app/outside/files.ts'
import type { Correspondent } from './correspondent.server.ts'
import { ownConversation } from './own-conversation.server.ts'

/** Bytes of a file that may come with a message. */
export const FILE_BYTES = CV_BYTES
/** Pixels of a picture's longer side, as it is kept. */
const SIDE = 1600
const QUALITY = 82

export interface SentFile {
  bytes: Uint8Array
  extension: 'jpg' | 'pdf'
  contentType: 'image/jpeg' | 'application/pdf'
}

const PICTURE_ERRORS = { picture: 'fileKind', pixels: 'fileKind', limits: 'fileKind', busy: 'fileBusy' } as const

/** @returns what is kept of the file that came with a form; undefined where none did */
export async function judgeFile(
  file: unknown,
  tenantId: string,
): Promise<SentFile | { error: 'fileKind' | 'fileLarge' | 'fileBusy' } | undefined> {
  if (!(file instanceof Blob) || file.size === 0) return undefined
  if (file.size > FILE_BYTES) return { error: 'fileLarge' }
  const pdf = await pdfOf(file)
  if ('bytes' in pdf) return { bytes: pdf.bytes, extension: 'pdf', contentType: 'application/pdf' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const drawn = await drawPicture(tenantId, bytes, ['gif', 'png', 'jpeg'], { inside: SIDE, quality: QUALITY })
  if ('fault' in drawn) return { error: PICTURE_ERRORS[drawn.fault] }
  return { bytes: drawn.bytes, extension: 'jpg', contentType: 'image/jpeg' }
}

export interface ShownFile extends RowOf<'message_file', 'id' | 'n' | 'bytes'> {
  picture: boolean
}

/** @returns files of messages of a page, by the numbers of the oldest and the newest */
export async function filesOf(
  { ctx }: Correspondent,
  query: Query,
  { id }: Pick<Found, 'id'>,
  [from, to]: readonly [number, number],
): Promise<ShownFile[]> {
  return query<ShownFile>(sql`SELECT "id", "n", "contentType" = 'image/jpeg' AS "picture", "bytes" FROM "message_file"
    WHERE "tenantId" = ${ctx.tenant.id} AND "conversationId" = ${id} AND "n" BETWEEN ${from} AND ${to} ORDER BY "id"`)
}

type Row = RowOf<'message_file', 'fileKey' | 'contentType' | 'n'>

/** @throws Response 404 for everybody who does not read the message now, as for a file that is not there */
export async function messageFile(one: Correspondent, conversation: string, file: string): Promise<Response> {
  const { ctx } = one
  const row = await ctx.sql(async (query) => {
    const { id, seat } = await ownConversation(one, query, conversation)
    if (!isUuid(file)) return undefined
    const [found] = await query<Row>(sql`SELECT f."fileKey", f."contentType", f."n" FROM "message_file" f
      JOIN "message" m ON m."tenantId" = ${ctx.tenant.id} AND m."conversationId" = f."conversationId" AND m."n" = f."n"
      WHERE f."tenantId" = ${ctx.tenant.id} AND f."id" = ${file} AND f."conversationId" = ${id}
        AND (m."seat" = ${seat} OR NOT m."withheld")`)
    return found
  })
  const store = fileStore(env().FILES_URL)
  if (!row || !(await store.has(row.fileKey))) throw notFound()
  const bytes = await store.read(row.fileKey)
  const picture = row.contentType === 'image/jpeg'
  const name = `message-${row.n}.${picture ? 'jpg' : 'pdf'}`
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': row.contentType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `${picture ? 'inline' : 'attachment'}; filename="${name}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
