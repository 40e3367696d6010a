/**
 * Puts the week's « fiches mises à jour » into the outbox, on Mondays and Tuesdays, for whoever receives the list of
 * the association's file. Each person's mail has a key of the week, so that rounds that come again, and workers that
 * die, write to nobody twice (S12, B23).
 */
import { addDays, civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { putForReaders } from '#app/domain/mail/put-for-readers.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { NEWS_FIELDS, writtenSql } from './contacts-news.server.ts'
import { DIGEST_HOUR } from './volumes.server.ts'

/** People in one transaction. */
const PEOPLE_AT_ONCE = 500
/** Days of the week, from Monday, on which it still leaves. */
const LEAVING = 2

export const updatedProfilesTask = defineTask<{ tenantId: string }>({
  name: 'notices.updated-profiles',
  seconds: 900,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (tenant && (await putUpdatedProfiles(tenant, clockNow(), signal)) > 0)
      await enqueue(sendMailsTask, { tenantId: tenant.id })
  },
})

/** @returns the week that ended with the last Monday in Paris, half-open; undefined on days when nothing leaves */
export function weekToTell(now: Date): { monday: string; since: Date; until: Date } | undefined {
  const today = civilDay(now)
  const past = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7
  const monday = addDays(today, -past)
  const until = startOfDay(monday)!
  if (past >= LEAVING || now.getTime() < until.getTime() + DIGEST_HOUR) return undefined
  return { monday, since: startOfDay(addDays(monday, -7))!, until }
}

/** @returns how many people's mails were put; each is judged anew when it leaves, and most may say nothing */
export async function putUpdatedProfiles(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  const list = tenant.config.updatedProfiles
  const week = weekToTell(now)
  if (!list || !week || !(await changedAnything(tenant, week))) return 0
  const key = `notices.updated-profiles/${week.monday}`
  const data = { since: week.since.toISOString(), until: week.until.toISOString() }
  const mail = { key, kind: 'notices.updated-profiles', listId: list, data }
  const readers = stillWithout(tenant, key, subscribersOf(tenant, list, now))
  let [count, reachedId] = [0, null as string | null]
  while (!signal?.aborted) {
    const round = { readers, reachedId, most: PEOPLE_AT_ONCE, mail }
    const reached = await inTenantSql(tenant.id, (query) => putForReaders({ query, tenant, now }, round))
    if (reached.length === 0) break
    count += reached.length
    reachedId = reached.at(-1)!
  }
  return count
}

/** Readers by mail who have none of this week. */
const stillWithout = (
  tenant: Tenant,
  key: string,
  readers: Sql,
): Sql => sql`SELECT s."personId", s."address", s."language"
  FROM (${readers}) s WHERE s."channel" = 'mail' AND NOT EXISTS (SELECT 1 FROM "mail" m
    WHERE m."tenantId" = ${tenant.id} AND m."key" = ${`${key}/`} || s."personId"::text)`

/** A week in which nobody changed anything writes to nobody. */
async function changedAnything(tenant: Tenant, { since, until }: { since: Date; until: Date }): Promise<boolean> {
  const rows = await inTenantSql(tenant.id, (query) =>
    query(sql`SELECT 1 AS "one" FROM "value_change" v WHERE v."tenantId" = ${tenant.id}
      AND v."field" = ANY(${[...NEWS_FIELDS]}::text[]) AND v."at" > ${since} AND v."at" <= ${until}
      AND ${writtenSql(tenant.id)} LIMIT 1`),
  )
  return rows.length > 0
}
