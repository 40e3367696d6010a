/**
 * A word that a large part of the association has, such as two letters of the quick search. Who has it is told by one
 * range of the index of words; but reading all those people to put a thousand in order is most of the work. So the list
 * is walked in its order instead, in the index alone, and people are read only until there are enough.
 */
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { ownBase } from '#app/domain/search/bases.ts'
import { fieldsBehind, matchesWord, quickTokens, type Words } from '#app/domain/search/matching.ts'
import { whereListed } from '#app/policy/view.ts'
import type { Criterion } from '#app/vocabulary/criteria.ts'
import { fieldNumber } from '#app/vocabulary/fields.ts'
import type { DirectoryQuery } from './search.schema.ts'

/** Longer words lead to few people. */
const LONGEST = 3
/**
 * Entries of the index of words from which a word is common: a thousand people are then found within a part of the
 * list.
 */
const COMMON = 4_000

/** How the association's own people are found. All ways find the same: what is hidden decides on the way alone. */
export type Way =
  /** The statement that walks through them in the order of names. */
  | { walk: Sql }
  /** Few have the word: they are gathered by their ids before anything is put in order. */
  | { few: true }
  /** Nobody knows: PostgreSQL decides by its statistics. */
  | undefined

/** Criteria on names, which few people share. */
const NAMES: readonly Criterion[] = ['q', 'nom', 'prenom']

/** Left to itself, PostgreSQL may look up every person of the association in turn for the sake of the order. */
function isRare(words: Words): boolean {
  return NAMES.some((criterion) => words.get(criterion)?.some(({ typed }) => typed.length > LONGEST))
}

/** @returns how to find the association's own people who match */
export async function commonWord(
  ctx: Ctx,
  run: Query,
  query: DirectoryQuery,
  { criteria, words }: { criteria: readonly { criterion: Criterion }[]; words: Words },
): Promise<Way> {
  const { ability, tenant } = ctx
  const [word, second] = words.get('q') ?? []
  if (isRare(words)) return { few: true }
  if (!word || second || criteria.length > 1 || query.tri !== 'nom' || tenant.config.kind === 'federation') return
  const fields = fieldsBehind(ability, 'Person', 'q', tenant.config.directory.quick)
  if (fields.length === 0 || word.near) return
  const matches = matchesWord(name('token', 't'), word)
  const [row] = await run<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM (SELECT FROM "search_token" t WHERE t."tenantId" = ${tenant.id}
      AND t."field" = ANY(${fields.map(fieldNumber)}::smallint[]) AND ${matches} LIMIT ${COMMON}) few`)
  if ((row?.n ?? 0) < COMMON) return { few: true }
  // Each test by itself, so that the walk stays one of the index in its order: IS TRUE keeps the set a hash, OFFSET 0
  // the look-up of a person one by one. Years are in no index of names, and this order does not ask for them.
  const walk = sql`SELECT l."id", l."tenantId", l."sortName", 0 AS "promotion" FROM "person" l
    WHERE l."tenantId" = ${tenant.id}
    AND (l."id" IN (${quickTokens(ability, ownBase(tenant.id), fields, matches)})) IS TRUE
    AND EXISTS (SELECT FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = l."id"
      AND ${toSql(whereListed(ability, 'Person'), 'p')} OFFSET 0)`
  return { walk }
}
