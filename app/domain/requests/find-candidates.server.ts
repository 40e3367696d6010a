/** Records that a claim may be about, found by the words of the name and by the address. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { nameTokens } from '#app/i18n/fold.ts'
import { fieldNumber } from '#app/vocabulary/fields.ts'
import { type Claim, type Likeness, likeness, type OnFile, scoreOf } from './match-claim.rules.ts'

export interface Candidate extends OnFile {
  personId: string
  handle: string
  like: Likeness
  account: { id: string; login: string; email: string | null; active: boolean; disabled: boolean } | null
}

/** More than any name has in one year; a claim of « Martin » alone is not walked through. */
const MOST = 60
const NAME_FIELDS = (['lastName', 'diplomaName'] as const).map(fieldNumber)

interface Row extends OnFile {
  personId: string
  handle: string
  account: Candidate['account']
}

/** @returns likeliest first; those with nothing but a family name in common are left out */
export async function findCandidates(query: Query, tenantId: string, claim: Claim): Promise<Candidate[]> {
  const words = nameTokens(claim.lastName ?? '')
  const rows = await query<Row>(sql`
    SELECT p."id" AS "personId", p."handle", p."firstName", p."lastName", p."diplomaName",
      array_remove(ARRAY[p."mobilePhone", p."homePhone", p."workPhone"], NULL) AS "phones",
      coalesce((SELECT array_agg(e."folded") FROM "person_email" e
        WHERE e."tenantId" = ${tenantId} AND e."personId" = p."id"), '{}') AS "emails",
      coalesce((SELECT array_agg(d."promotion") FROM "diploma" d WHERE d."tenantId" = ${tenantId}
        AND d."personId" = p."id" AND d."promotion" IS NOT NULL), '{}') AS "promotions",
      CASE WHEN a."id" IS NULL THEN NULL ELSE jsonb_build_object('id', a."id", 'login', a."login", 'email', a."email",
        'active', a."passwordHash" IS NOT NULL, 'disabled', a."disabledAt" IS NOT NULL) END AS "account"
    FROM "person" p LEFT JOIN "account" a ON a."tenantId" = ${tenantId} AND a."personId" = p."id"
    WHERE p."tenantId" = ${tenantId} AND p."id" IN (
      SELECT e."personId" FROM "person_email" e WHERE e."tenantId" = ${tenantId} AND e."folded" = ${claim.email ?? ''}
      UNION
      (SELECT k."personId" FROM "search_token" k JOIN "diploma" d
          ON d."tenantId" = ${tenantId} AND d."personId" = k."personId" AND d."promotion" = ${claim.promotion ?? 0}
        WHERE k."tenantId" = ${tenantId} AND k."token" = ANY(${words}::text[])
          AND k."field" = ANY(${NAME_FIELDS}::smallint[]) LIMIT ${MOST}))
    LIMIT ${MOST * 2}`)
  return rows
    .map((row) => ({ ...row, like: likeness(claim, row) }))
    .filter(({ like }) => like.email || (like.lastName && (like.firstName || like.phone || like.promotion)))
    .sort((a, b) => scoreOf(b.like) - scoreOf(a.like) || (a.handle < b.handle ? -1 : 1))
}
