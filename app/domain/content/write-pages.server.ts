/** Writing pages: every save is a version, of which one is shown; an address that changes leads on (S3, E7). */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import type { PageSection } from '#app/vocabulary/page-sections.ts'
import type { EditorialAudience } from '#app/vocabulary/things.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import type { PageRow } from './pages.server.ts'

export interface PageWords {
  title: string
  text: string
}

export interface PagePlace {
  slug: string
  section: PageSection
  position: number
  audience: EditorialAudience
}

export type VersionRow = RowOf<'site_page_version', 'n' | 'title' | 'text' | 'at'>

/** @returns the page for its writers, in any state, locked until the transaction ends; undefined where there is none */
export async function pageToWrite({ tenant }: Ctx, query: Query, id: string): Promise<PageRow | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await query<PageRow>(
    sql`SELECT * FROM "site_page" WHERE "tenantId" = ${tenant.id} AND "id" = ${id} FOR UPDATE`,
  )
  return row
}

/** @returns every version, the newest first */
export async function versionsOf({ tenant }: Ctx, query: Query, id: string): Promise<VersionRow[]> {
  return query(sql`SELECT "n", "title", "text", "at" FROM "site_page_version" WHERE "tenantId" = ${tenant.id}
    AND "pageId" = ${id} ORDER BY "n" DESC LIMIT 200`)
}

/** @returns whether another page has the address, or had it */
export async function isTaken({ tenant }: Ctx, query: Query, slug: string, id: string | undefined): Promise<boolean> {
  const other = id ?? '00000000-0000-7000-8000-000000000000'
  const rows = await query(sql`
    SELECT 1 FROM "site_page" WHERE "tenantId" = ${tenant.id} AND "slug" = ${slug} AND "id" <> ${other}
    UNION ALL SELECT 1 FROM "former_address" WHERE "tenantId" = ${tenant.id} AND "kind" = 'page' AND "slug" = ${slug}
      AND "thingId" <> ${other}`)
  return rows.length > 0
}

async function addVersion({ tenant, now }: Ctx, query: Query, id: string, { n, ...words }: PageWords & { n: number }) {
  await query(sql`INSERT INTO "site_page_version" ("tenantId", "pageId", "n", "title", "text", "at")
    VALUES (${tenant.id}, ${id}, ${n}, ${words.title}, ${words.text}, ${now})`)
}

/** @returns the id of a new draft */
export async function addPage(ctx: Ctx, query: Query, words: PageWords, place: PagePlace): Promise<string> {
  const { tenant, now } = ctx
  const id = uuidv7(now.getTime())
  const { slug, section, position, audience } = place
  await query(sql`INSERT INTO "site_page" ("tenantId", "id", "slug", "section", "position", "title", "shown", "state",
      "audience", "visibleFrom", "visibleUntil", "createdAt")
    VALUES (${tenant.id}, ${id}, ${slug}, ${section}, ${position}, ${words.title}, 1, 'draft', ${audience}, ${now},
      ${NO_END}, ${now})`)
  await addVersion(ctx, query, id, { n: 1, ...words })
  return id
}

/** Keeps the words as a version, where they are others than the last one's. What is shown stays. @returns its number */
export async function saveVersion(ctx: Ctx, query: Query, row: PageRow, words: PageWords): Promise<number> {
  const [last] = await versionsOf(ctx, query, row.id)
  if (last && last.title === words.title && last.text === words.text) return last.n
  const n = (last?.n ?? 0) + 1
  await addVersion(ctx, query, row.id, { n, title: words.title, text: words.text })
  return n
}

/** Moves a page: the address that it had leads on to the new one. */
export async function placePage({ tenant }: Ctx, query: Query, row: PageRow, place: PagePlace): Promise<void> {
  const { slug, section, position, audience } = place
  await query(sql`UPDATE "site_page" SET "slug" = ${slug}, "section" = ${section}, "position" = ${position},
      "audience" = ${audience} WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  if (slug === row.slug) return
  await query(sql`DELETE FROM "former_address" WHERE "tenantId" = ${tenant.id} AND "kind" = 'page'
    AND "slug" = ${slug}`)
  await query(sql`INSERT INTO "former_address" ("tenantId", "kind", "slug", "thingId")
    VALUES (${tenant.id}, 'page', ${row.slug}, ${row.id})
    ON CONFLICT ("tenantId", "kind", "slug") DO UPDATE SET "thingId" = EXCLUDED."thingId"`)
}

/** Shows one of its versions from now on. */
export async function showVersion(ctx: Ctx, query: Query, row: PageRow, n: number): Promise<void> {
  const { tenant, now } = ctx
  const [version] = await query<VersionRow>(sql`SELECT "n", "title", "text", "at" FROM "site_page_version"
    WHERE "tenantId" = ${tenant.id} AND "pageId" = ${row.id} AND "n" = ${n}`)
  if (!version || (row.state === 'published' && row.shown === n)) return
  const from = row.state === 'published' ? row.visibleFrom : now
  await query(sql`UPDATE "site_page" SET "state" = 'published', "shown" = ${n}, "title" = ${version.title},
      "visibleFrom" = ${from} WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  await audit(query, ctx, 'page.published', { subjectId: row.id, detail: { version: n } })
}

/** Back to a draft: gone for everybody but its writers, at once. */
export async function withdrawPage(ctx: Ctx, query: Query, row: PageRow): Promise<void> {
  if (row.state === 'draft') return
  await query(sql`UPDATE "site_page" SET "state" = 'draft' WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${row.id}`)
  await audit(query, ctx, 'page.withdrawn', { subjectId: row.id })
}

/** Deletes a draft with its versions. @returns whether it was one */
export async function removePage(ctx: Ctx, query: Query, row: PageRow): Promise<boolean> {
  if (row.state !== 'draft') return false
  const { tenant } = ctx
  await query(sql`DELETE FROM "former_address" WHERE "tenantId" = ${tenant.id} AND "kind" = 'page'
    AND "thingId" = ${row.id}`)
  await query(sql`DELETE FROM "site_page" WHERE "tenantId" = ${tenant.id} AND "id" = ${row.id}`)
  await audit(query, ctx, 'page.removed', { subjectId: row.id })
  return true
}
