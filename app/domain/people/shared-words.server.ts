/**
 * Words of the federation's base, and the ways to mistype them: written and taken away with the entries they come from.
 */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { PersonValues } from './person-source.ts'
import { deletionsOf, TYPO_NUMBERS, tokensOf } from './search-tokens.ts'

/**
 * From when and until when the federation reads: the contract's dates, which stand on what it shares (the policies ask
 * them).
 */
export interface SharedDates {
  sharedFrom: Date | null
  sharedUntil: Date | null
}

/** What stands in the shared base of one person. */
interface Entry {
  id: string
  values: PersonValues
}

/** Whose words, for which federation, and within which dates it reads them. */
export interface Sharing extends SharedDates {
  tenantId: string
  federationId: string | null
}

/** Adds the words of new entries. @param columns the contracted ones: no others are cut into words */
export async function addSharedWords(
  query: Query,
  { tenantId, federationId, sharedFrom, sharedUntil }: Sharing,
  entries: readonly Entry[],
  columns: readonly FieldId[],
): Promise<void> {
  const tokens = entries.flatMap(({ values }, place) => tokensOf(values, columns).map((pair) => ({ ...pair, place })))
  await query(sql`INSERT INTO "shared_token" ("tenantId", "federationId", "field", "token", "entryId", "sharedFrom",
    "sharedUntil")
    SELECT ${tenantId}::uuid, ${federationId}::uuid, r.field, r.token,
      (${entries.map(({ id }) => id)}::uuid[])[r.place],
      ${sharedFrom}::timestamptz, ${sharedUntil}::timestamptz
    FROM unnest(${tokens.map((t) => t.field)}::smallint[], ${tokens.map((t) => t.token)}::text[],
      ${tokens.map((t) => t.place + 1)}::int[]) AS r(field, token, place)
    ORDER BY r.field, r.token COLLATE "C" RETURNING 1`)
  const mistypable = [...new Set(tokens.filter(({ field }) => TYPO_NUMBERS.has(field)).map(({ token }) => token))]
  // A word stands among its own deletions: where it does not, it is new.
  const fresh = await query<{ token: string }>(sql`SELECT r.token FROM unnest(${mistypable}::text[]) AS r(token)
    WHERE NOT EXISTS (SELECT FROM "shared_deletion" d WHERE d."tenantId" = ${tenantId}
    AND d."federationId" = ${federationId}
      AND d."deletion" = r.token COLLATE "C" AND d."token" = r.token COLLATE "C")`)
  const { deletions, words } = pairsOf(fresh.map(({ token }) => token))
  if (words.length === 0) return
  await query(sql`INSERT INTO "shared_deletion" ("tenantId", "federationId", "deletion", "token", "sharedFrom",
    "sharedUntil")
    SELECT ${tenantId}::uuid, ${federationId}::uuid, r.deletion, r.token, ${sharedFrom}::timestamptz,
      ${sharedUntil}::timestamptz
    FROM unnest(${deletions}::text[], ${words}::text[]) AS r(deletion, token)
    ORDER BY r.deletion COLLATE "C", r.token COLLATE "C" ON CONFLICT DO NOTHING`)
}

function pairsOf(tokens: readonly string[]): { deletions: string[]; words: string[] } {
  const pairs = tokens.flatMap((token) => deletionsOf(token).map((deletion) => ({ deletion, token })))
  return { deletions: pairs.map(({ deletion }) => deletion), words: pairs.map(({ token }) => token) }
}

/** Takes the words of entries away, found by what the entry held, the way the index is laid out. */
export async function removeSharedWords(
  query: Query,
  tenantId: string,
  gone: readonly (Entry & { federationId: string })[],
): Promise<void> {
  const tokens = gone.flatMap((entry) => tokensOf(entry.values).map((pair) => ({ ...entry, ...pair })))
  if (tokens.length === 0) return
  await query(sql`DELETE FROM "shared_token" t
    USING unnest(${tokens.map((one) => one.federationId)}::uuid[], ${tokens.map((one) => one.field)}::smallint[],
      ${tokens.map((one) => one.token)}::text[], ${tokens.map((one) => one.id)}::uuid[]) AS r(federation, field, token,
        entry)
    WHERE t."tenantId" = ${tenantId} AND t."federationId" = r.federation AND t."field" = r.field AND t."token" = r.token
      AND t."entryId" = r.entry`)
  for (const federationId of new Set(tokens.map((one) => one.federationId)))
    await forgetSharedWords(query, tenantId, federationId, [...new Set(tokens.map(({ token }) => token))])
}

/** Words that nobody shares any more leave nothing behind: a rare name is a person. */
async function forgetSharedWords(
  query: Query,
  tenantId: string,
  federationId: string,
  tokens: readonly string[],
): Promise<void> {
  const { deletions, words } = pairsOf(tokens)
  await query(sql`DELETE FROM "shared_deletion" d
    USING unnest(${deletions}::text[], ${words}::text[]) AS r(deletion, token)
    WHERE d."tenantId" = ${tenantId} AND d."federationId" = ${federationId} AND d."deletion" = r.deletion COLLATE "C"
      AND d."token" = r.token COLLATE "C" AND NOT EXISTS (SELECT FROM "shared_token" t
        WHERE t."tenantId" = ${tenantId} AND t."federationId" = ${federationId}
          AND t."field" = ANY(${[...TYPO_NUMBERS]}::smallint[]) AND t."token" = d."token")`)
}
