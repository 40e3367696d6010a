/**
 * Promotional codes of an event. How often one was used is counted from the tickets that count, so that a hold that
 * ends, or a ticket that is given back, gives its use back by itself.
 */
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'

export type PromoCode = RowOf<'event_code'>
export type PromoWords = Omit<PromoCode, 'tenantId' | 'id' | 'eventId' | 'createdAt' | 'stoppedAt'>

type Home = { id: string }

/** @returns the form in which codes are kept and compared */
export const codeText = (typed: string): string => typed.toUpperCase().replace(/\s+/g, '')

/** @returns true while the code takes something off */
export const isCodeLive = ({ stoppedAt, opensAt, closesAt }: PromoCode, now: Date): boolean =>
  stoppedAt === null && (opensAt === null || opensAt <= now) && (closesAt === null || closesAt > now)

/** @returns the event's codes, the newest first, with how many tickets bear each, and the cents taken off them */
export function codesOf(
  { query, tenant }: Scoped<Home>,
  eventId: string,
): Promise<(PromoCode & { used: number; off: number })[]> {
  return query(sql`SELECT c.*, u."used", u."off" FROM "event_code" c
    CROSS JOIN LATERAL (SELECT count(*)::int AS "used", coalesce(sum((l."data"->>'off')::int), 0)::int AS "off"
      FROM "event_ticket" t JOIN "event_registration" r ON r."tenantId" = ${tenant.id} AND r."eventId" = t."eventId"
        AND r."personId" = t."personId" AND r."saleId" = t."saleId" AND r."state" IN ('paying', 'registered')
      JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = t."lineId" AND l."data"->>'code' = c."id"::text
      WHERE t."tenantId" = ${tenant.id} AND t."eventId" = ${eventId} AND t."goneAt" IS NULL) u
    WHERE c."tenantId" = ${tenant.id} AND c."eventId" = ${eventId} ORDER BY c."createdAt" DESC, c."id" DESC`)
}

/** @param by the code as it is typed, or its id @returns undefined where the event has no such code */
export async function findCode(
  { query, tenant }: Scoped<Home>,
  eventId: string,
  by: { typed: string } | { id: string },
): Promise<PromoCode | undefined> {
  if ('id' in by && !isUuid(by.id)) return undefined
  const which = 'id' in by ? sql`"id" = ${by.id}` : sql`"code" = ${codeText(by.typed)}`
  const [row] = await query<PromoCode>(sql`SELECT * FROM "event_code" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND ${which}`)
  return row
}

/**
 * @returns how many tickets a buyer may still have for less by the code; what their own unpaid basket holds is theirs
 */
export async function codeLeft({ query, tenant }: Scoped<Home>, code: PromoCode, personId: string): Promise<number> {
  const [row] = await query<{ used: number; mine: number }>(sql`SELECT count(*)::int AS "used",
      (count(*) FILTER (WHERE s."personId" = ${personId}))::int AS "mine"
    FROM "event_ticket" t JOIN "event_registration" r ON r."tenantId" = ${tenant.id} AND r."eventId" = t."eventId"
      AND r."personId" = t."personId" AND r."saleId" = t."saleId" AND r."state" IN ('paying', 'registered')
    JOIN "sale_line" l ON l."tenantId" = ${tenant.id} AND l."id" = t."lineId" AND l."data"->>'code' = ${code.id}
    JOIN "sale" s ON s."tenantId" = ${tenant.id} AND s."id" = t."saleId"
      AND NOT (s."personId" IS NOT DISTINCT FROM ${personId} AND s."state" = 'open')
    WHERE t."tenantId" = ${tenant.id} AND t."eventId" = ${code.eventId} AND t."goneAt" IS NULL`)
  const { used, mine } = row!
  const [all, own] = [code.most ?? Number.POSITIVE_INFINITY, code.perBuyer ?? Number.POSITIVE_INFINITY]
  return Math.max(0, Math.min(all - used, own - mine))
}

/** @returns false where the event has a code of these words already */
export async function addCode({ query, tenant, now }: Unit<Home>, eventId: string, words: PromoWords) {
  const { code, percent, cents, most, perBuyer, opensAt, closesAt, types } = words
  const made =
    await query(sql`INSERT INTO "event_code" ("tenantId", "id", "eventId", "code", "percent", "cents", "most",
      "perBuyer", "opensAt", "closesAt", "types", "createdAt")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${eventId}, ${codeText(code)}, ${percent}::smallint, ${cents}::int,
      ${most}::int, ${perBuyer}::smallint, ${opensAt}::timestamptz, ${closesAt}::timestamptz, ${types}::uuid[], ${now})
    ON CONFLICT ("tenantId", "eventId", "code") DO NOTHING RETURNING "id"`)
  return made.length > 0
}

/** Ends a code: what was bought by it stays bought; baskets on their way to pay are chosen again. */
export async function stopCode({ query, tenant, now }: Unit<Home>, eventId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const done = await query(sql`UPDATE "event_code" SET "stoppedAt" = ${now} WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "id" = ${id} AND "stoppedAt" IS NULL RETURNING "id"`)
  return done.length > 0
}

/** @returns true where the event has codes that may be typed */
export async function takesCodes({ query, tenant }: Scoped<Home>, eventId: string): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "event_code" WHERE "tenantId" = ${tenant.id}
    AND "eventId" = ${eventId} AND "stoppedAt" IS NULL LIMIT 1`)
  return rows.length > 0
}
