/** Warns people twice before a profile of theirs ends (C22); what has ended is deleted by the rules of retention. */
import { addMonths, civilDay } from '#app/calendar/civil-day.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { periodOf } from '#app/tenant/retention.ts'
import { endedBefore } from './library.server.ts'
import type { EndingLetter } from './profile.email.tsx'

/** Days before its end at which its person is told, the first time and the second. */
export const WARNED_BEFORE = [30, 7] as const
const DAY = 86_400_000
/** In one transaction; the round goes on until there are fewer. */
const BATCH = 100

export const profilesTask = defineTask<{ tenantId: string }>({
  name: 'profiles.round',
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant) await warnProfiles(tenant, clockNow(), signal)
  },
})

/** Tells whose profiles end soon; run twice, it tells nobody twice. @returns how many warnings */
export async function warnProfiles(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  if (!tenant.config.publication) return 0
  let count = 0
  // The last warning first: whoever is past both days is told once.
  for (const [times, days] of [...WARNED_BEFORE.entries()].reverse())
    for (let found = BATCH; found === BATCH; count += found) {
      signal?.throwIfAborted()
      found = await warnSome(tenant, now, { warning: times + 1, days })
    }
  return count
}

interface Due extends RowOf<'career_profile', 'id' | 'headline' | 'at'> {
  accountId: string | null
}

async function warnSome(tenant: Tenant, now: Date, { warning, days }: { warning: number; days: number }) {
  const soon = new Date(endedBefore({ tenant, now }).getTime() + days * DAY)
  return inTenantSql(tenant.id, async (query) => {
    const rows = await query<Due>(sql`SELECT x."id", x."headline", x."at", a."id" AS "accountId"
      FROM "career_profile" x
      LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = x."personId"
      WHERE x."tenantId" = ${tenant.id} AND x."state" = 'published' AND x."warned" < ${warning}
        AND x."at" > ${endedBefore({ tenant, now })} AND x."at" <= ${soon}
      ORDER BY x."id" LIMIT ${BATCH} FOR UPDATE OF x SKIP LOCKED`)
    for (const row of rows) {
      await query(sql`UPDATE "career_profile" SET "warned" = ${warning} WHERE "tenantId" = ${tenant.id}
        AND "id" = ${row.id}`)
      const addresses = row.accountId ? await provedAddresses({ query, tenant }, [row.accountId]) : []
      const months = periodOf(tenant.config.keep, 'publication').months ?? 24
      for (const { accountId, to, language } of addresses) {
        const data: EndingLetter = { headline: row.headline, until: addMonths(civilDay(row.at), months) }
        const key = `profiles.ending ${row.id} ${row.at.toISOString()} ${warning}`
        await putMail(
          query,
          tenant.id,
          { key, kind: 'profiles.ending', to, language, accountId, data: { ...data } },
          now,
        )
      }
    }
    return rows.length
  })
}
