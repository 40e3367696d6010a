/**
 * How many different people one account, and one company's accounts together, may open in a day (rules.md, "Budgets").
 * Opening somebody again is free; one's own page and who keeps the records are not counted, but while they look with
 * other eyes.
 */

import { civilDay, secondsToMidnight } from '#app/calendar/civil-day.ts'
import { passInForce, passRows, seatSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, tooMany } from '#app/context/refusals.ts'
import { holderOf } from '#app/context/stand-in.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { auditReading } from '#app/domain/audit/audit.server.ts'
import { isOfStaff, may } from '#app/policy/ability.ts'

interface Opener {
  id: string
  table: 'account' | 'organisation'
  limit: number
}

function openersOf(ctx: Ctx): Opener[] {
  const { viewer, ability, tenant, standIn } = ctx
  const { openedPerDay, openedPerDayCompany } = tenant.config.directory
  // With other eyes the staff read a directory: who holds the session is counted like anybody who does.
  if (standIn) return standIn.by.accountId ? [{ id: standIn.by.accountId, table: 'account', limit: openedPerDay }] : []
  if (!viewer.accountId || may(ability, 'people')) return []
  return [
    { id: viewer.accountId, table: 'account', limit: openedPerDay },
    ...(viewer.organisationId
      ? [{ id: viewer.organisationId, table: 'organisation', limit: openedPerDayCompany } as const]
      : []),
  ]
}

/**
 * `budget`: as many as the association allows a day · `pass-day`, `pass-all`: as many as was paid for, a day or
 * altogether.
 */
export type Opening = 'counted' | 'budget' | 'pass-day' | 'pass-all'

/**
 * Asked along with the person's row `p`, so that opening somebody again costs no statement of its own.
 * @returns whether {@link countOpening} would find that this opening is counted already
 */
export function isCounted(ctx: Ctx): Sql {
  const [opener, other] = openersOf(ctx)
  // A company's pass is asked for each time.
  if (other || ctx.viewer.organisationId) return sql`false`
  if (!opener) return sql`true`
  return sql`EXISTS (SELECT FROM "profile_opening" o WHERE o."tenantId" = ${ctx.tenant.id}
    AND o."openerId" = ${opener.id}
    AND o."day" = ${civilDay(ctx.now)}::date AND o."personId" = p."id")`
}

/**
 * Counts the opening of one person by this viewer, inside the transaction that reads them.
 * @returns other than `counted`: show nothing and answer {@link refuseOpening}. The caller lets the transaction commit,
 * so that the trace of it stays.
 */
export async function countOpening(ctx: Ctx, query: Query, personId: string): Promise<Opening> {
  const day = civilDay(ctx.now)
  const pass = await passAllows(ctx, query, day, personId)
  if (pass !== 'counted') return pass
  // Company first for every seat: two locks are always taken in the same order.
  for (const opener of openersOf(ctx).reverse())
    if (!(await countFor(ctx, query, opener, { day, personId }))) return 'budget'
  return 'counted'
}

/** @returns 429 until tomorrow where a day is used up; 403 naming another pass where a pass is */
export function refuseOpening({ now }: Ctx, refused: Exclude<Opening, 'counted'>): Response {
  return refused === 'pass-all'
    ? forbidden({ reason: refused, opensWith: 'pass' })
    : tooMany(refused, secondsToMidnight(now))
}

/** The staff are not counted but written down: the person reads that their record was read. */
export async function noteReading(
  ctx: Ctx,
  { id, type }: { id: string; type: 'Person' | 'SharedPerson' },
): Promise<void> {
  const isStaff = ctx.standIn !== undefined || isOfStaff(ctx.ability)
  if (type === 'Person' && isStaff) await auditReading(ctx, 'person.read', [id])
}

interface PassLimits {
  startedOn: string
  perDay: number | null
  inAll: number | null
}

/**
 * What the company's passes on which this account sits allow besides: so many people a day, and so many as long as one
 * lasts.
 */
async function passAllows(ctx: Ctx, query: Query, day: string, personId: string): Promise<Opening> {
  const { organisationId, accountId } = ctx.viewer
  if (!organisationId) return 'counted'
  const tenantId = ctx.tenant.id
  const limits = await query<PassLimits>(sql`
    SELECT to_char("startsAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS "startedOn", "openedPerDay" AS "perDay",
      "openedInAll" AS "inAll"
    FROM ${passRows(tenantId)} s WHERE s."organisationId" = ${organisationId}
      AND ${passInForce(ctx)} AND ${seatSql(tenantId, sql`${accountId ?? null}::uuid`)}
    ORDER BY "id" FOR NO KEY UPDATE`)
  if (limits.length === 0 || limits.some(({ perDay, inAll }) => perDay === null && inAll === null)) return 'counted'
  const since = limits.map(({ startedOn }) => startedOn).sort()[0]!
  const [row] = await query<{ today: number; all: number }>(sql`
    SELECT count(DISTINCT "personId") FILTER (WHERE "day" = ${day}::date)::int AS "today",
      count(DISTINCT "personId")::int AS "all"
    FROM "profile_opening" WHERE "tenantId" = ${tenantId} AND "openerId" = ${organisationId} AND "day" >= ${since}::date
      AND "personId" <> ${personId}`)
  const lasting = limits.filter(({ inAll }) => row!.all < (inAll ?? Number.POSITIVE_INFINITY))
  if (lasting.length === 0) return 'pass-all'
  return lasting.some(({ perDay }) => row!.today < (perDay ?? Number.POSITIVE_INFINITY)) ? 'counted' : 'pass-day'
}

async function countFor(
  ctx: Ctx,
  query: Query,
  opener: Opener,
  { day, personId }: { day: string; personId: string },
): Promise<boolean> {
  const tenantId = ctx.tenant.id
  const [known] = await query(sql`SELECT 1 AS "one" FROM "profile_opening" WHERE "tenantId" = ${tenantId}
    AND "openerId" = ${opener.id} AND "day" = ${day}::date AND "personId" = ${personId}`)
  if (known) return true
  await lock(query, tenantId, opener)
  const [row] = await query<{ opened: number }>(sql`SELECT count(*)::int AS "opened" FROM "profile_opening"
    WHERE "tenantId" = ${tenantId} AND "openerId" = ${opener.id} AND "day" = ${day}::date
    AND "personId" <> ${personId}`)
  if ((row?.opened ?? 0) >= opener.limit) {
    await trace(ctx, query, opener, day)
    return false
  }
  await query(sql`INSERT INTO "profile_opening" ("tenantId", "openerId", "day", "personId")
    VALUES (${tenantId}, ${opener.id}, ${day}::date, ${personId}) ON CONFLICT DO NOTHING`)
  return true
}

/** Two openings at once count one after the other. The lock stands on a row of the association, wherever that lives. */
async function lock(query: Query, tenantId: string, { id, table }: Opener): Promise<void> {
  await query(
    table === 'account'
      ? sql`SELECT 1 FROM "account" WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR NO KEY UPDATE`
      : sql`SELECT 1 FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${id} FOR NO KEY UPDATE`,
  )
}

/** Once per opener and day, for the staff to look into. */
async function trace(ctx: Ctx, query: Query, { id, limit }: Opener, day: string): Promise<void> {
  await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId", "detail")
    SELECT ${ctx.tenant.id}, ${uuidv7()}::uuid, ${ctx.now}, ${holderOf(ctx).accountId}::uuid, 'profile.budget-reached',
      ${id}::uuid,
      ${JSON.stringify({ day, limit })}::jsonb
    WHERE NOT EXISTS (SELECT 1 FROM "audit_event" WHERE "tenantId" = ${ctx.tenant.id} AND "subjectId" = ${id}::uuid
      AND "action" = 'profile.budget-reached' AND "detail"->>'day' = ${day}) RETURNING 1`)
}
