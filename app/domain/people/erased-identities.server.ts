/** The list of keyed hashes that keeps the school's next file from bringing an erased person back. */
import { createHmac } from 'node:crypto'
import { env } from '#app/context/env.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { type Identity, identityKeys } from './identity-keys.ts'

/** Puts somebody on the list, in the transaction that erases them. */
export async function rememberErased(query: Query, tenantId: string, who: Identity, now: Date): Promise<void> {
  const hashes = identityKeys(env().DATA_KEY, tenantId, who).map(({ hash }) => hash)
  // Two namesakes of whom one had no number: the line of any number may be that one's.
  await query(sql`INSERT INTO "erased_identity" ("tenantId", "id", "withNumber", "erasedAt")
    SELECT ${tenantId}::uuid, h, ${Boolean(who.studentNumber)}, ${now}::timestamptz FROM unnest(${hashes}::text[]) AS h
    ON CONFLICT ("tenantId", "id") DO UPDATE SET "withNumber" = "erased_identity"."withNumber"
      AND EXCLUDED."withNumber"`)
}

/** @returns the keyed hash by which a row is known once it is gone; it names nobody without the key. */
export const goneMark = (tenantId: string, rowId: string): string =>
  createHmac('sha256', env().DATA_KEY).update(`gone row ${tenantId} ${rowId}`).digest('base64url')

/** Keeps marks of rows that are erased: an older copy of the database that comes back still holds them. */
export async function rememberGone(
  query: Query,
  tenantId: string,
  rowIds: readonly string[],
  now: Date,
): Promise<void> {
  const marks = rowIds.map((id) => goneMark(tenantId, id))
  await query(sql`INSERT INTO "erased_identity" ("tenantId", "id", "withNumber", "erasedAt")
    SELECT ${tenantId}::uuid, h, true, ${now}::timestamptz FROM unnest(${marks}::text[]) AS h
    ON CONFLICT ("tenantId", "id") DO NOTHING`)
}

/**
 * Which of these people asked to be erased.
 * @returns one answer per person, in order: `sure` by a number, a birth date or an address; `likely` by name and year
 */
export async function askErased(
  query: Query,
  tenantId: string,
  people: readonly Identity[],
): Promise<('sure' | 'likely' | undefined)[]> {
  const [any] = await query(sql`SELECT 1 AS "any" FROM "erased_identity" WHERE "tenantId" = ${tenantId} LIMIT 1`)
  if (!any) return people.map(() => undefined)
  const keys = people.map((who) => identityKeys(env().DATA_KEY, tenantId, who))
  const found = await query<
    RowOf<'erased_identity', 'id' | 'withNumber'>
  >(sql`SELECT "id", "withNumber" FROM "erased_identity"
    WHERE "tenantId" = ${tenantId} AND "id" = ANY(${keys.flat().map(({ hash }) => hash)}::text[])`)
  const known = new Map(found.map(({ id, withNumber }) => [id, withNumber]))
  return people.map((who, i) => {
    const hits = keys[i]!.filter(({ hash }) => known.has(hash))
    if (hits.some(({ sure }) => sure)) return 'sure'
    // The same name and year under another number is a namesake.
    return hits.some(({ hash }) => !(who.studentNumber && known.get(hash))) ? 'likely' : undefined
  })
}
