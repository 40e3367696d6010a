/**
 * The rules of policy/in-force.ts as SQL: who is paid up, holds a role or a pass, or has died, at an instant. The one
 * file whose statements read the tables of periods and grants: others take the rows from here, or a condition.
 */
import { type Sql, sql } from '#app/db/sql.ts'
import { DEATH, deathWords, duesWindow, type Window, windowAt } from '#app/policy/in-force.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

/** An association by its id, and the one clock of the request. */
export interface Instant {
  tenant: { id: string }
  now: Date
}

/** {@link Instant} with the association's rules: days of grace and words for a death are theirs. */
export interface At extends Instant {
  tenant: { id: string; config: TenantConfig }
}

/** `within` of policy/in-force.ts, of the row `row`. */
const covered = (row: Sql, { startsBy, endsAfter }: Window): Sql => sql`${row}."startsAt" <= ${startsBy}::timestamptz
    AND (${row}."endsAt" IS NULL
    OR (${row}."endsAt" > ${endsAfter}::timestamptz AND ${row}."endsAt" > ${row}."startsAt"))`

/** @returns dues that count, to stand in FROM as `m`: those taken back are left out */
export const duesRows = (tenantId: string): Sql =>
  sql`(SELECT * FROM "membership_period" WHERE "tenantId" = ${tenantId} AND "withdrawnAt" IS NULL)`

/** @returns dues as they were ever written, those taken back included: for the books and for histories alone */
export const duesHistory = (tenantId: string): Sql =>
  sql`(SELECT * FROM "membership_period" WHERE "tenantId" = ${tenantId})`

/** @returns grants of roles, past and to come included, to stand in FROM as `g` */
export const grantRows = (tenantId: string): Sql => sql`(SELECT * FROM "role_grant" WHERE "tenantId" = ${tenantId})`

/** @returns passes that count, to stand in FROM as `s`: those taken back are left out */
export const passRows = (tenantId: string): Sql =>
  sql`(SELECT * FROM "pass_period" WHERE "tenantId" = ${tenantId} AND "withdrawnAt" IS NULL)`

/** @returns passes as they were ever written, those taken back included: for the books and for histories alone */
export const passHistory = (tenantId: string): Sql => sql`(SELECT * FROM "pass_period" WHERE "tenantId" = ${tenantId})`

/**
 * A period by itself, grace left out: what is shown beside its two dates.
 * @param row alias of the period @returns 'past', 'inForce' or 'future'; one without length is past: it was taken back
 */
export const stateSql = (row: Sql, now: Date): Sql => sql`CASE
    WHEN ${row}."endsAt" <= greatest(${row}."startsAt", ${now}::timestamptz) THEN 'past'
    WHEN ${row}."startsAt" > ${now}::timestamptz THEN 'future' ELSE 'inForce' END`

/** @returns the condition that the row of a period or grant has not ended: it is in force, or will be */
export const notEnded = (row: Sql, now: Date): Sql => sql`(${row}."endsAt" IS NULL
    OR (${row}."endsAt" > ${now}::timestamptz AND ${row}."endsAt" > ${row}."startsAt"))`

/** @returns the condition that the row `m` of dues is in force, grace included */
export const duesInForce = ({ tenant, now }: At): Sql =>
  sql`(m."withdrawnAt" IS NULL AND ${covered(sql`m`, duesWindow(tenant.config, now))})`

/** @returns {@link stateSql} of the row `m` of dues, and 'grace' where they ended but still count */
export const duesStateSql = (at: At): Sql => sql`CASE WHEN ${duesInForce(at)} AND m."endsAt" <= ${at.now}::timestamptz
    THEN 'grace' ELSE ${stateSql(sql`m`, at.now)} END`

/** @returns the same without grace, for the books alone: they count what was paid */
export const duesPaid = ({ now }: Pick<Instant, 'now'>): Sql =>
  sql`(m."withdrawnAt" IS NULL AND ${covered(sql`m`, windowAt(now))})`

/** @returns the condition that the person is paid up, grace included. @param personId a column of the statement */
export const paidUpSql = (at: At, personId: Sql): Sql => sql`EXISTS (SELECT 1 FROM "membership_period" m
    WHERE m."tenantId" = ${at.tenant.id} AND m."personId" = ${personId} AND ${duesInForce(at)})`

/** Dues that ended longer ago are no oversight any more. */
const LAPSED_MONTHS = 12

/** @returns per person of the association: `inForce` (grace included) and `lapsed`, dues that ended within the year */
export function standingsSql(at: At): Sql {
  const since = new Date(at.now)
  since.setUTCMonth(since.getUTCMonth() - LAPSED_MONTHS)
  return sql`SELECT m."personId", bool_or(${duesInForce(at)}) AS "inForce",
      NOT bool_or(${duesInForce(at)}) AND bool_or(m."endsAt" <= ${at.now} AND m."endsAt" > ${since}) AS "lapsed"
    FROM ${duesRows(at.tenant.id)} m GROUP BY m."personId"`
}

/** @returns per person `personId` and `endsAt`, the last end of all dues that count: null where they never end */
export const lastEndsSql = (tenantId: string): Sql => sql`SELECT m."personId",
      CASE WHEN bool_or(m."endsAt" IS NULL) THEN NULL ELSE max(m."endsAt") END AS "endsAt"
    FROM ${duesRows(tenantId)} m GROUP BY m."personId"`

/** @returns the condition that the row `g` of a role is in force */
export const grantInForce = ({ now }: Pick<Instant, 'now'>): Sql => sql`(${covered(sql`g`, windowAt(now))})`

/** @returns the roles that the account holds now, as an array. @param accountId a column of the statement */
export const rolesSql = (at: Instant, accountId: Sql): Sql => sql`coalesce((SELECT array_agg(DISTINCT g."role")
    FROM "role_grant" g WHERE g."tenantId" = ${at.tenant.id} AND g."accountId" = ${accountId}
      AND ${grantInForce(at)}), '{}')`

/** @returns roles held now or given for later: what ranks an account before the staff may touch it */
export const rolesToComeSql = ({ tenant, now }: Instant, accountId: Sql): Sql => sql`coalesce((
    SELECT array_agg(DISTINCT g."role") FROM "role_grant" g WHERE g."tenantId" = ${tenant.id}
      AND g."accountId" = ${accountId} AND ${notEnded(sql`g`, now)}), '{}')`

/** @returns the condition that the row `s` of a pass is in force */
export const passInForce = ({ now }: Pick<Instant, 'now'>): Sql =>
  sql`(s."withdrawnAt" IS NULL AND ${covered(sql`s`, windowAt(now))})`

/** @returns the condition that the account sits on the pass `s`: everybody does where seats are not counted */
export const seatSql = (tenantId: string, accountId: Sql): Sql => sql`(s."seats" IS NULL OR EXISTS (
    SELECT FROM "pass_seat" h WHERE h."tenantId" = ${tenantId} AND h."passId" = s."id"
    AND h."accountId" = ${accountId}))`

/** @returns the condition that the account uses a pass of its organisation now, seats included */
export const hasPassSql = (at: Instant, organisationId: Sql, accountId: Sql): Sql => sql`EXISTS (SELECT 1
    FROM "pass_period" s WHERE s."tenantId" = ${at.tenant.id} AND s."organisationId" = ${organisationId}
      AND ${passInForce(at)} AND ${seatSql(at.tenant.id, accountId)})`

/** Letters that words of {@link DEATH} begin with: the pattern costs ten times as much, and few statuses need it. */
const BEGINS = 'dDmMfF†✝'

/** @returns the condition that the person `p` has died; never NULL */
export const deceasedSql = (config: TenantConfig): Sql => sql`((strpos(${BEGINS}, left(ltrim(p."status"), 1)) > 0
      AND coalesce(p."status", '') ~* ${DEATH}) IS TRUE
    OR lower(coalesce(p."status", '')) = ANY(${deathWords(config)}::text[]))`

/** @returns the condition that an account of the person `p` was closed: without any account it is false */
export const closedAccountSql = (tenantId: string): Sql => sql`EXISTS (SELECT FROM "account" x
    WHERE x."tenantId" = ${tenantId} AND x."personId" = p."id" AND x."disabledAt" IS NOT NULL)`
