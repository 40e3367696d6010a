/**
 * Who read or changed somebody's data, for that person: dates and kinds of readers, never a member of the staff by
 * name.
 */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Subject } from './subject.server.ts'

export interface Trace {
  at: string
  action: string
  /** self: the person · association: somebody of its staff · system: nobody pressed a button */
  by: 'self' | 'association' | 'system'
  /** Fields concerned, where they are known. */
  fields: string[]
}

interface Row {
  at: Date
  action: string
  accountId: string | null
  fields: unknown
}

/**
 * Reads what happened to a subject's data. Events are about them or their requests to get in; values are those that the
 * school's files changed; extractions count where they were in the base.
 * @param most lines at most @returns newest first
 */
export async function tracesOf(query: Query, subject: Subject, most = 1000): Promise<Trace[]> {
  const { tenantId, personId, organisationId, accountIds } = subject
  const ids = [personId, organisationId, ...accountIds].filter((id) => id !== null)
  const rows = await query<Row>(sql`
    SELECT * FROM (
      (SELECT "at", "action", "accountId", "detail"->'fields' AS "fields" FROM "audit_event"
        WHERE "tenantId" = ${tenantId} AND "subjectId" = ANY(${ids}::uuid[]) ORDER BY "at" DESC LIMIT ${most})
      UNION ALL
      (SELECT e."at", e."action", e."accountId", NULL FROM "audit_event" e WHERE e."tenantId" = ${tenantId}
        AND e."subjectId" = ANY(ARRAY(SELECT r."id" FROM "access_request" r WHERE r."tenantId" = ${tenantId}
          AND (r."personId" = ${personId}::uuid OR r."accountId" = ANY(${accountIds}::uuid[])))))
      UNION ALL
      (SELECT e."at", e."action", e."accountId", NULL FROM "audit_event" e JOIN "person" p ON p."tenantId" = ${tenantId}
        AND p."id" = ${personId}::uuid AND p."createdAt" <= e."at"
        WHERE e."tenantId" = ${tenantId} AND e."action" = 'people.extracted' ORDER BY e."at" DESC LIMIT ${most})
      UNION ALL
      (SELECT max(v."at"), 'import.applied', NULL, jsonb_agg(DISTINCT v."field") FROM "value_change" v
        WHERE v."tenantId" = ${tenantId} AND v."personId" = ${personId}::uuid AND v."from" = 'school'
        AND v."runId" IS NOT NULL
        GROUP BY v."runId" ORDER BY 1 DESC LIMIT ${most})
    ) AS t ORDER BY "at" DESC LIMIT ${most}`)
  return rows.map(({ at, action, accountId, fields }) => ({
    at: at.toISOString(),
    action,
    by: byWhom(action, accountId, accountIds),
    fields: Array.isArray(fields) ? fields.map(String) : [],
  }))
}

function byWhom(action: string, accountId: string | null, own: readonly string[]): Trace['by'] {
  if (accountId === null) return action === 'import.applied' ? 'association' : 'system'
  return own.includes(accountId) ? 'self' : 'association'
}

export interface Opening {
  day: string
  /** The name of the company or school, or the association's where its staff did. */
  by: string
}

/**
 * Companies whose people opened the record, by day; members' and schools' openings of it are told to nobody (rules.md,
 * as visits.server.ts). And everybody who opened a profile by purpose, as its person is told on the site.
 * @param association its name
 */
export async function openingsOf(query: Query, subject: Subject, association: string, most = 1000): Promise<Opening[]> {
  if (!subject.personId) return []
  const { tenantId, personId } = subject
  return query<Opening>(sql`SELECT to_char(v."day", 'YYYY-MM-DD') AS "day", o."name" AS "by" FROM "profile_opening" v
    JOIN "organisation" o ON o."tenantId" = ${tenantId} AND o."id" = v."openerId" AND o."kind" = 'company'
    WHERE v."tenantId" = ${tenantId} AND v."personId" = ${personId}::uuid
    UNION SELECT to_char(c."day", 'YYYY-MM-DD'), CASE WHEN c."organisationId" IS NULL THEN ${association} ELSE o."name" END
    FROM "career_opening" c
    LEFT JOIN "organisation" o ON o."tenantId" = ${tenantId} AND o."id" = c."organisationId"
    WHERE c."tenantId" = ${tenantId} AND c."personId" = ${personId}::uuid
    ORDER BY "day" DESC, "by" LIMIT ${most}`)
}

/** How many profiles the person's own accounts opened, by day: whose is not theirs to take away. */
export function opened(query: Query, subject: Subject) {
  const openers = [...subject.accountIds, subject.organisationId].filter((id) => id !== null)
  return query<{ day: string; profiles: number }>(sql`
    SELECT to_char("day", 'YYYY-MM-DD') AS "day", count(*)::int AS "profiles" FROM "profile_opening"
    WHERE "tenantId" = ${subject.tenantId} AND "openerId" = ANY(${openers}::uuid[]) GROUP BY 1 ORDER BY 1 DESC`)
}

/** Reports about the person and what was decided, without who made them. */
export function reportsOn(query: Query, subject: Subject) {
  return query<RowOf<'person_report', 'at' | 'reason' | 'decision' | 'decidedAt'>>(sql`
    SELECT "at", "reason", "decision", "decidedAt" FROM "person_report"
    WHERE "tenantId" = ${subject.tenantId} AND "personId" = ${subject.personId}::uuid ORDER BY "at" DESC`)
}
