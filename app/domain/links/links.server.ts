/** Links that act once: 128 bits, kept as a hash, bound to the association by their row (NIST SP 800-63B-4 §4.2). */
import { createHash, randomBytes } from 'node:crypto'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

const HOUR = 3600_000

/** How long each lasts, in milliseconds. */
export const LINK_LIFETIMES = {
  recovery: HOUR,
  emailProof: 24 * HOUR,
  /** Somebody new proves the address given with the form. */
  registration: 24 * HOUR,
  /** After a proof of identity: a new password and the proof of a new address in one. */
  identity: 24 * HOUR,
  invitation: 14 * 24 * HOUR,
  activation: 14 * 24 * HOUR,
  renewal: 14 * 24 * HOUR,
  /** Whoever is lost from view says whether an address may be kept. */
  lostAddress: 30 * 24 * HOUR,
  /** Whoever deposited an offer prolongs or withdraws it, out of the mail that asks. */
  offer: 60 * 24 * HOUR,
  /** A visitor who asks a school something proves their address; the school that its own receives. */
  schoolQuestion: 24 * HOUR,
  schoolAddress: 24 * HOUR,
  /** Whoever keeps an alert renews or ends it, out of its mail. */
  alert: 60 * 24 * HOUR,
} as const

export type LinkPurpose = keyof typeof LINK_LIFETIMES

export interface NewLink {
  purpose: LinkPurpose
  accountId?: string | undefined
  personId?: string | undefined
  /** What using it does, in words of its purpose; no secrets. */
  data?: Record<string, unknown>
}

export interface FoundLink extends RowOf<'link', 'id' | 'accountId' | 'personId' | 'expiresAt'> {
  data: Record<string, unknown>
}

const idOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** @returns the secret for the link's address; only its hash is kept. */
export async function issueLink(query: Query, tenantId: string, link: NewLink, now: Date): Promise<string> {
  const secret = randomBytes(16).toString('base64url')
  await query(sql`
    INSERT INTO "link" ("tenantId", "id", "purpose", "accountId", "personId", "data", "createdAt", "expiresAt")
    VALUES (${tenantId}, ${idOf(secret)}, ${link.purpose}, ${link.accountId ?? null}, ${link.personId ?? null},
      ${JSON.stringify(link.data ?? {})}, ${now}, ${new Date(now.getTime() + LINK_LIFETIMES[link.purpose])})`)
  return secret
}

/** Looks without using it up: opening the page must not, programs that scan mail do that. */
export async function findLink(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  purpose: LinkPurpose,
  secret: string,
): Promise<FoundLink | undefined> {
  const [row] = await query<FoundLink>(sql`
    SELECT "id", "accountId", "personId", "data", "expiresAt" FROM "link" WHERE "tenantId" = ${tenantId}
      AND "id" = ${idOf(secret)} AND "purpose" = ${purpose} AND "usedAt" IS NULL AND "expiresAt" > ${now}`)
  return row
}

/** Uses it up, in the transaction of its effect: of two at the same instant one gets it. */
export async function takeLink(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  purpose: LinkPurpose,
  secret: string,
): Promise<FoundLink | undefined> {
  const [row] = await query<FoundLink>(sql`
    UPDATE "link" SET "usedAt" = ${now} WHERE "tenantId" = ${tenantId} AND "id" = ${idOf(secret)}
      AND "purpose" = ${purpose} AND "usedAt" IS NULL AND "expiresAt" > ${now}
    RETURNING "id", "accountId", "personId", "data", "expiresAt"`)
  return row
}

/** After a change of address or password: what was sent before opens nothing any more. */
export async function voidLinks(
  query: Query,
  tenantId: string,
  whose: { accountId: string } | { personId: string },
): Promise<void> {
  const owner = 'accountId' in whose ? sql`"accountId" = ${whose.accountId}` : sql`"personId" = ${whose.personId}`
  await query(sql`DELETE FROM "link" WHERE "tenantId" = ${tenantId} AND ${owner} AND "usedAt" IS NULL`)
}

/**
 * After the primary address of people changed: what was mailed to the old one lets nobody in. Proofs stay: each holds
 * for the address it names, and only while the record has it.
 */
export async function voidAccessLinks(query: Query, tenantId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await query(sql`DELETE FROM "link" l WHERE l."tenantId" = ${tenantId} AND l."usedAt" IS NULL
    AND l."purpose" <> 'emailProof'
    AND (l."personId" = ANY(${[...personIds]}::uuid[]) OR l."accountId" IN (SELECT a."id" FROM "account" a
      WHERE a."tenantId" = ${tenantId} AND a."personId" = ANY(${[...personIds]}::uuid[])))`)
}
