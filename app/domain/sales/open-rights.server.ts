/** What was paid for opens, and closes where the money goes back: one line of a sale, one period. */

import { addMonths, civilDay } from '#app/calendar/civil-day.ts'
import { notEnded, passRows } from '#app/context/in-force.ts'
import type { Unit } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Line, SaleRow } from '#app/domain/ledger/sale.ts'
import { opensPeriod } from './instalments.ts'
import { paperAllows } from './papers-asked.server.ts'

/** @returns the same time of day in Paris so many months later: a pass ends to the second */
export function monthsLater(at: Date, months: number): Date {
  const noonGap = (day: string) => offsetOf(new Date(`${day}T12:00:00Z`))
  const day = civilDay(at)
  const later = addMonths(day, months)
  const days = Date.parse(`${later}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)
  return new Date(at.getTime() + days - (noonGap(later) - noonGap(day)))
}

/** Milliseconds that Paris is ahead of UTC. */
function offsetOf(at: Date): number {
  const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', hourCycle: 'h23' }).format(
    at,
  )
  return ((Number.parseInt(hour, 10) - at.getUTCHours() + 24) % 24) * 3_600_000
}

/** Gives a pass its dates: from now, or from the end of the one that is open. */
export async function datePass(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  sale: SaleRow,
  lines: readonly Line[],
): Promise<void> {
  for (const line of lines.filter(({ kind }) => kind === 'pass')) {
    if (line.startsAt || !sale.organisationId) continue
    const [row] = await query<{ end: Date | null }>(sql`
      SELECT max("endsAt") AS "end" FROM ${passRows(tenantId)} s
      WHERE s."organisationId" = ${sale.organisationId} AND ${notEnded(sql`s`, now)}`)
    line.startsAt = row?.end ?? now
    line.endsAt = monthsLater(line.startsAt, Number(line.data?.months))
    await query(sql`
      UPDATE "sale_line" SET "startsAt" = ${line.startsAt}, "endsAt" = ${line.endsAt}
      WHERE "tenantId" = ${tenantId} AND "id" = ${line.id}`)
  }
}

/** Writes the periods, but of dues whose paper nobody has accepted; again, it changes nothing. */
export async function openRights(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  sale: SaleRow,
  lines: readonly Line[],
): Promise<void> {
  const source = sale.source === 'staff' ? 'staff' : 'payment'
  for (const line of lines) {
    const id = uuidv7(now.getTime())
    if (line.kind === 'dues' && opensPeriod(line))
      await query(sql`
        INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source",
          "lineId")
        SELECT p."tenantId", ${id}::uuid, p."id", ${line.productId}, ${line.startsAt}::timestamptz,
          ${line.endsAt}::timestamptz, ${source},
          ${line.id}::uuid
        FROM "person" p WHERE p."tenantId" = ${tenantId} AND p."id" = ${sale.personId}
        AND ${paperAllows(tenantId, line.data)}
        ON CONFLICT ("tenantId", "lineId") DO NOTHING`)
    if (line.kind === 'pass' && sale.organisationId)
      await openPass({ query, tenant: { id: tenantId }, now }, sale, line, source)
  }
}

async function openPass(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  sale: SaleRow,
  line: Line,
  source: string,
): Promise<void> {
  const { seats = null, openedPerDay = null, openedInAll = null } = (line.data ?? {}) as Record<string, number | null>
  const [made] = await query<{ id: string }>(sql`
    INSERT INTO "pass_period" ("tenantId", "id", "organisationId", "startsAt", "endsAt", "source", "lineId", "seats",
      "openedPerDay",
      "openedInAll")
    SELECT o."tenantId", ${uuidv7(now.getTime())}::uuid, o."id", ${line.startsAt}::timestamptz,
      ${line.endsAt}::timestamptz, ${source},
      ${line.id}::uuid, ${seats}::int, ${openedPerDay}::int, ${openedInAll}::int
    FROM "organisation" o WHERE o."tenantId" = ${tenantId} AND o."id" = ${sale.organisationId}
    ON CONFLICT ("tenantId", "lineId") DO NOTHING RETURNING "id"`)
  if (!made || !sale.accountId) return
  // Who bought has the first seat; the company gives the others.
  await query(sql`
    INSERT INTO "pass_seat" ("tenantId", "passId", "accountId", "createdAt")
    SELECT a."tenantId", ${made.id}::uuid, a."id", ${now} FROM "account" a WHERE a."tenantId" = ${tenantId}
    AND a."id" = ${sale.accountId}
    ON CONFLICT DO NOTHING`)
}

/**
 * The lines whose rights a sale has in hand: its own, and where dues are paid in several times, those of its sisters.
 */
const linesOf = (tenantId: string, saleId: string) => sql`
  SELECT l."id" FROM "sale_line" l JOIN "sale" s ON s."tenantId" = ${tenantId} AND s."id" = l."saleId"
  WHERE l."tenantId" = ${tenantId} AND (s."id" = ${saleId}
    OR s."planId" = (SELECT o."planId" FROM "sale" o WHERE o."tenantId" = ${tenantId} AND o."id" = ${saleId}))`

/** Closes at once what a sale opened. */
export async function withdrawRights(query: Query, tenantId: string, saleId: string, now: Date): Promise<void> {
  const lines = linesOf(tenantId, saleId)
  await query(sql`
    UPDATE "membership_period" m SET "withdrawnAt" = ${now}, "endsAt" = greatest("startsAt", ${now}::timestamptz)
    WHERE "tenantId" = ${tenantId} AND "lineId" IN (${lines}) AND "withdrawnAt" IS NULL AND ${notEnded(sql`m`, now)}`)
  await query(sql`
    UPDATE "pass_period" s SET "withdrawnAt" = ${now}, "endsAt" = greatest("startsAt", ${now}::timestamptz)
    WHERE "tenantId" = ${tenantId} AND "lineId" IN (${lines}) AND "withdrawnAt" IS NULL AND ${notEnded(sql`s`, now)}`)
}

/**
 * The money is here after all (a dispute was won, a refund failed): what was closed for it opens again, up to its own
 * end.
 * @param closedAt when it was closed; what the staff ended before or since stays ended
 */
export async function restoreRights(query: Query, tenantId: string, saleId: string, closedAt: Date): Promise<void> {
  await query(sql`
    UPDATE "membership_period" m SET "withdrawnAt" = NULL, "endsAt" = l."endsAt" FROM "sale_line" l
    WHERE m."tenantId" = ${tenantId} AND l."tenantId" = ${tenantId} AND l."id" = m."lineId"
    AND l."id" IN (${linesOf(tenantId, saleId)})
      AND m."withdrawnAt" = ${closedAt}`)
  await query(sql`
    UPDATE "pass_period" s SET "withdrawnAt" = NULL, "endsAt" = l."endsAt" FROM "sale_line" l
    WHERE s."tenantId" = ${tenantId} AND l."tenantId" = ${tenantId} AND l."id" = s."lineId"
    AND l."id" IN (${linesOf(tenantId, saleId)})
      AND s."withdrawnAt" = ${closedAt}`)
}
