/** One side of a conversation: a person of the base, or a company or school with all its accounts. */
import { type Sql, sql } from '#app/db/sql.ts'
import type { Viewer } from '#app/policy/viewer.ts'

export interface Party {
  personId: string | null
  organisationId: string | null
}

/** The profile through which somebody is written to, and the pseudonym that it shows (decision 059). */
export interface Mask {
  profileId: string
  pseudonym: string
}

/** Who writes: a party, and the account that does it for them. */
export interface Writer extends Party {
  accountId: string | null
}

/** @returns undefined for visitors, and for staff without a record */
export function partyOf({ personId, organisationId }: Pick<Viewer, 'personId' | 'organisationId'>): Party | undefined {
  if (personId) return { personId, organisationId: null }
  return organisationId ? { personId: null, organisationId } : undefined
}

/** @returns the condition that the seat is theirs. @param alias `mine`, `theirs`, `s`, `u` */
export function seatOf({ personId, organisationId }: Party, alias: Sql): Sql {
  return personId
    ? sql`${alias}."personId" = ${personId}::uuid`
    : sql`${alias}."organisationId" = ${organisationId}::uuid`
}
