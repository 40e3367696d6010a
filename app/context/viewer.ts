/** From a session cookie to a viewer: one statement, at every request, so that a change of rights holds at the next one. */
import { sql } from '../db/sql.ts'
import type { Query } from '../db/transaction.ts'
import { type AccountFacts, VISITOR, type Viewer, viewerFrom } from '../policy/viewer.ts'
import type { Door } from '../policy/vocabulary.ts'
import type { Tenant } from './tenants.ts'

/** The signed-in account, as the page's own menu shows it. */
export interface SignedIn {
  accountId: string
  door: Door
  login: string
  /** Their own name or company: shown to themselves only. */
  name: string
  /** Address of their own page; null for staff without a record, companies and schools. */
  handle: string | null
}

interface Row {
  accountId: string
  door: Door
  login: string
  personId: string | null
  handle: string | null
  name: string | null
  organisation: { id: string; validatedAt: string | null; completedAt: string | null } | null
  memberships: DatePair[]
  grants: (DatePair & { role: string })[]
  passes: DatePair[]
  friendIds: string[]
}

interface DatePair {
  startsAt: string
  endsAt: string | null
}

const period = <T extends DatePair>(pair: T) => ({
  ...pair,
  startsAt: new Date(pair.startsAt),
  endsAt: pair.endsAt === null ? null : new Date(pair.endsAt),
})

/**
 * @param sessionId hash of the cookie's secret (session.ts)
 * @returns the visitor where the session is unknown, over, or its account disabled
 */
export async function readViewer(
  query: Query,
  tenant: Tenant,
  sessionId: string,
  now: Date,
): Promise<{ viewer: Viewer; account?: SignedIn }> {
  const [row] = await query<Row>(sql`
    SELECT a."id" AS "accountId", a."door", a."login", a."personId", p."handle",
      coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''), o."name", a."login") AS "name",
      CASE WHEN o."id" IS NULL THEN NULL
        ELSE jsonb_build_object('id', o."id", 'validatedAt', o."validatedAt", 'completedAt', o."completedAt") END AS "organisation",
      coalesce((SELECT jsonb_agg(jsonb_build_object('startsAt', m."startsAt", 'endsAt', m."endsAt"))
        FROM "membership_period" m WHERE m."tenantId" = a."tenantId" AND m."personId" = a."personId"), '[]') AS "memberships",
      coalesce((SELECT jsonb_agg(jsonb_build_object('role', g."role", 'startsAt', g."startsAt", 'endsAt', g."endsAt"))
        FROM "role_grant" g WHERE g."tenantId" = a."tenantId" AND g."accountId" = a."id"), '[]') AS "grants",
      coalesce((SELECT jsonb_agg(jsonb_build_object('startsAt', s."startsAt", 'endsAt', s."endsAt"))
        FROM "pass_period" s WHERE s."tenantId" = a."tenantId" AND s."organisationId" = a."organisationId"), '[]') AS "passes",
      coalesce((SELECT array_agg(f."friendId") FROM "friendship" f
        WHERE f."tenantId" = a."tenantId" AND f."personId" = a."personId"), '{}') AS "friendIds"
    FROM "session" s
    JOIN "account" a ON a."tenantId" = s."tenantId" AND a."id" = s."accountId" AND a."disabledAt" IS NULL
    LEFT JOIN "person" p ON p."tenantId" = a."tenantId" AND p."id" = a."personId"
    LEFT JOIN "organisation" o ON o."tenantId" = a."tenantId" AND o."id" = a."organisationId"
    WHERE s."tenantId" = ${tenant.id} AND s."id" = ${sessionId} AND s."expiresAt" > ${now}`)
  if (!row) return { viewer: VISITOR }
  const { accountId, door, login, handle } = row
  return {
    viewer: viewerFrom(tenant.config, facts(row), now),
    account: { accountId, door, login, handle, name: row.name ?? login },
  }
}

function facts(row: Row): AccountFacts {
  const date = (value: string | null) => (value === null ? null : new Date(value))
  return {
    accountId: row.accountId,
    door: row.door,
    personId: row.personId,
    memberships: row.memberships.map(period),
    grants: row.grants.map(period),
    organisation: row.organisation && {
      id: row.organisation.id,
      validatedAt: date(row.organisation.validatedAt),
      completedAt: date(row.organisation.completedAt),
      passes: row.passes.map(period),
    },
    friendIds: row.friendIds,
  }
}
