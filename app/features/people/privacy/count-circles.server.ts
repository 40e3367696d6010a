/** How many open accounts there are of each kind of onlooker (policy/who-sees.ts), as one person stands to them: counts, never a list. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

/**
 * The same reading of periods and grants as `viewerFrom`, which a test holds it to.
 * @param personId the person looked at: not counted, and whose contacts are friends
 * @returns accounts by the id of their circle; circles without any are absent
 */
export async function countCircles(
  { tenant, now }: Ctx,
  query: Query,
  personId: string,
): Promise<Record<string, number>> {
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
        EXISTS (SELECT 1 FROM "membership_period" m WHERE m."tenantId" = ${tenant.id} AND m."personId" = a."personId"
          AND m."withdrawnAt" IS NULL AND m."startsAt" <= ${now} AND (m."endsAt" IS NULL OR m."endsAt" > ${now})) AS "paid",
        EXISTS (SELECT 1 FROM "friendship" i WHERE i."tenantId" = ${tenant.id} AND i."personId" = ${personId}
          AND i."friendId" = a."personId") AS "friend",
        (SELECT min(g."role") FROM "role_grant" g WHERE g."tenantId" = ${tenant.id} AND g."accountId" = a."id"
          AND g."role" IN ('admin', 'manager') AND g."startsAt" <= ${now} AND (g."endsAt" IS NULL OR g."endsAt" > ${now})) AS "staff",
        EXISTS (SELECT 1 FROM "pass_period" s WHERE s."tenantId" = ${tenant.id} AND s."organisationId" = a."organisationId"
          AND s."withdrawnAt" IS NULL AND s."startsAt" <= ${now} AND s."endsAt" > ${now}) AS "pass",
        o."validatedAt" IS NOT NULL AS "validated", o."completedAt" IS NOT NULL AS "completed"
      FROM "account" a LEFT JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = a."organisationId"
      WHERE a."tenantId" = ${tenant.id} AND a."disabledAt" IS NULL AND a."personId" IS DISTINCT FROM ${personId}
    )
    SELECT CASE
        WHEN f."staff" IS NOT NULL THEN f."staff"
        WHEN f."door" = 'people' AND f."personId" IS NULL THEN NULL
        WHEN f."door" = 'people' THEN CASE WHEN f."paid" THEN 'adherent' ELSE 'member' END || CASE WHEN f."friend" THEN '-friend' ELSE '' END
        WHEN f."door" = 'schools' THEN CASE WHEN f."validated" OR ${schools?.requires === 'nothing'} THEN 'school' || CASE WHEN f."pass" THEN '-pass' ELSE '' END
          ELSE 'visitor' END
        WHEN ${met} THEN 'recruiter' || CASE WHEN f."pass" THEN '-pass' ELSE '' END
        ELSE 'poster' END AS "circle", count(*)::int AS "n"
    FROM facts f GROUP BY 1`)
  return Object.fromEntries(rows.filter(({ circle }) => circle).map(({ circle, n }) => [circle, n]))
}
