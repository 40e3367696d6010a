/** Applications to all of an organisation's offers: its board, and what its list of offers counts (C11). */
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { type ApplicationRow, mailSql } from './applications.server.ts'
import { toldSql } from './told-applications.server.ts'

/** Applications on the board at most; an offer's own page has the rest. */
export const MOST_ON_BOARD = 300

export type ReceivedApplication = ApplicationRow & { title: string }

/**
 * @param offerId one of its offers; all of them without it
 * @returns what it may hear of, those without an answer first, the oldest on top
 */
export function receivedBy(
  query: Query,
  tenantId: string,
  organisationId: string,
  offerId?: string,
): Promise<ReceivedApplication[]> {
  return query(sql`SELECT x.*, ${mailSql(tenantId)} AS "mail" FROM (SELECT a.*, x."title" FROM "offer_application" a
      JOIN "offer" x ON x."tenantId" = ${tenantId} AND x."id" = a."offerId"
      WHERE a."tenantId" = ${tenantId} AND x."organisationId" = ${organisationId} AND ${toldSql(tenantId)}
        AND ${offerId === undefined ? sql`TRUE` : sql`x."id" = ${offerId}`}) x
    ORDER BY x."state" = 'sent' DESC, x."at", x."id" LIMIT ${MOST_ON_BOARD}`)
}

/** How many applied to an offer, and how many of them have no answer. */
export interface ApplicationCounts {
  all: number
  waiting: number
}

/** @returns by the id of each offer that has any, as many as whose offer it is may read */
export async function countsOf(
  { query, tenant }: Pick<Unit, 'query' | 'tenant'>,
  offerIds: readonly string[],
): Promise<Map<string, ApplicationCounts>> {
  const rows = await query<ApplicationCounts & { offerId: string }>(sql`SELECT a."offerId", count(*)::int AS "all",
      (count(*) FILTER (WHERE a."state" = 'sent'))::int AS "waiting"
    FROM "offer_application" a JOIN "offer" x ON x."tenantId" = ${tenant.id} AND x."id" = a."offerId"
    WHERE a."tenantId" = ${tenant.id} AND a."offerId" = ANY(${[...offerIds]}::uuid[]) AND ${toldSql(tenant.id)}
    GROUP BY a."offerId"`)
  return new Map(rows.map(({ offerId, all, waiting }) => [offerId, { all, waiting }]))
}
