/** A school says that a generic page is its own; the staff decide (N3). */
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { ClaimState } from '#app/vocabulary/schools.ts'
import { waitsToBeRead } from './read-schools.server.ts'

export interface ClaimRow extends RowOf<'school_claim', 'id' | 'schoolId' | 'organisationId' | 'words' | 'at'> {
  state: ClaimState
  slug: string
  /** Of the page. */
  name: string
  /** Of the organisation that claims it. */
  organisation: string
}

const COLUMNS = sql`k."id", k."schoolId", k."organisationId", k."words", k."at", k."state", s."slug", s."name",
  o."name" AS "organisation"`

const claims = (tenantId: string) => sql`"school_claim" k
  JOIN "school" s ON s."tenantId" = ${tenantId} AND s."id" = k."schoolId"
  JOIN "organisation" o ON o."tenantId" = ${tenantId} AND o."id" = k."organisationId"`

/** Keeps a claim; one that was refused is asked anew. */
export async function claimSchool(
  { query, tenant, now }: Unit,
  claim: { schoolId: string; organisationId: string; words: string },
): Promise<void> {
  await query(sql`INSERT INTO "school_claim" ("tenantId", "id", "schoolId", "organisationId", "words", "state", "at")
    VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${claim.schoolId}, ${claim.organisationId}, ${claim.words},
      'waiting', ${now})
    ON CONFLICT ("tenantId", "schoolId", "organisationId") DO UPDATE SET "words" = EXCLUDED."words",
      "state" = 'waiting', "because" = NULL, "at" = EXCLUDED."at"`)
}

/** @returns where this organisation's claim of the page stands; undefined for none */
export async function claimState(
  query: Query,
  tenantId: string,
  { schoolId, organisationId }: { schoolId: string; organisationId: string | undefined },
): Promise<ClaimState | undefined> {
  const [row] = await query<{ state: ClaimState }>(sql`SELECT "state" FROM "school_claim"
    WHERE "tenantId" = ${tenantId} AND "schoolId" = ${schoolId} AND "organisationId" = ${organisationId ?? null}::uuid`)
  return row?.state
}

/** @returns claims that nobody has decided, the oldest first */
export const waitingClaims = (query: Query, tenantId: string): Promise<ClaimRow[]> =>
  query(sql`SELECT ${COLUMNS} FROM ${claims(tenantId)} WHERE k."tenantId" = ${tenantId} AND k."state" = 'waiting'
    ORDER BY k."at", k."id" LIMIT 100`)

/** @returns pages with words to read, and claims, that wait for the staff */
export async function countWaitingSchools(
  query: Query,
  tenantId: string,
): Promise<{ schoolPages: number; schoolClaims: number }> {
  const [row] = await query<{ schoolPages: number; schoolClaims: number }>(sql`SELECT
    (SELECT count(*) FROM "school" s WHERE s."tenantId" = ${tenantId} AND ${waitsToBeRead(tenantId)})::int
      AS "schoolPages",
    (SELECT count(*) FROM "school_claim" k WHERE k."tenantId" = ${tenantId} AND k."state" = 'waiting')::int
      AS "schoolClaims"`)
  return row!
}

/** @returns the claim, locked with its page until the transaction ends; undefined where it no longer waits */
export async function lockClaim(query: Query, tenantId: string, id: string): Promise<ClaimRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<ClaimRow>(sql`SELECT ${COLUMNS} FROM ${claims(tenantId)}
    WHERE k."tenantId" = ${tenantId} AND k."id" = ${id} AND k."state" = 'waiting' FOR UPDATE OF k, s`)
  return row
}

/**
 * Gives the page to the school, or says why not.
 * @returns false where the page is somebody's already, or the school has one
 */
export async function decideClaim(
  { query, tenant }: Pick<Unit, 'query' | 'tenant'>,
  claim: ClaimRow,
  { accepts, because }: { accepts: boolean; because: string | null },
): Promise<boolean> {
  if (accepts) {
    const given = await query(sql`UPDATE "school" SET "organisationId" = ${claim.organisationId}
      WHERE "tenantId" = ${tenant.id} AND "id" = ${claim.schoolId} AND "organisationId" IS NULL
        AND NOT EXISTS (SELECT FROM "school" o WHERE o."tenantId" = ${tenant.id}
          AND o."organisationId" = ${claim.organisationId}) RETURNING "id"`)
    if (given.length === 0) return false
  }
  await query(sql`UPDATE "school_claim" SET "state" = ${accepts ? 'accepted' : 'refused'}, "because" = ${because}
    WHERE "tenantId" = ${tenant.id} AND "id" = ${claim.id}`)
  return true
}
