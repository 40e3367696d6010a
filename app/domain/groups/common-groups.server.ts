/** Groups of the federation's file, and the viewer's place in each (I16; decision 067). */
import type { Ctx } from '#app/context/open.ts'
import { type Tenant, tenantOfId } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { sharedDates } from '#app/domain/people/shared-entries.server.ts'
import { sharedRows } from '#app/domain/search/bases.ts'
import { joinsCommonGroups, keepsCommonGroups } from '#app/policy/common-group.rules.ts'
import { fileGroupId } from '#app/tenant/groups.ts'

/** An association of a federation. */
export type Home = Pick<Tenant, 'id' | 'federationId'>

export interface CommonGroup {
  id: string
  slug: string
  name: string
  /** The viewer is in it. */
  joined: boolean
  /** The viewer reads what is written in it and who is in it. */
  opens: boolean
}

/** @returns open groups of the federation's file, in its order; none outside a federation */
export async function commonGroups(ctx: Ctx, query: Query): Promise<CommonGroup[]> {
  const { tenant, viewer, language } = ctx
  const federation = tenant.federationId ? await tenantOfId(tenant.federationId) : undefined
  if (!federation) return []
  // Who took the agreement back keeps the place for their return: meanwhile they are read by nobody, and read nobody.
  const places = (await isInBase(ctx, query))
    ? await query<RowOf<'shared_place', 'groupId'>>(sql`SELECT "groupId" FROM "shared_place"
        WHERE "federationId" = ${federation.id} AND "tenantId" = ${tenant.id}
          AND "personId" = ${viewer.personId ?? null}::uuid`)
    : []
  const keeps = keepsCommonGroups(tenant.config, ctx.ability)
  return federation.config.groups.map(({ id: slug, name }) => {
    const id = fileGroupId(federation.id, slug)
    const joined = joinsCommonGroups(tenant.config, ctx.ability) && places.some(({ groupId }) => groupId === id)
    return { id, slug, name: name[language], joined, opens: joined || keeps }
  })
}

/**
 * @returns whether the viewer is in the federation's base by a contract in force: only who is read there joins and
 *   reads
 */
export async function isInBase({ tenant, viewer, now }: Ctx, query: Query): Promise<boolean> {
  if (!tenant.federationId || !viewer.personId) return false
  const rows = await query(sql`SELECT 1 AS "one" FROM ${sharedRows(tenant.federationId, now)} s
    WHERE s."tenantId" = ${tenant.id} AND s."id" = ${viewer.personId}`)
  return rows.length > 0
}

/** Joins; nothing happens where one is in it already, or is not in the base. */
export async function joinCommonGroup(ctx: Ctx, query: Query, groupId: string): Promise<void> {
  const { tenant, viewer, now } = ctx
  if (viewer.personId && joinsCommonGroups(tenant.config, ctx.ability))
    await putPlaces({ query, tenant, now }, groupId, [viewer.personId])
}

/** Writes places of the association's own people, of those who are in the base; who has one keeps it. */
export async function putPlaces(
  { query, tenant, now }: Unit<Home>,
  groupId: string,
  people: readonly string[],
): Promise<void> {
  const { sharedFrom, sharedUntil } = await sharedDates(query, tenant)
  await query(sql`INSERT INTO "shared_place" ("tenantId", "federationId", "groupId", "personId", "at", "sharedFrom",
      "sharedUntil")
    SELECT ${tenant.id}::uuid, ${tenant.federationId}::uuid, ${groupId}::uuid, e."id", ${now}::timestamptz,
      ${sharedFrom}::timestamptz, ${sharedUntil}::timestamptz
    FROM "shared_entry" e WHERE e."federationId" = ${tenant.federationId} AND e."tenantId" = ${tenant.id}
      AND e."id" = ANY(${[...people]}::uuid[])
    ON CONFLICT DO NOTHING`)
}

/** Leaves; what one wrote stays until one takes it out. */
export async function leaveCommonGroup({ tenant, viewer }: Ctx, query: Query, groupId: string): Promise<void> {
  await query(sql`DELETE FROM "shared_place" WHERE "federationId" = ${tenant.federationId}
    AND "tenantId" = ${tenant.id} AND "groupId" = ${groupId} AND "personId" = ${viewer.personId ?? null}::uuid`)
}
