/** Family ties between two people of one association (P3), kept both ways: what is a child here is a parent there. */
import { sql } from '../../db/sql.ts'
import type { Query } from '../../db/transaction.ts'
import type { Trace } from './persist-people.server.ts'
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
    ON CONFLICT ("tenantId", "personId", "otherId") DO UPDATE SET "kind" = EXCLUDED."kind"`)
  await editPeople(query, scope, [personId, otherId], trace, () => {})
  return true
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
  if (gone.length > 0) await editPeople(query, scope, [personId, otherId], trace, () => {})
  return gone.length > 0
}

async function bothExist(query: Query, tenantId: string, one: string, other: string): Promise<boolean> {
  const rows = await query(sql`SELECT "id" FROM "person"
    WHERE "tenantId" = ${tenantId} AND "id" = ANY(${[one, other]}::uuid[]) ORDER BY "id" FOR UPDATE`)
  return rows.length === 2
}
