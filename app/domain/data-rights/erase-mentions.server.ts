/**
 * Where others name somebody who is erased: by an id in a column of another kind, or in words typed without being
 * known.
 */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { fold } from '#app/i18n/fold.ts'
import type { Subject } from './subject.server.ts'

export interface Named {
  handle: string
  firstName: string | null
  lastName: string | null
  diplomaName: string | null
  promotion: number | null
  birthDate: string | null
  studentNumber: string | null
  diplomaNumber: string | null
}

/** What names the person in words of others. */
export interface Naming {
  /** Whole words to be cut out of the trail of others: literal texts, never patterns. */
  words: readonly string[]
  named: Named | undefined
}

/** Shorter texts are parts of anybody's sentences; `forget_in_audit` refuses them too. */
const FEWEST_SIGNS = 4

const signs = (text: string): number => text.replace(/[\s\p{P}]/gu, '').length

/** @returns ids, addresses, logins, the handle, the number, first and last name in both orders; nothing short */
export function namingOf(subject: Subject, named: Named | undefined): Naming {
  const { emails, logins, personId, organisationId, accountIds } = subject
  const ids = [personId, organisationId, ...accountIds].filter((id) => id !== null)
  const { firstName, lastName, diplomaName, handle, studentNumber } = named ?? {}
  const pairs = [lastName, diplomaName].flatMap((last) =>
    last && firstName ? [`${firstName} ${last}`, `${last} ${firstName}`] : [],
  )
  // A number of four digits would be a year of somebody else.
  const number = studentNumber && signs(studentNumber) > FEWEST_SIGNS ? [studentNumber] : []
  const words = [...ids, ...emails, ...logins, ...(handle ? [handle] : []), ...number, ...pairs, ...pairs.map(fold)]
  return { words: [...new Set(words)].filter((word) => signs(word) >= FEWEST_SIGNS), named }
}

/** @returns keys of files that no row names any more */
export async function eraseMentions(query: Query, subject: Subject, { named }: Naming): Promise<string[]> {
  const { tenantId, personId, organisationId, accountIds } = subject
  const openers = [...accountIds, organisationId].filter((id) => id !== null)
  await query(sql`DELETE FROM "profile_opening" WHERE "tenantId" = ${tenantId}
    AND ("personId" = ${personId}::uuid OR "openerId" = ANY(${openers}::uuid[]))`)
  await query(sql`DELETE FROM "shown_people" WHERE "tenantId" = ${tenantId} AND "readerId" = ANY(${openers}::uuid[])`)
  const subjects = [personId, ...accountIds].filter((id) => id !== null)
  await query(sql`DELETE FROM "notice" WHERE "tenantId" = ${tenantId} AND "subjectId" = ANY(${subjects}::uuid[])`)
  // What they reported stays reported, without their words; a merge that was undone keeps its other half's address.
  await query(sql`UPDATE "person_report" SET "accountId" = NULL, "words" = NULL WHERE "tenantId" = ${tenantId}
    AND "accountId" = ANY(${accountIds}::uuid[])`)
  await query(sql`DELETE FROM "person_merge" WHERE "tenantId" = ${tenantId} AND "goneId" = ${personId}::uuid`)
  return eraseRequests(query, subject, named)
}

/**
 * Takes a subject's words out of reports of messages. Reports that wait stay reported; reasons of decisions about their
 * messages, or for them, may name them and go. Asked while their seats are still there.
 */
export async function eraseMessageReports(query: Query, subject: Subject): Promise<void> {
  const { tenantId, personId, organisationId, accountIds } = subject
  await query(sql`DELETE FROM "message_report" WHERE "tenantId" = ${tenantId} AND "open" IS NULL
    AND ("accountId" = ANY(${accountIds}::uuid[]) OR "conversationId" IN (SELECT s."conversationId"
      FROM "conversation_seat" s WHERE s."tenantId" = ${tenantId}
        AND (s."personId" = ${personId}::uuid OR s."organisationId" = ${organisationId}::uuid)))`)
  await query(sql`UPDATE "message_report" SET "accountId" = NULL, "words" = NULL WHERE "tenantId" = ${tenantId}
    AND "accountId" = ANY(${accountIds}::uuid[])`)
}

interface Asked extends RowOf<'access_request', 'id' | 'fileKey'> {
  claimed: Record<string, unknown>
  byAddress: boolean
}

/**
 * Requests for access that nobody is tied to yet: by an address that is surely theirs, the whole name and the year, or
 * an organisation's name (there is no account left to let anybody into).
 */
async function eraseRequests(query: Query, subject: Subject, named: Named | undefined): Promise<string[]> {
  const { tenantId, emails, organisationId } = subject
  const [organisation] = await query<RowOf<'organisation', 'name'>>(
    sql`SELECT "name" FROM "organisation" WHERE "tenantId" = ${tenantId} AND "id" = ${organisationId}::uuid`,
  )
  const byAddress = sql`(coalesce(lower("email"), '') = ANY(${emails}::text[])
    OR coalesce(lower("claimed"->>'login'), '') = ANY(${emails}::text[]))`
  const asked =
    await query<Asked>(sql`SELECT "id", "fileKey", "claimed", ${byAddress} AS "byAddress" FROM "access_request"
    WHERE "tenantId" = ${tenantId} AND "personId" IS NULL AND "accountId" IS NULL
      AND (${byAddress} OR "claimed"->>'promotion' = ${String(named?.promotion ?? '')}
        OR ("kind" = 'entity' AND ${organisation !== undefined}))`)
  const called = organisation && fold(organisation.name)
  const gone = asked.filter(
    (one) =>
      one.byAddress || isNamed(one.claimed, named) || (called && fold(String(one.claimed.name ?? '')) === called),
  )
  await query(sql`DELETE FROM "access_request" WHERE "tenantId" = ${tenantId}
    AND "id" = ANY(${gone.map(({ id }) => id)}::uuid[])`)
  return gone.flatMap(({ fileKey }) => fileKey ?? [])
}

function isNamed(claimed: Record<string, unknown>, named: Named | undefined): boolean {
  if (!named?.firstName || !named.promotion) return false
  const said = (field: string) => fold(String(claimed[field] ?? ''))
  const last = [named.lastName, named.diplomaName].flatMap((one) => (one ? [fold(one)] : []))
  return said('firstName') === fold(named.firstName) && last.includes(said('lastName'))
}
