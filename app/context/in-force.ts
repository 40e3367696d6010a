/** The rules of policy/in-force.ts as SQL: who is paid up, holds a role or a pass, or has died, at an instant. */
import { type Sql, sql } from '#app/db/sql.ts'
import { DEATH, deathWords, duesWindow, type Window, windowAt } from '#app/policy/in-force.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

/** The association and the one clock of the request. */
export interface At {
  tenant: { id: string; config: TenantConfig }
  now: Date
}

/** `within` of policy/in-force.ts, of the row `row`. */
const covered = (row: Sql, { startsBy, endsAfter }: Window): Sql => sql`${row}."startsAt" <= ${startsBy}::timestamptz
    AND (${row}."endsAt" IS NULL
    OR (${row}."endsAt" > ${endsAfter}::timestamptz AND ${row}."endsAt" > ${row}."startsAt"))`

/** @returns the condition that the row `m` of dues is in force, grace included */
export const duesInForce = ({ tenant, now }: At): Sql =>
  sql`(m."withdrawnAt" IS NULL AND ${covered(sql`m`, duesWindow(tenant.config, now))})`

/** @returns the same without grace, for the books alone: they count what was paid */
export const duesPaid = ({ now }: At): Sql => sql`(m."withdrawnAt" IS NULL AND ${covered(sql`m`, windowAt(now))})`

/** @returns the condition that the person is paid up, grace included. @param personId a column of the statement */
export const paidUpSql = (at: At, personId: Sql): Sql => sql`EXISTS (SELECT 1 FROM "membership_period" m
    WHERE m."tenantId" = ${at.tenant.id} AND m."personId" = ${personId} AND ${duesInForce(at)})`

/** @returns the condition that the row `g` of a role is in force */
export const grantInForce = ({ now }: At): Sql => sql`(${covered(sql`g`, windowAt(now))})`

/** @returns the roles that the account holds now, as an array. @param accountId a column of the statement */
export const rolesSql = (at: At, accountId: Sql): Sql => sql`coalesce((SELECT array_agg(DISTINCT g."role")
    FROM "role_grant" g WHERE g."tenantId" = ${at.tenant.id} AND g."accountId" = ${accountId}
      AND ${grantInForce(at)}), '{}')`

/** @returns roles held now or given for later: what ranks an account before the staff may touch it */
export const rolesToComeSql = ({ tenant, now }: At, accountId: Sql): Sql => sql`coalesce((
    SELECT array_agg(DISTINCT g."role") FROM "role_grant" g WHERE g."tenantId" = ${tenant.id}
      AND g."accountId" = ${accountId} AND (g."endsAt" IS NULL OR g."endsAt" > ${now}::timestamptz)), '{}')`

/** @returns the condition that the row `s` of a pass is in force */
export const passInForce = ({ now }: At): Sql => sql`(s."withdrawnAt" IS NULL AND ${covered(sql`s`, windowAt(now))})`

/** @returns the condition that the account sits on the pass `s`: everybody does where seats are not counted */
export const seatSql = (tenantId: string, accountId: Sql): Sql => sql`(s."seats" IS NULL OR EXISTS (
    SELECT FROM "pass_seat" h WHERE h."tenantId" = ${tenantId} AND h."passId" = s."id"
    AND h."accountId" = ${accountId}))`

/** @returns the condition that the account uses a pass of its organisation now, seats included */
export const hasPassSql = (at: At, organisationId: Sql, accountId: Sql): Sql => sql`EXISTS (SELECT 1
    FROM "pass_period" s WHERE s."tenantId" = ${at.tenant.id} AND s."organisationId" = ${organisationId}
      AND ${passInForce(at)} AND ${seatSql(at.tenant.id, accountId)})`

/** @returns the condition that the person `p` has died; never NULL */
export const deceasedSql = (config: TenantConfig): Sql => sql`(coalesce(p."status", '') ~* ${DEATH}
    OR lower(coalesce(p."status", '')) = ANY(${deathWords(config)}::text[]))`
