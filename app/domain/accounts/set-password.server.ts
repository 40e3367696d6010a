/** A new password: judged and hashed before the transaction, set inside it with all that hangs on it. */
import type { Ctx } from '#app/context/open.ts'
import { hashPassword } from '#app/context/password.ts'
import type { Scoped } from '#app/context/unit.ts'
import { sql } from '#app/db/sql.ts'
import { voidLinks } from '#app/domain/links/links.server.ts'
import type { Language } from '#app/i18n/language.ts'
import type { PasswordFault } from './new-password.ts'
import { type PasswordWords, passwordFault } from './password-fault.server.ts'
import { noteSecurity } from './security-events.server.ts'

/** What names an account's holder, for who chooses a password before there is an account. */
export interface Holder {
  login?: string | null | undefined
  email?: string | null | undefined
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  /** Of a company or a school. */
  organisation?: string | null | undefined
  pseudonym?: string | null | undefined
}

export type NewPassword = { hash: string; fault?: undefined } | { fault: PasswordFault; hash?: undefined }

/**
 * Judges a password and hashes it. Never call it inside a transaction.
 * @param whose the account, or what is known of who has none yet
 * @param again typed a second time, where the form asks for it
 * @returns the hash for {@link setPassword}, or a key of `account:password.faults`
 */
export async function readNewPassword(
  ctx: Ctx,
  whose: { accountId: string } | Holder,
  typed: string,
  again?: string,
): Promise<NewPassword> {
  const holder = 'accountId' in whose ? await holderOf(ctx, whose.accountId) : whose
  const fault = await passwordFault(typed, wordsOf(ctx, holder))
  if (fault) return { fault }
  if (again !== undefined && again !== typed) return { fault: 'differs' }
  return { hash: await hashPassword(typed) }
}

function wordsOf({ tenant, host }: Ctx, holder: Holder): PasswordWords {
  const { name, shortName, school, slug } = tenant.config
  const own = [holder.firstName, holder.lastName, holder.organisation, holder.pseudonym, holder.login]
  return {
    own: [...own, holder.email?.split('@')[0]],
    association: [name, shortName, school, slug, host.split('.')[0]],
  }
}

async function holderOf(ctx: Ctx, accountId: string): Promise<Holder> {
  const [row] = await ctx.sql((query) =>
    query<Required<Holder>>(sql`
      SELECT a."login", a."email", p."firstName", p."lastName", p."pseudonym", o."name" AS "organisation"
      FROM "account" a
      LEFT JOIN "person" p ON p."tenantId" = ${ctx.tenant.id} AND p."id" = a."personId"
      LEFT JOIN "organisation" o ON o."tenantId" = ${ctx.tenant.id} AND o."id" = a."organisationId"
      WHERE a."tenantId" = ${ctx.tenant.id} AND a."id" = ${accountId}`),
  )
  return row ?? {}
}

export interface SetPasswordOptions {
  now: Date
  /** The session that goes on: the one in which it was changed. Every other is closed. */
  keep?: string | undefined
  /** What happened: a change of one's own, a recovery, or a first password. */
  how?: 'changed' | 'recovered' | 'chosen'
  /** Of the mail that tells the owner; the request's. */
  language?: Language
}

/**
 * Sets an account's password in the caller's transaction: other sessions end, links that were sent open nothing any
 * more, and the owner is told at the address on file.
 * @param hash of {@link readNewPassword}
 */
export async function setPassword(
  { query, tenant: { id: tenantId } }: Scoped<{ id: string }>,
  accountId: string,
  hash: string,
  { now, keep, how = 'changed', language }: SetPasswordOptions,
): Promise<void> {
  await query(sql`
    UPDATE "account" SET "passwordHash" = ${hash} WHERE "tenantId" = ${tenantId} AND "id" = ${accountId}`)
  await query(sql`DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}
    AND "id" <> ${keep ?? ''}`)
  await voidLinks(query, tenantId, { accountId })
  await noteSecurity(query, tenantId, { accountId, kind: `password.${how}`, now, language })
}
