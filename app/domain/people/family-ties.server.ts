/** Family ties between two people of one association (P3), kept both ways: what is a child here is a parent there. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Trace } from './person-writes.ts'
import type { Scope } from './shared-entries.server.ts'
import { editPeople } from './write-people.server.ts'

/** What the other person is to this one. */
export const TIE_KINDS = ['spouse', 'sibling', 'parent', 'child', 'other'] as const
export type TieKind = (typeof TIE_KINDS)[number]

const INVERSE: Record<TieKind, TieKind> = {
  spouse: 'spouse',
  sibling: 'sibling',
  parent: 'child',
  child: 'parent',
  other: 'other',
}

export interface FamilyTie {
  personId: string
  otherId: string
  kind: TieKind
}

/**
 * Ties two people, or changes what they are to each other.
 * @returns false where one of them is not in this association, or both are the same
 */
export async function addFamilyTie(query: Query, scope: Scope, tie: FamilyTie, trace: Trace): Promise<boolean> {
  const { personId, otherId, kind } = tie
  if (personId === otherId || !(await bothExist(query, scope.id, personId, otherId))) return false
  await query(sql`INSERT INTO "family_tie" ("tenantId", "personId", "otherId", "kind")
    VALUES (${scope.id}, ${personId}, ${otherId}, ${kind}), (${scope.id}, ${otherId}, ${personId}, ${INVERSE[kind]})
    ON CONFLICT ("tenantId", "personId", "otherId") DO UPDATE SET "kind" = EXCLUDED."kind", "askedBy" = NULL`)
  await editPeople({ query, tenant: scope }, [personId, otherId], trace, () => {})
  return true
}

/**
 * Says what the other person is to this one; shown nowhere until they agree. Saying the same as they said agrees with
 * them.
 * @returns false as {@link addFamilyTie}
 */
export async function askFamilyTie(query: Query, scope: Scope, tie: FamilyTie, trace: Trace): Promise<boolean> {
  const { personId, otherId, kind } = tie
  if (personId === otherId || !(await bothExist(query, scope.id, personId, otherId))) return false
  const [stands] = await query<RowOf<'family_tie', 'kind' | 'askedBy'>>(sql`SELECT "kind", "askedBy" FROM "family_tie"
    WHERE "tenantId" = ${scope.id} AND "personId" = ${personId} AND "otherId" = ${otherId}`)
  if (stands?.kind === kind && stands.askedBy === null) return true
  if (stands?.kind === kind && stands.askedBy === otherId) return agreeToTie(query, scope, { personId, otherId }, trace)
  await query(sql`INSERT INTO "family_tie" ("tenantId", "personId", "otherId", "kind", "askedBy")
    VALUES (${scope.id}, ${personId}, ${otherId}, ${kind}, ${personId}),
      (${scope.id}, ${otherId}, ${personId}, ${INVERSE[kind]}, ${personId})
    ON CONFLICT ("tenantId", "personId", "otherId") DO UPDATE
      SET "kind" = EXCLUDED."kind", "askedBy" = EXCLUDED."askedBy"`)
  // One that stood and is said anew is off both pages until it is agreed again.
  await editPeople({ query, tenant: scope }, [personId, otherId], trace, () => {})
  return true
}

/** Agrees to what the other one said. @returns false where they asked nothing */
export async function agreeToTie(
  query: Query,
  scope: Scope,
  { personId, otherId }: Omit<FamilyTie, 'kind'>,
  trace: Trace,
): Promise<boolean> {
  const agreed = await query(sql`UPDATE "family_tie" SET "askedBy" = NULL
    WHERE "tenantId" = ${scope.id} AND "askedBy" = ${otherId}
      AND (("personId" = ${personId} AND "otherId" = ${otherId})
      OR ("personId" = ${otherId} AND "otherId" = ${personId}))
    RETURNING "personId"`)
  if (agreed.length > 0) await editPeople({ query, tenant: scope }, [personId, otherId], trace, () => {})
  return agreed.length > 0
}

export interface PendingTie extends RowOf<'family_tie', 'otherId' | 'kind'> {
  /** The other one waits for this person's word, and not the other way round. */
  theirs: boolean
}

/** @returns what waits for one of the two to agree. */
export function readPendingTies(query: Query, tenantId: string, personId: string): Promise<PendingTie[]> {
  return query<PendingTie>(sql`SELECT "otherId", "kind", "askedBy" = "otherId" AS "theirs" FROM "family_tie"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId} AND "askedBy" IS NOT NULL ORDER BY "otherId" LIMIT 100`)
}

/** @returns false where they were not tied. */
export async function removeFamilyTie(
  query: Query,
  scope: Scope,
  { personId, otherId }: Omit<FamilyTie, 'kind'>,
  trace: Trace,
): Promise<boolean> {
  const gone = await query(sql`DELETE FROM "family_tie" WHERE "tenantId" = ${scope.id}
    AND (("personId" = ${personId} AND "otherId" = ${otherId}) OR ("personId" = ${otherId} AND "otherId" = ${personId}))
    RETURNING "personId"`)
  if (gone.length > 0) await editPeople({ query, tenant: scope }, [personId, otherId], trace, () => {})
  return gone.length > 0
}

async function bothExist(query: Query, tenantId: string, one: string, other: string): Promise<boolean> {
  const rows = await query(sql`SELECT "id" FROM "person"
    WHERE "tenantId" = ${tenantId} AND "id" = ANY(${[one, other]}::uuid[]) ORDER BY "id" FOR UPDATE`)
  return rows.length === 2
}
