/** « Sécurité » of one's own account: what proves who one is, where one is signed in, what happened. */
import type { Ctx } from '#app/context/open.ts'
import { isOver } from '#app/context/session.ts'
import { sql } from '#app/db/sql.ts'
import { type PasskeyLine, readPasskeys } from '#app/domain/accounts/passkeys.server.ts'
import { codesLeft } from '#app/domain/accounts/recovery-codes.server.ts'
import { noteSecurity, readSecurityEvents, type SecurityEvent } from '#app/domain/accounts/security-events.server.ts'

export interface SessionLine {
  id: string
  device: string | null
  createdAt: string
  seenAt: string
  remembered: boolean
  current: boolean
}

export interface SecurityPage {
  login: string
  hasApp: boolean
  passkeys: PasskeyLine[]
  /** Recovery codes that still open. */
  codes: number
  sessions: SessionLine[]
  events: SecurityEvent[]
  /** ISO 8601: when a role stops opening anything for want of a second factor. */
  factorDue: string | null
  isOverdue: boolean
}

export function readSecurity(ctx: Ctx): Promise<SecurityPage> {
  const { accountId, login, factorDue = null } = ctx.account!
  const { id: tenantId } = ctx.tenant
  return ctx.sql(async (query) => {
    const apps = await query(sql`SELECT 1 FROM "totp_secret"
      WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} AND "confirmedAt" IS NOT NULL`)
    const sessions = await query<Omit<SessionLine, 'createdAt' | 'seenAt'> & { createdAt: Date; seenAt: Date }>(sql`
      SELECT "id", "device", "createdAt", "seenAt", "remembered", "id" = ${ctx.sessionId} AS "current" FROM "session"
      WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} AND (${isOver(ctx.now)}) IS NOT TRUE
      ORDER BY "id" = ${ctx.sessionId} DESC, "seenAt" DESC LIMIT 50`)
    return {
      login,
      hasApp: apps.length > 0,
      passkeys: await readPasskeys(query, tenantId, accountId),
      codes: await codesLeft(query, tenantId, accountId),
      sessions: sessions.map((one) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        seenAt: one.seenAt.toISOString(),
      })),
      events: await readSecurityEvents(query, tenantId, accountId),
      factorDue,
      isOverdue: factorDue !== null && factorDue <= ctx.now.toISOString(),
    }
  })
}

/** Closes a session of one's own, or all but this one; it opens nothing at its next request. */
export function closeSessions(ctx: Ctx, which: { id: string } | 'others'): Promise<void> {
  const { accountId } = ctx.account!
  return ctx.sql(async (query) => {
    const these = which === 'others' ? sql`"id" <> ${ctx.sessionId}` : sql`"id" = ${which.id}`
    const closed = await query(sql`DELETE FROM "session"
      WHERE "tenantId" = ${ctx.tenant.id} AND "accountId" = ${accountId} AND ${these} RETURNING "id"`)
    if (closed.length > 0)
      await noteSecurity(query, ctx.tenant.id, { accountId, kind: 'sessions.closed', now: ctx.now })
  })
}
