/** The picture of news or of an event, and what it says to who does not see it. */
import { data, redirect } from '@remix-run/node'
import type { Ctx } from '#app/context/open.ts'
import { judgePicture, type PictureError } from '#app/domain/content/pictures.server.ts'
import { describePicture, type Pictured, setPicture } from '#app/domain/content/set-picture.server.ts'

const ALT_LENGTH = 250

interface Changed extends Pictured {
  /** The file that the row names now. */
  pictureKey: string | null
  /** The address of its page, once it is done. */
  to: string
}

/** POST with a file: the picture, its description, or `remove-picture`. */
export async function changePicture(ctx: Ctx, { pictureKey, to, ...one }: Changed, form: FormData | undefined) {
  const refuse = (error: PictureError | 'alt') =>
    data({ pictureError: error }, { status: error === 'large' ? 413 : 422 })
  if (!form) return refuse('large')
  if (form.get('intent') === 'remove-picture') {
    await setPicture(ctx, one, null, '')
    return redirect(to, 303)
  }
  const alt = String(form.get('alt') ?? '').trim()
  if (alt === '' || alt.length > ALT_LENGTH) return refuse('alt')
  const file = form.get('picture')
  if (pictureKey && (!(file instanceof Blob) || file.size === 0)) {
    await describePicture(ctx, one, alt)
    return redirect(to, 303)
  }
  const judged = await judgePicture(file, ctx.tenant.id)
  if ('error' in judged) return refuse(judged.error)
  await setPicture(ctx, one, judged, alt)
  return redirect(to, 303)
}
