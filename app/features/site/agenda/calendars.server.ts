/** `/evenements.ics`, one event's, and the private one of a person (B10). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { abilityOf } from '#app/context/abilities.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { calendarResponse, eventCalendar, personCalendar, publicCalendar } from '#app/domain/events/calendars.server.ts'
import { endFeed, feedOwner, readFeed, renewFeed } from '#app/domain/events/own-feed.server.ts'
import { correspondenceOf } from '#app/domain/mail/subscriptions.server.ts'
import { eventAt } from './event-at.server.ts'
import { placesOf } from './registration.server.ts'

const ENDING = '.ics'

export async function readPublicCalendar(ctx: Ctx): Promise<Response> {
  return calendarResponse(await publicCalendar(ctx, ctx.url.origin))
}

export async function readEventCalendar(ctx: Ctx, slug: string): Promise<Response> {
  const row = await eventAt(ctx, slug)
  const { place } = await placesOf(ctx, row)
  return calendarResponse(eventCalendar(ctx, row, ctx.url.origin, place === 'registered'), row.slug)
}

/** The owner reads as they would read today: dues, groups and audiences are asked anew each time. */
export async function readOwnCalendar(ctx: Ctx, file: string): Promise<Response> {
  if (!file.endsWith(ENDING)) throw notFound()
  const { tenant, now, sisters } = ctx
  const owner = await ctx.sql((query) => feedOwner(query, ctx, file.slice(0, -ENDING.length)))
  if (!owner) throw notFound()
  const ability = abilityOf(tenant, await readAccountViewer(tenant, owner.accountId, now), sisters)
  const text = await ctx.sql(async (query) => {
    const { language } = await correspondenceOf(query, tenant.id, owner.personId)
    return personCalendar(query, { tenant, now, ability, language }, owner.personId, ctx.url.origin)
  })
  return calendarResponse(text)
}

/** @returns the person's private address, whole, as programs take it; null where there is none */
export async function ownFeedAddress(ctx: Ctx, personId: string): Promise<string | null> {
  const secret = await ctx.sql((query) => readFeed(query, ctx, personId))
  return secret ? ctx.url.origin + href.ownCalendar(`${secret}${ENDING}`) : null
}

/** POST `intent`: `renew`, `end`. */
export async function changeOwnFeed(ctx: Ctx, personId: string, form: FormData) {
  const ends = form.get('intent') === 'end'
  await ctx.sql((query) => (ends ? endFeed(query, ctx, personId) : renewFeed(query, ctx, personId)))
  return redirect(`${href.ownAgenda}?fait=${ends ? 'ended' : 'renewed'}`, 303)
}
