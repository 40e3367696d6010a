/** The picture of an event, and what it says to who does not see it. */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { judgePicture, type PictureError } from '#app/domain/content/pictures.server.ts'
import { describeEventPicture, setEventPicture } from '#app/domain/events/write-events.server.ts'
import { eventOfDesk } from './edit.server.ts'

const ALT_LENGTH = 250

/** POST with a file: the picture, its description, or `remove-picture`. */
export async function changeEventPicture(ctx: Ctx, id: string, form: FormData | undefined) {
  const { pictureKey } = await eventOfDesk(ctx, id)
  const here = `${href.eventEdit(id)}?fait=picture`
  const refuse = (error: PictureError | 'alt') =>
    data({ pictureError: error }, { status: error === 'large' ? 413 : 422 })
  if (!form) return refuse('large')
  if (form.get('intent') === 'remove-picture') {
    await setEventPicture(ctx, id, null, '')
    return redirect(here, 303)
  }
  const alt = String(form.get('alt') ?? '').trim()
  if (alt === '' || alt.length > ALT_LENGTH) return refuse('alt')
  const file = form.get('picture')
  if (pictureKey && (!(file instanceof Blob) || file.size === 0)) {
    await ctx.sql((query) => describeEventPicture(ctx, query, id, alt))
    return redirect(here, 303)
  }
  const judged = await judgePicture(file, ctx.tenant.id)
  if ('error' in judged) return refuse(judged.error)
  await setEventPicture(ctx, id, judged, alt)
  return redirect(here, 303)
}
