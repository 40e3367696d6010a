/** Membership periods written by the staff; payments write the same rows (rules.md, "Periods"). */

import { startOfDay } from '#app/calendar/civil-day.ts'
import { duesHistory, duesRows, duesStateSql, notEnded } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { Refused } from '#app/domain/accounts/grants.server.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { lockPlanOfPeriod, stopPlan } from '#app/domain/sales/instalment-plans.server.ts'
import { tierEnd } from '#app/tenant/tier-period.ts'

export interface Membership {
  id: string
  tierId: string
  startsAt: string
  endsAt: string | null
  source: string
  /** Grace: over, and still counted for the association's days of grace. */
  state: 'past' | 'inForce' | 'future' | 'grace'
}

/** @returns the person's periods, newest first. */
export function readMemberships(ctx: Ctx, personId: string): Promise<Membership[]> {
  return ctx.sql(async (query) => {
    const rows = await query<Omit<Membership, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date | null }>(sql`
      SELECT m."id", m."tierId", m."startsAt", m."endsAt", m."source",
        ${duesStateSql(ctx)} AS "state"
      FROM ${duesHistory(ctx.tenant.id)} m WHERE m."personId" = ${personId}
      ORDER BY m."startsAt" DESC, m."id" LIMIT 200`)
    return rows.map((row) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt?.toISOString() ?? null,
    }))
  })
}

/**
 * @param form `tier`, `from`, `until`: civil days of Paris; without `until` the tier's own length
 * @returns why not, or undefined once it is done
 */
export async function addMembership(ctx: Ctx, personId: string, form: FormData): Promise<Refused | undefined> {
  const tier = ctx.tenant.config.tiers.find(({ id }) => id === form.get('tier'))
  if (!tier) return 'gone'
  const from = String(form.get('from') ?? '')
  const startsAt = startOfDay(from)
  if (!startsAt) return 'day'
  const until = String(form.get('until') ?? '') || tierEnd(tier.period, from)
  const endsAt = until ? startOfDay(until) : null
  if (endsAt === undefined) return 'day'
  if (endsAt && endsAt <= startsAt) return 'period'
  return ctx.sql(async (query) => {
    // One after the other: the second of two tabs finds what the first wrote.
    await query(
      sql`SELECT 1 FROM "person" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${personId} FOR NO KEY UPDATE`,
    )
    const end = sql`coalesce(${endsAt}::timestamptz, 'infinity')`
    const [standing] = await query<{ covers: boolean }>(sql`
      SELECT bool_or("startsAt" <= ${startsAt} AND coalesce("endsAt", 'infinity') >= ${end}) AS "covers"
      FROM ${duesRows(ctx.tenant.id)} m WHERE "personId" = ${personId}
      AND "tierId" = ${tier.id} AND "startsAt" < ${end} AND coalesce("endsAt", 'infinity') > ${startsAt}
      HAVING count(*) > 0`)
    // Covered already: nothing to add. Partly: two periods for one day would survive the end of either.
    if (standing) return standing.covers ? undefined : 'overlap'
    await query(sql`
      INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source")
      VALUES (${ctx.tenant.id}, ${uuidv7(ctx.now.getTime())}, ${personId}, ${tier.id}, ${startsAt}, ${endsAt},
        'staff')`)
    await audit(query, ctx, 'membership.added', {
      subjectId: personId,
      detail: {
        tier: tier.id,
        ...(endsAt ? { until: endsAt.toISOString() } : {}),
      },
    })
    return undefined
  })
}

/** Ends a period now; what it opened closes at the next request. */
export function endMembership(ctx: Ctx, personId: string, id: unknown): Promise<Refused | undefined> {
  return ctx.sql(async (query) => {
    const plan = isUuid(id) ? await lockPlanOfPeriod(query, ctx.tenant.id, id) : undefined
    const [row] = isUuid(id)
      ? await query<{ tierId: string }>(sql`
          UPDATE "membership_period" m
            SET "endsAt" = greatest("startsAt", ${ctx.now}::timestamptz), "withdrawnAt" = ${ctx.now}
          WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${id} AND "personId" = ${personId}
            AND ${notEnded(sql`m`, ctx.now)} RETURNING "tierId"`)
      : []
    if (!row) return 'gone'
    // Dues in several times: what is not paid yet is debited no more.
    if (plan) await stopPlan({ query, tenant: ctx.tenant, now: ctx.now }, plan, 'staff')
    await audit(query, ctx, 'membership.ended', { subjectId: personId, detail: { tier: row.tierId } })
    return undefined
  })
}
