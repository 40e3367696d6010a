/**
 * A mail that waits while its address falls into error goes to the person's next one (I4), where its letter may; so
 * does a list's whose address the person has taken out of their record.
 */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { listAddressSql } from './subscriptions.server.ts'

export interface Addressed {
  id: string
  to: string
  personId: string | null
  listId: string | null
}

/**
 * Changes `to` of the rows in place, and in the outbox, so that what is told of them later counts for the right
 * address. Mails of lists go where the list would write now; others only to an address that was proven. Others than
 * lists' stay with an address that is gone: some tell its holder that it is.
 * @param movable whether the row's letter may go elsewhere: never one that proves an address
 */
export async function chooseRecipients<Row extends Addressed>(
  query: Query,
  tenantId: string,
  rows: readonly Row[],
  movable: (row: Row) => Promise<boolean>,
): Promise<void> {
  const ids = rows.filter(({ personId }) => personId !== null).map(({ id }) => id)
  if (ids.length === 0) return
  const failing = await query<RowOf<'mail', 'id'> & { next: string | null }>(sql`
    SELECT m."id", CASE WHEN m."listId" IS NOT NULL THEN (${listAddressSql(tenantId, sql`m."personId"`)})
      ELSE (SELECT n."address" FROM "person_email" n WHERE n."tenantId" = ${tenantId}
          AND n."personId" = m."personId" AND NOT n."invalid" AND n."kind" <> 'lifetime' AND n."verifiedAt" IS NOT NULL
        ORDER BY n."preferred" DESC, n."kind", n."rank", n."id" LIMIT 1) END AS "next"
    FROM "mail" m
    LEFT JOIN "correspondence" c ON c."tenantId" = ${tenantId} AND c."personId" = m."personId"
    LEFT JOIN "person_email" e ON e."tenantId" = ${tenantId} AND e."personId" = m."personId"
      AND e."folded" = lower(m."recipient")
    WHERE m."tenantId" = ${tenantId} AND m."id" = ANY(${ids}::uuid[])
      AND (e."invalid" OR (m."listId" IS NOT NULL AND e."id" IS NULL))`)
  const nexts = new Map(failing.map(({ id, next }) => [id, next]))
  for (const row of rows) {
    const next = nexts.get(row.id)
    if (!next || !(row.listId || (await movable(row)))) continue
    row.to = next
    await query(sql`UPDATE "mail" SET "recipient" = ${next} WHERE "tenantId" = ${tenantId} AND "id" = ${row.id}`)
  }
}
