/** News as this viewer may read them: every statement carries `whereVisible` (policy/thing.rules.ts). */
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { beginning } from './markdown.server.ts'

export const NEWS_ROWS = 20
const LEAD = 180
/** Counting stops there. */
const COUNTED = 1000

export interface NewsPicture {
  src: string
  alt: string
  width: number
  height: number
}

export interface NewsLine {
  id: string
  slug: string
  title: string
  lead: string
  /** Null: a category that the association no longer has. */
  category: string | null
  audience: string
  /** ISO 8601. */
  at: string
  picture: NewsPicture | null
}

export type NewsRow = RowOf<'news'>

/** Who reads, and of which association: a request, or what a feed shows to everybody. */
export type Reader = Pick<Ctx, 'tenant' | 'ability' | 'now' | 'language'>

const visible = ({ ability, now }: Reader): Sql => toSql(whereVisible({ ability, now }, 'News'), 'x')

/** What is on the page of news now, for the staff too: drafts and what is to come are theirs at the desk. */
const current = (reader: Reader): Sql => sql`x."state" = 'published' AND x."visibleFrom" <= ${reader.now}
  AND x."visibleUntil" > ${reader.now} AND ${visible(reader)}`

/** @returns the address of the picture, which changes with it, and its size; null where there is none */
export function pictureOf({ slug, pictureKey, pictureAlt, pictureWidth, pictureHeight }: NewsRow): NewsPicture | null {
  if (!pictureKey) return null
  const version = pictureKey.replace(/\W/g, '').slice(-12)
  const src = `${href.newsPicture(slug)}?v=${version}`
  return { src, alt: pictureAlt ?? '', width: pictureWidth ?? 0, height: pictureHeight ?? 0 }
}

/** @returns the category in the reader's language; null for one that the association no longer has */
export function categoryName({ tenant, language }: Pick<Reader, 'tenant' | 'language'>, id: string): string | null {
  return tenant.config.news.categories.find((one) => one.id === id)?.name[language] ?? null
}

function lineOf(reader: Reader, row: NewsRow): NewsLine {
  const { id, slug, title, audience, visibleFrom } = row
  return {
    ...{ id, slug, title, audience },
    lead: row.lead ?? beginning(row.text, LEAD),
    category: categoryName(reader, row.category),
    at: visibleFrom.toISOString(),
    picture: pictureOf(row),
  }
}

interface ListOptions {
  category?: string | undefined
  /** From 1. */
  page?: number
  rows?: number
}

/** @returns a page of news, the newest first, and whether there are more */
export async function listNews(
  query: Query,
  reader: Reader,
  { category, page = 1, rows = NEWS_ROWS }: ListOptions = {},
): Promise<{ lines: NewsLine[]; more: boolean }> {
  const found = await query<NewsRow>(sql`SELECT x.* FROM "news" x WHERE x."tenantId" = ${reader.tenant.id}
    AND (${category ?? null}::text IS NULL OR x."category" = ${category ?? null}) AND ${current(reader)}
    ORDER BY x."visibleFrom" DESC, x."id" DESC LIMIT ${rows + 1} OFFSET ${(page - 1) * rows}`)
  return { lines: found.slice(0, rows).map((row) => lineOf(reader, row)), more: found.length > rows }
}

/** @returns how many news of each category this viewer finds; counting stops at 1,000 */
export async function countNews(query: Query, reader: Reader): Promise<{ category: string; n: number }[]> {
  return query(sql`SELECT seen."category", count(*)::int AS "n" FROM (
      SELECT x."category" FROM "news" x WHERE x."tenantId" = ${reader.tenant.id} AND ${current(reader)}
      LIMIT ${COUNTED}) seen GROUP BY seen."category"`)
}

/** @returns undefined for news that are hidden from this viewer as for what is not there */
export async function findNews(query: Query, reader: Reader, slug: string): Promise<NewsRow | undefined> {
  const [row] = await query<NewsRow>(sql`SELECT x.* FROM "news" x WHERE x."tenantId" = ${reader.tenant.id}
    AND x."slug" = ${slug} AND ${visible(reader)}`)
  return row
}

/** @returns whether it stands on the page of news now */
export function isCurrent({ state, visibleFrom, visibleUntil }: NewsRow, now: Date): boolean {
  return state === 'published' && visibleFrom <= now && visibleUntil > now
}
