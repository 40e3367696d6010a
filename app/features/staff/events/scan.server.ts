/** `/admin/evenements/:event/entrees/scan`: the door for scanners and for the page's own script, as JSON (B11). */
import { json } from '@remix-run/node'
import { addDays } from '#app/calendar/civil-day.ts'
import { instantIn } from '#app/calendar/local-time.ts'
import type { Ctx } from '#app/context/open.ts'
import { doorCounts, doorLines } from '#app/domain/events/door.server.ts'
import type { EventRow } from '#app/domain/events/read-events.server.ts'
import { act, named } from './door.server.ts'
import { eventOfDesk } from './edit.server.ts'

const NO_STORE = { 'Cache-Control': 'no-store' }
const DAY = 24 * 3_600_000

/** When a door says it was: within the last day, and never later than now. */
function momentIn({ now }: Ctx, form: FormData): Date {
  const at = new Date(String(form.get('at') ?? ''))
  return at <= now && at.getTime() > now.getTime() - DAY ? at : now
}

/**
 * POST `code`; `at`, when it was shown; `replay`, where it is handed in after a time without a network: the door then
 * knows the person already, and no name is shown.
 */
export async function scanCode(ctx: Ctx, id: string, form: FormData) {
  await eventOfDesk(ctx, id)
  const entry = await act(ctx, id, form, momentIn(ctx, form))
  const name = entry && !form.has('replay') ? (await named(ctx, id, entry)).name : null
  const { word = null, seats = 0, at = null } = entry ?? {}
  return json({ word, seats, at, name }, { headers: NO_STORE })
}

/** The first instant of the event's days and the last, by the clock of its place: others are another day. */
const daysOf = ({ zone, startsLocal, endsLocal }: EventRow) => ({
  from: instantIn(zone, `${startsLocal.slice(0, 10)}T00:00`)!.toISOString(),
  to: instantIn(zone, `${addDays(endsLocal.slice(0, 10), 1)}T00:00`)!.toISOString(),
})

/** GET: seats that are in and that are expected; with `liste`, the answer to each code, without names. */
export async function readCounts(ctx: Ctx, id: string) {
  const row = await eventOfDesk(ctx, id)
  const lists = ctx.url.searchParams.has('liste')
  const found = await ctx.sql(async (query) => ({
    counts: await doorCounts({ query, tenant: ctx.tenant }, id),
    lines: lists ? await doorLines({ query, tenant: ctx.tenant }, row) : null,
  }))
  const list = found.lines && { ...daysOf(row), lines: found.lines }
  return json({ ...found.counts, now: ctx.now.toISOString(), list }, { headers: NO_STORE })
}
