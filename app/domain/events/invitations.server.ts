/** What somebody who is invited says without signing in, and what who organises asks (S14, B6, B7). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { withdrawsFrom } from '#app/policy/event.rules.ts'
import type { EventRow } from './read-events.server.ts'
import { giveBack, isBought, ownRegistration } from './register.server.ts'
import { lockEvent } from './seats.server.ts'

export interface Asking {
  /** Everybody on the list of invitations; else the people of the groups who are on it. */
  all: boolean
  groups: readonly string[]
  /** Days before it begins. */
  remindDays: readonly number[]
}

/** Keeps whom an event asks, and has invitations leave from now on, or stops them. */
export async function askPeople(ctx: Ctx, query: Query, event: EventRow, asking: Asking | null): Promise<void> {
  const { tenant, now } = ctx
  const own = sql`"tenantId" = ${tenant.id} AND "id" = ${event.id}`
  if (!asking) {
    const stopped = await query(sql`UPDATE "event" SET "invitesFrom" = NULL
      WHERE ${own} AND "invitesFrom" IS NOT NULL RETURNING "id"`)
    if (stopped.length === 0) return
    await audit(query, ctx, 'event.invitations-stopped', { subjectId: event.id })
    return
  }
  const { all, groups, remindDays } = asking
  await query(sql`UPDATE "event" SET "inviteAll" = ${all}, "inviteGroups" = ${[...groups]}::uuid[],
      "remindDays" = ${[...remindDays]}::smallint[], "invitesFrom" = coalesce("invitesFrom", ${now})
    WHERE ${own}`)
  await audit(query, ctx, 'event.invited', { subjectId: event.id, detail: { all, groups: groups.length } })
}

/** @returns whether the viewer was asked for the event's date and has said nothing */
export async function isInvited({ tenant, viewer, standIn }: Ctx, query: Query, eventId: string): Promise<boolean> {
  if (!viewer.personId || standIn) return false
  const rows = await query(sql`SELECT 1 AS "one" FROM "event_invitation" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "personId" = ${viewer.personId} AND "state" = 'invited'`)
  return rows.length > 0
}

/**
 * Says no for this date: no reminder follows, and a place that was taken or waited for goes to others.
 * @returns false once it has begun
 */
export async function declineInvitation(ctx: Ctx, eventId: string): Promise<boolean> {
  const { ability, tenant, now, viewer } = ctx
  const { personId } = viewer
  return ctx.sql(async (query) => {
    const unit = { query, tenant, now }
    const event = await lockEvent(unit, eventId)
    if (!event || !personId || !withdrawsFrom(ability, event, now)) return false
    if (isBought(await ownRegistration(ctx, query, eventId))) return false
    await query(sql`INSERT INTO "event_invitation" ("tenantId", "eventId", "personId", "state", "moves", "at")
      VALUES (${tenant.id}, ${eventId}, ${personId}, 'declined', ${event.moves}, ${now})
      ON CONFLICT ("tenantId", "eventId", "personId") DO UPDATE SET "state" = EXCLUDED."state",
        "moves" = EXCLUDED."moves", "at" = EXCLUDED."at"`)
    await giveBack(unit, event, personId)
    return true
  })
}
