/** Months of the books: which have entries, which are closed; closing the next one. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { type ClosingFacts, type ClosingRefusal, nextToClose, whyNotClose } from './closing.rules.ts'

export interface BookMonth {
  month: string
  entries: number
  cents: number
  closedAt: string | null
  closedBy: string | null
}

/** @returns months with entries, newest first, and the one that is closed next. */
export function readMonths(ctx: Ctx): Promise<{ months: BookMonth[]; next: string | undefined }> {
  return ctx.sql(
    async (query) => {
      const months = await monthsOf(ctx, query)
      return { months, next: nextToClose(factsOf(ctx, months)) }
    },
    { statementTimeout: 20_000 },
  )
}

function monthsOf({ tenant }: Pick<Ctx, 'tenant'>, query: Query): Promise<BookMonth[]> {
  return query<BookMonth>(sql`
    SELECT m."month", m."entries", m."cents", to_char(c."closedAt" AT TIME ZONE 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closedAt",
      a."login" AS "closedBy"
    FROM (SELECT left(e."day", 7) AS "month", count(DISTINCT e."id")::int AS "entries",
      sum(l."debitCents")::float8 AS "cents"
        FROM "ledger_entry" e JOIN "ledger_line" l ON l."tenantId" = ${tenant.id} AND l."entryId" = e."id"
        WHERE e."tenantId" = ${tenant.id} GROUP BY 1) m
    LEFT JOIN "ledger_closing" c ON c."tenantId" = ${tenant.id} AND c."month" = m."month"
    LEFT JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."id" = c."closedBy"
    ORDER BY m."month" DESC LIMIT 120`)
}

function factsOf({ now }: Pick<Ctx, 'now'>, months: readonly BookMonth[]): ClosingFacts {
  return {
    today: civilDay(now),
    closed: months.filter(({ closedAt }) => closedAt).map(({ month }) => month),
    used: months.map(({ month }) => month),
  }
}

/**
 * Closes a month for good; the database then refuses any entry in it.
 * @returns why not, or undefined once it is done
 */
export function closeMonth(
  ctx: Pick<Ctx, 'tenant' | 'viewer' | 'now' | 'sql'>,
  month: string,
): Promise<ClosingRefusal | undefined> {
  return ctx.sql(
    async (query) => {
      const months = await monthsOf(ctx, query)
      const refusal = whyNotClose(month, factsOf(ctx, months))
      if (refusal) return refusal
      // The lock of the insert waits for entries on their way; two who press at once close once.
      const done = await query(sql`
        INSERT INTO "ledger_closing" ("tenantId", "month", "closedBy", "closedAt")
        VALUES (${ctx.tenant.id}, ${month}, ${ctx.viewer.accountId ?? null}::uuid, ${ctx.now}) ON CONFLICT DO NOTHING
        RETURNING "month"`)
      if (done.length === 0) return 'closed'
      await audit(query, ctx, 'books.closed', { subjectId: ctx.tenant.id, detail: { month } })
      return undefined
    },
    { statementTimeout: 20_000 },
  )
}
