/**
 * The address of an account without a record (staff, companies, schools): given with the password, proven at the new
 * one, told to the old.
 */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import type { Scoped } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { issueLink, voidLinks } from '#app/domain/links/links.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { loginEmail } from '#app/tenant/login-format.ts'
import { confirmWithPassword, type NotConfirmed } from './confirm-with-password.server.ts'
import { noteSecurity } from './security-events.server.ts'

/** Links that may be asked for in a day: the letter goes to whatever address was typed. */
const A_DAY = 10
const DAY = 24 * 3600_000

/** Keys of `account:ownEmail.faults` and of `account:confirm`. */
export type OwnEmailFault = NotConfirmed | 'address' | 'same' | 'tooMany'

export interface OwnEmail extends RowOf<'account', 'email'> {
  /** Mail to it comes back. */
  invalid: boolean
}

/** @returns the address of the signed-in account */
export async function readOwnEmail(ctx: Ctx): Promise<OwnEmail> {
  const [row] = await ctx.sql((query) =>
    query<OwnEmail>(sql`SELECT "email", "emailInvalid" AS "invalid" FROM "account"
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${ctx.account!.accountId}`),
  )
  return row ?? { email: null, invalid: false }
}

/** POST: nothing changes yet, a link leaves for the new address and the old one is told. @returns why not */
export async function askForEmail(ctx: Ctx, form: FormData): Promise<OwnEmailFault | undefined> {
  const { accountId } = ctx.account!
  const { tenant, now, language } = ctx
  const email = loginEmail(String(form.get('email') ?? '').slice(0, 254))
  if (email === null) return 'address'
  const doubt = await confirmWithPassword(ctx, String(form.get('currentPassword') ?? '').slice(0, 2000))
  if (doubt) return doubt
  return ctx.sql(async (query) => {
    const [{ same, asked } = { same: true, asked: 0 }] = await query<{ same: boolean; asked: number }>(sql`
      SELECT lower(a."email") IS NOT DISTINCT FROM ${email} AND NOT a."emailInvalid" AS "same",
        (SELECT count(*)::int FROM "link" l WHERE l."tenantId" = ${tenant.id} AND l."accountId" = a."id"
          AND l."purpose" = 'emailProof' AND l."createdAt" > ${new Date(now.getTime() - DAY)}) AS "asked"
      FROM "account" a WHERE a."tenantId" = ${tenant.id} AND a."id" = ${accountId} FOR UPDATE OF a`)
    if (same) return 'same'
    if (asked >= A_DAY) return 'tooMany'
    const secret = await issueLink(query, tenant.id, { purpose: 'emailProof', accountId, data: { email } }, now)
    const data = { address: email, path: href.proveEmail(secret) }
    const key = `own-email/${uuidv7(now.getTime())}`
    await putMail(query, tenant.id, { key, kind: 'mailing.proof', to: email, language, data, accountId }, now)
    await noteSecurity(query, tenant.id, { accountId, kind: 'email.asked', now, language })
    return undefined
  })
}

/** @returns whether somebody else signs in by the address at the account's door */
export async function isWayInOfAnother(
  query: Query,
  tenantId: string,
  account: { id: string; door: string },
  email: string,
): Promise<boolean> {
  const taken = await query(sql`SELECT 1 FROM "account_login" WHERE "tenantId" = ${tenantId}
    AND "door" = ${account.door} AND "login" = ${email} AND "accountId" <> ${account.id} AND "kind" <> 'form'`)
  return taken.length > 0
}

/**
 * The new address was proven, in the transaction that took its link: mail goes there, and who signs in by address signs
 * in by this one.
 * @returns false where another account has it, or this one is a person's, whose record keeps the addresses
 */
export async function changeOwnEmail(query: Query, ctx: Ctx, accountId: string, email: string): Promise<boolean> {
  const { tenant, now, language } = ctx
  const [account] = await query<RowOf<'account', 'door' | 'login' | 'email'>>(sql`
    SELECT "door", "login", "email" FROM "account" WHERE "tenantId" = ${tenant.id} AND "id" = ${accountId}
      AND "personId" IS NULL AND "disabledAt" IS NULL FOR UPDATE`)
  if (!account) return false
  if (await isWayInOfAnother(query, tenant.id, { id: accountId, door: account.door }, email)) return false
  // Told first: the letter goes to the address that is on file until now.
  await noteSecurity(query, tenant.id, { accountId, kind: 'email.changed', now, language })
  await query(sql`UPDATE "account" SET "email" = ${email}, "emailInvalid" = FALSE
    WHERE "tenantId" = ${tenant.id} AND "id" = ${accountId}`)
  if (account.login.includes('@')) await changeLogin({ query, tenant }, accountId, account.door, email)
  await voidLinks(query, tenant.id, { accountId })
  return true
}

/** The old address opens nothing any more: its mailbox may be somebody else's tomorrow. */
async function changeLogin(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  accountId: string,
  door: string,
  login: string,
) {
  await query(sql`DELETE FROM "account_login" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}`)
  await query(sql`INSERT INTO "account_login" ("tenantId", "door", "login", "accountId", "kind")
    VALUES (${tenantId}, ${door}, ${login}, ${accountId}, 'assigned')`)
  await query(sql`UPDATE "account" SET "login" = ${login} WHERE "tenantId" = ${tenantId} AND "id" = ${accountId}`)
}
