/** Reminders before dues end and after they have, on the days the association's file says. */

import { addDays, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { deceasedSql, lastEndsSql } from '#app/context/in-force.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { Scoped, Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { isLanguage } from '#app/i18n/language.ts'
import { defineTask } from '#app/tasks/registry.ts'

/** Days that a reminder may be late: the worker was away. */
const LATE = 3
/** In one round; the next one goes on. */
const MOST = 2000

export const remindersTask = defineTask<{ tenantId: string }>({
  name: 'membership.reminders',
  async run({ tenantId }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await remind(tenant, clockNow())
  },
})

interface Due {
  personId: string
  name: string
  email: string
  /** As the person chose; French where they never did. */
  language: string
  endsAt: Date
  renews: boolean
}

/** Puts every reminder that is due into the outbox; each once. @returns how many */
export async function remind(tenant: Tenant, now: Date): Promise<number> {
  const today = civilDay(now)
  const { before, after } = tenant.config.money.dues.reminders
  let count = 0
  for (const [when, days] of [
    ...before.map((n) => ['before', n] as const),
    ...after.map((n) => ['after', -n] as const),
  ]) {
    const day = addDays(today, days)
    const from = startOfDay(addDays(day, -LATE))!
    const until = startOfDay(addDays(day, 1))!
    count += await inTenantSql(tenant.id, async (query) => {
      const due = await dueBetween({ query, tenant }, from, until, when === 'after' ? now : undefined)
      let put = 0
      for (const one of due) if (await write({ query, tenant, now }, one, when, Math.abs(days))) put += 1
      return put
    })
  }
  return count
}

/** People whose last period ends then, with an address to write to. @param over only what has ended already */
function dueBetween(
  { query, tenant: { id: tenantId, config } }: Scoped,
  from: Date,
  until: Date,
  over: Date | undefined,
): Promise<Due[]> {
  return query<Due>(sql`
    SELECT p."id" AS "personId", coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''),
      p."handle") AS "name",
      coalesce(p."primaryEmail", p."secondaryEmail") AS "email", m."endsAt",
      coalesce((SELECT c."language" FROM "correspondence" c WHERE c."tenantId" = ${tenantId}
        AND c."personId" = p."id"), 'fr') AS "language",
      EXISTS (SELECT FROM "subscription" s WHERE s."tenantId" = ${tenantId} AND s."personId" = p."id"
        AND s."state" IN ('active', 'past_due')) AS "renews"
    FROM (${lastEndsSql(tenantId)}) m JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = m."personId"
    WHERE m."endsAt" >= ${from} AND m."endsAt" < ${until}
      AND ${over ? sql`m."endsAt" <= ${over}` : sql`TRUE`}
        AND coalesce(p."primaryEmail", p."secondaryEmail") IS NOT NULL
      AND NOT ${deceasedSql(config)}
    ORDER BY m."endsAt" LIMIT ${MOST}`)
}

async function write({ query, tenant, now }: Unit, due: Due, when: 'before' | 'after', days: number): Promise<boolean> {
  const { personId, name, email, endsAt, renews } = due
  const language = isLanguage(due.language) ? due.language : 'fr'
  const key = `dues-${when}/${personId}/${civilDay(endsAt)}/${days}`
  const data = { name, endsAt: endsAt.toISOString(), renews }
  const id = await putMail(
    query,
    tenant.id,
    { key, kind: `membership.${when}`, to: email, language, personId, data },
    now,
  )
  return id !== undefined
}
