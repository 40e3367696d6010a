/** Announces the word of the agenda in the navigation, what comes next on the front page (context/announcement.ts). */
import * as href from '#app/addresses.ts'
import { announce } from '#app/context/announcement.ts'
import type { HomePart } from '#app/context/home-block.ts'
import type { Ctx } from '#app/context/open.ts'
import type { EventLine } from '#app/domain/events/event-line.ts'
import { localDay, localTime } from '#app/domain/events/event-times.ts'
import { ownEvents } from '#app/domain/events/own-events.server.ts'
import { listEvents } from '#app/domain/events/read-events.server.ts'

/** Events on the front page. */
const MOST_EVENTS = 3

/** A word for people of the base and for visitors: companies, schools and offices have the words of their own work. */
const readsAgenda = ({ viewer, account }: Ctx) => !account || viewer.personId !== undefined

function rowOf(ctx: Ctx, { slug, title, startsLocal, place, city, state }: EventLine) {
  const when = `${localDay(startsLocal, ctx.language)}, ${localTime(startsLocal)}`
  const where = [place, city].filter(Boolean).join(', ')
  return {
    to: href.event(slug),
    title,
    note: where ? `${when} · ${where}` : when,
    event: slug,
    ...(state === 'cancelled' ? { count: ctx.t('agenda:states.cancelled') } : {}),
  }
}

/** What one comes to, before what else there is. */
async function ownBlock(ctx: Ctx): Promise<HomePart | null> {
  const lines = await ctx.sql((query) => ownEvents(query, ctx, ctx.viewer.personId!, MOST_EVENTS))
  if (lines.length === 0) return null
  const rows = lines.map((one) => {
    const row = rowOf(ctx, one)
    return { ...row, count: one.state === 'cancelled' ? row.count : ctx.t(`agenda:own.places.${one.own}`) }
  })
  const more = { to: href.ownAgenda, text: ctx.t('agenda:own.all') }
  return { kind: 'rows', title: ctx.t('agenda:own.title'), rows, more }
}

export const agendaFeature = announce({
  places: [{ id: 'agenda', to: href.events, at: 25, opens: readsAgenda }],
  home: [
    {
      id: 'own-agenda',
      at: 54,
      opens: ({ viewer, standIn }) => viewer.personId !== undefined && !standIn,
      load: ownBlock,
    },
    {
      id: 'agenda',
      at: 55,
      // Each event has an audience of its own.
      opens: () => true,
      load: async (ctx) => {
        const { lines } = await ctx.sql((query) => listEvents(query, ctx, { rows: MOST_EVENTS }))
        if (lines.length === 0) return null
        const rows = lines.map((one) => rowOf(ctx, one))
        return {
          kind: 'rows',
          title: ctx.t('agenda:home.next'),
          rows,
          more: { to: href.events, text: ctx.t('agenda:home.all') },
        }
      },
    },
  ],
})
