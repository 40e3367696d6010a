/** What one member of the staff recorded today: the slip that goes to the bank with the cheques. */
import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { RECORD_MEANS } from './record-form.tsx'

/** Lines of the page; the sum counts them all. */
const SHOWN = 200

export type RecordMeans = (typeof RECORD_MEANS)[number]

export interface SlipLine extends RowOf<'payment', 'id' | 'saleId' | 'reference' | 'cents'> {
  name: string
}

export interface Slip {
  lines: SlipLine[]
  count: number
  cents: number
}

/** @returns the means that an address names; a cheque where it names none */
export function meansOf(text: string | null): RecordMeans {
  return isOneOf(RECORD_MEANS, text ?? '') ? (text as RecordMeans) : 'cheque'
}

/** @returns what the viewer recorded today by this means and nobody took back, newest first */
export function todaysSlip(ctx: Ctx, means: RecordMeans): Promise<Slip> {
  const from = startOfDay(civilDay(ctx.now))!
  const mine = sql`p."tenantId" = ${ctx.tenant.id} AND p."recordedBy" = ${ctx.viewer.accountId ?? null}
    AND p."means" = ${means} AND p."createdAt" >= ${from} AND p."succeededAt" IS NOT NULL AND p."refundedCents" = 0`
  return ctx.sql(async (query) => {
    const lines = await query<SlipLine>(sql`
      SELECT p."id", p."saleId", p."reference", p."cents", coalesce(s."buyer"->>'name', '') AS "name"
      FROM "payment" p JOIN "sale" s ON s."tenantId" = ${ctx.tenant.id} AND s."id" = p."saleId"
      WHERE ${mine} ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ${SHOWN}`)
    const [sum] = await query<{ count: number; cents: number }>(sql`
      SELECT count(*)::int AS "count", coalesce(sum(p."cents"), 0)::int AS "cents" FROM "payment" p WHERE ${mine}`)
    return { lines, ...sum! }
  })
}
