/** What the viewer's own record says that others may have in common with them. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { entersGroups } from '#app/policy/group.rules.ts'

export interface OwnPoints {
  personId: string
  promotion: number | null
  company: string | null
  homeCity: string | null
  homeCountry: string | null
  friendIds: readonly string[]
  /** Open groups that the viewer joined, by id, with their names. */
  groups: ReadonlyMap<string, string>
}

type Row = Pick<OwnPoints, 'promotion' | 'company' | 'homeCity' | 'homeCountry'>

/** @returns undefined for a viewer without a record */
export async function readOwnPoints(ctx: Ctx, query: Query): Promise<OwnPoints | undefined> {
  const { viewer, tenant, ability } = ctx
  const { personId, friendIds } = viewer
  if (!personId) return undefined
  const [row] = await query<Row>(sql`SELECT "promotion", "company", "homeCity", "homeCountry" FROM "person"
    WHERE "tenantId" = ${tenant.id} AND "id" = ${personId}`)
  if (!row) return undefined
  const joined = entersGroups(ability) && (viewer.groupIds ?? []).length > 0 ? await findGroups(ctx, query) : []
  const groups = joined.filter(({ state, mine }) => state === 'open' && mine.state === 'member')
  return { ...row, personId, friendIds, groups: new Map(groups.map(({ id, name }) => [id, name])) }
}
