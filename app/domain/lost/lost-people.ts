/** Who is lost from view: the association has no address at which it may write to them (I9). */
import { deceasedSql } from '#app/context/in-force.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

/**
 * An address for life is given to everybody and reaches nobody by itself. Who refuses e-mails and has no address that
 * works is lost like others, and is not written to (consider-leads.server.ts).
 * @returns the condition that the person `p` lives and has no e-mail address that works
 */
export function lostSql({ id, config }: { id: string; config: TenantConfig }): Sql {
  return sql`(NOT ${deceasedSql(config)} AND p."listed"
    AND NOT EXISTS (SELECT 1 FROM "person_email" e WHERE e."tenantId" = ${id} AND e."personId" = p."id"
      AND NOT e."invalid" AND e."kind" <> 'lifetime')
    AND NOT EXISTS (SELECT 1 FROM "account" a WHERE a."tenantId" = ${id} AND a."personId" = p."id"
      AND a."email" IS NOT NULL AND NOT a."emailInvalid"))`
}

/** @returns the condition that no record and no account has the address. @param folded as addresses are compared */
export function isFreeSql(tenantId: string, folded: Sql): Sql {
  return sql`(NOT EXISTS (SELECT 1 FROM "person_email" e WHERE e."tenantId" = ${tenantId} AND e."folded" = ${folded})
    AND NOT EXISTS (SELECT 1 FROM "account" x WHERE x."tenantId" = ${tenantId} AND lower(x."email") = ${folded}))`
}
