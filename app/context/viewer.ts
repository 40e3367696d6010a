/**
 * From a session cookie to a viewer: one statement, at every request, so that a change of rights holds at the next one.
 */
import { duesRows, grantRows, passRows, seatSql } from '#app/context/in-force.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import { talksUnlock } from '#app/policy/message.rules.ts'
import { factorDue, grantsWithoutFactor } from '#app/policy/second-factor.rules.ts'
import { type AccountFacts, VISITOR, type Viewer, viewerFrom } from '#app/policy/viewer.ts'
import { groupsByRecord } from '#app/tenant/groups.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import type { Tenant } from './tenants.ts'
import { contactsOf, type UnreadNotice, unreadNoticesOf, unreadOf } from './unread.ts'

/** The signed-in account, as the page's own menu shows it. */
export interface SignedIn {
  accountId: string
  door: Door
  login: string
  /** Their own name or company: shown to themselves only. */
  name: string
  /** Address of their own page; null for staff without a record, companies and schools. */
  handle: string | null
  /** Their own year, employer and town, with which results are compared: shown to themselves only. */
  own: { promotion: number | null; company: string | null; homeCity: string | null }
  /** Conversations and requests with something unread. */
  unread: number
  /** Unread notices, not judged yet: `countUnread` does, with the viewer's ability. */
  notices: readonly UnreadNotice[]
  /** When a role of theirs stops opening anything for want of a second factor (ISO 8601); it may have passed. */
  factorDue?: string
}

/** Who looks, by the session of the request. */
export interface Looking {
  viewer: Viewer
  account?: SignedIn
  /**
   * The password was given, the second factor was not: whose session it is. It opens nothing but the page that asks.
   */
  pendingAccountId?: string
  /** The session looks with other eyes (stand-in.ts). */
  standIn?: { role: string | null; personId: string | null; expiresAt: string }
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
  promotion: number | null
  homePostcode: string | null
  homeCountry: string | null
  company: string | null
  homeCity: string | null
  groups: { id: string; leads: boolean }[]
  apartIds: string[]
  contactIds?: string[]
  unread?: number
  notices?: UnreadNotice[]
  hasFactor: boolean
  provedAt: Date | null
  seenAt: Date
  standIn: { role: string | null; personId: string | null; expiresAt: string } | null
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

/** Everything that makes a viewer of the account `a`, its person `p` and its organisation `o`. */
const ofAccount = ({
  id: tenantId,
  config,
}: Tenant) => sql`a."id" AS "accountId", a."door", a."login", a."personId", p."handle",
      coalesce(nullif(concat_ws(' ', p."firstName", p."lastName"), ''), o."name", a."login") AS "name",
      CASE WHEN o."id" IS NULL THEN NULL
        ELSE jsonb_build_object('id', o."id", 'validatedAt', o."validatedAt", 'completedAt', o."completedAt")
          END AS "organisation",
      coalesce((SELECT jsonb_agg(jsonb_build_object('startsAt', m."startsAt", 'endsAt', m."endsAt"))
        FROM ${duesRows(tenantId)} m WHERE m."personId" = a."personId"), '[]') AS "memberships",
      coalesce((SELECT jsonb_agg(jsonb_build_object('role', g."role", 'startsAt', g."startsAt", 'endsAt', g."endsAt"))
        FROM ${grantRows(tenantId)} g WHERE g."accountId" = a."id"), '[]') AS "grants",
      coalesce((SELECT jsonb_agg(jsonb_build_object('startsAt', s."startsAt", 'endsAt', s."endsAt"))
        FROM ${passRows(tenantId)} s WHERE s."organisationId" = a."organisationId"
          AND ${seatSql(tenantId, sql`a."id"`)}), '[]') AS "passes",
      coalesce((SELECT array_agg(f."friendId") FROM "friendship" f
        WHERE f."tenantId" = ${tenantId} AND f."personId" = a."personId"), '{}') AS "friendIds",
      p."promotion", p."homePostcode", p."homeCountry", p."company", p."homeCity",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', m."groupId", 'leads', m."leads") ORDER BY m."groupId")
        FROM "group_member" m JOIN "group" r ON r."tenantId" = ${tenantId} AND r."id" = m."groupId"
        WHERE m."tenantId" = ${tenantId} AND m."personId" = a."personId" AND m."state" = 'member'
          AND r."state" IN ('open', 'closed')), '[]') AS "groups",
      ARRAY(SELECT b."otherId" FROM "person_block" b
          WHERE b."tenantId" = ${tenantId} AND b."personId" = a."personId"
        UNION SELECT b."personId" FROM "person_block" b
          WHERE b."tenantId" = ${tenantId} AND b."otherId" = a."personId") AS "apartIds"
          ${talksUnlock(config) ? contactsOf(tenantId) : sql``}`

/**
 * @param sessionId hash of the cookie's secret (session.ts)
 * @returns the visitor where the session is unknown, over, or its account disabled
 */
export async function readViewer(tenant: Tenant, sessionId: string, now: Date): Promise<Looking> {
  const statement = sql`
    SELECT ${ofAccount(tenant)},
      ${unreadOf(tenant.id)} AS "unread", ${unreadNoticesOf(tenant.id)} AS "notices",
      s."provedAt", s."seenAt", to_jsonb(i.*) AS "standIn",
      ${hasFactor(tenant.id)} AS "hasFactor"
    FROM "session" s
    JOIN "account" a ON a."tenantId" = ${tenant.id} AND a."id" = s."accountId" AND a."disabledAt" IS NULL
    LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    LEFT JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = a."organisationId"
    LEFT JOIN "stand_in" i ON i."tenantId" = ${tenant.id} AND i."sessionId" = s."id"
    WHERE s."tenantId" = ${tenant.id} AND s."id" = ${sessionId} AND s."expiresAt" > ${now}
      AND (s."idleFor" IS NULL OR s."seenAt" + s."idleFor" * interval '1 second' > ${now})`
  const [row] = await inTenantSql(tenant.id, (query) => query<Row>(statement, { last: true }))
  if (!row) return { viewer: VISITOR }
  if (row.hasFactor && !row.provedAt) return { viewer: VISITOR, pendingAccountId: row.accountId }
  if (now.getTime() - row.seenAt.getTime() > SEEN_EVERY) await seen(tenant.id, sessionId, now)
  const looking = row.hasFactor ? lookingAs(row, tenant, row.grants.map(period), now) : withoutFactor(row, tenant, now)
  return row.standIn ? { ...looking, standIn: row.standIn } : looking
}

/**
 * The viewer a person would be, with or without an account; nothing of a session, no task of the staff.
 * @param within the transaction to read in (default: one of its own)
 * @returns undefined where there is no such person
 */
export async function readPersonViewer(tenant: Tenant, personId: string, now: Date, within?: Query) {
  const statement = sql`
    SELECT ${ofAccount(tenant)} FROM "person" p
    CROSS JOIN LATERAL (SELECT p."id" AS "personId", 'people' AS "door", p."handle" AS "login",
      coalesce(x."id", p."id") AS "id", NULL::uuid AS "organisationId"
      FROM (SELECT 1) one LEFT JOIN "account" x ON x."tenantId" = ${tenant.id} AND x."personId" = p."id") a
    LEFT JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = a."organisationId"
    WHERE p."tenantId" = ${tenant.id} AND p."id" = ${personId}`
  const [row] = within
    ? await within<Row>(statement)
    : await inTenantSql(tenant.id, (query) => query<Row>(statement, { last: true }))
  return row && lookingAs(row, tenant, [], now)
}

/**
 * Reads the viewer of an account at an instant, for work that goes on after its request.
 * @param within the transaction to read in (default: one of its own)
 * @returns the visitor where the account is gone or disabled
 */
export async function readAccountViewer(
  tenant: Tenant,
  accountId: string | null,
  now: Date,
  within?: Query,
): Promise<Viewer> {
  const statement = sql`
    SELECT ${ofAccount(tenant)}, ${hasFactor(tenant.id)} AS "hasFactor" FROM "account" a
    LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    LEFT JOIN "organisation" o ON o."tenantId" = ${tenant.id} AND o."id" = a."organisationId"
    WHERE a."tenantId" = ${tenant.id} AND a."id" = ${accountId} AND a."disabledAt" IS NULL`
  const [row] = within
    ? await within<Row>(statement)
    : await inTenantSql(tenant.id, (query) => query<Row>(statement, { last: true }))
  if (!row) return VISITOR
  return (row.hasFactor ? lookingAs(row, tenant, row.grants.map(period), now) : withoutFactor(row, tenant, now)).viewer
}

/** Milliseconds: a session that is used says so this often, and not at every request. */
const SEEN_EVERY = 5 * 60_000

function seen(tenantId: string, sessionId: string, now: Date): Promise<unknown> {
  const update = sql`UPDATE "session" SET "seenAt" = ${now} WHERE "tenantId" = ${tenantId} AND "id" = ${sessionId}`
  return inTenantSql(tenantId, (query) => query(update, { last: true }))
}

/** Of the account `a`: an authenticator app whose first code was given, or a passkey. */
const hasFactor = (
  tenantId: string,
) => sql`(EXISTS (SELECT 1 FROM "totp_secret" f WHERE f."tenantId" = ${tenantId} AND f."accountId" = a."id"
    AND f."confirmedAt" IS NOT NULL)
  OR EXISTS (SELECT 1 FROM "passkey" f WHERE f."tenantId" = ${tenantId} AND f."accountId" = a."id"))`

function lookingAs(
  row: Row,
  tenant: Tenant,
  grants: AccountFacts['grants'],
  now: Date,
): Looking & { account: SignedIn } {
  const { accountId, door, login, handle, promotion, company, homeCity } = row
  return {
    viewer: viewerFrom(tenant.config, { ...facts(row, tenant), grants }, now),
    account: {
      accountId,
      door,
      login,
      handle,
      name: row.name ?? login,
      own: { promotion, company, homeCity },
      unread: row.unread ?? 0,
      notices: row.notices ?? [],
    },
  }
}

/** Roles for which the association asks a second factor open nothing once its grace is over. */
function withoutFactor(row: Row, tenant: Tenant, now: Date): Looking {
  const grants = row.grants.map(period)
  const due = factorDue(tenant.config, grants, now)
  const looking = lookingAs(row, tenant, grantsWithoutFactor(tenant.config, grants, now), now)
  return due ? { ...looking, account: { ...looking.account, factorDue: due.toISOString() } } : looking
}

function facts(row: Row, tenant: Tenant): AccountFacts {
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
    promotion: row.promotion,
    groupIds: [...new Set([...row.groups.map(({ id }) => id), ...groupsByRecord(tenant, row)])],
    leads: row.groups.filter(({ leads }) => leads).map(({ id }) => id),
    apartIds: row.apartIds.sort(),
    ...(row.contactIds ? { contactIds: row.contactIds.toSorted() } : {}),
  }
}
