/**
 * Proof of an e-mail address by a link sent there (24 hours): before it, the address opens no account and takes no mail
 * for life.
 */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { changeOwnEmail } from '#app/domain/accounts/own-email.server.ts'
import { findLink, issueLink, takeLink } from '#app/domain/links/links.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { proveAddress } from '#app/domain/people/email-addresses.server.ts'
import type { Language } from '#app/i18n/language.ts'

/** Links a person may ask for in a day: the letter goes to whatever address was typed. */
const A_DAY = 10
const DAY = 24 * 3600_000

export interface Proof {
  personId: string
  address: string
  /** The primary address when this one was typed: what the account's still is. */
  before: string | null
  language: Language
}

/** @returns false where enough were sent for today */
export async function sendProof(query: Query, tenantId: string, proof: Proof, now: Date): Promise<boolean> {
  const { personId, address, before, language } = proof
  const [row] = await query<{
    count: number
  }>(sql`SELECT count(*)::int AS count FROM "link" WHERE "tenantId" = ${tenantId}
    AND "personId" = ${personId} AND "purpose" = 'emailProof' AND "createdAt" > ${new Date(now.getTime() - DAY)}`)
  if ((row?.count ?? 0) >= A_DAY) return false
  const secret = await issueLink(query, tenantId, { purpose: 'emailProof', personId, data: { address, before } }, now)
  const data = { address, path: href.proveEmail(secret) }
  const key = `proof/${personId}/${uuidv7(now.getTime())}`
  await putMail(query, tenantId, { key, kind: 'mailing.proof', to: address, language, data, personId }, now)
  return true
}

/** @returns the address that a link proves; undefined where it is used up, too old or none of ours. */
export async function addressOfProof(ctx: Ctx, secret: string): Promise<string | undefined> {
  const link = await ctx.sql((query) => findLink({ query, tenant: ctx.tenant, now: ctx.now }, 'emailProof', secret))
  const { address, email } = link?.data ?? {}
  return [address, email].find((one): one is string => typeof one === 'string')
}

/** Uses the link up. @returns the address now proven; undefined where the link or the address is no more. */
export function takeProof(ctx: Ctx, secret: string): Promise<string | undefined> {
  return ctx.sql(async (query) => {
    const link = await takeLink({ query, tenant: ctx.tenant, now: ctx.now }, 'emailProof', secret)
    const { address, before, email } = link?.data ?? {}
    if (link?.accountId && typeof email === 'string')
      return (await changeOwnEmail(query, ctx, link.accountId, email)) ? email : undefined
    if (!link?.personId || typeof address !== 'string') return undefined
    const { personId } = link
    const trace = { from: 'person', now: ctx.now, source: 'proof' } as const
    const proven = { personId, address, before: typeof before === 'string' ? before : null }
    return (await proveAddress(query, ctx.tenant, proven, trace)) ? address : undefined
  })
}
