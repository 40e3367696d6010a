/**
 * What happens to the keys of an account: told to its owner on the security page, and what matters by mail too (S11).
 */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { Language } from '#app/i18n/language.ts'

/** Keys of `account:events`. */
export const SECURITY_EVENTS = [
  'signedIn',
  'password.changed',
  'password.recovered',
  'password.chosen',
  'email.asked',
  'email.changed',
  'totp.added',
  'totp.removed',
  'passkey.added',
  'passkey.removed',
  'codes.made',
  'codes.used',
  'sessions.closed',
] as const
export type SecurityEventKind = (typeof SECURITY_EVENTS)[number]

/** Read on the page alone: the owner does them every day. */
const QUIET: readonly SecurityEventKind[] = ['signedIn', 'sessions.closed', 'password.chosen']

export interface SecurityNews {
  accountId: string
  kind: SecurityEventKind
  now: Date
  /** Words of `device.ts`. */
  device?: string | null | undefined
  language?: Language | undefined
}

/** Writes the event in the caller's transaction, with the mail that tells the owner of it. */
export async function noteSecurity(query: Query, tenantId: string, news: SecurityNews): Promise<void> {
  const { accountId, kind, now, device = null, language = 'fr' } = news
  const id = uuidv7(now.getTime())
  await query(sql`
    INSERT INTO "security_event" ("tenantId", "id", "accountId", "at", "kind", "device")
    VALUES (${tenantId}, ${id}, ${accountId}, ${now}, ${kind}, ${device})`)
  if (QUIET.includes(kind)) return
  const [account] = await query<RowOf<'account', 'email' | 'login' | 'personId'>>(sql`
    SELECT "email", "login", "personId" FROM "account" WHERE "tenantId" = ${tenantId} AND "id" = ${accountId}`)
  if (!account?.email) return
  const { email: to, login, personId } = account
  const data = { what: kind, login, at: now.toISOString(), device }
  const mail = { key: `security/${id}`, kind: 'account.security', to, language, data, accountId }
  await putMail(query, tenantId, { ...mail, personId: personId ?? undefined }, now)
}

export interface SecurityEvent {
  id: string
  at: string
  kind: string
  device: string | null
}

/** @returns the last events of an account, newest first. */
export async function readSecurityEvents(query: Query, tenantId: string, accountId: string): Promise<SecurityEvent[]> {
  const rows = await query<Omit<SecurityEvent, 'at'> & { at: Date }>(sql`
    SELECT "id", "at", "kind", "device" FROM "security_event"
    WHERE "tenantId" = ${tenantId} AND "accountId" = ${accountId} ORDER BY "id" DESC LIMIT 20`)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
