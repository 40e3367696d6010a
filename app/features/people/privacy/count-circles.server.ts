/**
 * How many open accounts there are of each kind of onlooker (policy/who-sees.ts), as one person stands to them: counts,
 * never a list.
 */
import { grantInForce, grantRows, hasPassSql, paidUpSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { BESIDES } from '#app/policy/who-sees.ts'

/**
 * The same reading of periods and grants as `viewerFrom`, which a test holds it to.
 * @param personId the person looked at: not counted, and whose contacts are friends
 * @returns accounts by the id of their circle; circles without any are absent
 */
export async function countCircles(ctx: Ctx, query: Query, personId: string): Promise<Record<string, number>> {
  const { tenant } = ctx
  const { recruiters, schools } = tenant.config
  const met =
    recruiters?.requires === 'pass'
      ? sql`f."pass"`
      : recruiters?.requires === 'validation'
        ? sql`f."validated"`
        : recruiters?.requires === 'completion'
          ? sql`f."completed"`
          : sql`FALSE`
  const rows = await query<{ circle: string; n: number }>(sql`
    WITH facts AS (
      SELECT a."door", a."personId",
        ${paidUpSql(ctx, sql`a."personId"`)} AS "paid",
        EXISTS (SELECT 1 FROM "friendship" i WHERE i."tenantId" = ${tenant.id} AND i."personId" = ${personId}
          AND i."friendId" = a."personId") AS "friend",
        (SELECT min(g."role") FROM ${grantRows(tenant.id)} g WHERE g."accountId" = a."id"
          AND g."role" IN ('admin', 'manager') AND ${grantInForce(ctx)}) AS "staff",
        coalesce((SELECT string_agg(DISTINCT ${BESIDES}::text || g."role", '') FROM ${grantRows(tenant.id)} g
          WHERE g."accountId" = a."id" AND ${grantInForce(ctx)}
            AND g."role" = ANY(${Object.keys(tenant.config.staffRoles)}::text[])), '') AS "tasks",
        ${hasPassSql(ctx, sql`a."organisationId"`, sql`a."id"`)} AS "pass",
        o."validatedAt" IS NOT NULL AS "validated", o."completedAt" IS NOT NULL AS "completed"
      FROM "account" a LEFT JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = a."organisationId"
      WHERE a."tenantId" = ${tenant.id} AND a."disabledAt" IS NULL AND a."personId" IS DISTINCT FROM ${personId}
    )
    SELECT CASE
        WHEN f."staff" IS NOT NULL THEN f."staff"
        WHEN f."door" = 'people' AND f."personId" IS NULL THEN nullif(f."tasks", '')
        WHEN f."door" = 'people' THEN CASE WHEN f."paid" THEN 'adherent' ELSE 'member' END
          || CASE WHEN f."friend" THEN '-friend' ELSE '' END || f."tasks"
        WHEN f."door" = 'schools' THEN CASE WHEN f."validated" OR ${schools?.requires === 'nothing'} THEN 'school' ||
          CASE WHEN f."pass" THEN '-pass' ELSE '' END
          ELSE 'visitor' END
        WHEN ${met} THEN 'recruiter' || CASE WHEN f."pass" THEN '-pass' ELSE '' END
        ELSE 'poster' END AS "circle", count(*)::int AS "n"
    FROM facts f GROUP BY 1`)
  return Object.fromEntries(rows.filter(({ circle }) => circle).map(({ circle, n }) => [circle, n]))
}
