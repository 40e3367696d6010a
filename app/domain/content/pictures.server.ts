/** Pictures of what the association publishes: drawn anew when they come, served to who reads the thing now. */
import { drawPicture, type PictureFault } from '#app/domain/files/draw-picture.server.ts'
import { declaredSize } from '#app/domain/files/picture-size.ts'
import { storedAnswer } from '#app/domain/files/stored-answer.server.ts'

/** Bytes of a picture that may be sent. */
export const PICTURE_BYTES = 8 * 1024 * 1024
/** Pixels of the longer side as it is kept: twice the width of a column of text. */
const SIDE = 1400
const QUALITY = 80

export interface KeptPicture {
  bytes: Uint8Array
  width: number
  height: number
}

export type PictureError = PictureFault | 'large' | 'none'

/** @returns the picture as it is kept: no metadata, no second format hidden in the file, no animation */
export async function judgePicture(file: unknown, tenantId: string): Promise<KeptPicture | { error: PictureError }> {
  if (!(file instanceof Blob) || file.size === 0) return { error: 'none' }
  if (file.size > PICTURE_BYTES) return { error: 'large' }
  const sent = new Uint8Array(await file.arrayBuffer())
  const drawn = await drawPicture(tenantId, sent, ['gif', 'png', 'jpeg'], { inside: SIDE, quality: QUALITY })
  if ('fault' in drawn) return { error: drawn.fault }
  const { width, height } = declaredSize(drawn.bytes)!
  return { bytes: drawn.bytes, width, height }
}

/**
 * @param key of a thing that the viewer reads; none: it has no picture
 * @throws Response 404 where there is nothing
 */
export function pictureResponse(key: string | null | undefined): Promise<Response> {
  // One's own browser alone: who reads it is asked at each visit of another.
  return storedAnswer(key, { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, max-age=3600' })
}
