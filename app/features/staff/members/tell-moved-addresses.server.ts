/** Addresses that the staff changed are told at every address, old and new: nobody's way in moves unseen (S11). */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { tellAddresses } from '#app/domain/mail/tell-changes.server.ts'

interface Addresses {
  /** On file, but for those for life, which lead to the others. */
  filed: string[]
  /** Where mail of the account goes. */
  account: string[]
}

/** @returns folded addresses of these people and of their accounts, as they stand. */
export async function addressesOf(query: Query, tenantId: string, ids: readonly string[]): Promise<Addresses> {
  const rows = await query<{ address: string; filed: boolean }>(sql`
    SELECT DISTINCT e."folded" AS "address", TRUE AS "filed" FROM "person_email" e
    WHERE e."tenantId" = ${tenantId} AND e."personId" = ANY(${[...ids]}::uuid[]) AND e."kind" <> 'lifetime'
    UNION ALL SELECT lower(a."email"), FALSE FROM "account" a
    WHERE a."tenantId" = ${tenantId} AND a."personId" = ANY(${[...ids]}::uuid[]) AND a."email" IS NOT NULL
    ORDER BY "address"`)
  const of = (filed: boolean) => rows.filter((row) => row.filed === filed).map(({ address }) => address)
  return { filed: of(true), account: of(false) }
}

/**
 * Puts a letter to each address of before and after into the outbox, where any is another.
 * @param before what {@link addressesOf} said of the person
 * @param more addresses that hear of it too: of the account of a record that was taken into this one
 */
export async function tellMovedAddresses(
  query: Query,
  { tenant, now }: Ctx,
  personId: string,
  { before, more = [] }: { before: Addresses; more?: readonly string[] },
): Promise<void> {
  const after = await addressesOf(query, tenant.id, [personId])
  const added = after.filed.filter((address) => !before.filed.includes(address))
  const removed = before.filed.filter((address) => !after.filed.includes(address))
  if (added.length + removed.length === 0) return
  const told = [...before.filed, ...before.account, ...more, ...added]
  await tellAddresses(query, tenant.id, { personId, added, removed, told }, now)
}
