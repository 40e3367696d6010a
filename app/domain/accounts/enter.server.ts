/** Into an account, once it is proven who comes: by password, by a link that was mailed, by a passkey. */
import * as href from '#app/addresses.ts'
import { deviceOf } from '#app/context/device.ts'
import type { Ctx } from '#app/context/open.ts'
import { rememberOrigin } from '#app/context/origin.ts'
import { openSession } from '#app/context/session.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { noteSecurity } from './security-events.server.ts'

export interface Entered {
  /** `Set-Cookie` values, the session's first. */
  cookies: string[]
  /** Only the password was proven and the account has a second factor: the session opens nothing until it is given. */
  isPending: boolean
}

export interface EnterOptions {
  /** Kept on this device when the browser is closed. */
  remembered?: boolean
  /** A second factor was given too. */
  proved?: boolean
}

/** @returns whether the account has a second factor: an app or a passkey. */
export async function hasSecondFactor(query: Query, tenantId: string, accountId: string): Promise<boolean> {
  const rows = await query(sql`
    SELECT 1 FROM "totp_secret" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId}
    AND "confirmedAt" IS NOT NULL
    UNION ALL SELECT 1 FROM "passkey" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} LIMIT 1`)
  return rows.length > 0
}

/** Starts a session in place of the one the browser had, and remembers where its owner signs in from. */
export function enterAccount(ctx: Ctx, accountId: string, options: EnterOptions = {}): Promise<Entered> {
  return ctx.sql((query) => enterWithin(query, ctx, accountId, options), { signal: undefined })
}

/** {@link enterAccount} in the caller's transaction. */
export async function enterWithin(
  query: Query,
  ctx: Ctx,
  accountId: string,
  { remembered = false, proved = false }: EnterOptions,
): Promise<Entered> {
  const { tenant, host, now, request, sessionId: previousId, language } = ctx
  const device = deviceOf(request)
  const isPending = !proved && (await hasSecondFactor(query, tenant.id, accountId))
  const common = { tenantId: tenant.id, host, accountId, now, previousId, device, remembered, proved }
  const session = await openSession(query, { ...common, rule: tenant.config.security.session, isPending })
  if (isPending) return { cookies: [session], isPending }
  const known = await rememberOrigin(query, { request, host, tenantId: tenant.id, accountId, now })
  await noteSecurity(query, tenant.id, { accountId, kind: 'signedIn', now, device, language })
  return { cookies: [session, known], isPending }
}

/**
 * A new session in place of the one that asks, after what was proven in it changed: a password, a second factor.
 * @returns the `Set-Cookie` value
 */
export async function rotateSession(query: Query, ctx: Ctx): Promise<string> {
  const { tenant, host, now, request, sessionId: previousId } = ctx
  const [before] = await query<RowOf<'session', 'remembered' | 'device'>>(sql`
    SELECT "remembered", "device" FROM "session" WHERE "tenantId" = ${tenant.id} AND "id" = ${previousId ?? ''}`)
  const common = { tenantId: tenant.id, host, accountId: ctx.account!.accountId, now, previousId }
  const { session: rule } = tenant.config.security
  const device = before?.device ?? deviceOf(request)
  return openSession(query, { ...common, rule, device, remembered: before?.remembered ?? false, proved: true })
}

/** @returns headers of the answer that lets somebody in. */
export function entryHeaders({ cookies }: Entered): Headers {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return headers
}

/** Where the second factor is asked, then on to where one wanted to go. */
export function factorAddress(then: string): string {
  return `${href.signInVerification}?redirectTo=${encodeURIComponent(then)}`
}

/** The register: "l'identification entraîne l'affichage du profil de la personne" (P4, S4). */
export function landingOf(door: string, handle: string | null): string {
  if (handle) return href.profile(handle)
  return door === 'people' ? href.admin : '/'
}
