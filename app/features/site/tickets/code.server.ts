/** `/billets/:code`: the holder's own page of a code that is shown at the door. */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { plainCode } from '#app/context/spoken-codes.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { entryCode } from '#app/domain/events/entry-codes.server.ts'

/** Events that one person comes to: the last ones. */
const MOST = 200

type Row = RowOf<'event', 'id' | 'slug'> & { sells: boolean }

/**
 * @returns the address of the page that shows the code
 * @throws Response 404 for a code that is not the viewer's, or with other eyes
 */
export async function pageOfCode(ctx: Ctx, typed: string): Promise<string> {
  const { tenant, viewer, standIn } = ctx
  const { personId } = viewer
  if (!personId || standIn) throw notFound()
  const rows = await ctx.sql((query) =>
    query<Row>(sql`SELECT e."id", e."slug", r."saleId" IS NOT NULL AS "sells" FROM "event_registration" r
      JOIN "event" e ON e."tenantId" = ${tenant.id} AND e."id" = r."eventId"
      WHERE r."tenantId" = ${tenant.id} AND r."personId" = ${personId} AND r."state" = 'registered'
      ORDER BY e."startsAt" DESC LIMIT ${MOST}`),
  )
  const code = plainCode(typed)
  const row = rows.find(({ id }) => entryCode(tenant.id, id, personId) === code)
  if (!row) throw notFound()
  return row.sells ? href.eventTickets(row.slug) : href.eventRegistration(row.slug)
}
