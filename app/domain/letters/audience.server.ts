/**
 * To whom a letter goes: a rule, never addresses. It is read anew for each mail that leaves, so who left the list, lost
 * their dues or died in between receives nothing (S12, B16).
 */
import { z } from 'zod'
import { paidUpSql } from '#app/context/in-force.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { join, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { belongsSql } from '#app/domain/groups/group-list.server.ts'
import { subscribersOf } from '#app/domain/mail/subscriptions.server.ts'
import { ownBase } from '#app/domain/search/bases.ts'
import { searchConditions, wordsOf } from '#app/domain/search/matching.ts'
import { letterAbility } from '#app/policy/letter.rules.ts'
import { LETTER_CRITERIA, PAID_UP } from '#app/vocabulary/letters.ts'

const year = z.int().min(1800).max(2200)

/** Everything that a rule says must hold of a person. */
export const audienceSchema = z
  .object({
    /** A mailing list of the association's file: who wants it is written to. */
    list: z.string().max(60),
    paidUp: z.enum(PAID_UP).default('any'),
    from: year.nullable().default(null),
    until: year.nullable().default(null),
    /** Towns where the person lives, one of them. */
    towns: z.array(z.string().max(80)).max(30).default([]),
    /** Ids of groups, one of them. */
    groups: z.array(z.uuid()).max(30).default([]),
    /** A search of the directory by its criteria: all of them hold (decision 068). */
    search: z.partialRecord(z.enum(LETTER_CRITERIA), z.string().max(120)).default({}),
  })
  .strict()
export type Audience = z.infer<typeof audienceSchema>

type Home = Pick<Tenant, 'id' | 'config'>

/** Lists of the association's file that go out by mail. */
export const mailLists = ({ config }: Pick<Tenant, 'config'>) =>
  config.mailingLists.filter(({ channel }) => channel !== 'paper')

/** @returns whether the association still has the rule's list */
export const isKnown = (tenant: Pick<Tenant, 'config'>, { list }: Audience): boolean =>
  mailLists(tenant).some(({ id }) => id === list)

const folded = (town: string) => town.trim().toLowerCase()

function conditions(tenant: Home, { paidUp, from, until, towns, groups, search }: Audience, now: Date): Sql[] {
  const paid = paidUpSql({ tenant, now }, sql`p."id"`)
  const inOne = groups.map((id) => belongsSql(tenant, id))
  return [
    ...(paidUp === 'yes' ? [paid] : paidUp === 'no' ? [sql`NOT ${paid}`] : []),
    ...(from === null ? [] : [sql`p."promotion" >= ${from}`]),
    ...(until === null ? [] : [sql`p."promotion" <= ${until}`]),
    ...(towns.length > 0 ? [sql`lower(p."homeCity") = ANY(${towns.map(folded)}::text[])`] : []),
    ...(inOne.length > 0 ? [sql`(${join(inOne, ' OR ')})`] : []),
    ...found(tenant, search),
  ]
}

/** The search as a paid-up member who is nobody in particular would find by it: read anew for each mail. */
function found({ id, config }: Home, search: Audience['search']): Sql[] {
  const asked = LETTER_CRITERIA.flatMap((criterion) => {
    const value = search[criterion]?.trim()
    return value ? [{ criterion, value }] : []
  })
  if (asked.length === 0) return []
  const how = { words: wordsOf(asked), quick: config.directory.quick }
  return [searchConditions(letterAbility(config), ownBase(id), asked, how)]
}

/**
 * @returns a query to stand in FROM, one row per person to write to: `personId`, `address`, `language`
 * @throws where the association has no such list
 */
export function audienceSql(tenant: Home, rule: Audience, now: Date): Sql {
  const more = conditions(tenant, rule, now)
  return sql`
    SELECT s."personId", s."address", s."language" FROM (${subscribersOf(tenant, rule.list, now)}) s
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = s."personId"
    WHERE s."channel" = 'mail' ${more.length > 0 ? sql`AND ${join(more, ' AND ')}` : sql``}`
}

/** @returns how many people the rule finds now, and the ids of five of them, from one end to the other */
export async function countAudience(
  query: Query,
  tenant: Home,
  rule: Audience,
  now: Date,
): Promise<{ count: number; examples: string[] }> {
  const [row] = await query<{ count: number; examples: string[] | null }>(sql`
    SELECT count(*)::int AS "count", array_agg("personId" ORDER BY "personId") FILTER (WHERE "place" % "step" = 0)
      AS "examples"
    FROM (SELECT f."personId", row_number() OVER (ORDER BY f."personId") - 1 AS "place",
        greatest(count(*) OVER () / 5, 1) AS "step"
      FROM (${audienceSql(tenant, rule, now)}) f) numbered`)
  return { count: row?.count ?? 0, examples: (row?.examples ?? []).slice(0, 5) }
}
