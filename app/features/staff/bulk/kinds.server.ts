/** The kinds by their word, with what they share: whom they are about. */
import { deceasedSql, rolesToComeSql } from '#app/context/in-force.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { BulkAction } from '#app/policy/bulk.rules.ts'
import type { BulkKind, Chosen, Work } from './bulk-kinds.ts'
import { duesKind } from './dues-kind.server.ts'
import { invitationKind } from './invitation-kind.server.ts'
import { listKind } from './list-kind.server.ts'
import { reminderKind } from './reminder-kind.server.ts'
import { valueKind } from './value-kind.server.ts'

/** Parameters and facts are each kind's own: a run's go with its action. */
type AnyKind = BulkKind<Record<string, unknown>, unknown, unknown>

export const KINDS = {
  dues: duesKind,
  list: listKind,
  invitation: invitationKind,
  reminder: reminderKind,
  value: valueKind,
} as unknown as Readonly<Record<BulkAction, AnyKind>>

/**
 * @param rows condition on the rows `r` of the run
 * @returns the next of them, in the order of their ids, with what the action asks
 */
export function readChosen(
  query: Query,
  work: Work,
  { kind, params }: { kind: AnyKind; params: Record<string, unknown> },
  { rows, most }: { rows: Sql; most: number },
): Promise<Chosen[]> {
  const { tenant, runId } = work
  return query<Chosen>(sql`
    SELECT p."id", a."id" AS "accountId", ${deceasedSql(tenant.config)} AS "deceased",
      ${kind.fact(work, params)} AS "fact",
      ${rolesToComeSql(work, sql`a."id"`)} AS "roles"
    FROM (SELECT * FROM "bulk_row" r WHERE r."tenantId" = ${tenant.id} AND r."runId" = ${runId} AND ${rows}
      ORDER BY r."personId" LIMIT ${most}) r
    JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = r."personId"
    LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."personId" = p."id"
    ORDER BY p."id"`)
}
