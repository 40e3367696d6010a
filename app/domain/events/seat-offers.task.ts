/** Offers of seats that end: what nobody took goes to the next who waits (B4). */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { lockEvent, offerSeats } from './seats.server.ts'

/** In one round; the next one goes on. */
const MOST = 200

export const seatOffersTask = defineTask<{ tenantId: string }>({
  name: 'events.offers',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await endLateOffers(tenant, clockNow())
  },
})

/**
 * Ends what is over and offers what is free, event by event: seats also become free by an erasure or a merge.
 * @returns how many events were looked at
 */
export async function endLateOffers(tenant: Tenant, now: Date): Promise<number> {
  const late = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'event_registration', 'eventId'>>(sql`SELECT DISTINCT r."eventId" FROM "event_registration" r
      JOIN "event" e ON e."tenantId" = ${tenant.id} AND e."id" = r."eventId" AND e."startsAt" > ${now}
      WHERE r."tenantId" = ${tenant.id}
        AND (r."state" = 'waiting' OR (r."state" = 'offered' AND r."heldUntil" <= ${now}))
      ORDER BY r."eventId" LIMIT ${MOST}`),
  )
  for (const { eventId } of late)
    await inTenantSql(tenant.id, async (query) => {
      const unit = { query, tenant, now }
      const event = await lockEvent(unit, eventId)
      if (event) await offerSeats(unit, event)
    })
  return late.length
}
