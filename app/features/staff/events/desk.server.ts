/** `/admin/evenements`: every event of the association, in any state (S14). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { type EventRow, eventCategory, organisersOf, stateOf } from '#app/domain/events/read-events.server.ts'

/** Beyond, older ones are found in the agenda. */
const ROWS = 200

export async function readEventsDesk(ctx: Ctx) {
  const past = ctx.url.searchParams.get('quand') === 'passes'
  const time = past ? sql`"endsAt" <= ${ctx.now}` : sql`"endsAt" > ${ctx.now}`
  const order = past ? sql`"startsAt" DESC, "id" DESC` : sql`"startsAt", "id"`
  const { rows, organisers } = await ctx.sql(async (query) => {
    const rows = await query<EventRow>(sql`SELECT * FROM "event" WHERE "tenantId" = ${ctx.tenant.id} AND ${time}
      ORDER BY ${order} LIMIT ${ROWS}`)
    return { rows, organisers: await organisersOf(query, ctx, rows) }
  })
  return {
    title: ctx.t('events:title'),
    past,
    outcome: ctx.url.searchParams.get('fait'),
    events: rows.map((row) => ({
      ...{ id: row.id, slug: row.slug, title: row.title, audience: row.audience, startsLocal: row.startsLocal },
      category: eventCategory(ctx, row.category),
      organiser: (row.groupId && organisers.get(row.groupId)?.name) || null,
      state: stateOf(row, ctx.now),
    })),
  }
}
