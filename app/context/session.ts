/** Sessions are rows; the cookie holds a secret of which only the hash is stored (design §4). */
import { createHash, randomBytes } from 'node:crypto'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql, type Query } from '#app/db/transaction.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

/**
 * `__Host-`, Secure, host-only. On plain-http `*.localhost` browsers refuse Secure, so there, and nowhere else, it has
 * neither.
 * @param host without port
 */
function cookieName(host: string): string {
  return isLocal(host) ? 'session' : '__Host-session'
}

/** @returns true for the demo's hosts. */
export function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

/**
 * @returns the value of a cookie that came once. On plain http a sibling association could set one of the same name for
 * all of them; which of two is ours cannot be told, so neither is (design §4). Where there is TLS, `__Host-` keeps
 * siblings out.
 */
export function onlyCookie(request: Request, name: string): string | undefined {
  const wanted = `${name}=`
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim())
  const values = new Set(pairs.filter((pair) => pair.startsWith(wanted)).map((pair) => pair.slice(wanted.length)))
  return values.size === 1 ? [...values][0] : undefined
}

/** @returns the stored id of the request's session, if it carries one. */
export function sessionIdOf(request: Request, host: string): string | undefined {
  const secret = onlyCookie(request, cookieName(host))
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

/** @param seconds it is kept; without, until the browser is closed */
function sessionCookie(host: string, secret: string, seconds?: number): string {
  const kept = seconds === undefined ? '' : `; Max-Age=${seconds}`
  return `${cookieName(host)}=${secret}; Path=/; HttpOnly; SameSite=Lax${kept}${isLocal(host) ? '' : '; Secure'}`
}

/** @returns the `Set-Cookie` value that ends it in the browser. */
export function endedCookie(host: string): string {
  return `${cookieName(host)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isLocal(host) ? '' : '; Secure'}`
}

const DAY = 24 * 3600
const PENDING_SECONDS = 15 * 60

/** How long sessions live, as the association says (`security.session`). */
export type SessionRule = TenantConfig['security']['session']

export interface NewSession {
  tenantId: string
  host: string
  accountId: string
  now: Date
  /** The session that the browser had: it ends (fixation). */
  previousId?: string | undefined
  rule: SessionRule
  /** Kept when the browser is closed, for as long as the association lets it be. */
  remembered?: boolean
  /** A second factor was given with it. */
  proved?: boolean
  /** A second factor is still to be given: it lives for a quarter of an hour. */
  isPending?: boolean
  device?: string | undefined
}

/**
 * Starts a session in the caller's transaction, after a proof of who it is.
 * @returns the `Set-Cookie` value
 */
export async function openSession(query: Query, session: NewSession): Promise<string> {
  const {
    tenantId,
    host,
    accountId,
    now,
    previousId,
    rule,
    remembered = false,
    proved = false,
    isPending = false,
    device,
  } = session
  const { secret, id } = newSessionSecret()
  const seconds = isPending ? PENDING_SECONDS : (remembered ? rule.rememberDays : rule.days) * DAY
  const idle = remembered ? null : rule.idleHours * 3600
  const expires = new Date(now.getTime() + seconds * 1000)
  if (previousId) await query(sql`DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "id" = ${previousId}`)
  await query(sql`
    DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} AND ${isOver(now)}`)
  await query(sql`
    INSERT INTO "session" ("tenantId", "id", "accountId", "createdAt", "seenAt", "expiresAt", "idleFor", "provedAt",
      "remembered", "device")
    VALUES (${tenantId}, ${id}, ${accountId}, ${now}, ${now}, ${expires}, ${idle}, ${proved ? now : null},
      ${remembered},
      ${device ?? null})`)
  await query(sql`UPDATE "account" SET "lastLoginAt" = ${now} WHERE "tenantId" = ${tenantId} AND "id" = ${accountId}`)
  return sessionCookie(host, secret, remembered && !isPending ? seconds : undefined)
}

/** Rows of `session` that open nothing any more: too old, or unused for too long. */
export function isOver(now: Date): Sql {
  return sql`("expiresAt" <= ${now} OR ${now}::timestamptz - "seenAt" >= "idleFor" * interval '1 second')`
}

/** What a session lives where no association is asked: the longest the product gives by itself. */
const PLAIN_RULE: SessionRule = { idleHours: 14 * 24, days: 14, rememberDays: 14 }

/**
 * {@link openSession} in a transaction of its own, by the product's own rule.
 * @returns the `Set-Cookie` value
 */
export function startSession(
  tenantId: string,
  host: string,
  accountId: string,
  { now, previousId }: { now: Date; previousId?: string },
): Promise<string> {
  return inTenantSql(tenantId, (query) =>
    openSession(query, { tenantId, host, accountId, now, previousId, rule: PLAIN_RULE, remembered: true }),
  )
}

/** Ends the request's session, if there is one. */
export async function endSession(tenantId: string, sessionId: string | undefined): Promise<void> {
  if (!sessionId) return
  await inTenantSql(tenantId, (query) =>
    query(sql`DELETE FROM "session" WHERE "tenantId" = ${tenantId} AND "id" = ${sessionId}`),
  )
}
