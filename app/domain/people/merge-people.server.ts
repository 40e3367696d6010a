/**
 * Two records of one person made one, in the caller's transaction: all of it or nothing. Values go through the one
 * write path, every other row by merge-tables.ts; what it takes to undo it is kept, sealed, for a while.
 */

import { env } from '#app/context/env.ts'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { undoUntil } from '#app/domain/runs/runs.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { loadPeople } from './load-people.server.ts'
import { type AccountMoved, moveAccount, moveAccountBack } from './merge-accounts.server.ts'
import { moveRows, moveRowsBack, type RowsMoved } from './merge-rows.server.ts'
import { combine, takeApart } from './merge-values.ts'
import { persist } from './persist-people.server.ts'
import type { PersonSource } from './person-source.ts'
import { foldAddress } from './person-tables.ts'
import type { Trace } from './person-writes.ts'
import { sealFor } from './seal.server.ts'
import type { Scope } from './shared-entries.server.ts'
import { editPeople, removePeople } from './write-people.server.ts'

interface Journal {
  gone: PersonSource
  goneCreatedAt: string
  before: PersonSource
  after: PersonSource
  rows: RowsMoved[]
  account: AccountMoved | null
}

const sealOwner = (tenantId: string, id: string) => `${tenantId}/${id}/merge`

export interface Merge {
  keptId: string
  goneId: string
  /** Fields whose value is taken from the record that goes, where both have one. */
  picks: ReadonlySet<FieldId>
}

/**
 * @returns the merge's id; undefined where one of the two is not in this association any more, or both are the same
 */
export async function mergePeople(query: Query, scope: Scope, merge: Merge, trace: Trace): Promise<string | undefined> {
  const { keptId, goneId, picks } = merge
  const { id: tenantId } = scope
  const loaded = await loadPeople(query, tenantId, [keptId, goneId])
  const [kept, gone] = [loaded.get(keptId), loaded.get(goneId)]
  if (!kept || !gone || keptId === goneId) return undefined
  const [born] = await query<RowOf<'person', 'createdAt'>>(
    sql`SELECT "createdAt" FROM "person" WHERE "tenantId" = ${tenantId} AND "id" = ${goneId}`,
  )
  const ids = { tenantId, keptId, goneId }
  const before = structuredClone(kept.source)
  const inUse = await hasAccountInUse(query, ids)
  const account = await moveAccount(query, ids, trace.now)
  const rows = await moveRows(query, ids)
  const reseal = (sealed: string) => sealFor(tenantId, keptId).seal(sealFor(tenantId, goneId).open(sealed))
  await editPeople({ query, tenant: scope }, [keptId], trace, (source) => {
    combine(scope.config, source, gone.source, { picks, reseal })
    // What was proven to another record's account opens none that is used: its owner proves it again.
    const own = new Set(before.emails.map(({ address }) => foldAddress(address)))
    if (inUse) for (const email of source.emails) if (!own.has(foldAddress(email.address))) email.verifiedAt = null
  })
  await removePeople(query, scope, [goneId])
  const after = (await loadPeople(query, tenantId, [keptId])).get(keptId)!.source
  await query(sql`INSERT INTO "handle_alias" ("tenantId", "handle", "personId")
    VALUES (${tenantId}, ${gone.source.handle}, ${keptId})`)
  const goneCreatedAt = born!.createdAt.toISOString()
  const journal: Journal = { gone: gone.source, goneCreatedAt, before, after, rows, account }
  const id = uuidv7(trace.now.getTime())
  await query(sql`INSERT INTO "person_merge" ("tenantId", "id", "keptId", "goneId", "goneHandle",
    "accountId", "at", "undoUntil", "sealed")
    VALUES (${tenantId}, ${id}, ${keptId}, ${goneId}, ${gone.source.handle}, ${trace.accountId ?? null}::uuid,
      ${trace.now}, ${undoUntil(trace.now)},
      ${encryptSecret(env().DATA_KEY, JSON.stringify(journal), sealOwner(tenantId, id))})`)
  return id
}

/** Whether the kept record has an account of its own that somebody signs in to, beside the other's. */
async function hasAccountInUse(query: Query, { tenantId, keptId }: { tenantId: string; keptId: string }) {
  const rows = await query(sql`SELECT 1 FROM "account" a WHERE a."tenantId" = ${tenantId} AND a."personId" = ${keptId}
    AND a."passwordHash" IS NOT NULL`)
  return rows.length > 0
}

/**
 * Takes two records apart again. What was changed of the kept one since stays with it.
 * @returns the people concerned; undefined where it cannot be undone any more
 */
export async function unmergePeople(
  query: Query,
  scope: Scope,
  mergeId: string,
  trace: Trace,
): Promise<{ keptId: string; goneId: string } | undefined> {
  const { id: tenantId } = scope
  const [row] = await query<RowOf<'person_merge', 'keptId' | 'goneId' | 'goneHandle'> & { sealed: string }>(sql`
    SELECT "keptId", "goneId", "goneHandle", "sealed" FROM "person_merge" WHERE "tenantId" = ${tenantId}
      AND "id" = ${mergeId}
      AND "undoneAt" IS NULL AND "sealed" IS NOT NULL AND "undoUntil" > ${trace.now} FOR UPDATE`)
  if (!row) return undefined
  const { keptId, goneId } = row
  const ids = { tenantId, keptId, goneId }
  const journal = JSON.parse(decryptSecret(env().DATA_KEY, row.sealed, sealOwner(tenantId, mergeId))) as Journal
  if ((await loadPeople(query, tenantId, [keptId])).size === 0) return undefined
  await query(sql`DELETE FROM "handle_alias" WHERE "tenantId" = ${tenantId} AND "handle" = ${row.goneHandle}`)
  // First what the merge gave, so that no address is two people's for a moment.
  await editPeople({ query, tenant: scope }, [keptId], trace, (source) =>
    takeApart(source, journal.before, journal.after),
  )
  await persist(query, scope, [{ after: { ...journal.gone, ties: [] } }], trace)
  await query(
    sql`UPDATE "person" SET "createdAt" = ${journal.goneCreatedAt} WHERE "tenantId" = ${tenantId} AND "id" = ${goneId}`,
  )
  if (journal.account) await moveAccountBack(query, ids, journal.account)
  await moveRowsBack(query, ids, journal.rows)
  await reproject(query, scope, ids, trace)
  await query(
    sql`UPDATE "person_merge" SET "undoneAt" = ${trace.now}, "sealed" = NULL WHERE "tenantId" = ${tenantId}
      AND "id" = ${mergeId}`,
  )
  return { keptId, goneId }
}

/** Relatives are written with both ids: theirs too are written anew. */
async function reproject(
  query: Query,
  scope: Scope,
  { keptId, goneId }: { keptId: string; goneId: string },
  trace: Trace,
) {
  const tied = await query<
    RowOf<'family_tie', 'personId'>
  >(sql`SELECT DISTINCT "personId" FROM "family_tie" WHERE "tenantId" = ${scope.id}
    AND "otherId" = ANY(${[keptId, goneId]}::uuid[])`)
  await editPeople({ query, tenant: scope }, [keptId, goneId, ...tied.map(({ personId }) => personId)], trace, () => {})
}

/** Journals whose time is over are wiped, and accounts that were folded into others go. @returns how many were wiped */
export async function forgetMerges(query: Query, tenantId: string, now: Date): Promise<number> {
  const wiped =
    await query(sql`UPDATE "person_merge" SET "sealed" = NULL WHERE "tenantId" = ${tenantId} AND "sealed" IS NOT NULL
    AND "undoUntil" <= ${now} RETURNING "id"`)
  if (wiped.length > 0)
    await query(sql`DELETE FROM "account" a USING "account" k WHERE a."tenantId" = ${tenantId}
      AND k."tenantId" = ${tenantId}
      AND k."id" = a."mergedIntoId" AND NOT EXISTS (SELECT 1 FROM "person_merge" m WHERE m."tenantId" = ${tenantId}
        AND m."keptId" = k."personId" AND m."sealed" IS NOT NULL)`)
  return wiped.length
}
