/**
 * Who is in a group, as this viewer may know: people they may know of at all, and in a group by address only those
 * whose address the viewer reads, since being in it tells where somebody lives.
 */
import * as href from '#app/addresses.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { openToSql } from '#app/context/open-to.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { fold } from '#app/i18n/fold.ts'
import { type JudgedRow, reveal, whereListed, whereReadable } from '#app/policy/view.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { PostAudience } from '#app/vocabulary/things.ts'
import { belongsByRecordSql } from './areas.server.ts'
import type { FoundGroup } from './find-groups.server.ts'

export const MEMBER_ROWS = 20
/** Nobody counts further (look.md). */
const COUNTED = 1000

/** The row that somebody has in the group by their own step, of the person `p`. */
const joined = (ctx: Ctx, group: FoundGroup, also: Sql) => sql`EXISTS (SELECT 1 FROM "group_member" m
  WHERE m."tenantId" = ${ctx.tenant.id} AND m."groupId" = ${group.id} AND m."personId" = p."id"
    AND m."state" = 'member' AND ${also})`

/** People apart from the viewer are left out by the viewer's own rules (`apartIds`). */
function apart({ ability }: Ctx): Sql {
  const { apartIds = [] } = ability.viewer
  return apartIds.length > 0 ? sql`NOT p."id" = ANY(${apartIds}::uuid[])` : sql`TRUE`
}

/** What tells where a person lives, as far as the area of the group does. */
const TELLING: readonly FieldId[] = ['homePostcode', 'homeCountry']
/** What tells a person's year. */
const TELLING_YEAR: readonly FieldId[] = ['promotion']

/** People of the association who live, as far as the viewer may know of them. */
const knownSql = (ctx: Ctx): Sql => sql`p."tenantId" = ${ctx.tenant.id}
  AND ${toSql(whereListed(ctx.ability, 'Person'), 'p')} AND ${apart(ctx)} AND NOT ${deceasedSql(ctx.tenant.config)}`

function membersSql(ctx: Ctx, group: FoundGroup, leaders: boolean): Sql {
  const listed = knownSql(ctx)
  if (leaders) return sql`${listed} AND ${joined(ctx, group, sql`m."leads"`)}`
  const own = joined(ctx, group, sql`TRUE`)
  if (group.joining !== 'automatic' || !group.file) return sql`${listed} AND ${own}`
  const telling = (group.file.year === undefined ? TELLING : TELLING_YEAR).map((field) =>
    toSql(whereReadable(ctx.ability, 'Person', field), 'p'),
  )
  return sql`${listed} AND (${own} OR (${belongsByRecordSql(ctx.tenant.config, group.file)}
    AND ${join(telling, ' AND ')}))`
}

/** After every text that begins so, in byte order. */
const AFTER = '\uffff'

/**
 * People whose name begins so, in the order of the directory: to name a leader, or for the staff to add somebody.
 * @param everyone of the association, whoever is in the group
 */
export async function findInGroup(
  ctx: Ctx,
  group: FoundGroup,
  { typed, everyone }: { typed: string; everyone: boolean },
): Promise<Line[]> {
  const beginning = fold(typed)
  if (beginning === '') return []
  const { identity } = ctx.tenant.config
  const fields = [...new Set([identity.field, ...identity.with])]
  const among = everyone
    ? sql`p."tenantId" = ${ctx.tenant.id} AND ${toSql(whereListed(ctx.ability, 'Person'), 'p')}`
    : membersSql(ctx, group, false)
  const rows = await ctx.sql((query) =>
    query<JudgedRow>(sql`SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
      WHERE ${among} AND p."sortName" >= ${beginning} AND p."sortName" < ${beginning + AFTER}
      ORDER BY p."sortName", p."id" LIMIT 10`),
  )
  const lines = rows.flatMap((row) => {
    const person = reveal(ctx.ability, 'Person', row, fields)
    return person ? [lineOf({ ...person, address: href.profile(person.handle) })] : []
  })
  await countShown(ctx, lines)
  return lines
}

/** @returns true where the viewer finds this person among the people of the group */
export async function isListed(ctx: Ctx, query: Query, group: FoundGroup, personId: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "person" p WHERE ${membersSql(ctx, group, false)}
    AND p."id" = ${personId}`)
  return rows.length > 0
}

/**
 * @returns the condition that the person `p` reads articles of the group for this audience, as far as the viewer may
 *   know: of a group by address, only those whose address they read (A12)
 */
export function readersSql(ctx: Ctx, group: FoundGroup, audience: PostAudience): Sql {
  const known = audience === 'group' ? membersSql(ctx, group, false) : knownSql(ctx)
  return sql`${known} AND ${openToSql(ctx, 'join-groups')}`
}

export interface GroupPeople {
  lines: Line[]
  rowFields: readonly FieldId[]
  total: number
  more: boolean
}

/**
 * One page of the group's people in the order of the directory; everybody shown is counted.
 * @param page from 1
 */
export async function readGroupPeople(
  ctx: Ctx,
  group: FoundGroup,
  { page = 1, leaders = false }: { page?: number; leaders?: boolean } = {},
): Promise<GroupPeople> {
  const { identity } = ctx.tenant.config
  const fields = [...new Set([identity.field, ...identity.with, ...ctx.ability.rowFields])]
  const where = membersSql(ctx, group, leaders)
  const { count, rows } = await ctx.sql(async (query) => ({
    count: await query<{ n: number }>(
      sql`SELECT count(*)::int AS "n" FROM (SELECT 1 FROM "person" p WHERE ${where} LIMIT ${COUNTED + 1}) found`,
    ),
    rows: await query<JudgedRow>(sql`
      SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p WHERE ${where}
      ORDER BY p."sortName", p."id" LIMIT ${MEMBER_ROWS} OFFSET ${(page - 1) * MEMBER_ROWS}`),
  }))
  const lines = rows.flatMap((row) => {
    const person = reveal(ctx.ability, 'Person', row, fields)
    return person ? [lineOf({ ...person, address: href.profile(person.handle) })] : []
  })
  await countShown(ctx, lines)
  const total = count[0]!.n
  return { lines, rowFields: fields, total: Math.min(total, COUNTED), more: total > COUNTED }
}
