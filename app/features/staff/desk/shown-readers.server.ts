/**
 * Accounts, companies and networks of visitors whose lists of a day came near the budget of people shown, for the staff
 * to ask why.
 */

import type { Ctx } from '#app/context/open.ts'
import { unpacked } from '#app/context/shown-numbers.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { shownLimits } from '#app/policy/shown.rules.ts'

export interface ShownReader {
  /** Login of the account, or the company's name; null for the visitors of a network. */
  who: string | null
  day: string
  people: number
  limit: number
  reached: boolean
}

const NEAR = 0.8
const MOST = 100
/** Bytes of one person. */
const EACH = 4

interface Row extends RowOf<'shown_people', 'readerId'> {
  login: string | null
  company: string | null
  day: string
  people: Buffer
  reached: number | null
}

/** A pass that allows less was reached where the log says so. @returns the latest day first, and the most people */
export async function shownReaders(ctx: Ctx): Promise<ShownReader[]> {
  const limits = shownLimits(ctx.tenant.config)
  const least = Math.min(limits.account, limits.company, limits.network)
  const tenantId = ctx.tenant.id
  const rows = await ctx.sql((query) =>
    query<Row>(
      sql`SELECT s."readerId", a."login", o."name" AS "company", to_char(s."day", 'YYYY-MM-DD') AS "day", s."people",
          (SELECT max((e."detail"->>'limit')::int) FROM "audit_event" e WHERE e."tenantId" = ${tenantId}
          AND e."subjectId" = s."readerId"
            AND e."action" = 'directory.budget-reached'
            AND e."detail"->>'day' = to_char(s."day", 'YYYY-MM-DD')) AS "reached"
        FROM "shown_people" s
        LEFT JOIN "account" a ON a."tenantId" = ${tenantId} AND a."id" = s."readerId"
        LEFT JOIN "organisation" o ON o."tenantId" = ${tenantId} AND o."id" = s."readerId"
        WHERE s."tenantId" = ${tenantId}
        AND (octet_length(s."people") >= ${Math.floor(least * NEAR) * EACH}::int
          OR EXISTS (SELECT FROM "audit_event" e WHERE e."tenantId" = ${tenantId} AND e."subjectId" = s."readerId"
            AND e."action" = 'directory.budget-reached' AND e."detail"->>'day' = to_char(s."day", 'YYYY-MM-DD')))
        ORDER BY s."day" DESC, octet_length(s."people") DESC LIMIT ${MOST}`,
      { last: true },
    ),
  )
  return rows.flatMap(({ readerId, login, company, day, people, reached }) => {
    // As context/shown-people.ts numbers networks.
    const isNetwork = readerId[14] === '8'
    const limit = reached ?? (isNetwork ? limits.network : company === null ? limits.account : limits.company)
    const seen = new Set(unpacked(people)).size
    const line = {
      who: isNetwork ? null : (company ?? login ?? '–'),
      day,
      people: seen,
      limit,
      reached: reached !== null,
    }
    return line.reached || seen >= limit * NEAR ? [line] : []
  })
}
