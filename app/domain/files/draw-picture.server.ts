/** Pictures that visitors send, drawn anew outside the site's own process. */

import type { PictureInput } from './picture.reader.ts'
import { declaredSize, isDrawable } from './picture-size.ts'
import { ReadingEnded, readOneApart } from './read-apart.server.ts'

/**
 * `picture`: no picture of these kinds; `pixels`: it says that it is too large; `limits`: it could not be drawn in time
 * and memory; `busy`: not now.
 */
export type PictureFault = 'picture' | 'pixels' | 'limits' | 'busy'

/** @param owner the association */
export async function drawPicture(
  owner: string,
  bytes: Uint8Array,
  kinds: readonly PictureInput['kind'][],
  as: PictureInput['as'],
): Promise<{ bytes: Uint8Array } | { fault: PictureFault }> {
  const size = declaredSize(bytes)
  if (!size || !kinds.includes(size.kind)) return { fault: 'picture' }
  if (!isDrawable(size)) return { fault: 'pixels' }
  const input: PictureInput = { bytes, kind: size.kind, as }
  try {
    const drawn = await readOneApart<Uint8Array>({
      ...{ owner, lane: 'quick', input },
      reader: 'app/domain/files/picture.reader.ts',
    })
    return { bytes: new Uint8Array(drawn) }
  } catch (error) {
    if (!(error instanceof ReadingEnded)) throw error
    if (error.trouble) return { fault: error.trouble === 'busy' ? 'busy' : 'limits' }
    if (error.code === 'picture') return { fault: 'picture' }
    throw error
  }
}
