/** One event by its address, as this viewer may read it. */
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { type EventRow, findEvent } from '#app/domain/events/read-events.server.ts'

/** @throws Response 404 for an event that this viewer may not read, as for what is not there */
export async function eventAt(ctx: Ctx, slug: string): Promise<EventRow> {
  const row = await ctx.sql((query) => findEvent(query, ctx, slug))
  if (!row) throw notFound()
  return row
}
