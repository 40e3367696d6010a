/** Addresses for life (S13, I5): everybody in the base has one where the association offers them. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { refreshLifetimeAliases } from './lifetime-aliases.server.ts'
import type { Scope } from './shared-entries.server.ts'
import { editPeople } from './write-people.server.ts'

/**
 * Gives people who have none the address of their handle, which is unique and of the form of logins (I1).
 * @returns how many were given; fewer than `most` when all have theirs
 */
export async function giveLifetimeAddresses(query: Query, scope: Scope, most: number, now: Date): Promise<number> {
  const domain = scope.config.lifetimeMail?.domain
  if (!domain) return 0
  const rows = await query<RowOf<'person', 'id'>>(sql`
    SELECT p."id" FROM "person" p WHERE p."tenantId" = ${scope.id} AND p."lifetimeEmail" IS NULL
      AND NOT EXISTS (SELECT FROM "person" o WHERE o."tenantId" = ${scope.id}
        AND lower(o."lifetimeEmail") = p."handle" || ${`@${domain}`})
    ORDER BY p."id" LIMIT ${most}`)
  const trace = { from: 'system', now, source: 'lifetime' } as const
  await editPeople(
    { query, tenant: scope },
    rows.map(({ id }) => id),
    trace,
    ({ emails, handle }) => {
      const address = `${handle}@${domain}`
      const common = { preferred: false, invalid: false, verifiedAt: now.toISOString() }
      emails.push({ id: uuidv7(now.getTime()), kind: 'lifetime', rank: 0, address, ...common })
    },
  )
  return rows.length
}

/** @returns the addresses of their own that a person chose for their address for life; none: the preferred one. */
export async function redirectsOf(query: Query, tenantId: string, personId: string): Promise<string[]> {
  const rows = await query<RowOf<'lifetime_redirect', 'address'>>(sql`SELECT "address" FROM "lifetime_redirect"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId} ORDER BY "address"`)
  return rows.map(({ address }) => address)
}

/** Replaces the choice. The database follows only addresses that are the person's own, proven and not in error. */
export async function chooseRedirects(
  query: Query,
  tenantId: string,
  personId: string,
  addresses: readonly string[],
): Promise<void> {
  await query(sql`DELETE FROM "lifetime_redirect" WHERE "tenantId" = ${tenantId} AND "personId" = ${personId}`)
  await query(sql`INSERT INTO "lifetime_redirect" ("tenantId", "personId", "address")
    SELECT ${tenantId}, ${personId}, address FROM unnest(${[...new Set(addresses)]}::text[]) AS u(address)
    RETURNING 1`)
  await refreshLifetimeAliases(query, [personId])
}
