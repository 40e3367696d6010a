/** `/evenements/:event`: one event, as this viewer may read it (I10). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import { pictureResponse } from '#app/domain/content/pictures.server.ts'
import { knownAttendees } from '#app/domain/events/attendees.server.ts'
import { calendarLinks } from '#app/domain/events/calendar-links.ts'
import {
  type EventRow,
  eventCategory,
  eventPicture,
  organisersOf,
  stateOf,
} from '#app/domain/events/read-events.server.ts'
import { otherDates } from '#app/domain/events/series.server.ts'
import { closingOf, editsEvents, runsEvent, takesPlaces } from '#app/policy/event.rules.ts'
import { eventAt } from './event-at.server.ts'
import { placesOf } from './registration.server.ts'
import { ticketsFor } from './shown-tickets.server.ts'

/** Links that add the event to somebody's own calendar. */
function calendarsOf({ url }: Ctx, row: EventRow) {
  const { title, startsLocal, endsLocal, zone, place, address, city } = row
  const [startsAt, endsAt] = [row.startsAt.toISOString(), row.endsAt.toISOString()]
  const where = [place, address, city].filter(Boolean).join(', ')
  const here = url.origin + href.event(row.slug)
  return calendarLinks({ title, startsLocal, endsLocal, zone, startsAt, endsAt, where, url: here })
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
    calendars: row.cancelledAt || row.endsAt <= ctx.now ? null : calendarsOf(ctx, row),
  }
}

type Places = Awaited<ReturnType<typeof placesOf>>

/** A visitor is led to the sign-in page by the same button. */
function shownPlaces({ account, now }: Ctx, row: EventRow, { place, free, registers, heldUntil, sells }: Places) {
  const signsIn = !account && takesPlaces(row, now)
  return { place, free, registers, heldUntil, sells, signsIn, closesAt: closingOf(row).toISOString() }
}

export async function readEvent(ctx: Ctx, slug: string) {
  const row = await eventAt(ctx, slug)
  const { organisers, dates } = await ctx.sql(async (query) => ({
    organisers: await organisersOf(query, ctx, [row]),
    dates: await otherDates(query, ctx, row),
  }))
  const found = await placesOf(ctx, row)
  const places = row.registration === 'open' || found.own ? found : null
  const organiser = row.groupId ? organisers.get(row.groupId) : undefined
  return {
    ...factsOf(ctx, row),
    organiser: organiser ? { name: organiser.name, to: href.group(organiser.slug) } : null,
    dates: dates.map(({ slug, startsLocal, endsLocal, zone, state }) => ({
      slug,
      startsLocal,
      endsLocal,
      zone,
      state,
    })),
    association: ctx.tenant.config.name,
    link: runsEvent(ctx, row) || places?.place === 'registered' ? row.link : null,
    places: places && shownPlaces(ctx, row, places),
    tickets: found.sells ? await ticketsFor(ctx, row) : [],
    known: row.registration === 'open' ? await knownAttendees(ctx, row.id) : [],
    edit: editsEvents(ctx) ? href.eventDesk(row.id) : null,
  }
}

export async function readEventPicture(ctx: Ctx, slug: string): Promise<Response> {
  return pictureResponse((await eventAt(ctx, slug)).pictureKey)
}
