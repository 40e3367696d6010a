/** `/evenements/:event`: one event, as this viewer may read it (I10). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import { pictureResponse } from '#app/domain/content/pictures.server.ts'
import {
  type EventRow,
  eventCategory,
  eventPicture,
  findEvent,
  organisersOf,
  stateOf,
} from '#app/domain/events/read-events.server.ts'
import { runsEvent } from '#app/policy/event.rules.ts'

/** @throws Response 404 for an event that this viewer may not read, as for what is not there */
export async function eventAt(ctx: Ctx, slug: string): Promise<EventRow> {
  const row = await ctx.sql((query) => findEvent(query, ctx, slug))
  if (!row) throw notFound()
  return row
}

/** What everybody reads who reads the event at all. */
function factsOf(ctx: Ctx, row: EventRow) {
  const { id, slug, title, lead, audience, startsLocal, endsLocal, zone, place, address, city } = row
  return {
    ...{ id, slug, title, lead, audience, startsLocal, endsLocal, zone, place, address, city },
    html: renderText(row.text, 'site'),
    category: eventCategory(ctx, row.category),
    state: stateOf(row, ctx.now),
    picture: eventPicture(row),
    followed: row.link !== null,
  }
}

export async function readEvent(ctx: Ctx, slug: string) {
  const row = await eventAt(ctx, slug)
  const organisers = await ctx.sql((query) => organisersOf(query, ctx, [row]))
  const runs = runsEvent(ctx.ability, row)
  const organiser = row.groupId ? organisers.get(row.groupId) : undefined
  return {
    ...factsOf(ctx, row),
    organiser: organiser ? { name: organiser.name, to: href.group(organiser.slug) } : null,
    association: ctx.tenant.config.name,
    link: runs ? row.link : null,
    edit: runs && !ctx.standIn ? href.eventDesk(row.id) : null,
  }
}

export async function readEventPicture(ctx: Ctx, slug: string): Promise<Response> {
  return pictureResponse((await eventAt(ctx, slug)).pictureKey)
}
