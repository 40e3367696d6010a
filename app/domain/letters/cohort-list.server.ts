/** Who receives a member's mail to their year, read anew whenever one leaves (S9, S12). */
import { openToSql } from '#app/context/open-to.ts'
import type { Tenant } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { apartSql } from '#app/domain/contacts/apart.server.ts'
import { COHORT_LIST, subscribersSql } from '#app/domain/mail/subscriptions.server.ts'

export interface CohortAudience {
  cohort: number
  /** Who writes: not written to, and neither is anybody kept apart from them. */
  personId: string
}

/**
 * People of a year who receive mails of their year at this instant: they live, refused no mails, left not that list,
 * have an address, and may open their year's page: the others could not answer.
 * @returns a query to stand in FROM, one row per person: `personId`, `address`, `language`
 */
export function cohortReadersSql(
  tenant: Pick<Tenant, 'id' | 'config'>,
  { cohort, personId }: CohortAudience,
  now: Date,
): Sql {
  const list = { id: COHORT_LIST, on: true, paidOnly: false, channel: 'mail' as const }
  return sql`
    SELECT s."personId", s."address", s."language" FROM (${subscribersSql(tenant, list, now)}) s
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = s."personId"
    WHERE s."channel" = 'mail' AND p."promotion" = ${cohort} AND p."id" <> ${personId}::uuid
      AND ${openToSql({ tenant, now }, 'cohort')}
      AND NOT ${apartSql(tenant.id, sql`p."id"`, sql`${personId}::uuid`)}`
}
