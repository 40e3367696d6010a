/** Keeps the index of words in step with people's values: only what changed is written. */
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { deletionsOf, type FieldToken, TYPO_NUMBERS } from './search-tokens.ts'

export interface TokenChange {
  id: string
  before: readonly FieldToken[]
  after: readonly FieldToken[]
}

/**
 * Columns of one statement: words beside the place of their person in a list of ids, which is far shorter than the ids.
 */
interface Columns {
  fields: number[]
  tokens: string[]
  places: number[]
}

const keyOf = ({ field, token }: FieldToken) => `${field} ${token}`

/** Words hold no space and numbers no comma: one text each, at a third of what lists of texts cost the driver. */
const asWords = (tokens: readonly string[]): Sql => sql`string_to_array(${tokens.join(' ')}, ' ')`
const asNumbers = (numbers: readonly number[]): string => `{${numbers.join()}}`

/** @returns the columns as rows named `r` */
const rowsOf = ({ fields, tokens, places }: Columns): Sql => sql`unnest(${asNumbers(fields)}::smallint[],
  ${asWords(tokens)}, ${asNumbers(places)}::int[]) AS r(field, token, place)`

/** @returns the pairs to add and to take away. */
export function compareTokens(changes: readonly TokenChange[]): { added: Columns; removed: Columns } {
  const added: Columns = { fields: [], tokens: [], places: [] }
  const removed: Columns = { fields: [], tokens: [], places: [] }
  const add = (columns: Columns, { field, token }: FieldToken, place: number) => {
    columns.fields.push(field)
    columns.tokens.push(token)
    columns.places.push(place + 1)
  }
  for (const [place, { before, after }] of changes.entries()) {
    const old = new Set(before.map(keyOf))
    const kept = before.length > 0 ? new Set(after.map(keyOf)) : undefined
    for (const pair of after) if (!old.has(keyOf(pair))) add(added, pair, place)
    for (const pair of before) if (!kept!.has(keyOf(pair))) add(removed, pair, place)
  }
  return { added, removed }
}

/**
 * Writes the words of these people.
 * @returns the words they did not have and that may be mistyped: {@link learnWords} takes them
 */
export async function writeTokens(query: Query, tenantId: string, changes: readonly TokenChange[]): Promise<string[]> {
  const { added, removed } = compareTokens(changes)
  const ids = changes.map(({ id }) => id)
  if (removed.tokens.length > 0) {
    await query(sql`DELETE FROM "search_token" t
      USING ${rowsOf(removed)}
      WHERE t."tenantId" = ${tenantId} AND t."field" = r.field AND t."token" = r.token
        AND t."personId" = (${ids}::uuid[])[r.place]`)
    await forgetTokens(query, tenantId, removed.tokens)
  }
  if (added.tokens.length === 0) return []
  // Somebody new has no words yet; asking for conflicts costs a fifth of the time.
  const repeated = changes.some(({ before }) => before.length > 0) ? sql`ON CONFLICT DO NOTHING` : sql`RETURNING 1`
  await query(sql`INSERT INTO "search_token" ("tenantId", "field", "token", "personId")
    SELECT ${tenantId}::uuid, r.field, r.token, (${ids}::uuid[])[r.place]
    FROM ${rowsOf(added)}
    ORDER BY r.field, r.token COLLATE "C" ${repeated}`)
  return added.tokens.filter((_, i) => TYPO_NUMBERS.has(added.fields[i]!))
}

/** Writes the ways of mistyping words, where they are new to the association. */
export async function learnWords(query: Query, tenantId: string, words: Iterable<string>): Promise<void> {
  const tokens = [...new Set(words)]
  if (tokens.length === 0) return
  const fresh = await query<{ token: string }>(sql`SELECT r.token FROM unnest(${asWords(tokens)}) AS r(token)
    WHERE NOT EXISTS (SELECT FROM "token_deletion" d WHERE d."tenantId" = ${tenantId}
    AND d."token" = r.token COLLATE "C")`)
  const pairs = fresh.flatMap(({ token }) => deletionsOf(token).map((deletion) => ({ token, deletion })))
  if (pairs.length === 0) return
  await query(sql`INSERT INTO "token_deletion" ("tenantId", "deletion", "token")
    SELECT ${tenantId}::uuid, r.deletion, r.token
    FROM unnest(${asWords(pairs.map((pair) => pair.deletion))},
      ${asWords(pairs.map((pair) => pair.token))}) AS r(deletion, token)
    ORDER BY r.deletion COLLATE "C", r.token COLLATE "C" ON CONFLICT DO NOTHING`)
}

/** Words that nobody has any more leave nothing behind: a rare name is a person. */
export async function forgetTokens(query: Query, tenantId: string, tokens: readonly string[]): Promise<void> {
  await query(sql`DELETE FROM "token_deletion" d WHERE d."tenantId" = ${tenantId}
    AND d."token" = ANY(${[...new Set(tokens)]}::text[])
    AND NOT EXISTS (SELECT FROM "search_token" t WHERE t."tenantId" = ${tenantId}
      AND t."field" = ANY(${[...TYPO_NUMBERS]}::smallint[]) AND t."token" = d."token")`)
}
