/** What a picture says of its size, read from its first blocks: none is unpacked to learn that it is too large. */
import { PICTURE_BLOCKS, PICTURE_PIXELS, PICTURE_SIDE_PIXELS } from './file-limits.ts'

export interface PictureSize {
  kind: 'gif' | 'png' | 'jpeg'
  width: number
  height: number
}

/** @returns undefined where the bytes are none of the kinds, or do not say their size where they ought to */
export function declaredSize(bytes: Uint8Array): PictureSize | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 24) return undefined
  if (view.toString('latin1', 0, 4) === 'GIF8')
    return { kind: 'gif', width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
  if (view.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n' && view.toString('latin1', 12, 16) === 'IHDR')
    return { kind: 'png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  return view[0] === 0xff && view[1] === 0xd8 ? jpegSize(view) : undefined
}

/** Markers of frames, which say the size; tables and arithmetic coding have numbers between them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpegSize(view: Buffer): PictureSize | undefined {
  let at = 2
  for (let block = 0; block < PICTURE_BLOCKS && at + 9 < view.length; block++) {
    if (view[at] !== 0xff) return undefined
    const marker = view[at + 1]!
    if (marker === 0xff) at += 1
    else if (isFrame(marker))
      return { kind: 'jpeg', width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) }
    else at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

/** @returns whether a picture of this size may be unpacked */
export function isDrawable({ width, height }: Pick<PictureSize, 'width' | 'height'>): boolean {
  const longest = Math.max(width, height)
  return width > 0 && height > 0 && longest <= PICTURE_SIDE_PIXELS && width * height <= PICTURE_PIXELS
}
