/** `/mon-agenda`: what one comes to, waits for or is offered (I10). */
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { ownEvents } from '#app/domain/events/own-events.server.ts'
import { changeOwnFeed, ownFeedAddress } from './calendars.server.ts'

export async function readOwnAgenda(ctx: Ctx) {
  if (!ctx.viewer.personId) throw forbidden()
  const lines = await ctx.sql((query) => ownEvents(query, ctx, ctx.viewer.personId!))
  const feed = await ownFeedAddress(ctx, ctx.viewer.personId)
  return { title: ctx.t('agenda:own.title'), lines, feed, outcome: ctx.url.searchParams.get('fait') }
}

/** POST `intent`: `renew`, `end`. */
export async function changeOwnAgenda(ctx: Ctx, form: FormData) {
  if (!ctx.viewer.personId) throw forbidden()
  return changeOwnFeed(ctx, ctx.viewer.personId, form)
}
