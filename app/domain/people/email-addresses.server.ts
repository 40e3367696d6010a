/** A person's addresses as mail sees them: where to write, which are in error, which are proven (I4). */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { voidAccessLinks } from '#app/domain/links/links.server.ts'
import { followEmails } from './follow-emails.server.ts'
import { foldAddress } from './person-tables.ts'
import type { Trace } from './person-writes.ts'
import type { Scope } from './shared-entries.server.ts'
import { editPeople } from './write-people.server.ts'

/** Marks an address as in error wherever somebody has it; mail then goes to the next one. @returns whose it was */
export async function markInvalidAddress(query: Query, scope: Scope, address: string, now: Date): Promise<string[]> {
  const folded = foldAddress(address)
  const rows = await query<RowOf<'person_email', 'personId'>>(sql`SELECT DISTINCT "personId" FROM "person_email"
    WHERE "tenantId" = ${scope.id} AND "folded" = ${folded} AND NOT "invalid"`)
  const ids = rows.map(({ personId }) => personId)
  await query(sql`UPDATE "account" SET "emailInvalid" = TRUE
    WHERE "tenantId" = ${scope.id} AND "personId" IS NULL AND lower("email") = ${folded}`)
  await editPeople({ query, tenant: scope }, ids, { from: 'system', now, source: 'mail' }, ({ emails }) => {
    for (const email of emails) if (foldAddress(email.address) === folded) email.invalid = true
  })
  return ids
}

/** Takes an address out of error wherever somebody has it: something arrived there. @returns whose it was */
export async function clearInvalidAddress(query: Query, scope: Scope, address: string, now: Date): Promise<string[]> {
  const folded = foldAddress(address)
  const rows = await query<RowOf<'person_email', 'personId'>>(sql`SELECT DISTINCT "personId" FROM "person_email"
    WHERE "tenantId" = ${scope.id} AND "folded" = ${folded} AND "invalid"`)
  const ids = rows.map(({ personId }) => personId)
  await query(sql`UPDATE "account" SET "emailInvalid" = FALSE
    WHERE "tenantId" = ${scope.id} AND "personId" IS NULL AND lower("email") = ${folded} AND "emailInvalid"`)
  if (ids.length > 0)
    await editPeople({ query, tenant: scope }, ids, { from: 'system', now, source: 'mail' }, ({ emails }) => {
      for (const email of emails) if (foldAddress(email.address) === folded) email.invalid = false
    })
  return ids
}

/**
 * Marks an address as proven by its link: verified, and in error no more. The account takes a primary address over its
 * own, where that was the primary one before or is none of the person's any more.
 * @param before the primary address when this one was typed
 * @returns false where the person has it no longer
 */
export async function proveAddress(
  query: Query,
  scope: Scope,
  { personId, address, before }: { personId: string; address: string; before: string | null },
  trace: Trace,
): Promise<boolean> {
  const folded = foldAddress(address)
  let primary: string | undefined
  let found = false
  let own: string[] = []
  await editPeople({ query, tenant: scope }, [personId], trace, ({ emails }) => {
    own = emails.map((one) => foldAddress(one.address))
    for (const email of emails.filter((one) => foldAddress(one.address) === folded)) {
      found = true
      email.verifiedAt = trace.now.toISOString()
      email.invalid = false
      if (email.kind === 'personal' && email.rank === 0) primary = email.address
    }
  })
  if (primary === undefined) return found
  const [account] = await query<RowOf<'account', 'email'>>(
    sql`SELECT "email" FROM "account" WHERE "tenantId" = ${scope.id} AND "personId" = ${personId}`,
  )
  const stands = account?.email ?? null
  const left = stands === null || !own.includes(foldAddress(stands))
  await voidAccessLinks(query, scope.id, [personId])
  await followEmails(query, scope, [{ personId, before: left ? stands : before, after: primary, proven: true }])
  return found
}

/**
 * @returns the address to write to: the preferred one unless it is in error, then the next (I4); undefined where none
 * is left.
 */
export async function mailAddressOf(query: Query, tenantId: string, personId: string): Promise<string | undefined> {
  const [row] = await query<RowOf<'person_email', 'address'>>(sql`SELECT "address" FROM "person_email"
    WHERE "tenantId" = ${tenantId} AND "personId" = ${personId} AND NOT "invalid"
    AND ("kind" <> 'lifetime' OR "preferred")
    ORDER BY "preferred" DESC, "kind", "rank", "id" LIMIT 1`)
  return row?.address
}
