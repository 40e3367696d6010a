/**
 * Giving and ending roles: rows of `role_grant`, judged by app/policy/staff.rules.ts while nobody else can change them.
 */
import { grantRows, notEnded, stateSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { type Judge, type LeadGrant, leadRoles, whyNotEnd, whyNotGive } from '#app/policy/staff.rules.ts'

/** Keys of `admin:account.refused`. */
export type Refused = 'rank' | 'self' | 'last' | 'role' | 'period' | 'overlap' | 'day' | 'gone'

export interface Grant {
  id: string
  role: string
  startsAt: string
  endsAt: string | null
  /** The login of who gave it; nothing for whoever set the association up, or is gone. */
  grantedBy: string | null
  state: 'past' | 'inForce' | 'future'
  accountId: string
  login: string
  disabled: boolean
  handle: string | null
}

/** @returns grants of one account, or of all; those in force first. */
export function readGrants(ctx: Ctx, accountId?: string): Promise<Grant[]> {
  return ctx.sql(async (query) => {
    const rows = await query<Omit<Grant, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date | null }>(sql`
      SELECT g."id", g."role", g."startsAt", g."endsAt", b."login" AS "grantedBy", g."accountId", a."login",
        a."disabledAt" IS NOT NULL AS "disabled", p."handle",
        ${stateSql(sql`g`, ctx.now)} AS "state"
      FROM ${grantRows(ctx.tenant.id)} g JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = g."accountId"
      LEFT JOIN "account" b ON b."tenantId" = ${ctx.tenant.id} AND b."id" = g."grantedBy"
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = a."personId"
      WHERE ${accountId ? sql`g."accountId" = ${accountId}::uuid` : sql`TRUE`}
      ORDER BY (g."endsAt" IS NOT NULL AND g."endsAt" <= ${ctx.now}), g."startsAt" DESC, g."id" LIMIT 500`)
    return rows.map((row) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt?.toISOString() ?? null,
    }))
  })
}

/** @returns who judges here, by the association's rules. */
export const judgeOf = ({ tenant, viewer }: Pick<Ctx, 'tenant' | 'viewer'>): Judge => ({
  config: tenant.config,
  viewer,
})

/**
 * Locks the grants of leading roles until the transaction ends: two administrators cannot take each other down at once.
 * @returns grants of open accounts, past and to come included
 */
export async function lockedLeaders(query: Query, ctx: Ctx): Promise<LeadGrant[]> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtext('leaders'), hashtext(${ctx.tenant.id}))`)
  return query<LeadGrant>(sql`
    SELECT g."id", g."accountId", g."startsAt", g."endsAt" FROM ${grantRows(ctx.tenant.id)} g
    JOIN "account" a ON a."tenantId" = ${ctx.tenant.id} AND a."id" = g."accountId" AND a."disabledAt" IS NULL
    WHERE g."role" = ANY(${leadRoles(ctx.tenant.config)}::text[])`)
}

export interface NewGrant {
  accountId: string
  role: string
  startsAt: Date
  endsAt: Date | null
}

/** @returns why not, or undefined once it is done; it holds at the next request of that account. */
export async function giveRole(ctx: Ctx, grant: NewGrant): Promise<Refused | undefined> {
  const { accountId, role, startsAt, endsAt } = grant
  const refused = whyNotGive(ctx.tenant.config, ctx.viewer, grant)
  if (refused) return refused
  if (endsAt && endsAt <= startsAt) return 'period'
  return ctx.sql(async (query) => {
    const [account] = await query(sql`
      SELECT "id" FROM "account" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${accountId}
      AND "door" = 'people' FOR NO KEY UPDATE`)
    if (!account) return 'gone'
    // Given already for all of that time: there is nothing to add, and the end of one must be the end of it.
    const [held] = await query(sql`
      SELECT 1 FROM ${grantRows(ctx.tenant.id)} g WHERE "accountId" = ${accountId} AND "role" = ${role}
        AND "startsAt" <= ${startsAt}
        AND coalesce("endsAt", 'infinity') >= coalesce(${endsAt}::timestamptz, 'infinity')`)
    if (held) return undefined
    const wide = { ...grant }
    await widenGrant(query, ctx, wide)
    await query(sql`
      INSERT INTO "role_grant" ("tenantId", "id", "accountId", "role", "startsAt", "endsAt", "grantedBy")
      VALUES (${ctx.tenant.id}, ${uuidv7(ctx.now.getTime())}, ${accountId}, ${role}, ${wide.startsAt}, ${wide.endsAt},
        ${ctx.account!.accountId})`)
    await audit(query, ctx, 'role.given', {
      subjectId: accountId,
      detail: { role, ...(endsAt ? { until: endsAt.toISOString() } : {}) },
    })
    return undefined
  })
}

/**
 * Takes away grants of the same role that the new one overlaps, and lets it begin and end where they did: one row per
 * time.
 */
async function widenGrant(query: Query, ctx: Ctx, grant: NewGrant): Promise<void> {
  const rows = await query<RowOf<'role_grant', 'startsAt' | 'endsAt'>>(sql`
    DELETE FROM "role_grant" WHERE "tenantId" = ${ctx.tenant.id} AND "accountId" = ${grant.accountId}
      AND "role" = ${grant.role}
      AND coalesce("endsAt", 'infinity') > ${grant.startsAt}
      AND "startsAt" < coalesce(${grant.endsAt}::timestamptz, 'infinity')
    RETURNING "startsAt", "endsAt"`)
  for (const { startsAt, endsAt } of rows) {
    if (startsAt < grant.startsAt) grant.startsAt = startsAt
    if (grant.endsAt && (!endsAt || endsAt > grant.endsAt)) grant.endsAt = endsAt
  }
}

/** Ends a role at this instant, whatever number of rows gave it for this time; one that has not begun never will. */
export function endRole(ctx: Ctx, grantId: unknown): Promise<Refused | undefined> {
  return ctx.sql(async (query) => {
    const leaders = await lockedLeaders(query, ctx)
    const [grant] = isUuid(grantId)
      ? await query<{ id: string; accountId: string; role: string; from: Date; until: Date }>(sql`
          SELECT "id", "accountId", "role", "startsAt" AS "from", coalesce("endsAt", '9999-01-01') AS "until"
          FROM ${grantRows(ctx.tenant.id)} g WHERE "id" = ${grantId} AND ${notEnded(sql`g`, ctx.now)}`)
      : []
    if (!grant) return 'gone'
    const refused = whyNotEnd(judgeOf(ctx), grant, leaders, ctx.now)
    if (refused) return refused
    await query(sql`UPDATE "role_grant" g SET "endsAt" = greatest("startsAt", ${ctx.now}::timestamptz)
      WHERE "tenantId" = ${ctx.tenant.id} AND "accountId" = ${grant.accountId} AND "role" = ${grant.role}
        AND ("id" = ${grant.id} OR ("startsAt" < ${grant.until} AND coalesce("endsAt", 'infinity') > ${grant.from}))
        AND ${notEnded(sql`g`, ctx.now)}`)
    await audit(query, ctx, 'role.ended', { subjectId: grant.accountId, detail: { role: grant.role } })
    return undefined
  })
}
