/**
 * Tells of articles and answers once they are published, in batches of people: whatever stops the worker, the next one
 * goes on, and nobody is told twice (A25). Who may not read a thing is not told of it (A11, A12).
 */
import { abilityOf } from '#app/context/abilities.ts'
import { openToSql } from '#app/context/open-to.ts'
import { sistersOf, type Tenant } from '#app/context/tenants.ts'
import type { Unit } from '#app/context/unit.ts'
import { readAccountViewer } from '#app/context/viewer.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { inTenantSql } from '#app/db/transaction.ts'
import { whereListed } from '#app/policy/view.ts'
import { inGroupSql, shownToSql } from './audience.server.ts'
import { mentionedIn } from './mentions.ts'
import { type NewNotice, putNotices } from './put-notices.server.ts'
import { candidates, SLOW, tellMany } from './tell-many.server.ts'

interface Untold extends RowOf<'post', 'id' | 'groupId' | 'personId' | 'text'> {
  /** The article, of an answer. */
  postId: string | null
  author: string | null
}

/** Finds what is published and has told nobody yet, the oldest first. */
export function findUntold({ query, tenant, now }: Unit, most: number): Promise<Untold[]> {
  const { id: tenantId } = tenant
  const shown = (x: Sql) => sql`${x}."tenantId" = ${tenantId} AND ${x}."toldAt" IS NULL
    AND ${x}."state" = 'published' AND ${x}."visibleFrom" <= ${now}`
  const author = (x: Sql) => sql`(SELECT w."id" FROM "account" w WHERE w."tenantId" = ${tenantId}
    AND w."personId" = ${x}."personId" LIMIT 1) AS "author"`
  return query<Untold>(sql`
    (SELECT x."id", x."groupId", x."personId", x."title" || ' ' || x."text" AS "text", NULL::uuid AS "postId",
      ${author(sql`x`)} FROM "post" x WHERE ${shown(sql`x`)} ORDER BY x."visibleFrom" LIMIT ${most})
    UNION ALL
    (SELECT c."id", c."groupId", c."personId", c."text", c."postId", ${author(sql`c`)}
      FROM "comment" c WHERE ${shown(sql`c`)} ORDER BY c."visibleFrom" LIMIT ${most})`)
}

/** The rows of the thing, and that they are shown to the person `p`: read anew with each batch. */
function isShownTo({ tenant, now }: Pick<Unit, 'tenant' | 'now'>, { id, postId, groupId }: Untold): Sql {
  const at = { tenant, now }
  const [x, c] = [sql`x`, sql`c`]
  const post = sql`x."tenantId" = ${tenant.id} AND x."id" = ${postId ?? id}`
  if (!postId) return sql`EXISTS (SELECT 1 FROM "post" x WHERE ${post} AND ${shownToSql(at, x, groupId)})`
  return sql`EXISTS (SELECT 1 FROM "post" x
    JOIN "comment" c ON c."tenantId" = ${tenant.id} AND c."postId" = x."id" AND c."id" = ${id}
    WHERE ${post} AND ${shownToSql(at, c, groupId)}
      AND (${shownToSql(at, x, groupId)} OR (x."personId" = p."id" AND x."state" = 'published')))`
}

const noticeOf = (kind: NewNotice['kind'], { id, groupId, postId }: Untold): NewNotice => {
  return { kind, subjectId: id, placeId: groupId, itemId: postId ?? id }
}

/** Those whom its author names and may know of, of those who may read it. */
async function tellMentioned(tenant: Tenant, now: Date, thing: Untold): Promise<void> {
  const handles = mentionedIn(thing.text)
  if (handles.length === 0 || !thing.author) return
  const ability = abilityOf(tenant, await readAccountViewer(tenant, thing.author, now), await sistersOf(tenant))
  const who = sql`a."door" = 'people' AND p."handle" = ANY(${handles}::text[])
    AND ${toSql(whereListed(ability, 'Person'), 'p')} AND ${openToSql({ tenant, now }, 'join-groups')}
    AND ${isShownTo({ tenant, now }, thing)}`
  await inTenantSql(tenant.id, (query) => putNotices({ query, tenant, now }, noticeOf('mention', thing), who), SLOW)
}

/** Named people are told that, and not the same thing in other words besides. */
const unnamed = (tenantId: string, { id }: Untold): Sql => sql`NOT EXISTS (SELECT 1 FROM "notice" y
  WHERE y."tenantId" = ${tenantId} AND y."accountId" = a."id" AND y."kind" = 'mention' AND y."subjectId" = ${id})`

async function tellAnswered(tenant: Tenant, now: Date, thing: Untold): Promise<void> {
  const { postId } = thing
  const concerned = sql`p."id" IN (SELECT x."personId" FROM "post" x WHERE x."tenantId" = ${tenant.id}
      AND x."id" = ${postId}
    UNION ALL SELECT k."personId" FROM "comment" k WHERE k."tenantId" = ${tenant.id} AND k."postId" = ${postId}
      AND k."state" = 'published')`
  const who = sql`a."door" = 'people' AND ${concerned} AND ${openToSql({ tenant, now }, 'join-groups')}
    AND ${isShownTo({ tenant, now }, thing)} AND ${unnamed(tenant.id, thing)}`
  await inTenantSql(tenant.id, (query) => putNotices({ query, tenant, now }, noticeOf('comment', thing), who), SLOW)
}

/** Tells people of a group of an article, those whom its author names left out: they heard of it by that. */
function tellGroup(tenant: Tenant, now: Date, thing: Untold, signal?: AbortSignal): Promise<void> {
  const { id: tenantId } = tenant
  const who = sql`${inGroupSql(tenant, thing.groupId)} AND ${openToSql({ tenant, now }, 'join-groups')}
    AND ${isShownTo({ tenant, now }, thing)} AND ${unnamed(tenantId, thing)}`
  const among = (after: string) => candidates(tenant, thing.groupId, after)
  return tellMany({ tenant, now }, noticeOf('post', thing), { among, who }, signal)
}

/** Tells everybody whom the thing concerns and is shown to, and notes that it did. */
export async function tellOf(tenant: Tenant, now: Date, thing: Untold, signal?: AbortSignal): Promise<void> {
  await tellMentioned(tenant, now, thing)
  if (thing.postId) await tellAnswered(tenant, now, thing)
  else await tellGroup(tenant, now, thing, signal)
  const table = thing.postId ? sql`"comment"` : sql`"post"`
  await inTenantSql(tenant.id, (query) =>
    query(sql`UPDATE ${table} SET "toldAt" = ${now} WHERE "tenantId" = ${tenant.id} AND "id" = ${thing.id}`),
  )
}
