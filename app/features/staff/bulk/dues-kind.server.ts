/** Giving many people a membership period, or one more after the one that runs (rules.md, "Periods"). */

import { civilDay, startOfDay } from '#app/calendar/civil-day.ts'
import { duesRows, notEnded } from '#app/context/in-force.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { auditMany } from '#app/domain/audit/audit.server.ts'
import { tierEnd } from '#app/tenant/tier-period.ts'
import type { BulkKind, Chosen, Work } from './bulk-kinds.ts'

export interface DuesParams {
  tier: string
  /** Civil days of Paris; without `until` the tier's own length. */
  from: string
  until: string | null
}

interface Fact {
  forLife: boolean
  /** Up to when dues run already, or will. */
  until: string | null
}

interface Trace {
  period: string
  endsAt: string | null
}

/** Who is paid up goes on from where their dues end. @returns undefined where nothing would be added */
function periodOf({ fact }: Chosen<Fact>, params: DuesParams, { tenant }: Work) {
  const tier = tenant.config.tiers.find(({ id }) => id === params.tier)
  const running = fact.until ? civilDay(new Date(fact.until)) : ''
  const from = running > params.from ? running : params.from
  const until = params.until ?? (tier ? tierEnd(tier.period, from) : from)
  if (until !== null && until <= from) return undefined
  return { startsAt: startOfDay(from)!, endsAt: until === null ? null : startOfDay(until)! }
}

export const duesKind: BulkKind<DuesParams, Fact, Trace> = {
  fact: ({ tenant, now }) => sql`
    (SELECT jsonb_build_object('forLife', coalesce(bool_or(m."endsAt" IS NULL), false), 'until', max(m."endsAt"))
      FROM ${duesRows(tenant.id)} m WHERE m."personId" = p."id" AND ${notEnded(sql`m`, now)})`,

  why(one, params, work) {
    if (one.deceased) return 'deceased'
    if (one.fact.forLife) return 'forLife'
    return periodOf(one, params, work) ? undefined : 'same'
  },

  async apply(query, work, params, some) {
    const periods = some.map((one) => ({
      id: one.id,
      period: uuidv7(work.now.getTime()),
      ...periodOf(one, params, work)!,
    }))
    await query(sql`
      INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source")
      SELECT ${work.tenant.id}::uuid, r."period", r."id", ${params.tier}, r."startsAt", r."endsAt", 'staff'
      FROM json_to_recordset(${JSON.stringify(periods)}::json)
        AS r("id" uuid, "period" uuid, "startsAt" timestamptz, "endsAt" timestamptz)
      RETURNING 1`)
    const events = periods.map(({ id, endsAt }) => ({
      subjectId: id,
      detail: { tier: params.tier, ...(endsAt ? { until: endsAt.toISOString() } : {}) },
    }))
    await auditMany(query, work, 'membership.added', events)
    return periods.map(({ id, period, endsAt }) => ({ id, trace: { period, endsAt: endsAt?.toISOString() ?? null } }))
  },

  async undo(query, work, params, some) {
    const given = some.map(({ id, trace }) => ({ id, ...trace }))
    const ended = await query<RowOf<'membership_period', 'personId'>>(sql`
      UPDATE "membership_period" m
        SET "endsAt" = greatest(m."startsAt", ${work.now}::timestamptz), "withdrawnAt" = ${work.now}
      FROM json_to_recordset(${JSON.stringify(given)}::json) AS r("period" uuid, "endsAt" timestamptz)
      WHERE m."tenantId" = ${work.tenant.id} AND m."id" = r."period" AND m."withdrawnAt" IS NULL
        AND m."endsAt" IS NOT DISTINCT FROM r."endsAt" AND ${notEnded(sql`m`, work.now)}
      RETURNING m."personId"`)
    const undone = new Set(ended.map(({ personId }) => personId))
    await auditMany(
      query,
      work,
      'membership.ended',
      [...undone].map((subjectId) => ({ subjectId, detail: { tier: params.tier } })),
    )
    const isOver = ({ endsAt }: Trace) => endsAt !== null && new Date(endsAt) <= work.now
    const kept = some.filter(({ id }) => !undone.has(id))
    return new Map(kept.map(({ id, trace }) => [id, isOver(trace) ? 'over' : 'changed'] as const))
  },
}
