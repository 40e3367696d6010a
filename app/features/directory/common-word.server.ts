/**
 * A word that a large part of the association has, such as two letters of the quick search. Who has it is told by one range of the
 * index of words; but reading all those people to put a thousand in order is most of the work. So the list is walked in its order
 * instead, in the index alone, and people are read only until there are enough.
 */
import type { Ctx } from '../../context/open.ts'
import { toSql } from '../../db/condition.ts'
import { name, type Sql, sql } from '../../db/sql.ts'
import type { Query } from '../../db/transaction.ts'
import { whereListed } from '../../policy/view.ts'
import { type Criterion, fieldNumber } from '../../policy/vocabulary.ts'
import { ownBase } from './bases.ts'
import { fieldsBehind, matchesWord, quickTokens, type Words } from './matching.ts'
import type { DirectoryQuery } from './search.schema.ts'

/** Longer words lead to few people. */
const LONGEST = 3
/** Entries of the index of words from which a word is common: a thousand people are then found within a part of the list. */
const COMMON = 4_000

/**
 * @returns the association's own people who match, in the order of names as they are read; undefined where the search is any other,
 * for which {@link searchConditions} is the way. Both find the same people: what is hidden decides on the way alone.
 */
export async function commonWord(
  ctx: Ctx,
  run: Query,
  query: DirectoryQuery,
  criteria: readonly { criterion: Criterion }[],
  words: Words,
): Promise<Sql | undefined> {
  const { ability, tenant } = ctx
  const [word, second] = words.get('q') ?? []
  if (!word || second || criteria.length > 1 || query.tri !== 'nom' || tenant.config.kind === 'federation') return
  const fields = fieldsBehind(ability, 'Person', 'q', tenant.config.directory.quick)
  if (fields.length === 0 || word.near || word.typed.length > LONGEST) return
  const matches = matchesWord(name('token', 't'), word)
  const [row] = await run<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM (SELECT FROM "search_token" t WHERE t."tenantId" = ${tenant.id}
      AND t."field" = ANY(${fields.map(fieldNumber)}::smallint[]) AND ${matches} LIMIT ${COMMON}) few`)
  if ((row?.n ?? 0) < COMMON) return
  // Each test by itself, so that the walk stays one of the index in its order: IS TRUE keeps the set a hash, OFFSET 0 the look-up
  // of a person one by one. Years are in no index of names, and this order does not ask for them.
  return sql`SELECT l."id", l."tenantId", l."sortName", 0 AS "promotion" FROM "person" l WHERE l."tenantId" = ${tenant.id}
    AND (l."id" IN (${quickTokens(ability, ownBase(tenant.id), fields, matches)})) IS TRUE
    AND EXISTS (SELECT FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = l."id"
      AND ${toSql(whereListed(ability, 'Person'), 'p')} OFFSET 0)`
}
