/** Who opened a profile: written down at each opening, and told to its person (I11). */
import { civilDay } from '#app/calendar/civil-day.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Scoped } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { ShownRow } from './library.server.ts'

/** Openings that a person is told of, the newest. */
const MOST = 200

/** Notes an opening once for each reader and day, of the CV or the page; with other eyes it is the staff who read. */
export async function noteOpening(
  query: Query,
  { tenant, viewer, holder, now }: Ctx,
  profile: ShownRow,
  cv = false,
): Promise<void> {
  const { organisationId } = holder?.viewer ?? viewer
  // Of the staff nobody is named: they are one reader, the association.
  const readerId = organisationId ?? tenant.id
  await query(sql`INSERT INTO "career_opening" ("tenantId", "profileId", "readerId", "day", "personId",
      "organisationId", "cv")
    VALUES (${tenant.id}, ${profile.id}, ${readerId}, ${civilDay(now)}::date, ${profile.personId},
      ${organisationId ?? null}::uuid, ${cv}) ON CONFLICT ("tenantId", "profileId", "readerId", "day")
      DO UPDATE SET "cv" = "career_opening"."cv" OR EXCLUDED."cv"`)
}

export interface ToldOpening {
  profileId: string
  day: string
  /** None: the association's own staff. */
  name: string | null
  cv: boolean
}

/** @returns who opened the person's profiles, the newest first */
export const openingsOf = ({ query, tenant }: Scoped, personId: string): Promise<ToldOpening[]> =>
  query(sql`SELECT o."profileId", o."day"::text AS "day", o."cv", g."name" FROM "career_opening" o
    LEFT JOIN "organisation" g ON g."tenantId" = ${tenant.id} AND g."id" = o."organisationId"
    WHERE o."tenantId" = ${tenant.id} AND o."personId" = ${personId}
    ORDER BY o."day" DESC, o."readerId" LIMIT ${MOST}`)
