/** Companies whose people opened one's page: by name and day, from the count of openings that guards the directory. */
import { sql } from '#app/db/sql.ts'
import type { Owner } from '#app/features/people/settings/own-record.server.ts'

/** Rows of openings are kept for so long; `retention log` of their table. */
const MONTHS = 12

export async function readVisits({ ctx, personId }: Owner) {
  const since = new Date(ctx.now)
  since.setUTCMonth(since.getUTCMonth() - MONTHS)
  const visits = await ctx.sql((query) =>
    query<{ company: string; day: string }>(sql`
      SELECT o."name" AS "company", to_char(v."day", 'YYYY-MM-DD') AS "day" FROM "profile_opening" v
      JOIN "organisation" o ON o."tenantId" = ${ctx.tenant.id} AND o."id" = v."openerId" AND o."kind" = 'company'
      WHERE v."tenantId" = ${ctx.tenant.id} AND v."personId" = ${personId}
      AND v."day" >= ${since.toISOString().slice(0, 10)}::date
      ORDER BY v."day" DESC, o."name" LIMIT 200`),
  )
  return { title: ctx.t('privacy:visits.title'), handle: ctx.account?.handle ?? null, months: MONTHS, visits }
}
