/**
 * People whom a person may know (S7): found by what both show or share, each with its reasons. Every source is an index
 * range that stops at a number of people, so that the cost does not grow with the association.
 */
import * as href from '#app/addresses.ts'
import { closedAccountSql, deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { countShown } from '#app/context/shown-people.ts'
import { toSql } from '#app/db/condition.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { type Line, lineOf } from '#app/domain/search/row.ts'
import { nameTokens, searchTokens } from '#app/i18n/fold.ts'
import { hasSuggestions, LEAST_IN_COMMON, tellsContactsInCommon } from '#app/policy/suggestion.rules.ts'
import { type JudgedRow, reveal, whereListed } from '#app/policy/view.ts'
import { type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'
import { type CommonPoints, pointColumns, pointConditions, pointsText } from './common-points.ts'
import { type OwnPoints, readOwnPoints } from './own-points.server.ts'

/** People taken from each source. */
const FROM_EACH = 40
/** People of the page. */
export const MOST_SUGGESTIONS = 20

export interface Suggestion {
  line: Line
  /** Why, in words. */
  points: string
}

export interface Suggestions {
  people: Suggestion[]
  rowFields: readonly FieldId[]
}

/**
 * @param most people at most
 * @returns nobody for a viewer without a record, or whose role asks nobody to be a contact
 */
export async function findSuggestions(ctx: Ctx, most = MOST_SUGGESTIONS): Promise<Suggestions> {
  const { ability, tenant, t } = ctx
  const { identity } = tenant.config
  const fields = [...new Set([identity.field, ...identity.with, ...ability.rowFields])]
  if (!hasSuggestions(ability)) return { people: [], rowFields: fields }
  const people = await ctx.sql(async (query) => {
    const mine = await readOwnPoints(ctx, query)
    if (!mine) return []
    const rows = await query<JudgedRow & CommonPoints>(statement(ctx, mine, { fields, most }))
    return rows.flatMap((row): Suggestion[] => {
      const person = reveal(ability, 'Person', row, fields)
      if (!person) return []
      return [{ line: lineOf({ ...person, address: href.profile(person.handle) }), points: pointsText(t, mine, row) }]
    })
  })
  await countShown(
    ctx,
    people.map(({ line }) => line),
  )
  return { people, rowFields: fields }
}

/** By what is closest; then in the order of every list, whose names everybody here shows. */
function statement(ctx: Ctx, mine: OwnPoints, { fields, most }: { fields: readonly FieldId[]; most: number }): Sql {
  const sources = join(
    sourcesOf(ctx, mine).map((source) => sql`(${source} LIMIT ${FROM_EACH})`),
    ' UNION ALL ',
    sql`SELECT NULL::uuid AS "id" WHERE FALSE`,
  )
  return sql`WITH near AS MATERIALIZED (SELECT DISTINCT "id" FROM (${sources}) every),
    judged AS MATERIALIZED (SELECT ${columns([...JUDGED, 'sortName', ...fields], 'p')}, ${pointColumns(ctx, mine)}
      FROM "person" p WHERE p."tenantId" = ${ctx.tenant.id} AND p."id" = ANY(ARRAY(SELECT "id" FROM near)))
    SELECT * FROM judged ORDER BY "sameContacts"::int * 4 + least(cardinality("sameGroups"), 2)
        + "sameCompany"::int * 3 + "sameTown"::int * 2 + "samePromotion"::int * 2 DESC, "sortName", "id"
    LIMIT ${most}`
}

/** Where people are looked for, each an index range in a fixed order. */
function sourcesOf(ctx: Ctx, mine: OwnPoints): Sql[] {
  const tenantId = ctx.tenant.id
  const { promotion, company, town } = pointConditions(ctx, mine)
  const may = eligible(ctx, mine)
  const byWord = (field: FieldId, word: string, same: Sql) => sql`SELECT p."id" FROM "search_token" t
    JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = t."personId"
    WHERE t."tenantId" = ${tenantId} AND t."field" = ${fieldNumber(field)} AND t."token" = ${word}
      AND ${same} AND ${may} ORDER BY t."personId"`
  const [work, home] = [longest(searchTokens(mine.company ?? '')), longest(nameTokens(mine.homeCity ?? ''))]
  return [
    ...(mine.promotion === null
      ? []
      : [
          sql`SELECT p."id" FROM "person" p WHERE p."tenantId" = ${tenantId} AND ${promotion} AND ${may}
            ORDER BY p."sortName", p."id"`,
        ]),
    ...(work ? [byWord('company', work, company)] : []),
    ...(home ? [byWord('homeCity', home, town)] : []),
    ...[...mine.groups.keys()].slice(0, 10).map(
      (group) => sql`SELECT p."id" FROM "group_member" m
        JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = m."personId"
        WHERE m."tenantId" = ${tenantId} AND m."groupId" = ${group} AND m."state" = 'member' AND ${may}
        ORDER BY m."personId"`,
    ),
    ...(tellsContactsInCommon(ctx.ability) ? [friendsOfFriends(tenantId, mine, may)] : []),
  ]
}

function friendsOfFriends(tenantId: string, { friendIds }: OwnPoints, may: Sql): Sql {
  return sql`SELECT p."id" FROM (SELECT f."friendId" FROM "friendship" f
      WHERE f."tenantId" = ${tenantId} AND f."personId" = ANY(${[...friendIds]}::uuid[])
      GROUP BY f."friendId" HAVING count(*) >= ${LEAST_IN_COMMON}) c
    JOIN "person" p ON p."tenantId" = ${tenantId} AND p."id" = c."friendId"
    WHERE ${may} ORDER BY p."id"`
}

/** The rarest word of a name is most often its longest: few rows are read for it. */
function longest(tokens: readonly string[]): string | undefined {
  return tokens.toSorted((one, other) => other.length - one.length)[0]?.slice(0, 80)
}

/**
 * Nobody the viewer already deals with, keeps away or sent away; nobody dead, and nobody whose account was closed. What
 * became of a request is not asked: a refusal looks like no answer (A1).
 */
function eligible({ tenant, ability }: Ctx, { personId, friendIds }: OwnPoints): Sql {
  const known = [personId, ...friendIds, ...(ability.viewer.apartIds ?? [])]
  return sql`${toSql(whereListed(ability, 'Person'), 'p')} AND NOT p."id" = ANY(${known}::uuid[])
    AND NOT ${deceasedSql(tenant.config)} AND NOT ${closedAccountSql(tenant.id)}
    AND NOT EXISTS (SELECT 1 FROM "dismissed_suggestion" d WHERE d."tenantId" = ${tenant.id}
      AND d."personId" = ${personId} AND d."otherId" = p."id")
    AND NOT EXISTS (SELECT 1 FROM "friend_request" r WHERE r."tenantId" = ${tenant.id} AND r."withdrawnAt" IS NULL
      AND r."personId" = ${personId} AND r."otherId" = p."id")
    AND NOT EXISTS (SELECT 1 FROM "friend_request" r WHERE r."tenantId" = ${tenant.id} AND r."withdrawnAt" IS NULL
      AND r."personId" = p."id" AND r."otherId" = ${personId})`
}
