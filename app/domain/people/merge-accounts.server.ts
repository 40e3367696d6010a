/** One account for one person: the other's logins lead to it, and it opens nothing of its own any more. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/** What was done to the account of the record that goes, for undoing it. */
export interface AccountMoved {
  accountId: string
  /** Set where both had one: the account that is left. */
  into: string | null
  disabledAt: string | null
  logins: { door: string; login: string; kind: string }[]
}

interface Ids {
  tenantId: string
  keptId: string
  goneId: string
}

/**
 * Folds the account of a merged record into the kept one’s, or hands it over where the kept one has none.
 * @returns what undoing needs; null where the merged record had no account
 */
export async function moveAccount(
  query: Query,
  { tenantId, keptId, goneId }: Ids,
  now: Date,
): Promise<AccountMoved | null> {
  const accounts = await query<RowOf<'account', 'id' | 'disabledAt'> & { personId: string }>(sql`
    SELECT "id", "personId", "disabledAt" FROM "account"
    WHERE "tenantId" = ${tenantId} AND "personId" = ANY(${[keptId, goneId]}::uuid[]) ORDER BY "id" FOR UPDATE`)
  const [kept, gone] = [keptId, goneId].map((id) => accounts.find(({ personId }) => personId === id))
  if (!gone) return null
  const told = { accountId: gone.id, disabledAt: gone.disabledAt?.toISOString() ?? null }
  if (!kept) {
    await query(sql`UPDATE "account" SET "personId" = ${keptId} WHERE "tenantId" = ${tenantId} AND "id" = ${gone.id}`)
    return { ...told, into: null, logins: [] }
  }
  const logins = await query<AccountMoved['logins'][number]>(sql`DELETE FROM "account_login"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${gone.id} RETURNING "door", "login", "kind"`)
  for (const { door, login, kind } of logins)
    await query(sql`INSERT INTO "account_login" ("tenantId", "door", "login", "accountId", "kind")
      VALUES (${tenantId}, ${door}, ${login}, ${kept.id}, ${kind === 'assigned' ? 'alias' : kind})
      ON CONFLICT DO NOTHING`)
  await query(sql`DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "accountId" = ${gone.id}`)
  await query(sql`UPDATE "account"
    SET "personId" = NULL, "mergedIntoId" = ${kept.id}, "disabledAt" = coalesce("disabledAt", ${now})
    WHERE "tenantId" = ${tenantId} AND "id" = ${gone.id}`)
  return { ...told, into: kept.id, logins }
}

/**
 * Undoes {@link moveAccount}, once the record is there again. An account that was closed since opens neither of the
 * two.
 */
export async function moveAccountBack(query: Query, { tenantId, goneId }: Ids, moved: AccountMoved): Promise<void> {
  const { accountId, into, disabledAt, logins } = moved
  await query(sql`UPDATE "account" a SET "personId" = ${goneId}, "mergedIntoId" = NULL,
      "disabledAt" = CASE WHEN ${into !== null}
        THEN coalesce(${disabledAt}::timestamptz, (SELECT k."disabledAt" FROM "account" k
        WHERE k."tenantId" = ${tenantId} AND k."id" = ${into}::uuid)) ELSE "disabledAt" END
    WHERE a."tenantId" = ${tenantId} AND a."id" = ${accountId}`)
  for (const { door, login, kind } of logins) {
    await query(sql`DELETE FROM "account_login" WHERE "tenantId" = ${tenantId} AND "accountId" = ${into}::uuid
      AND "door" = ${door} AND "login" = ${login} AND "kind" <> 'assigned'`)
    await query(sql`INSERT INTO "account_login" ("tenantId", "door", "login", "accountId", "kind")
      VALUES (${tenantId}, ${door}, ${login}, ${accountId}, ${kind}) ON CONFLICT DO NOTHING`)
  }
}
