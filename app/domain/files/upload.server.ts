/** Files people send: read only as far as allowed, judged by their bytes and never by their name (I18). */
import { malformed } from '#app/context/refusals.ts'
import { sentForm, withoutZero } from '#app/context/sent-form.ts'
import { drawPicture } from './draw-picture.server.ts'
import { FormTooLong, NoForm, takeForm } from './take-form.server.ts'

export const PHOTO_BYTES = 2 * 1024 * 1024
export const CV_BYTES = 5 * 1024 * 1024
/** What surrounds the file in a form. */
const FORM_BYTES = 64 * 1024
const PHOTO_SIDE = 512

/**
 * @param folder where files are put, which live as long as it; in memory without it
 * @returns the form, or undefined where more than `most` bytes of file came: the rest was not kept
 * @throws Response as {@link sentForm} where it is no form
 */
export async function readUpload(request: Request, most: number, folder?: string): Promise<FormData | undefined> {
  const limit = most + FORM_BYTES
  if (!request.body) return new FormData()
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) return undefined
  if (/^multipart\//i.test(request.headers.get('Content-Type') ?? '')) return takeUpload(request, limit, folder)
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

async function takeUpload(request: Request, most: number, folder?: string): Promise<FormData | undefined> {
  try {
    return withoutZero(await takeForm(request, { most, folder }))
  } catch (error) {
    if (error instanceof FormTooLong) return undefined
    throw error instanceof NoForm ? malformed() : error
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

export type Judged =
  | { bytes: Uint8Array }
  | { error: 'photoKind' | 'photoLarge' | 'photoPixels' | 'photoHeavy' | 'fileBusy' | 'cvKind' | 'cvLarge' | 'noFile' }

const PHOTO_ERRORS = { picture: 'photoKind', pixels: 'photoPixels', limits: 'photoHeavy', busy: 'fileBusy' } as const

/** @returns a square WebP of 512 px drawn anew: no metadata, no second format hidden in the file, no animation. */
export async function squarePhoto(file: unknown, tenantId: string): Promise<Judged> {
  if (!(file instanceof File) || file.size === 0) return { error: 'noFile' }
  if (file.size > PHOTO_BYTES) return { error: 'photoLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const drawn = await drawPicture(tenantId, bytes, ['gif', 'png', 'jpeg'], { square: PHOTO_SIDE, quality: 82 })
  return 'fault' in drawn ? { error: PHOTO_ERRORS[drawn.fault] } : drawn
}

/** @returns the bytes of a PDF as they came; browsers are told to save it, not to open it on our host. */
export async function pdfOf(file: unknown): Promise<Judged> {
  if (!(file instanceof File) || file.size === 0) return { error: 'noFile' }
  if (file.size > CV_BYTES) return { error: 'cvLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) ? { bytes } : { error: 'cvKind' }
}
