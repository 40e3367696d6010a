/**
 * Erases somebody: staged lines first, then every row in one transaction, then the files. Killed anywhere, it is begun
 * again.
 */
import { env } from '#app/context/env.ts'
import type { Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, type Query, SLOW } from '#app/db/transaction.ts'
import { rememberErased, rememberGone } from '#app/domain/people/erased-identities.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fileStore } from '#app/outside/files.ts'
import { eraseLines } from './erase-lines.server.ts'
import { type Named, namingOf } from './erase-mentions.server.ts'
import { eraseRows } from './erase-rows.server.ts'
import { forgetInSisters } from './erase-sisters.server.ts'
import { findSubject, type Subject } from './subject.server.ts'

/** One transaction touches every table. */

type Request = RowOf<'erasure_request', 'id' | 'state' | 'personId' | 'organisationId' | 'accountId' | 'fileKeys'>

/**
 * Carries out a request to its end.
 * @param now of the clock
 */
export async function eraseSubject(scope: Scope, requestId: string, now: Date, signal?: AbortSignal): Promise<void> {
  const request = await begin(scope.id, requestId)
  if (!request) return
  if (request.state !== 'cut') {
    const { subject, named } = await inTenantSql(scope.id, async (query) => {
      const found = await findSubject(query, scope.id, request)
      return { subject: found, named: await nameOf(query, found) }
    })
    if (named) await eraseLines(scope.id, ownerOfLines(subject, named), signal)
    if (subject.personId) await forgetInSisters(scope, subject.personId, signal)
    signal?.throwIfAborted()
    await inTenantSql(scope.id, (query) => cut({ query, tenant: scope, now }, requestId, subject, named), SLOW)
  }
  await removeFiles(scope.id, requestId, now)
}

/** @returns undefined where there is nothing left to do. */
async function begin(tenantId: string, id: string): Promise<Request | undefined> {
  const [request] = await inTenantSql(tenantId, (query) =>
    query<Request>(sql`UPDATE "erasure_request" SET "state" = CASE WHEN "state" = 'asked' THEN 'erasing' ELSE "state"
      END
      WHERE "tenantId" = ${tenantId} AND "id" = ${id} AND "state" <> 'done'
      RETURNING "id", "state", "personId", "organisationId", "accountId", "fileKeys"`),
  )
  return request
}

async function nameOf(query: Query, { tenantId, personId }: Subject): Promise<Named | undefined> {
  const [row] =
    await query<Named>(sql`SELECT "handle", "firstName", "lastName", "diplomaName", "promotion", "birthDate",
    "studentNumber", "diplomaNumber" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ${personId}::uuid`)
  return row
}

function ownerOfLines({ personId, emails }: Subject, named: Named) {
  return {
    personId: personId!,
    firstName: named.firstName ?? '',
    names: [named.lastName, named.diplomaName].filter((one) => one !== null),
    marks: [...emails, named.studentNumber, named.diplomaNumber].filter((one) => one !== null),
  }
}

/** Every table, and the list that keeps files from bringing the person back. */
async function cut(
  { query, tenant: scope, now }: Unit<Scope>,
  requestId: string,
  subject: Subject,
  named: Named | undefined,
): Promise<void> {
  // A second worker that got here meanwhile waits, and then finds it done.
  const [held] = await query<RowOf<'erasure_request', 'state'>>(sql`SELECT "state" FROM "erasure_request"
    WHERE "tenantId" = ${scope.id} AND "id" = ${requestId} FOR UPDATE`)
  if (held?.state !== 'erasing') return
  const rows = [subject.personId, subject.organisationId].filter((one) => typeof one === 'string')
  await rememberGone(query, scope.id, rows, now)
  if (named) await rememberErased(query, scope.id, { ...named, emails: subject.emails }, now)
  const files = await eraseRows({ query, tenant: scope }, subject, requestId, namingOf(subject, named))
  await query(sql`DELETE FROM "erasure_request" WHERE "tenantId" = ${scope.id} AND "id" <> ${requestId}
    AND ("personId" = ${subject.personId}::uuid OR "organisationId" = ${subject.organisationId}::uuid)`)
  await query(sql`UPDATE "erasure_request" SET "accountId" = NULL WHERE "tenantId" = ${scope.id}
    AND "id" <> ${requestId}
    AND "accountId" = ANY(${subject.accountIds}::uuid[])`)
  await query(sql`UPDATE "erasure_request" SET "state" = 'cut', "fileKeys" = ${files}::text[],
      "personId" = NULL, "organisationId" = NULL, "accountId" = NULL
    WHERE "tenantId" = ${scope.id} AND "id" = ${requestId}`)
}

async function removeFiles(tenantId: string, requestId: string, now: Date): Promise<void> {
  const [request] = await inTenantSql(tenantId, (query) =>
    query<RowOf<'erasure_request', 'fileKeys'>>(sql`SELECT "fileKeys" FROM "erasure_request"
      WHERE "tenantId" = ${tenantId} AND "id" = ${requestId} AND "state" = 'cut'`),
  )
  if (!request) return
  const store = fileStore(env().FILES_URL)
  for (const key of request.fileKeys) await store.remove(key)
  await inTenantSql(tenantId, (query) =>
    query(sql`UPDATE "erasure_request" SET "state" = 'done', "fileKeys" = '{}', "doneAt" = ${now}
      WHERE "tenantId" = ${tenantId} AND "id" = ${requestId} AND "state" = 'cut'`),
  )
}
