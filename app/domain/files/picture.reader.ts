/** Draws a picture anew in the process of its own: no metadata, no second format hidden in the file, no animation. */
import { PICTURE_PIXELS } from './file-limits.ts'

export interface PictureInput {
  bytes: Uint8Array
  kind: 'gif' | 'png' | 'jpeg'
  /** A square of WebP, or as it is on white, as JPEG. */
  as: { square: number; quality: number } | { inside: number; quality: number }
}

/** Thrown where the bytes are not the kind that they say. */
class WrongPicture extends Error {
  readonly code = 'picture'
}

/**
 * Decodes a picture in a process of its own and re-encodes it without metadata.
 * @returns pieces of the new file
 * @throws where the bytes are no picture, or one of more pixels than allowed
 */
export async function* read({ bytes, kind, as }: PictureInput): AsyncGenerator<Uint8Array, void, undefined> {
  const { default: sharp } = await import('sharp')
  // One picture takes one core.
  sharp.concurrency(1)
  const image = sharp(bytes, { limitInputPixels: PICTURE_PIXELS, pages: 1, failOn: 'error' })
  const { format } = await image.metadata().catch(() => ({ format: undefined }))
  if (format !== kind) throw new WrongPicture(`${format} is no ${kind}`)
  const upright = image.autoOrient()
  const drawn =
    'square' in as
      ? upright.resize(as.square, as.square, { fit: 'cover' }).webp({ quality: as.quality })
      : upright
          .resize(as.inside, as.inside, { fit: 'inside', withoutEnlargement: true })
          .flatten({ background: '#ffffff' })
          .jpeg({ quality: as.quality })
  yield await drawn.toBuffer().catch((error: Error) => {
    throw new WrongPicture(error.message)
  })
}
