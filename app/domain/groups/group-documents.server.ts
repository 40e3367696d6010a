/**
 * Documents of a group, in folders (I15). Each statement carries `whereVisible`; the bytes are handed out only after
 * the row was found for that viewer (A20).
 */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import type { SentFile } from '#app/domain/files/judge-file.server.ts'
import { dropFiles, keepFile, loosen, named } from '#app/domain/files/loose-files.server.ts'
import { type ShownAuthor, withAuthors } from '#app/domain/search/authors.server.ts'
import { firstState, hides } from '#app/policy/group.rules.ts'
import type { ThingState } from '#app/vocabulary/things.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { type FoundGroup, keepRow } from './find-groups.server.ts'
import { visibleSql } from './visible-things.server.ts'

/** A group keeps so many. */
const MOST_DOCUMENTS = 500

export interface ShownDocument {
  id: string
  /** Empty: in none. */
  folder: string
  title: string
  picture: boolean
  bytes: number
  state: ThingState
  at: string
  because: string | null
  author: ShownAuthor | null
  mayRemove: boolean
}

interface Row extends RowOf<'group_document', 'id' | 'groupId' | 'personId' | 'folder' | 'title' | 'contentType'> {
  bytes: number
  state: ThingState
  createdAt: Date
  because: string | null
}

/** @returns what this viewer finds, by folder and title */
export function readDocuments(ctx: Ctx, groupId: string): Promise<ShownDocument[]> {
  return withAuthors<Row, ShownDocument>(
    ctx,
    sql`SELECT x."id", x."groupId", x."personId", x."folder", x."title", x."contentType", x."bytes", x."state",
        x."createdAt", x."because" FROM "group_document" x
      WHERE x."tenantId" = ${ctx.tenant.id} AND x."groupId" = ${groupId} AND ${visibleSql(ctx, 'GroupDocument')}
      ORDER BY x."folder" = '', lower(x."folder"), lower(x."title"), x."id" LIMIT ${MOST_DOCUMENTS}`,
    ({ ability }, row, author) => {
      const { id, folder, title, bytes, state } = row
      const mayRemove = hides(ability, row)
      const about = { picture: row.contentType === 'image/jpeg', bytes, state, at: row.createdAt.toISOString() }
      return { id, folder, title, ...about, because: mayRemove ? row.because : null, author, mayRemove }
    },
  )
}

/** @returns where the bytes lie, for whoever finds the document now; undefined as for one that is not there */
export async function findDocument(ctx: Ctx, query: Query, groupId: string, id: string) {
  if (!isUuid(id)) return undefined
  const [row] = await query<RowOf<'group_document', 'fileKey' | 'contentType' | 'title' | 'personId' | 'groupId'>>(sql`
    SELECT x."fileKey", x."contentType", x."title", x."personId", x."groupId" FROM "group_document" x
    WHERE x."tenantId" = ${ctx.tenant.id} AND x."groupId" = ${groupId} AND x."id" = ${id}
      AND ${visibleSql(ctx, 'GroupDocument')}`)
  return row
}

/** @returns the state it begins in; `full` where the group has no room left */
export function addDocument(
  ctx: Ctx,
  group: FoundGroup,
  { bytes, extension, contentType }: SentFile,
  { title, folder }: { title: string; folder: string },
): Promise<ThingState | 'full'> {
  const { tenant, viewer, now } = ctx
  return keepFile(tenant.id, bytes, { folder: 'groups', extension, contentType }, async (key) => {
    const state = firstState(tenant.config, ctx.ability, group.id)
    const isFull = await ctx.sql(async (query) => {
      await keepRow(ctx, query, group)
      const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "group_document"
        WHERE "tenantId" = ${tenant.id} AND "groupId" = ${group.id}`)
      if (row!.n >= MOST_DOCUMENTS) return true
      await query(sql`INSERT INTO "group_document" ("tenantId", "id", "groupId", "personId", "folder", "title",
          "fileKey", "contentType", "bytes", "state", "audience", "visibleFrom", "visibleUntil", "createdAt")
        VALUES (${tenant.id}, ${uuidv7(now.getTime())}, ${group.id}, ${viewer.personId}, ${folder}, ${title}, ${key},
          ${contentType}, ${bytes.byteLength}, ${state}, 'group', ${now}, ${NO_END}, ${now})`)
      await named(query, tenant.id, key)
      return false
    })
    if (isFull) await dropFiles(tenant.id, [key])
    return isFull ? 'full' : state
  })
}

/** Takes a document away with its bytes: its author's step, or of who runs the group. @returns whether it was done */
export async function removeDocument(ctx: Ctx, group: FoundGroup, id: string): Promise<boolean> {
  const key = await ctx.sql(async (query) => {
    const found = await findDocument(ctx, query, group.id, id)
    if (!found || !hides(ctx.ability, found)) return undefined
    const [row] = await query<RowOf<'group_document', 'fileKey'>>(sql`DELETE FROM "group_document"
      WHERE "tenantId" = ${ctx.tenant.id} AND "groupId" = ${group.id} AND "id" = ${id} RETURNING "fileKey"`)
    if (row) await loosen(query, ctx.tenant.id, [row.fileKey], ctx.now)
    return row?.fileKey
  })
  if (!key) return false
  await dropFiles(ctx.tenant.id, [key])
  return true
}

/**
 * Gives a folder another name, or puts its documents into one that is there: of who runs the group. What the viewer
 * does not find stays where it is: a folder of such documents alone is none to them.
 */
export async function renameFolder(
  ctx: Ctx,
  query: Query,
  groupId: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const rows = await query(sql`UPDATE "group_document" x SET "folder" = ${to} WHERE x."tenantId" = ${ctx.tenant.id}
    AND x."groupId" = ${groupId} AND x."folder" = ${from} AND ${visibleSql(ctx, 'GroupDocument')} RETURNING x."id"`)
  return rows.length > 0
}
