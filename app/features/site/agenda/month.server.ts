/** The agenda by months: every event of one, in its day (S3). */
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Query } from '#app/db/transaction.ts'
import { localMonth } from '#app/domain/events/event-times.ts'
import { allEvents, type EventFilter } from '#app/domain/events/read-events.server.ts'
import { inMonth, instantsAround, monthAfter, weeksOf } from './month.ts'
import { agendaAddress, type Wish } from './wish.ts'

/** Events of a month at once. */
const MOST = 500
/** Months that links lead to, before and after the one that is: robots go no further. */
const BACK = 120
const AHEAD = 24

const monthsFrom = (from: string, to: string): number => {
  const [a, b] = [from, to].map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))) as [number, number]
  return b - a
}

export async function readMonth(ctx: Ctx, query: Query, wish: Wish, filter: EventFilter) {
  const { now, language } = ctx
  const today = civilDay(now)
  const month = wish.month || today.slice(0, 7)
  const named = (one: string) => localMonth(`${one}-01T00:00`, language)
  const link = (months: number) => {
    const other = monthAfter(month, months)
    const away = monthsFrom(today.slice(0, 7), other)
    if (away < -BACK || away > AHEAD) return null
    return { to: agendaAddress({ ...wish, month: away === 0 ? '' : other }), text: named(other) }
  }
  const { lines, cut } = await allEvents(query, ctx, { ...filter, between: instantsAround(month) }, MOST)
  const shown = inMonth(lines, month)
  return {
    ...{ month, cut, name: named(month), total: shown.length },
    weeks: weeksOf(month, shown, { today, language }),
    previous: link(-1),
    next: link(1),
  }
}
