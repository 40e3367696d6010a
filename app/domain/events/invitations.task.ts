/**
 * Invitations and reminders, put into the outbox by rounds: who joins a group late is asked then, who was asked once is
 * not asked again, and a date that moves asks anew. Killed anywhere, the next round goes on (B6, B8).
 */
import { now as clockNow } from '#app/context/clock.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { putForReaders } from '#app/domain/mail/put-for-readers.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { defineTask } from '#app/tasks/registry.ts'
import { tellAttendees } from './attendee-mails.server.ts'
import { invitationList, invitedSql } from './invited.server.ts'
import type { EventRow } from './read-events.server.ts'
import { lockEvent } from './seats.server.ts'

/** People in one transaction. */
const PEOPLE_AT_ONCE = 500
const DAY = 86_400_000
/** In force while invitations leave. */
const INVITING = sql`"state" = 'published' AND "registration" = 'open' AND "cancelledAt" IS NULL
  AND "invitesFrom" IS NOT NULL`

export const invitationsTask = defineTask<{ tenantId: string }>({
  name: 'events.invitations',
  seconds: 600,
  async run({ tenantId }, { signal }) {
    const tenant = await tenantOfId(tenantId)
    if (!tenant) return
    const put = (await inviteAll(tenant, clockNow(), signal)) + (await remindAll(tenant, clockNow()))
    if (put > 0) await enqueue(sendMailsTask, { tenantId })
  },
})

/** @returns how many invitations were put into the outbox */
export async function inviteAll(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  if (invitationList(tenant) === undefined) return 0
  const open = await inTenantSql(tenant.id, (query) =>
    query<RowOf<'event', 'id'>>(sql`SELECT "id" FROM "event" WHERE "tenantId" = ${tenant.id} AND ${INVITING}
      AND least(coalesce("closesAt", "startsAt"), "startsAt") > ${now} ORDER BY "startsAt", "id"`),
  )
  let count = 0
  for (const { id } of open)
    for (let put = PEOPLE_AT_ONCE; put === PEOPLE_AT_ONCE; count += put) {
      signal?.throwIfAborted()
      put = await inviteSome(tenant, id, now)
    }
  return count
}

/** Asks the next people. @returns how many; fewer than a batch: nobody is left */
function inviteSome(tenant: Tenant, id: string, now: Date): Promise<number> {
  return inTenantSql(
    tenant.id,
    async (query) => {
      const event = await lockEvent({ query, tenant }, id)
      if (!event?.invitesFrom || event.cancelledAt || event.state !== 'published') return 0
      const { moves } = event
      const asked = await putForReaders(
        { query, tenant, now },
        {
          readers: invitedSql(tenant, event, now, 'new'),
          reachedId: null,
          most: PEOPLE_AT_ONCE,
          mail: {
            key: `event/${id}/invited/${moves}`,
            kind: 'events.invited',
            listId: invitationList(tenant)!,
            data: { event: id, what: 'invited', moves },
          },
        },
      )
      if (asked.length === 0) return 0
      await query(sql`INSERT INTO "event_invitation" ("tenantId", "eventId", "personId", "state", "moves", "at")
        SELECT ${tenant.id}::uuid, ${id}::uuid, a."id", 'invited', ${moves}::int, ${now}::timestamptz
        FROM unnest(${asked}::uuid[]) AS a("id")
        ON CONFLICT ("tenantId", "eventId", "personId") DO UPDATE SET "state" = EXCLUDED."state",
          "moves" = EXCLUDED."moves", "at" = EXCLUDED."at"`)
      return asked.length
    },
    SLOW,
  )
}

/** @returns the reminder whose hour has come and is not done, by the event's date as it stands; the latest alone */
export function dueReminder(
  event: Pick<EventRow, 'remindDays' | 'startsAt' | 'remindedTo' | 'invitesFrom'>,
  now: Date,
): { days: number; at: Date } | undefined {
  const past = [...event.remindDays]
    .map((days) => ({ days, at: new Date(event.startsAt.getTime() - days * DAY) }))
    // None for an hour that was over before people were asked at all.
    .filter(({ at }) => at <= now && event.invitesFrom !== null && at > event.invitesFrom)
    .filter(({ at }) => event.remindedTo === null || at > event.remindedTo)
  return past.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
}

/** @returns how many reminders were put into the outbox */
export async function remindAll(tenant: Tenant, now: Date): Promise<number> {
  if (invitationList(tenant) === undefined) return 0
  const coming = await inTenantSql(tenant.id, (query) =>
    query<EventRow>(sql`SELECT * FROM "event" WHERE "tenantId" = ${tenant.id} AND ${INVITING}
      AND cardinality("remindDays") > 0 AND "startsAt" > ${now} ORDER BY "startsAt", "id"`),
  )
  let count = 0
  for (const event of coming) if (dueReminder(event, now)) count += await remind(tenant, event.id, now)
  return count
}

/** Reminds who comes, and who was asked and said nothing, in one transaction with the hour that is done. */
function remind(tenant: Tenant, id: string, now: Date): Promise<number> {
  return inTenantSql(
    tenant.id,
    async (query) => {
      const unit = { query, tenant, now }
      const event = await lockEvent(unit, id)
      const due = event && dueReminder(event, now)
      if (!event || !due || event.cancelledAt || event.state !== 'published') return 0
      const once = `${due.days}/${event.moves}`
      const coming = await query<RowOf<'event_registration', 'personId'>>(sql`SELECT "personId"
        FROM "event_registration" WHERE "tenantId" = ${tenant.id} AND "eventId" = ${id} AND "state" = 'registered'
        ORDER BY "personId"`)
      const personIds = coming.map(({ personId }) => personId)
      let count = await tellAttendees(unit, { eventId: id, what: 'reminder', personIds, once })
      const mail = {
        ...{ key: `event/${id}/reminded/${once}`, kind: 'events.invited', listId: invitationList(tenant)! },
        data: { event: id, what: 'silent', moves: event.moves },
      }
      const readers = invitedSql(tenant, event, now, 'still')
      for (let reached: string[] = [], last: string | null = null; ; last = reached.at(-1)!) {
        reached = await putForReaders(unit, { readers, reachedId: last, most: PEOPLE_AT_ONCE, mail })
        count += reached.length
        if (reached.length < PEOPLE_AT_ONCE) break
      }
      await query(sql`UPDATE "event" SET "remindedTo" = ${due.at} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`)
      return count
    },
    SLOW,
  )
}
