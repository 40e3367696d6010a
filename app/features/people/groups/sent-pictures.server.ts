/** Pictures that come with the form of an article: drawn anew, each with the words for who does not see it. */
import { isUuid } from '#app/db/uuid.ts'
import { FILE_BYTES, judgePicture } from '#app/domain/files/judge-file.server.ts'
import { MOST_PICTURES, type SentPicture } from '#app/domain/groups/post-pictures.server.ts'

/** Bytes of all that one article may bring. */
export const PICTURES_BYTES = MOST_PICTURES * FILE_BYTES
export const ALT_LENGTH = 200

export interface SentPictures {
  add: SentPicture[]
  remove: string[]
  /** By field; words of `write.errors`. */
  errors: Record<string, string>
  /** What was typed, by field. */
  alts: Record<string, string>
}

/** @param room how many the article may still take, once those that go are gone */
export async function sentPictures(form: FormData, tenantId: string, room: number): Promise<SentPictures> {
  const remove = form.getAll('remove').map(String).filter(isUuid)
  const sent: SentPictures = { add: [], remove, errors: {}, alts: {} }
  for (let n = 1; n <= MOST_PICTURES; n++) {
    const file = form.get(`picture${n}`)
    const alt = String(form.get(`alt${n}`) ?? '').trim()
    if (alt !== '') sent.alts[`alt${n}`] = alt
    if (!(file instanceof Blob) || file.size === 0) continue
    if (alt === '' || alt.length > ALT_LENGTH) sent.errors[`alt${n}`] = 'alt'
    const judged = await judgePicture(file, tenantId)
    if ('error' in judged) sent.errors[`picture${n}`] = judged.error
    else if (sent.add.length >= room + remove.length) sent.errors[`picture${n}`] = 'many'
    else sent.add.push({ file: judged, alt })
  }
  return sent
}
