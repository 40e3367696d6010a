/** Files people send: read only as far as allowed, judged by their bytes and never by their name (I18). */
import { sentForm } from '#app/context/sent-form.ts'
import { pictureTool } from '../files/picture-tool.server.ts'

export const PHOTO_BYTES = 2 * 1024 * 1024
export const CV_BYTES = 5 * 1024 * 1024
/** What surrounds the file in a form. */
const FORM_BYTES = 64 * 1024
/** A picture of more pixels is refused before it is unpacked. */
const MOST_PIXELS = 40_000_000
const PHOTO_SIDE = 512

/**
 * @returns the form, or undefined where more than `most` bytes of file came: the rest was not read
 * @throws Response as {@link sentForm} where it is no form
 */
export async function readUpload(request: Request, most: number): Promise<FormData | undefined> {
  const limit = most + FORM_BYTES
  if (Number(request.headers.get('Content-Length') ?? 0) > limit || !request.body) return undefined
  let left = limit
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        left -= part.byteLength
        if (left < 0) controller.error(new TooLarge())
        else controller.enqueue(part)
      },
    }),
  )
  try {
    return await sentForm(request, counted)
  } catch (error) {
    if (left < 0) return undefined
    throw error
  }
}

class TooLarge extends Error {}

/** The first bytes of the kinds that are taken; anything else, SVG and HTML first of all, is refused unread. */
const PICTURES: Record<string, readonly number[]> = {
  gif: [0x47, 0x49, 0x46, 0x38],
  png: [0x89, 0x50, 0x4e, 0x47],
  jpeg: [0xff, 0xd8, 0xff],
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

export type Judged = { bytes: Uint8Array } | { error: 'photoKind' | 'photoLarge' | 'cvKind' | 'cvLarge' | 'noFile' }

/** @returns a square WebP of 512 px drawn anew: no metadata, no second format hidden in the file, no animation. */
export async function squarePhoto(file: unknown): Promise<Judged> {
  if (!(file instanceof File) || file.size === 0) return { error: 'noFile' }
  if (file.size > PHOTO_BYTES) return { error: 'photoLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = Object.keys(PICTURES).find((name) => startsWith(bytes, PICTURES[name]!))
  if (!kind) return { error: 'photoKind' }
  const draw = await pictureTool()
  try {
    const image = draw(bytes, { limitInputPixels: MOST_PIXELS, pages: 1, failOn: 'error' })
    if ((await image.metadata()).format !== kind) return { error: 'photoKind' }
    const drawn = image.autoOrient().resize(PHOTO_SIDE, PHOTO_SIDE, { fit: 'cover' })
    return { bytes: new Uint8Array(await drawn.webp({ quality: 82 }).toBuffer()) }
  } catch {
    return { error: 'photoKind' }
  }
}

/** @returns the bytes of a PDF as they came; browsers are told to save it, not to open it on our host. */
export async function pdfOf(file: unknown): Promise<Judged> {
  if (!(file instanceof File) || file.size === 0) return { error: 'noFile' }
  if (file.size > CV_BYTES) return { error: 'cvLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) ? { bytes } : { error: 'cvKind' }
}
