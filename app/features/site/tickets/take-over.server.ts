/** `/evenements/:event/reprise/:token`: taking the place that somebody hands over (B12). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { judgeTakeOver, readHandOver, takeOver } from '#app/domain/events/hand-over.server.ts'
import { lockEvent } from '#app/domain/events/seats.server.ts'
import { eventAt } from '../agenda/event-at.server.ts'

/** @throws Response 404 for a link that is not ours, or whose days are over */
async function handedAt(ctx: Ctx, slug: string, token: string) {
  const row = await eventAt(ctx, slug)
  const place = readHandOver(row, token, ctx.now)
  if (!place) throw notFound()
  return { row, place }
}

/** What the page shows; who hands the place over stays unsaid. */
export async function readTakeOver(ctx: Ctx, slug: string, token: string) {
  const { row, place } = await handedAt(ctx, slug, token)
  const { tenant } = ctx
  const judged = await ctx.sql(async (query) => {
    const event = await lockEvent({ query, tenant }, row.id)
    return event ? judgeTakeOver(ctx, query, event, place) : { word: 'gone' as const, seats: 0 }
  })
  const { title, startsLocal, endsLocal, zone } = row
  return {
    ...{ slug: row.slug, event: title, startsLocal, endsLocal, zone },
    title: ctx.t('tickets:takeOver.title', { title }),
    word: judged.word,
    seats: judged.seats,
  }
}

/** POST: the place is the viewer's, or the page says why not. */
export async function sendTakeOver(ctx: Ctx, slug: string, token: string) {
  const { place } = await handedAt(ctx, slug, token)
  const word = await takeOver(ctx, place)
  return redirect(word === 'taken' ? `${href.eventTickets(slug)}?fait=taken` : href.eventTakeOver(slug, token), 303)
}
