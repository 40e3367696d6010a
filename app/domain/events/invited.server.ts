/**
 * Who is invited to an event (S14): on the list of invitations, in one of the groups that are asked, and neither coming
 * nor waiting. It is read at the moment of sending, so that who left, declined or registered receives nothing (B6).
 */
import { closedAccountSql, deceasedSql, paidUpSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import { belongsSql, unmutedSql } from '#app/domain/groups/group-list.server.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import type { EventRow } from './read-events.server.ts'

type Home = Pick<Tenant, 'id' | 'config'>

/** An event, as far as it says who is invited. */
export type Inviting = Pick<
  EventRow,
  'id' | 'audience' | 'groupId' | 'inviteAll' | 'inviteGroups' | 'moves' | 'startsAt' | 'endsAt'
>

/** @returns the mailing list through which the association invites; undefined where it invites nobody by mail */
export const invitationList = ({ config }: Pick<Tenant, 'config'>): string | undefined => config.events.invitations

/** Who would not find the event on the site is not told of it. */
function audienceSql(tenant: Home, { audience, groupId }: Inviting, now: Date): Sql {
  if (audience === 'paid-up') return paidUpSql({ tenant, now }, sql`p."id"`)
  if (audience === 'group') return groupId ? belongsSql(tenant, groupId) : sql`FALSE`
  return audience === 'staff' ? sql`FALSE` : sql`TRUE`
}

/** In one of the groups that are asked, and deaf to none of those. */
function askedSql(tenant: Home, { inviteAll, inviteGroups }: Inviting): Sql {
  if (inviteAll) return sql`TRUE`
  if (inviteGroups.length === 0) return sql`FALSE`
  const inOne = inviteGroups.map((id) => sql`(${belongsSql(tenant, id)} AND ${unmutedSql(tenant.id, id)})`)
  return sql`(${join(inOne, ' OR ')})`
}

/** The person `p` has said something about the event that still holds. */
const answeredSql = (tenantId: string, { id }: Inviting): Sql => sql`EXISTS (SELECT FROM "event_registration" r
  WHERE r."tenantId" = ${tenantId} AND r."eventId" = ${id} AND r."personId" = p."id"
    AND r."state" IN ('registered', 'paying', 'waiting', 'offered'))`

/**
 * `new`: not asked yet, or asked for another date than today's · `still`: asked for this date, and silent since ·
 * `all`: both, whatever they were asked.
 */
export type Which = 'new' | 'still' | 'all'

function whichSql(tenantId: string, { id, moves }: Inviting, which: Which): Sql {
  const row = (more: Sql) => sql`EXISTS (SELECT FROM "event_invitation" i WHERE i."tenantId" = ${tenantId}
    AND i."eventId" = ${id} AND i."personId" = p."id" AND i."moves" >= ${moves} AND ${more})`
  // Who gave a place back has declined the date it was for.
  const gaveBack = sql`EXISTS (SELECT FROM "event_registration" r WHERE r."tenantId" = ${tenantId}
    AND r."eventId" = ${id} AND r."personId" = p."id" AND r."state" IN ('withdrawn', 'transferred'))`
  if (which === 'new') return sql`NOT ${row(sql`TRUE`)} AND (${moves > 0} OR NOT ${gaveBack})`
  if (which === 'still') return row(sql`i."state" = 'invited'`)
  return sql`NOT ${row(sql`i."state" = 'declined'`)}`
}

/**
 * @returns a query to stand in FROM, one row per person: `personId`, `address`, `language`
 * @throws where the association invites nobody by mail
 */
export function invitedSql(tenant: Home, event: Inviting, now: Date, which: Which): Sql {
  return sql`SELECT s."personId", s."address", s."language"
    FROM (${subscribersOf(tenant, invitationList(tenant) ?? '', now)}) s
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = s."personId"
    WHERE s."channel" = 'mail' AND ${askedSql(tenant, event)} AND ${audienceSql(tenant, event, now)}
      AND NOT ${deceasedSql(tenant.config)} AND NOT ${closedAccountSql(tenant.id)}
      AND NOT ${answeredSql(tenant.id, event)} AND ${whichSql(tenant.id, event, which)}`
}

/** @returns how many people the event would ask now */
export async function countInvited({ query, tenant, now }: Unit<Home>, event: Inviting): Promise<number> {
  if (invitationList(tenant) === undefined) return 0
  const [row] = await query<{ n: number }>(
    sql`SELECT count(*)::int AS "n" FROM (${invitedSql(tenant, event, now, 'new')}) found`,
  )
  return row!.n
}

/** Where those stand who were asked: `silent` said nothing yet. */
export interface InvitedCounts {
  silent: number
  declined: number
}

/** @returns how many were asked for today's date and have not come, by what they said */
export async function invitedCounts({ query, tenant }: Unit<Home>, { id }: Inviting): Promise<InvitedCounts> {
  const [row] = await query<InvitedCounts>(sql`
    SELECT count(*) FILTER (WHERE i."state" = 'invited')::int AS "silent",
      count(*) FILTER (WHERE i."state" = 'declined')::int AS "declined"
    FROM "event_invitation" i WHERE i."tenantId" = ${tenant.id} AND i."eventId" = ${id}
      AND NOT EXISTS (SELECT FROM "event_registration" r WHERE r."tenantId" = ${tenant.id}
        AND r."eventId" = ${id} AND r."personId" = i."personId" AND r."state" NOT IN ('withdrawn', 'transferred'))`)
  return row!
}
