/** Pictures and PDFs that members send each other: drawn anew or checked by their bytes when they come. */
import { drawPicture } from './draw-picture.server.ts'
import { CV_BYTES, pdfOf } from './upload.server.ts'

/** Bytes of a file that may be sent. */
export const FILE_BYTES = CV_BYTES
/** Pixels of a picture's longer side, as it is kept. */
const SIDE = 1600
const QUALITY = 82

/** What is kept of a file. */
export interface SentFile {
  bytes: Uint8Array
  extension: 'jpg' | 'pdf'
  contentType: 'image/jpeg' | 'application/pdf'
}

export interface FileFault {
  error: 'fileKind' | 'fileLarge' | 'fileBusy'
}

const PICTURE_ERRORS = { picture: 'fileKind', pixels: 'fileKind', limits: 'fileKind', busy: 'fileBusy' } as const

/**
 * @param file what came with a form
 * @param tenantId the association, whose readings take turns
 * @returns what is kept of it; undefined where none came
 */
export async function judgeFile(file: unknown, tenantId: string): Promise<SentFile | FileFault | undefined> {
  if (!(file instanceof Blob) || file.size === 0) return undefined
  if (file.size > FILE_BYTES) return { error: 'fileLarge' }
  const pdf = await pdfOf(file)
  if ('bytes' in pdf) return { bytes: pdf.bytes, extension: 'pdf', contentType: 'application/pdf' }
  return judgePicture(file, tenantId)
}

/** The same for a picture alone. */
export async function judgePicture(file: Blob, tenantId: string): Promise<SentFile | FileFault> {
  if (file.size > FILE_BYTES) return { error: 'fileLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const drawn = await drawPicture(tenantId, bytes, ['gif', 'png', 'jpeg'], { inside: SIDE, quality: QUALITY })
  if ('fault' in drawn) return { error: PICTURE_ERRORS[drawn.fault] }
  return { bytes: drawn.bytes, extension: 'jpg', contentType: 'image/jpeg' }
}

/**
 * Answers with a picture for this one viewer, judged each time; a browser that has it is told so without the bytes.
 * @param id of the picture, which never changes what it shows
 */
export async function pictureAnswer(request: Request, id: string, read: () => Promise<Uint8Array>): Promise<Response> {
  const headers = { ETag: `"${id}"`, 'Cache-Control': 'private, no-cache', 'X-Content-Type-Options': 'nosniff' }
  if (request.headers.get('If-None-Match') === headers.ETag) return new Response(null, { status: 304, headers })
  const bytes = await read()
  const about = { 'Content-Type': 'image/jpeg', 'Content-Length': String(bytes.byteLength) }
  return new Response(Buffer.from(bytes), { headers: { ...headers, ...about, 'Content-Disposition': 'inline' } })
}

/**
 * Answers with a stored file for this one viewer: no shared cache keeps it, and it is no page of our host.
 * @param name of the file as it is saved, without its extension; letters of every script
 */
export function fileAnswer(bytes: Uint8Array, contentType: string, name: string): Response {
  const isPicture = contentType === 'image/jpeg'
  const words = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  const plain = words.normalize('NFD').replace(/[^\w-]+/g, '') || 'document'
  const extension = isPicture ? 'jpg' : 'pdf'
  const names = `filename="${plain}.${extension}"; filename*=UTF-8''${encodeURIComponent(words || plain)}.${extension}`
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': contentType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; ${names}`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
