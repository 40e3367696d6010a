/**
 * `thing.rules.ts` the other way round: of one article or answer, whom it is for, as a condition on the person `p`. The
 * reading judges each notice again by the rules themselves; a test holds both to the same people (A11).
 */
import { type At, closedAccountSql, paidUpSql } from '#app/context/in-force.ts'
import { openToSql } from '#app/context/open-to.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { belongsByRecordSql } from '#app/domain/groups/areas.server.ts'
import { automaticGroupOf } from '#app/tenant/groups.ts'

/** @returns the condition that the person `p` is in the group, by their own step or by their address */
export function inGroupSql(tenant: Tenant, groupId: string): Sql {
  const { id: tenantId, config } = tenant
  const joined = sql`EXISTS (SELECT 1 FROM "group_member" i
    JOIN "group" o ON o."tenantId" = ${tenantId} AND o."id" = i."groupId" AND o."state" IN ('open', 'closed')
    WHERE i."tenantId" = ${tenantId} AND i."groupId" = ${groupId}::uuid AND i."personId" = p."id"
      AND i."state" = 'member')`
  const file = automaticGroupOf(tenant, groupId)
  return file ? sql`(${joined} OR ${belongsByRecordSql(config, file)})` : joined
}

/** @returns the condition that what the association publishes, of the alias `x`, is shown to the person `p` */
export function publishedToSql(at: At, x: Sql): Sql {
  return sql`(${x}."state" = 'published' AND ${x}."visibleFrom" <= ${at.now} AND ${x}."visibleUntil" > ${at.now}
    AND (${x}."audience" IN ('public', 'network') OR (${x}."audience" = 'paid-up' AND ${paidUpSql(at, sql`p."id"`)})))`
}

/** What the association publishes, an event or an offer, as it was read: what decides who may read it. */
export interface AdmittingThing {
  kind: 'article' | 'event' | 'offer'
  audience: string
  groupId: string | null
  /** Who deposited it. */
  personId: string | null
}

/**
 * @returns the condition that a thing, published and in its time, is for the person `p`: without any account they may
 *   still make one (decision 061), but an account that was closed opens public things alone
 */
export function admitsSql(at: At & { tenant: Tenant }, thing: AdmittingThing): Sql {
  if (thing.audience === 'public') return audienceSql(at, thing)
  return sql`(NOT ${closedAccountSql(at.tenant.id)} AND ${audienceSql(at, thing)})`
}

function audienceSql(at: At & { tenant: Tenant }, { kind, audience, groupId, personId }: AdmittingThing): Sql {
  if (kind === 'offer' && audience === 'offer-readers')
    return sql`(${openToSql(at, 'read-offers')} AND ${notApartSql(at.tenant.id, personId)})`
  if (kind === 'event' && audience === 'group' && groupId) return inGroupSql(at.tenant, groupId)
  if (audience === 'paid-up') return paidUpSql(at, sql`p."id"`)
  if (audience !== 'public' && audience !== 'network') return sql`FALSE`
  return notApartSql(at.tenant.id, personId)
}

/** Neither of the two keeps the other away. */
function notApartSql(tenantId: string, personId: string | null): Sql {
  if (personId === null) return sql`TRUE`
  return sql`NOT EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenantId}
    AND ((b."personId" = p."id" AND b."otherId" = ${personId}::uuid)
      OR (b."otherId" = p."id" AND b."personId" = ${personId}::uuid)))`
}

/**
 * @param x alias of an article, an answer or a group's document
 * @returns the condition that it is shown to the person `p`, who has not written it
 */
export function shownToSql(at: At & { tenant: Tenant }, x: Sql, groupId: string): Sql {
  const { tenant, now } = at
  return sql`(${x}."state" = 'published' AND ${x}."visibleFrom" <= ${now} AND ${x}."visibleUntil" > ${now}
    AND ${x}."personId" IS DISTINCT FROM p."id"
    AND (${x}."audience" IN ('public', 'network') OR (${x}."audience" = 'group' AND ${inGroupSql(tenant, groupId)})
      OR (${x}."audience" = 'paid-up' AND ${paidUpSql(at, sql`p."id"`)})
      OR (${x}."audience" = 'cohort' AND ${x}."cohort" = p."promotion"))
    AND NOT EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenant.id}
      AND b."personId" = p."id" AND b."otherId" = ${x}."personId")
    AND NOT EXISTS (SELECT 1 FROM "person_block" b WHERE b."tenantId" = ${tenant.id}
      AND b."otherId" = p."id" AND b."personId" = ${x}."personId"))`
}
