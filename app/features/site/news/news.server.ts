/** `/actualites` and one of them (S3). */

import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import { notFound } from '#app/context/refusals.ts'
import { renderText } from '#app/domain/content/markdown.server.ts'
import {
  categoryName,
  countNews,
  findNews,
  isCurrent,
  listNews,
  NEWS_ROWS,
  type NewsRow,
  pictureOf,
} from '#app/domain/content/news.server.ts'
import { pictureResponse } from '#app/domain/content/pictures.server.ts'
import { markShown } from '#app/domain/notices/mark-seen.server.ts'
import { may } from '#app/policy/ability.ts'

function addressOf(category: string | undefined, page: number): string {
  const query = new URLSearchParams()
  if (category) query.set('categorie', category)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `${href.news}?${query}` : href.news
}

export async function readNewsPage(ctx: Ctx) {
  const { url, tenant, language, t } = ctx
  const wish = url.searchParams.get('categorie')
  const category = tenant.config.news.categories.find(({ id }) => id === wish)?.id
  const page = pageIn(url)
  const { lines, more, counts } = await ctx.sql(async (query) => ({
    ...(await listNews(query, ctx, { category, page })),
    counts: new Map((await countNews(query, ctx)).map((row) => [row.category, row.n])),
  }))
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const total = category ? (counts.get(category) ?? 0) : all
  return {
    title: t('news:title'),
    lines,
    total,
    categories: tenant.config.news.categories
      .filter(({ id }) => counts.has(id))
      .map(({ id, name }) => ({ id, name: name[language], to: addressOf(id, 1), current: id === category })),
    all: { to: href.news, current: !category },
    writes: may(ctx.ability, 'content'),
    page,
    pages: Math.max(1, Math.ceil(total / NEWS_ROWS)),
    previous: page > 1 ? addressOf(category, page - 1) : null,
    next: more && page < MOST_PAGES ? addressOf(category, page + 1) : null,
  }
}

/** @throws Response 404 for news that this viewer may not read, as for what is not there */
async function find(ctx: Ctx, slug: string): Promise<NewsRow> {
  const row = await ctx.sql((query) => findNews(query, ctx, slug))
  if (!row) throw notFound()
  return row
}

export async function readNewsItem(ctx: Ctx, slug: string) {
  const row = await find(ctx, slug)
  if (row.slug !== slug) throw redirect(href.newsItem(row.slug), 301)
  await markShown(ctx, row.id)
  return {
    title: row.title,
    id: row.id,
    lead: row.lead,
    html: renderText(row.text, 'site'),
    category: categoryName(ctx, row.category),
    byline: row.byline,
    audience: row.audience,
    at: row.visibleFrom.toISOString(),
    picture: pictureOf(row),
    state: isCurrent(row, ctx.now) ? null : row.state === 'draft' ? ('draft' as const) : ('planned' as const),
    edit: may(ctx.ability, 'content') ? href.newsDesk(row.id) : null,
  }
}

export async function readNewsPicture(ctx: Ctx, slug: string): Promise<Response> {
  return pictureResponse((await find(ctx, slug)).pictureKey)
}
