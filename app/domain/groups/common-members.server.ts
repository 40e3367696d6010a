/** Who is in a group of the federation, each by the rules of their own association, and as many are counted. */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { sharedRows } from '#app/domain/search/bases.ts'
import { type Hit, revealHits } from '#app/domain/search/reveal-hits.server.ts'
import { lineOf } from '#app/domain/search/row.ts'
import { whereListed } from '#app/policy/view.ts'
import type { CommonGroup } from './common-groups.server.ts'
import { type GroupPeople, MEMBER_ROWS } from './members.server.ts'

const COUNTED = 1000

/** Own people whom the viewer may know of, who live and are shared still; of others, what their contract lets read. */
function membersSql({ tenant, ability, viewer, now }: Ctx, { id }: CommonGroup): Sql {
  const federationId = tenant.federationId!
  return sql`SELECT p."id", p."tenantId", p."sortName" FROM "shared_place" m
      JOIN "shared_entry" e ON e."federationId" = ${federationId} AND e."tenantId" = ${tenant.id} AND e."id" = m."personId"
      JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = m."personId"
      WHERE m."federationId" = ${federationId} AND m."tenantId" = ${tenant.id} AND m."groupId" = ${id}
        AND ${toSql(whereListed(ability, 'Person'), 'p')} AND NOT ${deceasedSql(tenant.config)}
        AND NOT p."id" = ANY(${viewer.apartIds ?? []}::uuid[])
    UNION ALL SELECT s."id", s."tenantId", s."sortName" FROM "shared_place" m
      JOIN ${sharedRows(federationId, now)} s ON s."tenantId" = m."tenantId" AND s."id" = m."personId"
      WHERE m."federationId" = ${federationId} AND m."groupId" = ${id} AND s."tenantId" <> ${tenant.id}
        AND ${toSql(whereListed(ability, 'SharedPerson'), 's')}`
}

/** @returns one page of them by name, and how many there are for this viewer. @param page from 1 */
export async function readCommonMembers(ctx: Ctx, group: CommonGroup, page: number): Promise<GroupPeople> {
  const { identity } = ctx.tenant.config
  const fields = [...new Set([identity.field, ...identity.with, ...ctx.ability.rowFields])]
  const members = membersSql(ctx, group)
  const { total, lines } = await ctx.sql(async (query) => {
    const [count] = await query<{ n: number }>(
      sql`SELECT count(*)::int AS "n" FROM (SELECT 1 FROM (${members}) every LIMIT ${COUNTED + 1}) found`,
    )
    const hits = await query<Hit>(sql`SELECT "id", "tenantId" FROM (${members}) every ORDER BY "sortName", "id"
      LIMIT ${MEMBER_ROWS} OFFSET ${(page - 1) * MEMBER_ROWS}`)
    const people = await revealHits(ctx, query, hits, { fields })
    const lines = hits.flatMap(({ id }) => people.get(id) ?? []).map(lineOf)
    return { total: count?.n ?? 0, lines }
  })
  await countShown(ctx, lines)
  return { lines, rowFields: fields, total: Math.min(total, COUNTED), more: total > COUNTED }
}
