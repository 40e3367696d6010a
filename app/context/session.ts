/** Sessions are rows; the cookie holds a secret of which only the hash is stored (design §4). */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from '../db/sql.ts'
import { inTenantSql } from '../db/transaction.ts'

/** Seconds a session lives without signing in again. */
export const SESSION_SECONDS = 14 * 24 * 3600

/**
 * `__Host-`, Secure, host-only. On plain-http `*.localhost` browsers refuse Secure, so there, and nowhere else, it has neither.
 * @param host without port
 */
function cookieName(host: string): string {
  return isLocal(host) ? 'session' : '__Host-session'
}

/** @returns true for the demo's hosts. */
export function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

/** @returns the stored id of the request's session, if it carries one. */
export function sessionIdOf(request: Request, host: string): string | undefined {
  const wanted = `${cookieName(host)}=`
  const secret = (request.headers.get('Cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(wanted))
    ?.slice(wanted.length)
  return secret && /^[\w-]{40,64}$/.test(secret) ? hashOf(secret) : undefined
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** @returns a new secret and the id under which it is stored. */
export function newSessionSecret(): { secret: string; id: string } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, id: hashOf(secret) }
}

/** @returns the `Set-Cookie` value that starts a session. */
export function sessionCookie(host: string, secret: string): string {
  return `${cookieName(host)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_SECONDS}${isLocal(host) ? '' : '; Secure'}`
}

/** @returns the `Set-Cookie` value that ends it in the browser. */
export function endedCookie(host: string): string {
  return `${cookieName(host)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isLocal(host) ? '' : '; Secure'}`
}

/**
 * Starts a session of an account, after a proof of who it is; any session the browser had before is ended (fixation).
 * @returns the `Set-Cookie` value
 */
export async function startSession(
  tenantId: string,
  host: string,
  accountId: string,
  now: Date,
  previousId?: string,
): Promise<string> {
  const { secret, id } = newSessionSecret()
  const expires = new Date(now.getTime() + SESSION_SECONDS * 1000)
  await inTenantSql(tenantId, async (query) => {
    if (previousId) await query(sql`DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "id" = ${previousId}`)
    await query(sql`INSERT INTO "session" ("tenantId", "id", "accountId", "createdAt", "expiresAt")
      VALUES (${tenantId}, ${id}, ${accountId}, ${now}, ${expires})`)
    await query(sql`UPDATE "account" SET "lastLoginAt" = ${now} WHERE "tenantId" = ${tenantId} AND "id" = ${accountId}`)
  })
  return sessionCookie(host, secret)
}

/** Ends the request's session, if there is one. */
export async function endSession(tenantId: string, sessionId: string | undefined): Promise<void> {
  if (!sessionId) return
  await inTenantSql(tenantId, (query) =>
    query(sql`DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "id" = ${sessionId}`),
  )
}
