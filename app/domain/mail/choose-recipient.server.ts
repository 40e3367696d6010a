/** A mail that waits while its address falls into error goes to the person's next one (I4), where its letter may. */
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'

export interface Addressed {
  id: string
  to: string
  personId: string | null
  listId: string | null
}

/**
 * Changes `to` of the rows in place, and in the outbox, so that what is told of them later counts for the right
 * address. Mails of lists go to any address of the person's that is not in error; others only to one that was proven.
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
    SELECT m."id", (SELECT n."address" FROM "person_email" n WHERE n."tenantId" = ${tenantId}
        AND n."personId" = m."personId" AND NOT n."invalid" AND n."kind" <> 'lifetime'
        AND (m."listId" IS NOT NULL OR n."verifiedAt" IS NOT NULL)
      ORDER BY n."preferred" DESC, n."kind", n."rank", n."id" LIMIT 1) AS "next"
    FROM "mail" m WHERE m."tenantId" = ${tenantId} AND m."id" = ANY(${ids}::uuid[])
      AND EXISTS (SELECT FROM "person_email" e WHERE e."tenantId" = ${tenantId} AND e."personId" = m."personId"
        AND e."folded" = lower(m."recipient") AND e."invalid")`)
  const nexts = new Map(failing.map(({ id, next }) => [id, next]))
  for (const row of rows) {
    const next = nexts.get(row.id)
    if (!next || !(row.listId || (await movable(row)))) continue
    row.to = next
    await query(sql`UPDATE "mail" SET "recipient" = ${next} WHERE "tenantId" = ${tenantId} AND "id" = ${row.id}`)
  }
}
