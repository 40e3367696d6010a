/** Pages as this viewer may read them: every statement carries `whereVisible` (policy/thing.rules.ts). */
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import type { Reader } from './news.server.ts'

export type PageRow = RowOf<'site_page'>

export interface ShownPage extends PageRow {
  text: string
  /** When the words that are shown were saved. */
  at: Date
}

const visible = ({ ability, now }: Reader): Sql => toSql(whereVisible({ ability, now }, 'Page'), 'x')

/** @returns undefined for a page that is hidden from this viewer as for one that is not there */
export async function findPage(query: Query, reader: Reader, slug: string): Promise<ShownPage | undefined> {
  const { id } = reader.tenant
  const [row] = await query<ShownPage>(sql`SELECT x.*, v."title", v."text", v."at" FROM "site_page" x
    JOIN "site_page_version" v ON v."tenantId" = ${id} AND v."pageId" = x."id" AND v."n" = x."shown"
    WHERE x."tenantId" = ${id} AND x."slug" = ${slug} AND ${visible(reader)}`)
  return row
}

/** @returns the address to which a former one leads, where this viewer may read what is there */
export async function pageMovedTo(query: Query, reader: Reader, slug: string): Promise<string | undefined> {
  const { id } = reader.tenant
  const [row] = await query<RowOf<'site_page', 'slug'>>(sql`SELECT x."slug" FROM "former_address" f
    JOIN "site_page" x ON x."tenantId" = ${id} AND x."id" = f."thingId"
    WHERE f."tenantId" = ${id} AND f."kind" = 'page' AND f."slug" = ${slug} AND ${visible(reader)}`)
  return row?.slug
}

/** @returns every page that is shown and that this viewer may read, in its section's order */
export async function listPages(
  query: Query,
  reader: Reader,
): Promise<RowOf<'site_page', 'id' | 'slug' | 'title' | 'section' | 'audience'>[]> {
  return query(sql`SELECT x."id", x."slug", x."title", x."section", x."audience" FROM "site_page" x
    WHERE x."tenantId" = ${reader.tenant.id} AND x."state" = 'published' AND ${visible(reader)}
    ORDER BY x."position", x."title", x."id" LIMIT 200`)
}
