/** `/mon-agenda`: what one comes to, waits for or is offered (I10), and places of what one reads no longer. */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { isUuid } from '#app/db/uuid.ts'
import { lostPlaces, ownEvents } from '#app/domain/events/own-events.server.ts'
import { withdraw } from '#app/domain/events/register.server.ts'
import { changeOwnFeed, ownFeedAddress } from './calendars.server.ts'

export async function readOwnAgenda(ctx: Ctx) {
  if (!ctx.viewer.personId) throw forbidden()
  const lines = await ctx.sql((query) => ownEvents(query, ctx, ctx.viewer.personId!))
  const feed = await ownFeedAddress(ctx, ctx.viewer.personId)
  const lost = ctx.standIn ? [] : await ctx.sql((query) => lostPlaces(query, ctx, ctx.viewer.personId!))
  return { title: ctx.t('agenda:own.title'), lines, lost, feed, outcome: ctx.url.searchParams.get('fait') }
}

/** POST `intent`: `renew`, `end`, `give-back` with the `event` whose place is given back. */
export async function changeOwnAgenda(ctx: Ctx, form: FormData) {
  if (!ctx.viewer.personId) throw forbidden()
  if (form.get('intent') === 'give-back') return giveBackLost(ctx, String(form.get('event') ?? ''))
  return changeOwnFeed(ctx, ctx.viewer.personId, form)
}

/** Gives a place back by the event's id alone: its page is closed to who may no longer read it. */
async function giveBackLost(ctx: Ctx, id: string) {
  const lost = await ctx.sql((query) => lostPlaces(query, ctx, ctx.viewer.personId!))
  const isTheirs = isUuid(id) && lost.some(({ eventId, bought }) => eventId === id && !bought)
  const done = isTheirs && (await withdraw(ctx, id))
  return redirect(done ? `${href.ownAgenda}?fait=given` : href.ownAgenda, 303)
}
