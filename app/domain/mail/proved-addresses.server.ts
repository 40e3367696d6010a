/** Where an account is written to: nobody who has died, is gone or never proved an address. */
import { deceasedSql } from '#app/context/in-force.ts'
import type { Scoped } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { isLanguage, type Language } from '#app/i18n/language.ts'

export interface ProvedAddress {
  accountId: string
  to: string
  language: Language
}

/** @returns one address for each of the accounts that is in use and has one that was proven, of people who live */
export async function provedAddresses(
  { query, tenant }: Scoped,
  accountIds: readonly string[],
): Promise<ProvedAddress[]> {
  const rows = await query<{ accountId: string; to: string; language: string }>(sql`SELECT * FROM (
    SELECT a."id" AS "accountId",
      CASE WHEN a."email" IS NOT NULL AND NOT a."emailInvalid" THEN a."email"
        ELSE (SELECT e."address" FROM "person_email" e WHERE e."tenantId" = ${tenant.id}
          AND e."personId" = a."personId" AND e."verifiedAt" IS NOT NULL AND NOT e."invalid"
          ORDER BY e."preferred" DESC, e."rank", e."id" LIMIT 1) END AS "to",
      coalesce((SELECT c."language" FROM "correspondence" c WHERE c."tenantId" = ${tenant.id}
        AND c."personId" = a."personId"), 'fr') AS "language"
    FROM "account" a LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND a."id" = ANY(${[...accountIds]}::uuid[]) AND a."disabledAt" IS NULL
      AND NOT ${deceasedSql(tenant.config)}) found WHERE "to" IS NOT NULL`)
  return rows.map((row) => ({ ...row, language: isLanguage(row.language) ? row.language : 'fr' }))
}
