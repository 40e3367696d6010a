/**
 * Accounts in the staff's hands: opened with a login of the association's form, closed and reopened with a reason (E6).
 */
import { rolesToComeSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { whyNotDisable } from '#app/policy/staff.rules.ts'
import { judgeOf, lockedLeaders, type Refused } from './grants.server.ts'

export interface StaffAccount {
  id: string
  login: string
  /** Other accepted ways of writing it. */
  forms: string[]
  email: string | null
  createdAt: string
  lastLoginAt: string | null
  disabledAt: string | null
  /** The person has chosen a password. */
  activated: boolean
}

interface Row extends Omit<StaffAccount, 'createdAt' | 'lastLoginAt' | 'disabledAt'> {
  createdAt: Date
  lastLoginAt: Date | null
  disabledAt: Date | null
}

/** @returns accounts of a person or of an organisation, oldest first. */
export function readAccounts(ctx: Ctx, of: { personId: string } | { organisationId: string }): Promise<StaffAccount[]> {
  const whose = 'personId' in of ? sql`a."personId" = ${of.personId}` : sql`a."organisationId" = ${of.organisationId}`
  return ctx.sql(async (query) => {
    const rows = await query<Row>(sql`
      SELECT a."id", a."login", a."email", a."createdAt", a."lastLoginAt", a."disabledAt",
        a."passwordHash" IS NOT NULL AS "activated",
        coalesce((SELECT array_agg(l."login" ORDER BY l."login") FROM "account_login" l
          WHERE l."tenantId" = ${ctx.tenant.id} AND l."accountId" = a."id" AND l."kind" <> 'assigned'), '{}') AS "forms"
      FROM "account" a WHERE a."tenantId" = ${ctx.tenant.id} AND ${whose} ORDER BY a."createdAt", a."id" LIMIT 50`)
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastLoginAt: row.lastLoginAt?.toISOString() ?? null,
      disabledAt: row.disabledAt?.toISOString() ?? null,
    }))
  })
}

/** @returns the login given out; undefined where none can be made, or the person has an account. */
export function openAccount(ctx: Ctx, personId: string): Promise<string | undefined> {
  return ctx.sql(async (query) => {
    const [made] = await createAccounts(query, ctx.tenant, [{ personId }], ctx.now)
    if (made) await audit(query, ctx, 'account.created', { subjectId: personId })
    return made?.login
  })
}

/** Ends its sessions too: closed holds at once. @returns why not, or undefined once it is done */
export function disableAccount(ctx: Ctx, accountId: unknown, reason: string): Promise<Refused | undefined> {
  return ctx.sql((query) => disableWithin(query, ctx, accountId, reason))
}

/** Closes an account as {@link disableAccount} does, in the caller's transaction. @returns why not, or undefined */
export async function disableWithin(
  query: Query,
  ctx: Ctx,
  accountId: unknown,
  reason: string,
): Promise<Refused | undefined> {
  const leaders = await lockedLeaders(query, ctx)
  const [account] = isUuid(accountId)
    ? await query<{ roles: string[]; subject: string }>(sql`
        SELECT ${rolesToComeSql(ctx, sql`a."id"`)} AS "roles",
          coalesce(a."personId", a."organisationId", a."id") AS "subject" FROM "account" a
        WHERE a."tenantId" = ${ctx.tenant.id} AND a."id" = ${accountId} AND a."disabledAt" IS NULL`)
    : []
  if (!isUuid(accountId) || !account) return 'gone'
  const { roles, subject: subjectId } = account
  const refused = whyNotDisable(judgeOf(ctx), { accountId, roles }, leaders, ctx.now)
  if (refused) return refused
  await query(
    sql`UPDATE "account" SET "disabledAt" = ${ctx.now} WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${accountId}`,
  )
  await query(sql`DELETE FROM "session" WHERE "tenantId" = ${ctx.tenant.id} AND "accountId" = ${accountId}`)
  await audit(query, ctx, 'account.disabled', { subjectId, detail: { reason } })
  await tellState(query, ctx, accountId, { what: 'closed', reason })
  return undefined
}

/** Tells the account's holder, with the reason that the staff gave (E6, N11). */
async function tellState(
  query: Query,
  { tenant, now, language }: Ctx,
  accountId: string,
  { what, reason }: { what: 'closed' | 'reopened'; reason?: string },
): Promise<void> {
  const [account] = await query<RowOf<'account', 'email' | 'personId'>>(sql`
    SELECT "email", "personId" FROM "account" WHERE "tenantId" = ${tenant.id} AND "id" = ${accountId}`)
  if (!account?.email) return
  const { email: to, personId } = account
  const mail = { key: `account-state/${accountId}/${now.toISOString()}`, kind: 'admin.accountState', to, language }
  await putMail(query, tenant.id, { ...mail, accountId, data: { what, reason }, personId: personId ?? undefined }, now)
}

/**
 * @returns why not, or undefined once it is done. Who leads again is somebody else's decision: grants stay as they
 * were.
 */
export function enableAccount(ctx: Ctx, accountId: unknown): Promise<Refused | undefined> {
  return ctx.sql(async (query) => {
    if (!isUuid(accountId)) return 'gone'
    const [account] = await query<{ roles: string[] }>(sql`
      SELECT ${rolesToComeSql(ctx, sql`a."id"`)} AS "roles" FROM "account" a
      WHERE a."tenantId" = ${ctx.tenant.id} AND a."id" = ${accountId}`)
    if (!account) return 'gone'
    const { roles } = account
    const refused = whyNotDisable(judgeOf(ctx), { accountId, roles }, [], ctx.now)
    if (refused) return refused
    const [row] = await query<{ subject: string }>(sql`
      UPDATE "account" SET "disabledAt" = NULL
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${accountId} AND "disabledAt" IS NOT NULL
      RETURNING coalesce("personId", "organisationId", "id") AS "subject"`)
    if (!row) return 'gone'
    await audit(query, ctx, 'account.enabled', { subjectId: row.subject })
    await tellState(query, ctx, String(accountId), { what: 'reopened' })
    return undefined
  })
}
