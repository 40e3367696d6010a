/** `/admin/evenements/:event/serie`: an event that repeats, and all its dates (B9). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { REPEATS, type Repeat } from '#app/calendar/repeating.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { type EventRow, stateOf } from '#app/domain/events/read-events.server.ts'
import { datesOf, MOST_DATES, makeSeries } from '#app/domain/events/series.server.ts'
import { sellsPlaces } from '#app/domain/events/ticket-types.server.ts'
import { eventToWrite } from '#app/domain/events/write-events.server.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { eventOfDesk } from './edit.server.ts'

export const dateLine = (row: EventRow, now: Date) => ({
  ...{ id: row.id, slug: row.slug, startsLocal: row.startsLocal, endsLocal: row.endsLocal, zone: row.zone },
  state: stateOf(row, now),
  apart: row.seriesApart,
})

/** Each date of an event with sold places is sold by itself; what does not take place does not repeat. */
function hindranceOf({ now }: Ctx, row: EventRow, sells: boolean): 'sells' | 'over' | 'long' | null {
  if (sells) return 'sells'
  if (row.cancelledAt || row.endsAt <= now) return 'over'
  return row.endsLocal.slice(0, 10) > row.startsLocal.slice(0, 10) &&
    row.endsAt.getTime() - row.startsAt.getTime() > WEEK
    ? 'long'
    : null
}

const WEEK = 7 * 86_400_000

export async function readSeries(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const { dates, sells } = await ctx.sql(async (query) => ({
    dates: await datesOf(query, ctx, row),
    sells: await sellsPlaces(query, ctx.tenant.id, id),
  }))
  return {
    ...{
      title: ctx.t(`events:series.${row.seriesId ? 'all' : 'title'}`),
      id,
      event: row.title,
      state: stateOf(row, ctx.now),
    },
    rule: row.seriesRule as Repeat | null,
    hindrance: row.seriesId === null ? hindranceOf(ctx, row, sells) : null,
    dates: dates.map((one) => dateLine(one, ctx.now)),
    typed: { repeat: 'weekly', times: '' },
    outcome: ctx.url.searchParams.get('fait'),
  }
}

export interface SeriesAnswer {
  typed: { repeat: string; times: string }
  errors: Partial<Record<'repeat' | 'times', string>>
}

/** POST `repeat`, `times`: makes the event the first date of a series, once. */
export async function changeSeriesPage(ctx: Ctx, id: string, form: FormData) {
  await eventOfDesk(ctx, id)
  const typed = { repeat: String(form.get('repeat') ?? ''), times: String(form.get('times') ?? '').trim() }
  const times = /^\d{1,2}$/.test(typed.times) ? Number(typed.times) : 0
  const { repeat } = typed
  const errors: SeriesAnswer['errors'] = {
    ...(isOneOf(REPEATS, repeat) ? {} : { repeat: 'repeat' }),
    ...(times < 2 || times > MOST_DATES ? { times: 'times' } : {}),
  }
  if (!isOneOf(REPEATS, repeat) || Object.keys(errors).length > 0)
    return data({ typed, errors } as SeriesAnswer, { status: 422 })
  const done = await ctx.sql(async (query) => {
    const row = await eventToWrite(ctx, query, id)
    if (!row) throw notFound()
    if (row.seriesId !== null || hindranceOf(ctx, row, await sellsPlaces(query, ctx.tenant.id, id))) return false
    await makeSeries(ctx, query, row, { repeat, times })
    return true
  })
  return redirect(`${href.eventSeries(id)}${done ? '?fait=repeated' : ''}`, 303)
}
