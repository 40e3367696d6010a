/** Tells of documents, in a group or of the association, and of its news, once each is there to be read (A11). */

import { openToSql } from '#app/context/open-to.ts'
import type { Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { inGroupSql, publishedToSql, shownToSql } from './audience.server.ts'
import { candidates, everybody, SLOW, tellMany } from './tell-many.server.ts'

const TABLES = { document: 'group_document', 'site-document': 'site_document', 'association-news': 'news' } as const

interface UntoldFile {
  kind: keyof typeof TABLES
  id: string
  groupId: string | null
}

/** Finds what has told nobody yet, the oldest first. */
export async function findUntoldFiles({ query, tenant, now }: Unit, most: number): Promise<UntoldFile[]> {
  const untold = sql`x."tenantId" = ${tenant.id} AND x."toldAt" IS NULL AND x."state" = 'published'
    AND x."visibleFrom" <= ${now} ORDER BY x."visibleFrom" LIMIT ${most}`
  const own = (kind: UntoldFile['kind']) => sql`(SELECT ${kind}::text AS "kind", x."id", NULL::uuid AS "groupId"
    FROM ${name(TABLES[kind])} x WHERE ${untold})`
  return query<UntoldFile>(sql`(SELECT 'document' AS "kind", x."id", x."groupId" FROM "group_document" x
    WHERE ${untold}) UNION ALL ${own('site-document')} UNION ALL ${own('association-news')}`)
}

/** Whom it is shown to, as a condition on the person `p`. */
function readersOf({ tenant, now }: Pick<Unit, 'tenant' | 'now'>, { kind, id, groupId }: UntoldFile): Sql {
  const at = { tenant, now }
  const row = sql`x."tenantId" = ${tenant.id} AND x."id" = ${id}`
  if (groupId === null)
    return sql`EXISTS (SELECT 1 FROM ${name(TABLES[kind])} x WHERE ${row} AND ${publishedToSql(at, sql`x`)})`
  return sql`${inGroupSql(tenant, groupId)} AND ${openToSql(at, 'join-groups')}
    AND EXISTS (SELECT 1 FROM "group_document" x WHERE ${row} AND ${shownToSql(at, sql`x`, groupId)})`
}

/** Tells whoever may read it, and notes that it did. */
export async function tellOfFile(tenant: Tenant, now: Date, file: UntoldFile, signal?: AbortSignal): Promise<void> {
  const { kind, id, groupId } = file
  const among = (after: string) => (groupId === null ? everybody(tenant, after) : candidates(tenant, groupId, after))
  const notice = { kind, subjectId: id, placeId: groupId ?? tenant.id }
  await tellMany({ tenant, now }, notice, { among, who: readersOf({ tenant, now }, file) }, signal)
  await inTenantSql(
    tenant.id,
    (query) =>
      query(sql`UPDATE ${name(TABLES[kind])} SET "toldAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`),
    SLOW,
  )
}
