/** One typo finds: the words of the base within one letter of what was typed (design §5, look.md "Directory"). */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { deletions, withinOneTypo } from '#app/i18n/fold.ts'
import type { Words } from './matching.ts'

/** Whose words: the association's own, and those of its federation's base where the search covers it. */
export interface Among {
  tenantId: string
  federationId: string | undefined
}

/** Shorter words have too many neighbours to guess. */
const SHORTEST = 4

/**
 * Words are candidates only: whoever they lead to still has to be readable, field by field.
 * @returns the words with their neighbours, or undefined where nothing is near, so that searching again would find
 * nobody
 */
export async function nearWords(query: Query, among: Among, words: Words): Promise<Words | undefined> {
  let widened = false
  const near: Words = new Map()
  for (const [criterion, list] of words) {
    const changed = []
    for (const word of list) {
      const found = word.typed.length < SHORTEST ? [] : await neighbours(query, among, word.typed)
      widened ||= found.length > 0
      changed.push(found.length > 0 ? { ...word, near: found } : word)
    }
    near.set(criterion, changed)
  }
  return widened ? near : undefined
}

/**
 * Without a limit: hidden words would crowd out visible ones. A word has a few hundred neighbours at most, being made
 * of letters and digits.
 */
async function neighbours(query: Query, { tenantId, federationId }: Among, typed: string): Promise<string[]> {
  const keys = [...deletions(typed)]
  const own = sql`SELECT "token" FROM "token_deletion"
    WHERE "tenantId" = ${tenantId} AND "deletion" = ANY(${keys}::text[])`
  const shared = sql`SELECT "token" FROM "shared_deletion"
    WHERE "federationId" = ${federationId} AND "deletion" = ANY(${keys}::text[])`
  const rows = await query<{ token: string }>(federationId ? sql`${own} UNION ALL ${shared}` : own)
  const tokens = [...new Set(rows.map((row) => row.token))]
  return tokens.filter((token) => token !== typed && withinOneTypo(token, typed))
}
