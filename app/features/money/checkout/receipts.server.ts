/** One's own pieces of the last ten years (S5); a company's accounts share theirs. */

import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { euros, longDay } from '#app/i18n/format.ts'

interface Row extends RowOf<'invoice', 'id' | 'reference' | 'day' | 'totalCents'> {
  kind: 'invoice' | 'credit-note' | 'tax-receipt'
  means: string | null
  lines: { label: string }[]
}

const YEARS = 10

/** @returns newest first; nothing for who has neither a record nor a company. */
export async function readReceipts(ctx: Ctx) {
  const { personId, organisationId } = ctx.viewer
  if (!personId && !organisationId) return []
  const mine = personId ? sql`"personId" = ${personId}` : sql`"organisationId" = ${organisationId}`
  const today = civilDay(ctx.now)
  const since = `${Number(today.slice(0, 4)) - YEARS}${today.slice(4)}`
  const rows = await ctx.sql((query) =>
    query<Row>(sql`
      SELECT "id", "kind", "reference", "day", "totalCents", "means", "lines", "issuedAt" FROM "invoice"
      WHERE "tenantId" = ${ctx.tenant.id} AND ${mine} AND "day" >= ${since}
      UNION ALL SELECT "id", 'tax-receipt', "reference", "issuedOn", "cents", NULL, "gifts", "issuedAt"
        FROM "tax_receipt"
      WHERE "tenantId" = ${ctx.tenant.id} AND ${mine} AND "issuedOn" >= ${since}
      ORDER BY "issuedAt" DESC, "id" DESC LIMIT 500`),
  )
  return rows.map(({ id, kind, reference, day, totalCents, means, lines }) => ({
    ...{ id, kind, reference, means },
    day: longDay(day, ctx.language),
    what: lines.map(({ label }) => label).join(', '),
    amount: euros(kind === 'credit-note' ? -totalCents : totalCents, ctx.language),
  }))
}
