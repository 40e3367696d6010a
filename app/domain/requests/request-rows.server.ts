/** Rows of `access_request`: read under a lock, closed with what became of them. */

import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Language } from '#app/i18n/language.ts'
import type { Door } from '#app/vocabulary/roles.ts'

/**
 * `identity` is a person's proof, `entity` a company's or a school's; `proof` is the paper that somebody's dues ask
 * for.
 */
export const REQUEST_KINDS = [
  'activation',
  'recovery',
  'registration',
  'identity',
  'joining',
  'entity',
  'proof',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** What the staff decide; the others are answered by a mail or by nothing. */
export const JUDGED_KINDS = [
  'activation',
  'identity',
  'joining',
  'entity',
  'proof',
] as const satisfies readonly RequestKind[]
export type JudgedKind = (typeof JUDGED_KINDS)[number]

export interface StoredRequest
  extends RowOf<
    'access_request',
    'id' | 'state' | 'email' | 'personId' | 'accountId' | 'fileKey' | 'fileType' | 'createdAt'
  > {
  kind: RequestKind
  door: Door
  claimed: Record<string, unknown>
  language: Language
}

/** @returns the request, held until the transaction ends; undefined where there is none in that state */
export async function lockRequest(
  query: Query,
  tenantId: string,
  id: string,
  state: 'new' | 'waiting',
): Promise<StoredRequest | undefined> {
  const [row] = await query<StoredRequest>(sql`
    SELECT "id", "kind", "door", "state", "claimed", "email", "language", "personId", "accountId", "fileKey",
      "fileType",
      "createdAt" FROM "access_request"
    WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "state" = ${state} FOR UPDATE`)
  return row
}

export interface Outcome {
  state: 'sent' | 'closed' | 'waiting' | 'approved' | 'refused'
  personId?: string | null | undefined
  accountId?: string | null | undefined
  decidedBy?: string | undefined
  reason?: string | undefined
}

/** Says what became of a request; a decision lets go of the attached paper, whose bytes the caller removes. */
export async function closeRequest(
  { query, tenant: { id: tenantId }, now }: Unit<{ id: string }>,
  id: string,
  { state, personId, accountId, decidedBy, reason }: Outcome,
): Promise<void> {
  const judged = state === 'approved' || state === 'refused'
  await query(sql`UPDATE "access_request" SET "state" = ${state},
      "personId" = coalesce(${personId ?? null}::uuid, "personId"),
      "accountId" = coalesce(${accountId ?? null}::uuid, "accountId"),
      "decidedBy" = ${decidedBy ?? null}::uuid, "reason" = ${reason ?? null},
      "decidedAt" = ${judged ? now : null}::timestamptz,
      "fileKey" = CASE WHEN ${judged} THEN NULL ELSE "fileKey" END,
      "fileType" = CASE WHEN ${judged} THEN NULL ELSE "fileType" END
    WHERE "tenantId" = ${tenantId} AND "id" = ${id}`)
}

/** @returns whether the same claim waits for the staff already: asking twice is no second line of their list. */
export async function waitsAlready(query: Query, tenantId: string, request: StoredRequest): Promise<boolean> {
  const rows = await query(sql`SELECT 1 FROM "access_request" WHERE "tenantId" = ${tenantId} AND "state" = 'waiting'
    AND "kind" = ${request.kind} AND "email" = ${request.email}
    AND "claimed" = ${JSON.stringify(request.claimed)}::jsonb
    AND "id" <> ${request.id} LIMIT 1`)
  return rows.length > 0
}
