/** What people said at registration (diets, whom to call, whom they bring) ends some weeks after the event. */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { defineTask } from '#app/tasks/registry.ts'

/** Days after the end of an event; the forms name them. */
export const ANSWERS_DAYS = 30
const DAY = 86_400_000

export const answersTask = defineTask<{ tenantId: string }>({
  name: 'events.answers',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await endAnswers(tenant, clockNow())
  },
})

/** Guests' names on tickets end with them. @returns how many registrations lost their answers */
export async function endAnswers({ id }: Pick<Tenant, 'id'>, now: Date): Promise<number> {
  const over = new Date(now.getTime() - ANSWERS_DAYS * DAY)
  const events = sql`ARRAY(SELECT e."id" FROM "event" e WHERE e."tenantId" = ${id} AND e."endsAt" < ${over})`
  const ended = await inTenantSql(id, async (query) => {
    await query(sql`UPDATE "event_ticket" t SET "name" = NULL WHERE t."tenantId" = ${id} AND t."name" IS NOT NULL
      AND t."eventId" = ANY(${events})`)
    return query(sql`UPDATE "event_registration" r SET "answers" = '{}' WHERE r."tenantId" = ${id}
      AND r."answers" <> '{}' AND r."eventId" = ANY(${events}) RETURNING r."personId"`)
  })
  return ended.length
}
