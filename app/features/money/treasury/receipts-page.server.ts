/** The page of tax receipts: what waits, what was issued, what the law wants counted. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { dueDonors } from '#app/domain/receipts/due-receipts.server.ts'
import { readReceipts, taxSettingsOn, yearlyDeclaration } from '#app/domain/receipts/tax-receipts.server.ts'

/** So many donors are shown; a batch serves them all. */
const SHOWN = 50

export interface DueRow {
  key: string
  name: string
  cents: number
  gifts: number
  complete: boolean
}

export function readReceiptsPage(ctx: Ctx) {
  const params = ctx.url.searchParams
  const today = civilDay(ctx.now)
  const thisYear = Number(today.slice(0, 4))
  const asked = Math.trunc(Number(params.get('annee')))
  const year = asked >= 2000 && asked <= thisYear ? asked : thisYear
  return ctx.sql(
    async (query) => {
      const { on } = await taxSettingsOn(query, ctx.tenant.id, today)
      const waiting = on ? await dueDonors({ query, tenant: ctx.tenant }, year) : []
      const due: DueRow[] = waiting.slice(0, SHOWN).map(({ key, donor, cents, gifts, complete }) => ({
        key,
        name: donor.name,
        cents,
        gifts: gifts.length,
        complete,
      }))
      const [batch] = await query<RowOf<'tax_receipt_batch', 'state' | 'issued'>>(sql`
        SELECT "state", "issued" FROM "tax_receipt_batch" WHERE "tenantId" = ${ctx.tenant.id} AND "giftYear" = ${year}
        ORDER BY "id" DESC LIMIT 1`)
      return {
        ...{ on, year, thisYear, due, dueMore: Math.max(0, waiting.length - SHOWN), batch: batch ?? null },
        ...(await readReceipts(query, ctx.tenant.id, year, params.get('apres') ?? undefined)),
        declaration: await yearlyDeclaration(query, ctx.tenant.id, year),
      }
    },
    { statementTimeout: 20_000 },
  )
}
