/** Figures of a month: worked out once by the worker, then always the same (D13). */
import { createHmac } from 'node:crypto'
import { civilDay } from '#app/calendar/civil-day.ts'
import { env } from '#app/context/env.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { FIGURES, type Figure } from '#app/vocabulary/figures.ts'
import { countPeople } from './count-people.server.ts'
import { type Kept, type Noise, protect, type Told, together } from './protect.ts'

type Tables = Record<Figure, Kept>

export interface Month {
  /** « 2026-12 », of Paris. */
  month: string
  tables: Partial<Record<Figure, Told | null>>
}

/** Of two-sided geometric noise, by an even number between 0 and 1: as good as nobody beyond twenty. */
const SPREAD = 0.5
const FURTHEST = 20

/** A noise of the association's own, which stays as long as the count it belongs to. */
const noiseOf =
  (tenantId: string, figure: Figure): Noise =>
  (id, count) => {
    const digest = createHmac('sha256', Buffer.from(env().DATA_KEY, 'base64'))
      .update(JSON.stringify(['figures', tenantId, figure, id, count]))
      .digest()
    const even = (digest.readUInt32BE(0) + 0.5) / 2 ** 32
    const far = Math.min(FURTHEST, Math.floor(Math.log(even) / -SPREAD))
    return digest[4]! % 2 === 0 ? far : -far
  }

/** Works the figures of this month out, unless they are there. @returns false where they were */
export function makeMonth(tenant: Tenant, now: Date): Promise<boolean> {
  const month = civilDay(now).slice(0, 7)
  return inTenantSql(
    tenant.id,
    async (query) => {
      const [last] = await query<
        RowOf<'figure_month', 'month'> & { data: Tables }
      >(sql`SELECT "month", "data" FROM "figure_month"
        WHERE "tenantId" = ${tenant.id} ORDER BY "month" DESC LIMIT 1`)
      if (last && last.month >= month) return false
      const tables: Partial<Tables> = {}
      for (const figure of FIGURES)
        tables[figure] = protect(
          await countPeople(figure, { query, tenant, now }),
          last?.data[figure],
          noiseOf(tenant.id, figure),
        )
      await query(sql`INSERT INTO "figure_month" ("tenantId", "month", "data", "at")
        VALUES (${tenant.id}, ${month}, ${JSON.stringify(tables)}::jsonb, ${now})
        ON CONFLICT ("tenantId", "month") DO NOTHING`)
      return true
    },
    SLOW,
  )
}

/** @returns the latest figures of an association, as they may be told; none before the first are worked out */
export async function latestMonth(query: Query, tenantId: string): Promise<Month | undefined> {
  const [row] = await query<RowOf<'figure_month', 'month'> & { data: Tables }>(sql`SELECT "month", "data"
    FROM "figure_month" WHERE "tenantId" = ${tenantId} ORDER BY "month" DESC LIMIT 1`)
  if (!row) return undefined
  const tables = FIGURES.map((figure) => [figure, row.data[figure]?.told ?? null] as const)
  return { month: row.month, tables: Object.fromEntries(tables) }
}

/** @returns the figures of a federation: those that its associations tell, added up */
export function joinMonths(months: readonly Month[]): Month | undefined {
  const [first] = months.toSorted((a, b) => (a.month < b.month ? -1 : 1))
  if (!first) return undefined
  const tables = FIGURES.map((figure) => [figure, together(months.map((one) => one.tables[figure] ?? null))] as const)
  return { month: first.month, tables: Object.fromEntries(tables) }
}
